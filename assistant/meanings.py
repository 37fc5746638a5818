"""What of a list is nearest to a question in meaning, by the packaged model; what was computed once is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.static import packaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Meanings:
    """Likeness of texts; the model is loaded at the first one."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], NDArray[np.float32]] = {}

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
        cosines = vectors @ packaged().questions([text])[0]
        place = int(cosines.argmax())
        return place, float(cosines[place])
