from __future__ import annotations

import numpy as np
import pytest

from index.fuse import above_the_middle, chance, fitted, weighed
from index.lexical import Analyzer, Bm25, Lexical, fold
from index.subjects import Owners, grams


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
    lexical = Lexical.of(["le livret d'accueil du stagiaire", "la veille légale et réglementaire", "le handicap"], "fr")
    assert [position for position, _ in lexical.rank("veille juridique et légale")] == [1]
    assert lexical.rank("météo") == []
    assert lexical.rank("") == []
    assert lexical.rank("livret", allowed=[False, True, True]) == []


def test_no_documents_at_all():
    assert Lexical.of([], "fr").rank("veille") == []
    assert Lexical.of(["", ""], "en").rank("monitoring") == []


def test_signals_of_different_scales_are_weighed():
    weights = {"one": 1.0, "other": 2.0}
    total = weighed({"one": {"a": 100.0, "b": 50.0}, "other": {"b": 0.1}}, weights)
    assert total == {"a": 1.0, "b": 2.5}
    assert weighed({"one": {}, "other": {"a": 0.0}}, weights) == {}


def test_cosines_count_above_the_middle():
    assert above_the_middle({"a": 0.9, "b": 0.5, "c": 0.2}) == pytest.approx({"a": 0.4})
    assert above_the_middle({}) == {}


def test_confidence_grows_with_what_it_rests_on():
    weights = {"lead": 4.0, "bias": -2.0}
    assert chance({"lead": 0.5}, weights) == pytest.approx(0.5)
    assert chance({"lead": 0.9}, weights) > chance({"lead": 0.1}, weights)


def test_the_fitted_weights_are_whole():
    weights = fitted()
    assert set(weights["signals"]) == {
        *("whole", "wordings", "letters", "other_whole", "other_wordings", "other_letters"),
        *("passages", "meaning", "meant", "grasp"),
    }
    assert min(weights["signals"].values()) >= 0
    assert set(weights["confidence"]) == {"said", "meant", "lead", "gap", "bias"}


def test_letters_meet_words_through_typos():
    letters = Bm25.of([grams("feuille d'émargement signée"), grams("réseau handicap")])
    scores = letters.scores(grams("feuille demargemant"))
    assert scores[0] > scores[1] >= 0
    assert letters.scores(grams("zzz")) is None


def test_an_index_is_the_same_after_a_walk_to_the_disk(tmp_path):
    first = Bm25.of([["a", "b"], ["b", "c"]])
    first.save(tmp_path / "some")
    Bm25.of([]).save(tmp_path / "none")
    assert Bm25.open(tmp_path / "some").scores(["b", "x"]).tolist() == first.scores(["b", "x"]).tolist()
    assert Bm25.open(tmp_path / "none").scores(["b"]) is None


def test_a_subject_is_as_near_as_its_three_nearest_wordings():
    scores = np.array([1.0, 2.0, 3.0, 4.0, 9.0])
    assert Owners([0, 0, 0, 0, 2], ["a", "b", "c"]).nearest(scores) == {"a": 3.0, "b": 0.0, "c": 3.0}
