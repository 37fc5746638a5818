from __future__ import annotations

import pytest

from index.fuse import fused
from index.lexical import Analyzer, Lexical, fold


def test_folding():
    assert fold("L’Élève, cœur, ÇA") == "l'eleve, coeur, ca"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("évaluations", "evaluation"),
        ("Sous-traitants", "sous traitant"),
        ("réclamations", "RECLAMATION"),
        ("stagiaires", "stagiaire"),
    ],
)
def test_accents_case_and_endings_do_not_matter(one, other):
    analyzer = Analyzer("fr")
    assert analyzer.stems(one) == analyzer.stems(other)


def test_stop_words_are_left_out():
    assert Analyzer("fr").stems("que faut-il pour les réclamations ?") == Analyzer("fr").stems("réclamations")


def test_ranking_prefers_the_document_that_says_it():
    lexical = Lexical(["le livret d'accueil du stagiaire", "la veille légale et réglementaire", "le handicap"], "fr")
    assert [position for position, _ in lexical.rank("veille juridique et légale")] == [1]
    assert lexical.rank("météo") == []
    assert lexical.rank("") == []
    assert lexical.rank("livret", allowed=[False, True, True]) == []


def test_no_documents_at_all():
    assert Lexical([], "fr").rank("veille") == []
    assert Lexical(["", ""], "en").rank("monitoring") == []


def test_fusion_by_rank_and_weight():
    assert [key for key, _ in fused([(["a", "b", "c"], 1.0), (["b", "a"], 1.0)])] == ["a", "b", "c"]
    assert next(iter(fused([(["a", "b"], 0.1), (["b", "a"], 1.0)])))[0] == "b"
    assert fused([]) == []
