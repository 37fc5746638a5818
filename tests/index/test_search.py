"""Finding a subject and its passages: with the packaged model, with a model of a few lines, and by words alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from assistant.compose.sure import SURE
from corpus.records import OUTSIDE
from index.fuse import fitted, weighed
from index.search import KEPT, Found, Hit, Search, Seen, features
from tests.conftest import TODAY, WORD_HASH

BY_WORDS = {"whole", "wordings", "letters", "other_whole", "other_wordings", "other_letters", "passages"}


@pytest.fixture(scope="module")
def search(shared_assistant) -> Search:
    """The search as it is installed."""
    return shared_assistant.search


@pytest.fixture(scope="module")
def small(small_home, corpus) -> Search:
    return Search.open(small_home, corpus, WORD_HASH)


@pytest.fixture(scope="module")
def by_words(small_home, corpus) -> Search:
    return Search.open(small_home, corpus)


def test_at_most_one_hit_per_indicator_best_first(search):
    found = search.find("enquête de satisfaction des stagiaires et des financeurs", on=TODAY)
    numbers = [hit.key for hit in found.hits]
    assert numbers[0] == 30
    assert len(numbers) == len(set(numbers)) == 10
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)


@pytest.mark.parametrize("k", [1, 3, 40])
def test_as_many_hits_as_asked_for(search, corpus, k):
    question = "enquête de satisfaction des stagiaires et des financeurs"
    hits = search.find(question, on=TODAY, k=k).hits
    assert len(hits) == k
    assert [hit.key for hit in hits] == [hit.key for hit in search.find(question, on=TODAY, k=50).hits][:k]
    assert OUTSIDE not in [hit.key for hit in search.find(question, on=TODAY, k=100).hits]


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("conseil de perfectionnement", 20),
        ("réclamation d'un client mécontent", 31),
        ("veille juridique", 23),
        ("reclamations", 31),
        ("un stagiaire en fauteuil roulant, qui contacter ?", 26),
        ("un stagiaire a abandonné en cours de route, on devait le relancer ?", 12),
        ("il manque des diplômes dans les dossiers de nos formateurs", 21),
        ("l'apprenti ne s'entend pas avec son maître d'apprentissage", 13),
    ],
)
def test_subjects_in_users_words(search, question, indicator):
    assert search.find(question, on=TODAY).hits[0].key == indicator


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("comment se passe le jour de l'audit ?", "audit-day"),
        ("combien de temps le certificat est-il valable ?", "audit-cycle"),
        ("boîte à outils des douze documents", "toolbox"),
        ("c'est quoi qualiopi", "qualiopi"),
        ("l'auditrice arrive demain matin, comment va se dérouler la journée ?", "audit-day"),
        ("on a six mois ou trois mois pour lever un écart ?", "non-conformities"),
    ],
)
def test_topics_are_found_as_indicators_are(search, question, topic):
    assert search.find(question, on=TODAY).hits[0].key == topic


@pytest.mark.parametrize(
    ("question", "language", "indicator"),
    [
        ("how do we handle customer complaints?", "fr", 31),
        ("how do we handle customer complaints?", "en", 31),
        ("our trainers have no diploma on file", "fr", 21),
        ("satisfaction survey of learners and funders", "fr", 30),
    ],
)
def test_an_english_question_finds_passages_of_either_language(search, question, language, indicator):
    found = search.find(question, on=TODAY, language=language, spoken="en")
    assert found.hits[0].key == indicator
    assert {chunk.language for hit in found.hits for chunk in hit.chunks} == {language}


@pytest.mark.parametrize("found_by", ["search", "small", "by_words"])
def test_only_passages_valid_on_the_day(request, found_by):
    search = request.getfixturevalue(found_by)
    question = "évaluation des enseignements par les apprenants"
    assert search.find(question, on=date(2026, 11, 1)).hits[0].key == 33
    before = search.find(question, on=date(2026, 10, 31), k=60).hits
    assert 33 not in [hit.key for hit in before]
    assert all(chunk.holds(date(2026, 10, 31)) for hit in before for chunk in hit.chunks)


@pytest.mark.parametrize(
    ("question", "spoken"),
    [
        ("recette de la tarte aux pommes", "fr"),
        ("who won the world cup in 1998?", "en"),
        ("zzz qqq", "fr"),
        ("", "fr"),
        ("日本", "fr"),
    ],
)
def test_off_topic_is_never_sure(search, question, spoken):
    assert search.find(question, on=TODAY, spoken=spoken).sure < SURE


@pytest.mark.parametrize(
    ("question", "spoken"),
    [
        ("traitement des réclamations et des aléas", "fr"),
        ("comment montrer notre veille réglementaire ?", "fr"),
        ("how do we handle customer complaints?", "en"),
    ],
)
def test_on_topic_is_sure(search, question, spoken):
    assert search.find(question, on=TODAY, spoken=spoken).sure > SURE


def test_nothing_in_common_finds_nothing_by_words(by_words):
    assert by_words.find("zzz qqq", on=TODAY).sure < SURE


@pytest.mark.parametrize(
    ("topic", "named"),
    [("réclamations", True), ("réclamations aléas", True), ("réclamations pommes", False), ("", False)],
)
def test_a_subject_is_named_by_its_own_words_alone(search, topic, named):
    found = search.find("que faire des réclamations ?", on=TODAY, topic=topic)
    assert found.hits[0].key == 31
    assert found.named is named


def test_what_weighs_nearly_as_much_is_said_to_be_close(search):
    assert not search.find("traitement des réclamations", on=TODAY).close
    assert search.find("veille", on=TODAY).close


def test_without_a_model_there_are_no_signals_of_meaning(search, by_words):
    question = "un client mécontent"
    with_model = search.look(question, on=TODAY, language="fr", spoken="fr")
    without = by_words.look(question, on=TODAY, language="fr", spoken="fr")
    assert set(with_model.signals) == BY_WORDS | {"meaning", "meant", "grasp"} == set(fitted()["signals"])
    assert set(without.signals) == BY_WORDS
    assert without.meant == {}
    assert {name: with_model.signals[name] for name in BY_WORDS} == without.signals


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_each_way_of_searching_is_told_apart(search, spoken):
    seen = search.look("satisfaction des financeurs", on=TODAY, language="fr", spoken=spoken)
    assert seen.said == seen.signals["wordings"]
    assert set(seen.meant) >= {30, "audit-day", OUTSIDE}
    assert all(isinstance(scores, Mapping) for scores in seen.signals.values())
    assert all(score >= 0 for scores in seen.signals.values() for score in scores.values())
    assert max(seen.meant, key=lambda key: seen.meant[key]) == 30
    ids = [chunk.id for chunk in seen.passages]
    assert len(ids) == len(set(ids))
    assert {chunk.language for chunk in seen.passages} == {"fr"}


def test_both_sides_of_a_question_in_the_other_language(search):
    """What is "own" for a French question is "other" for an English one."""
    french = search.look("satisfaction", on=TODAY, language="fr", spoken="fr").signals
    english = search.look("satisfaction", on=TODAY, language="fr", spoken="en").signals
    for name in ("whole", "wordings", "letters"):
        assert french[name] == english[f"other_{name}"] != french[f"other_{name}"]


def test_the_passages_of_a_hit_are_those_that_were_seen(search):
    question = "tableau de suivi des réclamations"
    seen = search.look(question, on=TODAY, language="fr", spoken="fr")
    found = search.find(question, on=TODAY)
    for hit in found.hits:
        mine = [chunk for chunk in seen.passages if chunk.key == hit.key]
        expected = tuple(mine[:KEPT]) if mine else hit.chunks
        assert hit.chunks == expected
        assert hit.chunk is hit.chunks[0]
        assert 1 <= len(hit.chunks) <= KEPT
        assert {chunk.key for chunk in hit.chunks} == {hit.key}
        assert found.passages(hit.key) == hit.chunks
        assert mine or {chunk.facet for chunk in hit.chunks} == {"summary"}
    assert any("Tableau de suivi des réclamations" in chunk.text for chunk in found.passages(31))


def test_passages_of_what_was_not_found_are_none(search):
    (hit,) = search.find("réclamations", on=TODAY, k=1).hits
    found = Found((hit, Hit(hit.chunks, 0.1)))
    assert found.passages(31) == hit.chunks
    assert found.passages(1) == found.passages("audit-day") == Found(()).passages(31) == ()


SEEN = Seen(signals={}, said={1: 10.0, 2: 50.0}, meant={1: 0.7, 2: -0.2}, passages=())


@pytest.mark.parametrize(
    ("first", "total", "expected"),
    [
        (1, {1: 4.0, 2: 3.0, OUTSIDE: 1.0}, {"said": 0.5, "meant": 0.7, "lead": 0.75, "gap": 0.25}),
        (2, {1: 1.0, 2: 4.0}, {"said": 1.0, "meant": 0.0, "lead": 1.0, "gap": 0.75}),
        (1, {1: 4.0}, {"said": 0.5, "meant": 0.7, "lead": 1.0, "gap": 1.0}),
        (1, {1: 4.0, 2: 5.0, OUTSIDE: 9.0}, {"said": 0.5, "meant": 0.7, "lead": 0.0, "gap": 0.0}),
        (1, {1: 4.0, 2: 1.0, OUTSIDE: 3.0}, {"said": 0.5, "meant": 0.7, "lead": 0.25, "gap": 0.75}),
        (3, {3: 4.0, 1: 1.0}, {"said": 0.0, "meant": 0.0, "lead": 1.0, "gap": 0.75}),
    ],
    ids=["ahead", "clipped", "alone", "behind", "nearly off topic", "never said"],
)
def test_what_confidence_rests_on(first, total, expected):
    assert features(first, total, SEEN) == pytest.approx(expected)


@pytest.mark.parametrize("question", ["réclamations", "tarte aux pommes", "combien de jours dure l'audit ?"])
def test_what_confidence_rests_on_lies_between_0_and_1(search, question):
    seen = search.look(question, on=TODAY, language="fr", spoken="fr")
    total = weighed(seen.signals)
    first = max((key for key in total if key != OUTSIDE), key=lambda key: total[key])
    assert all(0 <= value <= 1 + 1e-6 for value in features(first, total, seen).values())
    assert set(features(first, total, seen)) == set(fitted()["confidence"]) - {"bias"}
