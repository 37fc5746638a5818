"""Fitting the transformer on a few texts: a small student learns the pairs, and the product reads what was tuned."""

from __future__ import annotations

import copy
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

from corpus.records import Asking, Saying, Sequel
from index.grasp import ABOUT, ASKED, ASKS, SUBJECT, WHO, Grasp
from index.train.grasp import Lesson, fit_grasp, lessons
from index.train.student import OWN, PAD, batches, pieces, rows_of, teach_french, vectors_of
from index.train.tokens import UNKNOWN, learn

torch = pytest.importorskip("torch", reason="the `train` extra is not installed")

TEXTS = ["une réclamation de client", "le prix de l'audit", "a complaint from a customer", "the price of the audit"]
WIDE = 16


@pytest.fixture(scope="module")
def tokenizer():
    return pieces(learn(TEXTS * 3, size=300), [(TEXTS, 1)])[0]


@pytest.fixture(scope="module")
def model(tokenizer):
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    return BertModel(
        BertConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=WIDE,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
            layer_norm_eps=1e-12,
        ),
        add_pooling_layer=False,
    )


def test_pieces_keep_the_most_frequent_ones_and_their_places():
    full = learn(TEXTS * 3, size=300)
    mine, places = pieces(full, [(TEXTS[:2], 5)])
    names = mine.get_vocab()
    assert set(OWN) < set(names)
    assert UNKNOWN in names
    assert [full.id_to_token(place) for place in places] == [mine.id_to_token(row) for row in range(len(places))]
    assert mine.encode("le prix").tokens == full.encode("le prix").tokens
    assert len(places) < full.get_vocab_size()  # "complaint" is in no text that counts


def test_rows_begin_and_end_with_their_marks(tokenizer):
    begin, end, _ = (tokenizer.token_to_id(name) for name in OWN)
    row, empty = rows_of(tokenizer, ["le prix", ""])
    assert (row[0], row[-1], len(row) > 2) == (begin, end, True)
    assert empty == [begin, end]


def test_padding_does_not_change_a_vector(model, tokenizer):
    rows, pad = rows_of(tokenizer, TEXTS), tokenizer.token_to_id(PAD)
    model.eval()
    together = vectors_of(model, rows, pad).detach().numpy()
    alone = vectors_of(model, rows[1:2], pad).detach().numpy()
    np.testing.assert_allclose(together[1], alone[0], atol=1e-5)


def test_batches_hold_every_text_once():
    lengths = np.array([3, 9, 4, 8, 5, 7, 6])
    found = [place for batch in batches(lengths, 2, np.random.default_rng(0)) for place in batch]
    assert sorted(found) == list(range(7))


def test_both_sides_learn_the_goal(model, tokenizer):
    mine = copy.deepcopy(model)
    goals = np.eye(WIDE, dtype=np.float16)[:2]
    said = []
    teach_french(mine, tokenizer, TEXTS[2:], TEXTS[:2], goals, steps=200, seed=1, say=said.append)
    vectors = vectors_of(mine.eval(), rows_of(tokenizer, TEXTS), tokenizer.token_to_id(PAD)).detach()
    vectors = torch.nn.functional.normalize(vectors).numpy()
    assert (vectors * np.tile(goals, (2, 1))).sum(1).min() > 0.8
    assert len(said) == 1


KNOWN = [
    Lesson("une réclamation de client", subjects={31}, labels={ASKED: "evidence"}, beside="evidence"),
    Lesson("a complaint from a customer", subjects={31}, labels={ASKED: "evidence"}, beside="evidence"),
    Lesson("le prix de l'audit", subjects={"cost", "duration"}, labels={ASKED: "costs"}, beside="costs"),
    Lesson("the price of the audit", subjects={"cost"}, labels={ASKED: "costs"}, beside="costs"),
    Lesson("le client", labels={ABOUT: "same", ASKS: "again", "holds": "told"}, who=("no CFA",)),
    Lesson("audit", labels={ABOUT: "new", ASKS: "costs", "holds": "None"}, who=()),
]


@pytest.fixture(scope="module")
def fitted(model, tokenizer, tmp_path_factory):
    file = tmp_path_factory.mktemp("grasp") / "mine.npz"
    base = partial(copy.deepcopy, model)
    fit_grasp(base, tokenizer, KNOWN * 6, file, rounds=150, rates=(1e-2, 5e-3, 2e-2), seed=2, say=lambda line: None)
    return Grasp(file, file.with_suffix(".tokenizer.json"))


def test_the_product_reads_what_was_learned(fitted):
    assert next(iter(fitted.subjects("une réclamation de client"))) == 31
    assert {key for key, chance in fitted.subjects("the price of the audit").items() if chance > 0.3} <= {
        "cost",
        "duration",
    }
    assert next(iter(fitted.chances(ASKED, "the price of the audit"))) == "costs"
    assert next(iter(fitted.chances(ABOUT, "le client"))) == "same"
    scores, names = fitted.scores(WHO, "le client")
    assert {name for name, score in zip(names, scores, strict=True) if score > 0} == {"CFA", "denied"}
    assert next(iter(fitted.chances(ABOUT, "audit"))) == "new"


def test_texts_left_out_are_not_learned(model, tokenizer, tmp_path):
    file, leave = tmp_path / "mine.npz", {one.text for one in KNOWN}
    fit_grasp(lambda: model, tokenizer, KNOWN, file, leave=leave, rounds=0, seed=2, say=print)
    assert set(Grasp(file, file.with_suffix(".tokenizer.json")).subjects("audit")) == {31, "cost", "duration"}


def test_everything_labelled_becomes_a_lesson():
    corpus = SimpleNamespace(
        sayings=[Saying(key=31, language="fr", text="un client râle", facet=None, also=(32,), persona="mine")],
        names=lambda language: {31: [f"plainte {language}"]},
        askings=[Asking(text="combien ça coûte", language="fr", asks="costs", fair=(), persona="mine")],
        misconceptions={},
        sequels=[
            Sequel(text="et nous ?", language="fr", about="same", asks="again", who=(), holds=None, persona="mine"),
        ],
    )
    found = {lesson.text: lesson for lesson in lessons(corpus)}
    assert found["un client râle"].subjects == {31, 32}
    assert found["plainte en"].subjects == {31}
    assert (found["combien ça coûte"].labels, found["combien ça coûte"].beside) == ({ASKED: "costs"}, "costs")
    assert found["et nous ?"].who == ()
    assert found["et nous ?"].labels["holds"] == "None"
    assert found["plainte fr"].labels == {}
    assert SUBJECT not in found["et nous ?"].labels
