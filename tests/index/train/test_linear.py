"""Fitting linear models: several things learned of the same texts, each on those that have a label of it."""

from __future__ import annotations

import numpy as np
import pytest

from index.linear import Linear
from index.static import Static
from index.train.linear import Head, fit_linear

pytest.importorskip("sklearn", reason="the `train` extra is not installed")

TEXTS = [
    "combien ça coûte ?",
    "quel prix pour nous ?",
    "le prix, combien ?",
    "quelles preuves ?",
    "les preuves pour nous ?",
    "preuves à montrer",
    "merci bien",
    "merci à vous",
    "bonjour et merci",
]
WHAT = ["costs"] * 3 + ["evidence"] * 3 + ["nothing"] * 3
SAID = ["no", "yes", "no", "no", "yes", "no", None, None, None]


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    file = tmp_path_factory.mktemp("linear") / "mine.npz"
    return file, fit_linear(TEXTS, [Head(WHAT, "asks"), Head(SAID, "ours"), Head(WHAT)], Static(), file)


def test_each_head_gets_its_own_texts_right(fitted):
    assert fitted[1] == {"asks": 1.0, "ours": 1.0, "": 1.0}


def test_a_head_of_two_is_the_score_of_the_second(fitted):
    _, labels = Linear(fitted[0]).scores("une question")
    assert labels == ["asks:costs", "asks:evidence", "asks:nothing", "ours:yes", "costs", "evidence", "nothing"]


def test_what_was_learned_is_read_from_the_file(fitted):
    model = Linear(fitted[0])
    for text, what, said in zip(TEXTS, WHAT, SAID, strict=True):
        scores, labels = model.scores(text)
        by_label = dict(zip(labels, scores, strict=True))
        asks = {label: score for label, score in by_label.items() if label.startswith("asks:")}
        assert max(asks, key=asks.get) == f"asks:{what}"
        if said is not None:
            assert bool(by_label["ours:yes"] > 0) is (said == "yes")


def test_texts_without_a_label_change_nothing_in_a_head(fitted, tmp_path):
    """What is left out still counts which features are known, so the same texts are given to both."""
    file = tmp_path / "other.npz"
    shuffled = [*SAID[:6], None, None, None]
    fit_linear(TEXTS, [Head(["costs", *WHAT[1:]], "asks"), Head(shuffled, "ours")], Static(), file)
    for text in TEXTS:
        mine, theirs = (dict(zip(*reversed(Linear(one).scores(text)), strict=True)) for one in (file, fitted[0]))
        assert mine["ours:yes"] == pytest.approx(theirs["ours:yes"], abs=1e-4)


def test_how_much_a_text_counts(tmp_path):
    """The same text with both labels: the one that counts more wins."""
    texts, labels = ["un prix"] * 2 + ["une preuve"] * 2, ["costs", "evidence", "costs", "evidence"]
    scores = []
    for number, weights in enumerate(([9.0, 1.0, 1.0, 9.0], [1.0, 9.0, 9.0, 1.0])):
        file = tmp_path / f"{number}.npz"
        fit_linear(texts, [Head(labels, "asks", weights)], Static(), file)
        scores.append([float(Linear(file).scores(text)[0][0]) for text in ("un prix", "une preuve")])
    assert scores[0][0] < 0 < scores[0][1]
    assert scores[1][0] > 0 > scores[1][1]
    assert np.isfinite(scores).all()
