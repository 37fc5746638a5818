"""A small BERT encoder read with tokenizers and numpy: what a text means in its context, as one vector.

`python -m index.train grasp` makes the files (see `index/grasp.md`). Matrices are kept in 8 bits, one scale a row.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 46
"""Word pieces read of a text."""
EPSILON = 1e-12
"""Of the layer normalisations."""
CLS, SEP = "[CLS]", "[SEP]"
SCALE = ".scale"
"""Ends the name of what the rows of an 8-bit matrix are multiplied by."""


class Transformer:
    """The loaded encoder.

    Args:
        arrays: weights by name, as `index.train.grasp` writes them.
        tokenizer: its text, JSON.

    Raises:
        KeyError, ValueError: something is absent or damaged.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], tokenizer: str) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_str(tokenizer)
        known = self._tokenizer.get_vocab()
        self._begin, self._end = known[CLS], known[SEP]
        self._words, self._scales = arrays["words"], arrays["words" + SCALE]
        self._places = arrays["places"]
        self._first = (arrays["norm.weight"], arrays["norm.bias"])
        self._heads = int(arrays["heads"])
        self._layers = [_layer(arrays, number) for number in range(int(arrays["layers"]))]

    def vector(self, text: str, longest: int = LONGEST) -> NDArray[np.float32]:
        """The mean of what the last layer says of each word piece, shape (width,); after `longest` it is cut."""
        pieces = self._tokenizer.encode(text, add_special_tokens=False).ids
        ids = [self._begin, *pieces[:longest], self._end]
        state = self._words[ids] * self._scales[ids] + self._places[: len(ids)]
        state = _normal(state, *self._first)
        for layer in self._layers:
            state = _through(layer, state, self._heads)
        mean: NDArray[np.float32] = state.mean(0)
        return mean


def _layer(arrays: Mapping[str, NDArray[Any]], number: int) -> dict[str, NDArray[np.float32]]:
    """The weights of a layer of the file, its matrices transposed for rows of states."""
    import numpy as np

    mine = {}
    prefix = f"layer{number}."
    for name, values in arrays.items():
        if name.startswith(prefix) and not name.endswith(SCALE):
            scale = arrays.get(name + SCALE)
            full = values if scale is None else (values * scale).T
            mine[name.removeprefix(prefix)] = np.ascontiguousarray(full, dtype=np.float32)
    return mine


def _through(of: Mapping[str, NDArray[np.float32]], state: NDArray[np.float32], heads: int) -> NDArray[np.float32]:
    """What a layer makes of a state: attention of each piece to all, then a network on each."""
    seen = _attention(state @ of["look.weight"] + of["look.bias"], heads)
    state = _normal(state + seen @ of["seen.weight"] + of["seen.bias"], of["norm1.weight"], of["norm1.bias"])
    thought = _gelu(state @ of["wide.weight"] + of["wide.bias"])
    return _normal(state + thought @ of["back.weight"] + of["back.bias"], of["norm2.weight"], of["norm2.bias"])


def _attention(looked: NDArray[np.float32], heads: int) -> NDArray[np.float32]:
    """Values weighed by the likeness of queries and keys, all three side by side in `looked` (pieces, 3 x width)."""
    import numpy as np

    count, width = len(looked), looked.shape[1] // 3
    query, key, value = looked.reshape(count, 3, heads, width // heads).transpose(1, 2, 0, 3)
    likeness = query @ key.transpose(0, 2, 1) / math.sqrt(width // heads)
    shares = np.exp(likeness - likeness.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    found: NDArray[np.float32] = (shares @ value).transpose(1, 0, 2).reshape(count, width)
    return found


def _normal(state: NDArray[Any], weight: NDArray[Any], bias: NDArray[Any]) -> NDArray[np.float32]:
    """Each row with mean 0 and variance 1, then scaled and moved."""
    import numpy as np

    away = state - state.mean(-1, keepdims=True)
    found: NDArray[np.float32] = away / np.sqrt((away**2).mean(-1, keepdims=True) + EPSILON) * weight + bias
    return found


def _gelu(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The Gaussian error linear unit by its usual approximation (tanh), within 5e-4."""
    import numpy as np

    inner = math.sqrt(2 / math.pi) * (values + 0.044715 * values * values * values)
    found: NDArray[np.float32] = 0.5 * values * (1 + np.tanh(inner))
    return found
