"""Writes the tuned transformer as `index.transformer` reads it, and makes of such a file what can be tuned again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.grasp import LABELS
from index.transformer import EPSILON, SCALE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIMIT = 127
"""Of 8 bits."""
LOOKS = ("query", "key", "value")
"""Put side by side in `index.transformer`, in this order."""
PARTS = {
    "seen": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "back": "output.dense",
    "norm2": "output.LayerNorm",
}
"""Names of a layer in `index.transformer`, and in transformers."""


def pack(model: Any, heads: Any, labels: Mapping[str, list[str]], tokenizer: Any, file: Path) -> None:
    """Write the network with its matrices in 8 bits, the heads in 32, and the tokenizer beside.

    Args:
        model: a `transformers.BertModel`.
        heads: linear layers by name.
        labels: of those heads that have some.
        tokenizer: the model's.
        file: where.
    """
    import numpy as np

    state = {name: values.detach().numpy() for name, values in model.state_dict().items()}
    words = "embeddings."
    arrays: dict[str, Any] = {
        **rounded("words", state[words + "word_embeddings.weight"]),
        "places": state[words + "position_embeddings.weight"] + state[words + "token_type_embeddings.weight"][0],
        "norm.weight": state[words + "LayerNorm.weight"],
        "norm.bias": state[words + "LayerNorm.bias"],
        "layers": np.array(model.config.num_hidden_layers),
        "heads": np.array(model.config.num_attention_heads),
    }
    for number in range(model.config.num_hidden_layers):
        mine = f"encoder.layer.{number}."
        looks = [f"{mine}attention.self.{part}." for part in LOOKS]
        arrays |= rounded(f"layer{number}.look.weight", np.vstack([state[part + "weight"] for part in looks]))
        arrays[f"layer{number}.look.bias"] = np.concatenate([state[part + "bias"] for part in looks])
        for name, theirs in PARTS.items():
            weight = state[f"{mine}{theirs}.weight"]
            place = f"layer{number}.{name}."
            arrays |= rounded(place + "weight", weight) if weight.ndim == 2 else {place + "weight": weight}
            arrays[place + "bias"] = state[f"{mine}{theirs}.bias"]
    for head, layer in heads.items():
        arrays[f"{head}.weight"] = layer.weight.detach().numpy()
        arrays[f"{head}.bias"] = layer.bias.detach().numpy()
    arrays |= {LABELS + head: np.array(mine, dtype=np.str_) for head, mine in labels.items()}
    np.savez_compressed(file, **arrays)
    tokenizer.save(str(file.with_suffix(".tokenizer.json")), pretty=False)


def rounded(name: str, matrix: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    """A matrix in 8 bits and the scale of each of its rows, by the names that the product reads."""
    import numpy as np

    scale = np.maximum(np.abs(matrix).max(1, keepdims=True) / LIMIT, 1e-12).astype(np.float32)
    return {name: np.rint(matrix / scale).astype(np.int8), name + SCALE: scale}


def unpacked(file: Path) -> Any:
    """The `transformers.BertModel` of a file of `pack`, without its heads."""
    import numpy as np
    import torch
    from transformers import BertConfig, BertModel

    with np.load(file) as data:
        arrays = {name: data[name] for name in data.files}

    def tensor(name: str) -> Any:
        return torch.from_numpy(arrays[name] * arrays.get(name + SCALE, np.float32(1)))

    layers, width = int(arrays["layers"]), len(arrays["norm.weight"])
    model = BertModel(
        BertConfig(
            vocab_size=len(arrays["words"]),
            hidden_size=width,
            num_hidden_layers=layers,
            num_attention_heads=int(arrays["heads"]),
            intermediate_size=len(arrays["layer0.wide.bias"]),
            max_position_embeddings=len(arrays["places"]),
            layer_norm_eps=EPSILON,
        ),
        add_pooling_layer=False,
    )
    kinds = torch.zeros_like(model.embeddings.token_type_embeddings.weight)  # they are part of the places
    state = {
        "embeddings.word_embeddings.weight": tensor("words"),
        "embeddings.position_embeddings.weight": tensor("places"),
        "embeddings.token_type_embeddings.weight": kinds,
    }
    for end in ("weight", "bias"):
        state[f"embeddings.LayerNorm.{end}"] = tensor(f"norm.{end}")
        for number in range(layers):
            theirs = f"encoder.layer.{number}."
            looks = tensor(f"layer{number}.look.{end}").split(width)
            state |= {f"{theirs}attention.self.{look}.{end}": one for look, one in zip(LOOKS, looks, strict=True)}
            state |= {f"{theirs}{name}.{end}": tensor(f"layer{number}.{ours}.{end}") for ours, name in PARTS.items()}
    model.load_state_dict(state)
    return model
