"""The packaged model: known weights, unit vectors, nothing cut. Slow: loads torch once."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.errors import ModelMissing
from index import embed
from index.chunk import chunks_of
from index.embed import DIMENSION, Embedder

needs_model = pytest.mark.skipif(not embed.installed(), reason="torch, sentence-transformers or the model is absent")


@pytest.fixture(scope="module")
def embedder():
    return Embedder()


@needs_model
@pytest.mark.slow
def test_vectors_have_length_one(embedder):
    vectors = embedder.encode(["veille légale", "réclamations"])
    assert vectors.shape == (2, DIMENSION)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.encode([]).shape == (0, DIMENSION)


@needs_model
@pytest.mark.slow
def test_the_model_cuts_no_passage(embedder, corpus):
    assert max(embedder.tokens(chunk.searched) for chunk in chunks_of(corpus)) <= 256


@needs_model
def test_unknown_weights_are_not_loaded(monkeypatch):
    monkeypatch.setattr(embed, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelMissing, match="ne sont pas ceux attendus"):
        Embedder()


def test_without_the_packages_it_says_what_still_works(monkeypatch):
    monkeypatch.setattr(embed, "find_spec", lambda name: None)
    with pytest.raises(ModelMissing, match="la recherche par mots et les règles répondent"):
        Embedder()
