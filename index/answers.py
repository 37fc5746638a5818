"""How near a question is to a line that may answer it, by the transformer: it has learned a side for each. Learned.

Reading a line takes some milliseconds: the vectors of the corpus lie in a file, and a line that is not there is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelMissing
from index.grasp import LINE, QUESTION, Grasp
from index.grasp import packaged as grasped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = Path(__file__).parent / "grasp.lines.npz"
LONGEST = 56
"""Word pieces read of a line."""
SHARP = 15.0
"""What a cosine counts while the sides are learned."""
SIZE = 128
"""Of the vectors of both sides."""
LIMIT = 127
"""Of 8 bits."""


class Answers:
    """Vectors of questions and of lines; the nearer, the likelier the line answers.

    Args:
        grasp: reads both.
        file: vectors of known lines, made by `write_vectors`; None = all are read.
    """

    def __init__(self, grasp: Grasp, file: Path | None = FILE) -> None:
        self._grasp, self._file = grasp, file

    def question(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a question, shape (`SIZE`,).

        Raises:
            ModelMissing: a file is absent or damaged.
        """
        return self._grasp.side(QUESTION, text)

    def lines(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of lines, shape (lines, `SIZE`); see `question`."""
        import numpy as np

        known = self._known
        found = np.zeros((len(texts), SIZE), np.float32)
        for row, text in enumerate(texts):
            mine = known.get(_digest(text))
            found[row] = self._grasp.side(LINE, text, LONGEST) if mine is None else mine / np.float32(LIMIT)
        return found

    @cached_property
    def _known(self) -> dict[int, NDArray[np.int8]]:
        import numpy as np

        if self._file is None:
            return {}
        try:
            with np.load(self._file) as data:
                return dict(zip(data["digests"].tolist(), data["vectors"], strict=True))
        except Exception as error:  # zip, keys and shapes fail in ways of their own
            raise ModelMissing("model.linear", file=self._file.name, reason=type(error).__name__) from None


def write_vectors(texts: Sequence[str], grasp: Grasp, file: Path = FILE) -> None:
    """Write the vectors of lines in 8 bits; some ten milliseconds a line."""
    import numpy as np

    own = Answers(grasp, None)
    mine = list(dict.fromkeys(texts))
    digests = np.array([_digest(text) for text in mine], np.uint64)
    np.savez_compressed(file, digests=digests, vectors=np.rint(own.lines(mine) * LIMIT).astype(np.int8))


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


@cache
def packaged() -> Answers:
    """Those of this package, loaded once for all who ask."""
    return Answers(grasped())
