"""Fitting what a question asks: a small set is learned, written, and read by the product."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from corpus.records import OUTSIDE
from index.asked import LABELS, Asked
from index.static import Static
from index.train.asked import fit_asked, followups, labelled
from index.train.linear import LEAST

pytest.importorskip("sklearn", reason="the `train` extra is not installed")

EXAMPLES = [
    ("combien ça coûte ?", "costs"),
    ("quel est le prix ?", "costs"),
    ("le prix de l'audit, combien ?", "costs"),
    ("how much is it?", "costs"),
    ("quelles preuves montrer ?", "evidence"),
    ("que faut-il montrer comme preuves ?", "evidence"),
    ("les preuves de l'indicateur 12", "evidence"),
    ("what evidence do we show?", "evidence"),
    ("la recette de la tarte", "outside"),
    ("une recette de gâteau au chocolat", "outside"),
    ("who won the match?", "outside"),
    ("quel temps fera-t-il ?", "outside"),
]


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    file = tmp_path_factory.mktemp("asked") / "mine.npz"
    return file, fit_asked(EXAMPLES, Static(), file)


def test_a_small_set_is_learned_and_read_by_the_product(fitted):
    file, share = fitted
    mine = Asked(file)
    assert share == 1.0
    for text, label in EXAMPLES:
        chances = mine.chances(text)
        assert next(iter(chances)) == label, text
        assert sum(chances.values()) == pytest.approx(1, abs=1e-4)
        assert set(chances) == {"costs", "evidence", "outside"}


@pytest.mark.parametrize(
    ("text", "label"),
    [("à quel prix ?", "costs"), ("les preuves à montrer pour le 7", "evidence"), ("tarte au chocolat", "outside")],
)
def test_words_that_were_seen_tell_in_a_new_question(fitted, text, label):
    assert next(iter(Asked(fitted[0]).chances(text))) == label


def test_what_was_seen_once_is_noise(fitted):
    with np.load(fitted[0]) as data:
        names = set(data["features"].tolist())
    assert LEAST == 2
    assert {"prix", "preuves", "recette"} <= names
    assert not {"chocolat", "match", "coute"} & names


def test_a_file_that_is_there_is_replaced(tmp_path):
    file = tmp_path / "mine.npz"
    file.write_bytes(b"old")
    fit_asked([(text, {"costs": "practice"}.get(label, label)) for text, label in EXAMPLES], Static(), file)
    assert set(Asked(file).chances("combien ?")) == {"practice", "evidence", "outside"}


def test_texts_without_a_label_only_teach_what_is_ours(fitted, tmp_path):
    file = tmp_path / "mine.npz"
    text = "et pour un nouvel entrant ?"
    fit_asked(EXAMPLES, Static(), file, ours=[text, "et pour un sous-traitant ?"])
    with_it, without = (Asked(one).chances(text) for one in (file, fitted[0]))
    assert set(with_it) == set(without) == {"costs", "evidence", "outside"}
    assert with_it["outside"] < without["outside"]


def test_messages_that_go_on_with_our_subjects(corpus):
    texts = set(followups(corpus))
    assert 1500 < len(texts) < len(corpus.sequels)
    kept = {turn.asks for turn in corpus.sequels if turn.text in texts}
    assert "other" not in kept
    assert {"again", "why", "details"} <= kept


def test_what_is_learned_from(corpus):
    examples = labelled(corpus)
    counts = Counter(label for _, label in examples)
    assert set(counts) == set(LABELS)
    assert min(counts.values()) >= 20
    texts = dict(examples)
    outside = [saying for saying in corpus.sayings if saying.key == OUTSIDE]
    assert all(texts[saying.text] == OUTSIDE for saying in outside)
    assert all((asking.text, asking.asks) in set(examples) for asking in corpus.askings)
    unlabelled = [saying.text for saying in corpus.sayings if saying.facet is None and saying.key != OUTSIDE]
    assert len(examples) < len(corpus.askings) + len(corpus.sayings)
    assert not {text for text, _ in examples} >= set(unlabelled)
