"""Learning which lines answer: questions and their sheet in batches, and a small network that finds its lines."""

from __future__ import annotations

import copy
from dataclasses import replace

import numpy as np
import pytest

from index.answers import Answers
from index.grasp import Grasp
from index.train import answers
from index.train.answers import Reading, drawn, readings
from index.train.grasp import Lesson, fit_grasp
from index.train.student import pieces, rows_of
from index.train.tokens import learn

torch = pytest.importorskip("torch", reason="the `train` extra is not installed")

LINES = [
    "une réclamation est écrite",
    "le prix dépend des jours",
    "le formateur signe la feuille",
    "l'audit a dix phases",
]
ASKED = ["client fâché, par écrit ?", "combien ça coûte par jour", "qui signe la feuille", "les phases du jour d'audit"]


@pytest.fixture(scope="module")
def tokenizer():
    return pieces(learn([*LINES, *ASKED] * 3, size=300), [(LINES + ASKED, 1)])[0]


@pytest.fixture(scope="module")
def model(tokenizer):
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    small = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    config = BertConfig(vocab_size=tokenizer.get_vocab_size(), layer_norm_eps=1e-12, **small)
    return BertModel(config, add_pooling_layer=False)


def test_every_labelled_wording_is_read_with_its_sheet(corpus, tokenizer):
    mine = [saying for saying in corpus.sayings if saying.key == 12 and saying.language == "fr" and saying.answers]
    few = replace(corpus)
    few.__dict__["sayings"] = tuple(mine)
    (one,) = readings(few, tokenizer)
    assert len(one.questions) == len(mine)
    assert one.worth.shape == (len(mine), len(corpus.items(12, "fr")))
    np.testing.assert_allclose(one.worth.sum(1), 1, atol=1e-5)
    (less,) = readings(few, tokenizer, leave={mine[0].text})
    assert len(less.questions) == len(mine) - 1


def test_batches_hold_every_question_once(monkeypatch):
    monkeypatch.setattr(answers, "BATCH", 3)
    whole = Reading([[1]], [[n] for n in range(7)], np.eye(7, 1, dtype=np.float32))
    found = list(drawn([whole], np.random.default_rng(0)))
    assert [len(one.questions) for one in found] == [3, 2, 2]
    assert sorted(question for one in found for question in one.questions) == whole.questions
    pairs = [pair for one in found for pair in zip(one.questions, one.worth, strict=True)]
    assert all(bool(worth) == (question == [0]) for question, worth in pairs)


def test_lines_that_answer_become_the_nearest(model, tokenizer, tmp_path):
    file = tmp_path / "mine.npz"
    sheet = Reading(rows_of(tokenizer, LINES), rows_of(tokenizer, ASKED), np.eye(4, dtype=np.float32))
    labels = {"asked": "costs", "about": "new", "asks": "costs", "holds": "None"}
    known = [Lesson("le prix", subjects={"cost"}, labels=labels, who=())]
    fit_grasp(
        lambda: copy.deepcopy(model),
        tokenizer,
        known,
        file,
        readings=[sheet],
        rounds=120,
        rates=(1e-2, 5e-3, 2e-2),
        seed=2,
        say=lambda line: None,
    )
    read = Answers(Grasp(file, file.with_suffix(".tokenizer.json")), None)
    near = read.lines(LINES) @ np.array([read.question(text) for text in ASKED]).T
    assert near.argmax(0).tolist() == [0, 1, 2, 3]
