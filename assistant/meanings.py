"""How near a line is to a question in meaning, by the packaged model; what was computed once is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.static import packaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 20_000
"""Texts kept: all lines of the corpus, and then some."""


class Meanings:
    """Likeness of texts; the model is loaded at the first one."""

    def __init__(self) -> None:
        self._known: dict[str, NDArray[np.float32]] = {}
        self._lists: dict[tuple[str, ...], NDArray[np.float32]] = {}

    def likeness(self, one: str, other: str) -> float:
        """Cosine (-1 to 1) of two texts of any language; 0 where one has nothing to read.

        Raises:
            ModelMissing: the packaged model is absent or damaged.
        """
        return float(self._vector(one) @ self._vector(other))

    def nearest(self, text: str, among: Sequence[str]) -> tuple[int, float]:
        """The place in `among` of what is nearest to a text, and its cosine.

        Args:
            text: of any language.
            among: at least one; asked about again and again, its vectors are kept together.

        Raises:
            ModelMissing: the packaged model is absent or damaged.
        """
        key = tuple(among)
        vectors = self._lists.get(key)
        if vectors is None:
            vectors = self._lists[key] = packaged().questions(key)
        cosines = vectors @ self._vector(text)
        place = int(cosines.argmax())
        return place, float(cosines[place])

    def _vector(self, text: str) -> NDArray[np.float32]:
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            found = self._known[text] = packaged().questions([text])[0]
        return found
