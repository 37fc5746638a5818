"""What a small transformer makes of a message: its subject, what it asks, what it does in a conversation. Learned.

One reading serves the search, `index.asked` and `index.sequel`. `python -m index.train grasp` makes the files; their
card is `index/grasp.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelMissing
from corpus.records import Key
from index.linear import ranked, softmax
from index.transformer import LONGEST, Transformer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = Path(__file__).parent / "grasp.npz"
TOKENIZER = Path(__file__).parent / "grasp.tokenizer.json"
SUBJECT, ASKED, ABOUT, ASKS, HOLDS, WHO = "subject", "asked", "about", "asks", "holds", "who"
QUESTION, LINE = "question", "line"
HEADS = (SUBJECT, ASKED, ABOUT, ASKS, HOLDS, WHO)
"""What is learned of a message: which indicator or topic it is about, what it asks alone (`index.asked.LABELS`), and in
a conversation (`index.sequel`)."""
SIDES = (QUESTION, LINE)
"""A question and a line that answers it are turned so that they lie near each other (`index.answers`)."""
LABELS = "labels."
"""Begins the name of a head's labels in the file."""
REMEMBERED = 64
"""Messages whose reading is kept: several parts of a turn read the same one."""


class Grasp:
    """The fitted model, loaded at the first message (some 60 MB of memory, two tenths of a second).

    Args:
        file: made by `index.train.grasp`.
        tokenizer: beside it.
    """

    def __init__(self, file: Path = FILE, tokenizer: Path = TOKENIZER) -> None:
        self._file, self._tokenizer = file, tokenizer
        self._vector = lru_cache(REMEMBERED)(self._read)

    def scores(self, head: str, text: str) -> tuple[NDArray[np.float32], list[str]]:
        """The scores of a head's labels (log odds, up to a constant) and the labels, in the same order.

        Args:
            head: one of `HEADS`.
            text: as typed.

        Raises:
            ModelMissing: a file is absent or damaged.
        """
        _, weights, biases, labels = self._fitted
        return weights[head] @ self._vector(text) + biases[head], labels[head]

    def chances(self, head: str, text: str) -> dict[str, float]:
        """How likely each label of a head is (one of many), the likeliest first; see `scores`."""
        scores, labels = self.scores(head, text)
        return ranked(labels, softmax(scores))

    def subjects(self, text: str) -> dict[Key, float]:
        """How likely each subject is, off topic included; they add up to 1."""
        return {int(name) if name.isdigit() else name: one for name, one in self.chances(SUBJECT, text).items()}

    def side(self, name: str, text: str, longest: int = LONGEST) -> NDArray[np.float32]:
        """The unit vector of a question or of a line, to be compared with the other side.

        Args:
            name: one of `SIDES`.
            text: as it stands.
            longest: word pieces that are read of it.
        """
        import numpy as np

        encoder, weights, biases, _ = self._fitted
        vector = self._vector(text) if longest == LONGEST else encoder.vector(text, longest)
        turned = weights[name] @ vector + biases[name]
        found: NDArray[np.float32] = turned / max(float(np.linalg.norm(turned)), 1e-12)
        return found

    def _read(self, text: str) -> NDArray[np.float32]:
        return self._fitted[0].vector(text)

    @cached_property
    def _fitted(self) -> tuple[Transformer, Mapping[str, Any], Mapping[str, Any], Mapping[str, list[str]]]:
        import numpy as np

        try:
            with np.load(self._file) as data:
                arrays = {name: data[name] for name in data.files}
            return (
                Transformer(arrays, self._tokenizer.read_text(encoding="utf-8")),
                {head: arrays[f"{head}.weight"] for head in (*HEADS, *SIDES)},
                {head: arrays[f"{head}.bias"] for head in (*HEADS, *SIDES)},
                {head: arrays[LABELS + head].tolist() for head in HEADS},
            )
        except Exception as error:  # the tokenizer's library raises types of its own
            raise ModelMissing("model.linear", file=self._file.name, reason=type(error).__name__) from None


@cache
def packaged() -> Grasp:
    """The model of this package, loaded once for all who ask it."""
    return Grasp()
