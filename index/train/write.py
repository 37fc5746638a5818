"""Shrinks the token vectors and writes them in sentence-transformers' format, float16."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.static import TOKENIZER, WEIGHTS
from index.train.distil import Bags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSION = 256
OWN = 3.0
"""What the directions of our own texts count against those of the whole vocabulary."""


def shrink(
    vectors: NDArray[np.float32], tokenizer: Any, texts: Sequence[str], dimension: int = DIMENSION
) -> NDArray[np.float32]:
    """Token vectors in fewer dimensions: their main directions, those of our own texts above all.

    A text is a mean of token vectors, so that turning the tokens turns the texts.

    Args:
        vectors: shape (vocabulary, any).
        tokenizer: of `tokens.learn`.
        texts: ours.
        dimension: to keep.
    """
    import numpy as np
    import torch
    from torch.nn.functional import embedding_bag, normalize

    bags = Bags.of(texts, tokenizer)
    ids, offsets = bags.batch(np.arange(len(texts)))
    ours = normalize(embedding_bag(ids, torch.from_numpy(vectors), offsets, mode="mean")).numpy()
    size = float(np.square(vectors).sum(1).mean())
    spread = vectors.T @ vectors / len(vectors) + OWN * size * (ours.T @ ours) / len(ours)
    directions = np.linalg.eigh(spread)[1][:, ::-1][:, :dimension]
    return np.ascontiguousarray(vectors @ directions)


def write(vectors: NDArray[np.float32], tokenizer: Any, folder: Path) -> None:
    """Replace the model in a folder; what its card says stays.

    Args:
        vectors: shape (vocabulary, dimension).
        tokenizer: of `tokens.learn`.
        folder: `index/model`.
    """
    import numpy as np
    from safetensors.numpy import save_file

    shutil.rmtree(folder / WEIGHTS.parent, ignore_errors=True)
    (folder / WEIGHTS.parent).mkdir(parents=True)
    save_file({"embedding.weight": vectors.astype(np.float16)}, folder / WEIGHTS)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    modules = [
        {"idx": 0, "name": "0", "path": WEIGHTS.parent.name, "type": "sentence_transformers.models.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    _json(folder / "modules.json", modules)
    _json(folder / "config_sentence_transformers.json", {"prompts": {}, "similarity_fn_name": "cosine"})
    (folder / "1_Normalize").mkdir(exist_ok=True)
    _json(folder / "1_Normalize" / "config.json", {})


def _json(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
