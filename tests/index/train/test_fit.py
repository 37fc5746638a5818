"""The weights of the search: never negative, given to the signals that tell, not to noise."""

from __future__ import annotations

import random

import numpy as np
import pytest

from corpus.records import LANGUAGES, OUTSIDE, Saying
from index.fuse import chance, weighed
from index.search import Search, Seen
from index.shelf import words_of
from index.static import Static
from index.train import fit
from index.train.fit import InMemory, Looked, first_of, fit_confidence, fit_weights, matrix
from tests.conftest import TODAY

pytest.importorskip("scipy", reason="the `train` extra is not installed")

KEYS = (1, 2, "cost", OUTSIDE)


def looked(key, signals, said=None, meant=None, also=()):
    saying = Saying(key=key, language="fr", text="...", facet=None, also=also, persona="mine")
    return Looked(saying, frozenset((key, *also)), Seen(signals, said or {}, meant or {}, ()))


def made(count=120, seed=11):
    """Wordings with a signal that points to the right subject, one that points anywhere, one that points away."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        key = KEYS[number % len(KEYS)]
        found.append(
            looked(
                key,
                {
                    "tells": {one: (1.0 if one == key else 0.3) + draw.random() for one in KEYS},
                    "noise": {one: 0.1 + draw.random() for one in KEYS},
                    "misleads": {one: (0.2 if one == key else 0.9) + 0.1 * draw.random() for one in KEYS},
                },
            )
        )
    return found


def test_the_signal_that_tells_gets_the_weight():
    weights = fit_weights(made())
    assert set(weights) == {"tells", "noise", "misleads"}
    assert all(weight >= 0 for weight in weights.values())
    assert weights["tells"] > 1
    assert weights["noise"] < weights["tells"] / 4
    assert weights["misleads"] == 0


def test_the_fitted_weights_find_more_than_equal_ones():
    seen, fresh = made(seed=11), made(seed=12)
    weights = fit_weights(seen)

    def right(weights):
        firsts = [max(total := weighed(one.seen.signals, weights), key=lambda key: total[key]) for one in fresh]
        return sum(first in one.right for first, one in zip(firsts, fresh, strict=True))

    assert right(weights) > right(dict.fromkeys(weights, 1.0))


def test_signals_that_say_the_same_share_the_weight():
    twice = [looked(one.saying.key, {"a": one.seen.signals["tells"], "b": one.seen.signals["tells"]}) for one in made()]
    weights = fit_weights(twice)
    assert weights["a"] == pytest.approx(weights["b"], abs=0.02)
    assert weights["a"] > 0.5


def test_signals_as_an_array():
    rows = [
        looked(1, {"a": {1: 4.0, 2: 1.0, 9: 2.0}, "b": {}}, also=("cost",)),
        looked(2, {"b": {2: 3.0}}),
    ]
    values, right = matrix(rows, ["a", "b"], [1, 2, "cost"])
    np.testing.assert_array_equal(values[0], [[1.0, 0.0], [0.25, 0.0], [0.0, 0.0]])
    np.testing.assert_array_equal(values[1], [[0.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    np.testing.assert_array_equal(right, [[True, False, True], [False, True, False]])


@pytest.mark.parametrize(
    ("key", "also", "scores", "hit"),
    [
        (1, (), {1: 2.0, 2: 1.0}, True),
        (2, (), {1: 2.0, 2: 1.0}, False),
        (2, (1,), {1: 2.0, 2: 1.0}, True),
        (1, (), {OUTSIDE: 5.0, 1: 1.0}, True),
        (OUTSIDE, (), {OUTSIDE: 5.0, 1: 1.0}, False),
        (1, (), {}, False),
    ],
)
def test_whether_the_first_subject_is_right(key, also, scores, hit):
    """What is off topic is never a subject that was found."""
    found, right = first_of(looked(key, {"a": scores}, also=also), {"a": 1.0})
    assert right is hit
    assert set(found) == {"said", "meant", "lead", "gap"}
    assert all(0 <= value <= 1 for value in found.values())


def test_confidence_grows_with_what_tells_that_the_first_is_right():
    draw, rows = random.Random(3), []
    for _ in range(300):
        near = draw.random()
        right = draw.random() < near
        signals = {"a": {1: 1.0, 2: draw.random() * 0.9}}
        rows.append(looked(1 if right else 2, signals, said={1: 20 * near}))
    terms = fit_confidence(rows, {"a": 1.0})
    assert set(terms) == {"said", "meant", "lead", "gap", "bias"}
    assert terms["said"] > 2
    low, high = (chance({"said": said, "meant": 0, "lead": 1, "gap": 0.5}, terms) for said in (0.1, 0.9))
    assert low < 0.35
    assert high > 0.65
    known = [chance(first_of(one, {"a": 1.0})[0], terms) for one in rows]
    assert np.mean(known) == pytest.approx(np.mean([first_of(one, {"a": 1.0})[1] for one in rows]), abs=0.02)


@pytest.fixture(scope="module")
def static():
    return Static()


def test_what_is_computed_in_memory_is_what_the_store_finds(corpus, static, shared_assistant):
    in_memory = InMemory(corpus, corpus.sayings, static, TODAY)
    for question, language in (("un client mécontent", "fr"), ("legal watch", "en")):
        ours, stored = in_memory(question, language), shared_assistant.search.senses(question, language)
        assert [cosine for _, cosine in ours.passages] == pytest.approx(
            [cosine for _, cosine in stored.passages], abs=1e-3
        )
        assert [id_ for id_, _ in ours.passages][:5] == [id_ for id_, _ in stored.passages][:5]
        assert ours.wordings == pytest.approx(stored.wordings, abs=1e-4)


def test_a_search_that_never_saw_a_wording_looks_for_it(corpus, static):
    asked = [saying for saying in corpus.sayings if saying.persona == "tutor"][:6]
    known = [saying for saying in corpus.sayings if saying.persona != "tutor"][::10]
    found = fit.look(corpus, asked, known, static, TODAY)
    assert [one.saying for one in found] == asked
    assert all(one.right == {one.saying.key, *one.saying.also} for one in found)
    names = {language: corpus.names(language) for language in LANGUAGES}
    by_words = Search((), *words_of(names, known, ()))
    for one in found:
        own = by_words.look(one.saying.text, on=TODAY, language=one.saying.language, spoken=one.saying.language)
        assert one.seen.said == own.said
    assert {"meaning", "meant"} <= set(found[0].seen.signals)
    assert "meant" not in fit.look(corpus, asked[:1], known, None, TODAY)[0].seen.signals
