"""The encoder read with numpy: its vectors are those of transformers."""

from __future__ import annotations

import numpy as np
import pytest

from index.grasp import FILE, TOKENIZER
from index.transformer import LONGEST, SEP, Transformer

TEXTS = ["et pour un CFA ?", "quelles preuves pour l'indicateur 12 ?", "", "ok"]


@pytest.fixture(scope="module")
def arrays():
    with np.load(FILE) as data:
        return {name: data[name] for name in data.files}


@pytest.fixture(scope="module")
def encoder(arrays):
    return Transformer(arrays, TOKENIZER.read_text(encoding="utf-8"))


def test_vectors_are_those_of_transformers(encoder):
    pytest.importorskip("torch", reason="not installed")
    from tokenizers import Tokenizer

    from index.train.pack import unpacked
    from index.train.student import PAD, rows_of, vectors_of

    model = unpacked(FILE).eval()
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    rows = rows_of(tokenizer, TEXTS)
    theirs = vectors_of(model, rows, tokenizer.token_to_id(PAD)).detach().numpy()
    ours = np.array([encoder.vector(text) for text in TEXTS])
    np.testing.assert_allclose(ours, theirs, atol=5e-3)


def test_accents_and_capitals_change_nothing(encoder):
    np.testing.assert_allclose(encoder.vector("Émargement ?"), encoder.vector("emargement ?"), atol=1e-6)


def test_a_long_text_is_cut(encoder):
    long = "mot " * 400
    assert np.isfinite(encoder.vector(long)).all()
    np.testing.assert_allclose(encoder.vector(long), encoder.vector("mot " * LONGEST), atol=1e-6)


def test_what_a_person_types_is_never_a_mark():
    from tokenizers import Tokenizer

    assert len(Tokenizer.from_file(str(TOKENIZER)).encode(SEP, add_special_tokens=False).ids) > 1
