"""The packaged model without torch, the same with sentence-transformers, and models named by the setting."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from corpus.errors import ModelMissing
from index.chunk import chunks_of
from index.embed import ModelInfo, Named, chosen
from index.static import MODEL, TOKENIZER, WEIGHTS, Static, digest


@pytest.fixture(scope="module")
def static() -> Static:
    return Static()


@pytest.fixture(scope="module")
def named() -> Named:
    """The same files, read by sentence-transformers through torch."""
    return Named(str(MODEL))


@pytest.fixture(scope="module")
def texts(corpus) -> list[str]:
    passages = [chunk.searched for chunk in chunks_of(corpus)][::40]
    return [*passages, *(said.text for said in corpus.sayings[::200]), "L’ÉLÈVE œuvre", "?!", "a" * 300, "日本"]


def test_numpy_and_sentence_transformers_give_the_same_vectors(static, named, texts):
    assert named.info.dimension == static.info.dimension
    np.testing.assert_allclose(named.passages(texts), static.passages(texts), atol=1e-3)
    np.testing.assert_allclose(named.questions(texts), static.questions(texts), atol=1e-3)


def test_vectors_have_length_one(static, texts):
    vectors = static.passages(texts)
    assert vectors.shape == (len(texts), static.info.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert static.passages([]).shape == (0, static.info.dimension)


def test_nothing_to_read_is_no_direction(static):
    assert not static.questions(["", "   "]).any()


def test_accents_capitals_and_apostrophes_change_nothing(static):
    first, second = static.questions(["L’émargement des élèves", "l'emargement des eleves"])
    np.testing.assert_allclose(first, second, atol=1e-6)


def test_french_and_english_meet(static):
    french, english, other = static.questions(
        ["un client mécontent a écrit", "an unhappy customer wrote to us", "the weather is fine in the mountains"]
    )
    assert french @ english > french @ other + 0.2


def test_the_model_fits_the_house():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 40e6


def test_loading_it_needs_no_torch():
    code = "import sys; from index.static import Static; Static().questions(['x']); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("file", [WEIGHTS, TOKENIZER])
@pytest.mark.parametrize("content", [None, b"{}", b""])
def test_a_damaged_model_says_what_still_works(tmp_path, file, content):
    for name in (WEIGHTS, TOKENIZER):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((MODEL / name).read_bytes())
    if content is None:
        (tmp_path / file).unlink()
        with pytest.raises(ModelMissing, match="QUALIOPI_EMBEDDING_MODEL=none"):
            digest(tmp_path)
    else:
        (tmp_path / file).write_bytes(content)
    with pytest.raises(ModelMissing, match="QUALIOPI_EMBEDDING_MODEL=none"):
        Static(tmp_path)


def test_the_setting_names_a_model():
    ours = chosen(None)
    assert ours is not None
    assert ours.made(ours.load().info)
    assert chosen("none") is None
    mine = chosen("/models/mine")
    assert mine is not None
    assert mine.made(ModelInfo("mine", "0" * 64, 8))
    assert not mine.made(ours.load().info)


def test_a_model_that_is_not_here_is_not_fetched(tmp_path):
    with pytest.raises(ModelMissing, match="introuvable sur cette machine"):
        Named(str(tmp_path / "absent"))
