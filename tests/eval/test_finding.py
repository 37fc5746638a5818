"""Whether the right indicator is found: measured on hand-made rankings, and the ways of searching compared."""

from __future__ import annotations

from collections import Counter

import pytest

from corpus.records import LANGUAGES, OUTSIDE
from eval.finding import RANKS, Asked, baselines, compared, ours, questions
from tests.conftest import TODAY, WordHashEmbedder


def asked(text, *right, language="fr"):
    return Asked(text, language, frozenset(right))


FOUR = [asked("a", 1), asked("b", 2), asked("c", 3, 4), asked("d", 5)]
RANKING = {"a": [1, 9, 8], "b": [9, 2, 8], "c": [9, 8, 4], "d": [9, 8, 7, 5]}


def from_table(table):
    return lambda question, language: table[question]


def test_first_and_in_the_first_three():
    (found,) = compared(FOUR, {"mine": from_table(RANKING)})
    assert (found.solver, found.language) == ("mine", "fr")
    assert (found.first.value, found.in_three.value) == (0.25, 0.75)
    assert found.first.cases == found.in_three.cases == 4
    assert found.first.low <= 0.25 <= found.first.high


@pytest.mark.parametrize(
    ("table", "first", "in_three"),
    [
        ({key: [1, 2, 3, 5] for key in "abcd"}, 0.25, 0.75),
        ({"a": [1], "b": [2], "c": [4], "d": [5]}, 1, 1),
        ({key: [] for key in "abcd"}, 0, 0),
        ({key: [9, 9, 9, 1, 2, 3, 5] for key in "abcd"}, 0, 0),
    ],
    ids=["one list for all", "perfect", "nothing found", "too late"],
)
def test_hand_made_rankings(table, first, in_three):
    (found,) = compared(FOUR, {"mine": from_table(table)})
    assert (found.first.value, found.in_three.value) == (first, in_three)


def test_topics_are_left_out_only_where_indicators_alone_are_right():
    table = {**RANKING, "a": ["audit-day", "cost", "qualiopi", 1]}
    (numbers,) = compared(FOUR, {"mine": from_table(table)})
    assert numbers.first.value == 0.25
    (both,) = compared([*FOUR, asked("e", "cost")], {"mine": from_table({**table, "e": [1, "cost"]})})
    assert both.first.value == 0
    assert both.in_three.value == pytest.approx(3 / 5)


def test_languages_and_solvers_are_told_apart():
    both = [*FOUR, asked("f", 1, language="en")]
    rankers = {
        "mine": lambda question, language: [1] if language == "en" else RANKING[question],
        "none": lambda question, language: [],
    }
    found = {(one.solver, one.language): one for one in compared(both, rankers)}
    assert set(found) == {(name, language) for name in rankers for language in LANGUAGES}
    assert found["mine", "en"].first.value == 1
    assert found["mine", "en"].first.cases == 1
    assert found["mine", "fr"].first.value == 0.25
    assert found["none", "fr"].in_three.value == 0


def test_a_language_without_questions_is_not_measured():
    assert [one.language for one in compared(FOUR, {"mine": from_table(RANKING)})] == ["fr"]
    assert list(compared([], {"mine": from_table(RANKING)})) == []


@pytest.mark.parametrize(("split", "topics"), [("own", True), ("held", False), ("dev", False)])
def test_the_questions_of_a_split(corpus, split, topics):
    found = questions(split)
    keys = {key for one in found for key in one.right}
    assert len(found) > 100
    assert {one.language for one in found} == set(LANGUAGES)
    assert OUTSIDE not in keys
    assert keys <= {sheet.key for sheet in corpus.sheets}
    assert any(isinstance(key, str) for key in keys) is topics
    assert all(one.right and one.text.strip() for one in found)


@pytest.fixture(scope="module")
def rankers(corpus):
    return baselines(corpus, TODAY, WordHashEmbedder())


@pytest.mark.parametrize(
    ("question", "language"), [("réclamations des clients", "fr"), ("complaints from customers", "en")]
)
def test_the_baselines_name_each_subject_once(rankers, corpus, question, language):
    keys = {sheet.key for sheet in corpus.sheets}
    for name in ("minilm", "bm25", "rrf"):
        ranked = rankers[name](question, language)
        assert max(Counter(ranked).values()) == 1
        assert set(ranked) <= keys
    assert set(rankers["minilm"](question, language)) == keys
    assert 31 in rankers["bm25"](question, language)[:3]


def test_the_fusion_is_by_rank(rankers):
    question = "réclamations des clients"
    places = [
        {key: place for place, key in enumerate(rankers[name](question, "fr"), start=1)} for name in ("minilm", "bm25")
    ]
    fused = rankers["rrf"](question, "fr")
    scores = [sum(1 / (RANKS + mine[key]) for mine in places if key in mine) for key in fused]
    assert scores == sorted(scores, reverse=True)
    assert set(fused) == set(places[0]) | set(places[1])


def test_nothing_in_common_finds_nothing_by_words(rankers):
    assert rankers["bm25"]("zzz qqq", "fr") == []


def test_our_search_gives_subjects_best_first(shared_assistant):
    rank = ours(shared_assistant)
    ranked = rank("un client mécontent a réclamé", "fr")
    assert ranked[0] == 31
    assert max(Counter(ranked).values()) == 1
    assert "audit-day" in ranked
    assert rank("comment se passe le jour de l'audit ?", "fr")[0] == "audit-day"
