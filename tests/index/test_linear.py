"""A linear model as it is read from its file: scores of what is known, and what becomes of them."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.errors import ModelMissing
from index.linear import LETTERS, MEANING, Linear, sigmoid, softmax
from index.static import packaged

WORDS = np.array([[1.0, -1.0], [0.5, 0.25], [2.0, 0.0]], np.float16)


@pytest.fixture
def linear_of(tmp_path):
    """Makes a model of three features and two labels."""

    def make(**changed):
        arrays = {
            "features": np.array(["prix", "^ prix", "~prix"]),
            "words": WORDS,
            "meaning": np.zeros((packaged().info.dimension, 2), np.float32),
            "bias": np.array([0.5, -0.5], np.float32),
            "labels": np.array(["costs", "evidence"]),
        } | changed
        file = tmp_path / "mine.npz"
        np.savez_compressed(file, **{name: array for name, array in arrays.items() if array is not None})
        return Linear(file)

    return make


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("rien de connu", [0.5, -0.5]),
        ("", [0.5, -0.5]),
        ("le prix", [0.5 + 1.0 + LETTERS * 2.0, -0.5 - 1.0]),
        ("prix", [0.5 + 1.0 + 0.5 + LETTERS * 2.0, -0.5 - 1.0 + 0.25]),
        ("PRIX", [0.5 + 1.0 + 0.5 + LETTERS * 2.0, -0.5 - 1.0 + 0.25]),
    ],
    ids=["nothing known", "empty", "a word and its letters", "at the beginning too", "capitals"],
)
def test_known_features_add_up_on_the_bias(linear_of, text, scores):
    found, labels = linear_of().scores(text)
    assert labels == ["costs", "evidence"]
    assert found == pytest.approx(scores, abs=1e-5)


def test_the_meaning_of_a_text_weighs_beside_its_words(linear_of):
    vector = packaged().questions(["combien faut-il payer ?"])[0]
    towards = np.stack([vector, -vector], axis=1).astype(np.float32)
    found, _ = linear_of(meaning=towards).scores("combien faut-il payer ?")
    assert found == pytest.approx([0.5 + MEANING, -0.5 - MEANING], abs=1e-3)  # vectors have length 1


@pytest.mark.parametrize("name", ["features", "words", "meaning", "bias", "labels"])
def test_a_file_that_lacks_something_is_one_clear_error(linear_of, name):
    broken = linear_of(**{name: None})
    with pytest.raises(ModelMissing, match=r"mine\.npz"):
        broken.scores("prix")


def test_an_absent_file_is_an_error_at_the_first_text_only(tmp_path):
    absent = Linear(tmp_path / "absent.npz")
    with pytest.raises(ModelMissing, match=r"absent\.npz"):
        absent.scores("prix")


@pytest.mark.parametrize("scores", [[0.0, 0.0, 0.0], [1.0, 3.0, -2.0], [1000.0, 999.0, -1000.0], [7.0]])
def test_chances_add_up_to_one_however_large_the_scores(scores):
    chances = softmax(np.array(scores))
    assert chances.sum() == pytest.approx(1)
    assert list(chances.argsort()) == list(np.array(scores).argsort())
    assert chances[0] / chances.max() == pytest.approx(np.exp(scores[0] - max(scores)))


@pytest.mark.parametrize(("score", "chance"), [(0.0, 0.5), (np.log(3), 0.75), (-np.log(3), 0.25), (40.0, 1.0)])
def test_one_label_against_its_contrary(score, chance):
    assert sigmoid(score) == pytest.approx(chance)
