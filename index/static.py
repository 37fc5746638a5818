"""Our own bilingual model, read with tokenizers and numpy: a text is the mean of the vectors of its word pieces.

The files are those of a sentence-transformers StaticEmbedding (see `index/model/README.md`); `index.train` makes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelMissing
from index.embed import ModelInfo, Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent / "model"
NAME = "qualiopi-fr-en"
WEIGHTS = Path("0_StaticEmbedding") / "model.safetensors"
TOKENIZER = Path("0_StaticEmbedding") / "tokenizer.json"
BATCH = 512


def digest(folder: Path = MODEL) -> str:
    """sha256 of the files that decide a vector: weights and vocabulary.

    Raises:
        ModelMissing: a file is absent.
    """
    found = hashlib.sha256()
    try:
        for name in (WEIGHTS, TOKENIZER):
            found.update((folder / name).read_bytes())
    except OSError as error:
        raise _unreadable(folder, error) from None
    return found.hexdigest()


class Static:
    """The loaded model (some 30 MB of memory, a tenth of a second).

    Args:
        folder: of the model.

    Raises:
        ModelMissing: a file is absent or damaged.
    """

    def __init__(self, folder: Path = MODEL) -> None:
        try:
            from safetensors.numpy import load_file
            from tokenizers import Tokenizer

            self._vectors = load_file(folder / WEIGHTS)["embedding.weight"]
            self._tokenizer: Any = Tokenizer.from_str((folder / TOKENIZER).read_text(encoding="utf-8"))
        except Exception as error:  # both libraries raise types of their own
            raise _unreadable(folder, error) from None
        self.info = ModelInfo(NAME, digest(folder), self._vectors.shape[1])

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """See `Embedder.passages`: the model is symmetric."""
        import numpy as np

        found = [np.zeros((0, self.info.dimension), np.float32)]
        for start in range(0, len(texts), BATCH):
            found.append(self.questions(texts[start : start + BATCH]))
            if progress:
                progress(min(start + BATCH, len(texts)), len(texts))
        return np.concatenate(found)

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder.questions`. A text without any letter or figure gets a zero vector."""
        import numpy as np

        vectors = np.zeros((len(texts), self.info.dimension), np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)):
            if encoding.ids:
                vectors[row] = self._vectors[encoding.ids].astype(np.float32).mean(0)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors


@cache
def packaged() -> Static:
    """The packaged model, loaded once for all that uses it: search, likeness of lines, what is asked.

    Raises:
        ModelMissing: a file is absent or damaged.
    """
    return Static()


def _unreadable(folder: Path, error: Exception) -> ModelMissing:
    return ModelMissing("model.unreadable", reason=type(error).__name__, folder=folder.name)
