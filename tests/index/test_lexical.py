from __future__ import annotations

import pytest

from index.fuse import weighed
from index.lexical import Analyzer, Lexical, fold
from index.subjects import Letters


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


def test_signals_of_different_scales_are_weighed():
    weights = {"one": 1.0, "other": 2.0}
    total = weighed({"one": {"a": 100.0, "b": 50.0}, "other": {"b": 0.1}}, weights)
    assert total == {"a": 1.0, "b": 2.5}
    assert weighed({"one": {}, "other": {"a": 0.0}}, weights) == {}


def test_letters_meet_words_through_typos():
    letters = Letters(["feuille d'émargement signée", "réseau handicap"])
    scores = letters.scores("feuile demargemant")
    assert scores[0] > scores[1] >= 0
    assert letters.scores("zzz") is None
