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


def bert(arrays):
    """The same network in transformers, from the same file."""
    torch = pytest.importorskip("torch", reason="not installed")
    from transformers import BertConfig, BertModel

    from index.train.grasp import PARTS

    layers, width = int(arrays["layers"]), arrays["norm.weight"].shape[0]
    model = BertModel(
        BertConfig(
            vocab_size=len(arrays["words"]),
            hidden_size=width,
            num_hidden_layers=layers,
            num_attention_heads=int(arrays["heads"]),
            intermediate_size=len(arrays["layer0.wide.bias"]),
            max_position_embeddings=len(arrays["places"]),
            layer_norm_eps=1e-12,
        ),
        add_pooling_layer=False,
    )

    def matrix(name):
        return torch.from_numpy(arrays[name] * arrays[name + ".scale"])

    state = model.state_dict()
    state["embeddings.word_embeddings.weight"] = matrix("words")
    state["embeddings.position_embeddings.weight"] = torch.from_numpy(arrays["places"])
    state["embeddings.token_type_embeddings.weight"] = torch.zeros(2, width)
    for end in ("weight", "bias"):
        state[f"embeddings.LayerNorm.{end}"] = torch.from_numpy(arrays[f"norm.{end}"])
    for number in range(layers):
        looks = matrix(f"layer{number}.look.weight").split(width)
        biases = torch.from_numpy(arrays[f"layer{number}.look.bias"]).split(width)
        for part, weight, bias in zip(("query", "key", "value"), looks, biases, strict=True):
            state[f"encoder.layer.{number}.attention.self.{part}.weight"] = weight
            state[f"encoder.layer.{number}.attention.self.{part}.bias"] = bias
        for ours, theirs in PARTS.items():
            name = f"layer{number}.{ours}."
            flat = name + "weight.scale" not in arrays
            weight = torch.from_numpy(arrays[name + "weight"]) if flat else matrix(name + "weight")
            state[f"encoder.layer.{number}.{theirs}.weight"] = weight
            state[f"encoder.layer.{number}.{theirs}.bias"] = torch.from_numpy(arrays[name + "bias"])
    model.load_state_dict(state)
    return model.eval()


def test_vectors_are_those_of_transformers(arrays, encoder):
    from tokenizers import Tokenizer

    from index.train.student import PAD, rows_of, vectors_of

    model = bert(arrays)
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
