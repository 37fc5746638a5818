"""Texts to vectors: our own bilingual model, or any sentence-transformers model that a setting names.

The only door to sentence-transformers and torch, opened for a named model alone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import ModelMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NONE = "none"
"""The setting that leaves vectors out: search by words alone."""
BATCH = 32

Progress = Callable[[int, int], None]
"""Called with (done, total)."""


@dataclass(frozen=True)
class ModelInfo:
    """Which model made the vectors."""

    name: str
    sha256: str
    """Of its weights."""
    dimension: int


class Embedder(Protocol):
    """A loaded model."""

    @property
    def info(self) -> ModelInfo:
        """Which model it is."""

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Unit vectors of what is searched, shape (len(texts), dimension), float32."""

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of what is asked, same shape; wordings are questions too."""


@dataclass(frozen=True)
class Model:
    """The model that a setting names, not yet loaded."""

    name: str
    load: Callable[[], Embedder]
    """
    Raises:
        ModelMissing: it cannot be loaded.
    """
    sha256: str | None = None
    """Of its weights, where that is known without loading it."""

    def made(self, info: ModelInfo) -> bool:
        """Whether vectors that come from `info` are this model's, as far as can be known without loading it."""
        return self.name == info.name and self.sha256 in (None, info.sha256)


def chosen(setting: str | None) -> Model | None:
    """The model of a setting.

    Args:
        setting: None or "" = our own; "none" = no vectors; else folder or name of a sentence-transformers model.

    Raises:
        ModelMissing: our own model is absent or damaged.
    """
    if setting == NONE:
        return None
    if setting:
        return Model(Path(setting).name, lambda: Named(setting))
    from index.static import NAME, digest, packaged

    return Model(NAME, packaged, digest())


class Named:
    """A sentence-transformers model, run by torch, with its own prompts for questions and passages.

    Args:
        name: a folder, or the name of a model that is already on this machine: nothing is fetched.

    Raises:
        ModelMissing: torch or sentence-transformers is absent, or the model cannot be read here.
    """

    def __init__(self, name: str) -> None:
        os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", TQDM_DISABLE="1")
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils.logging import disable_progress_bar
        except ImportError as error:
            raise ModelMissing("model.libraries", name=name, library=error.name) from None
        disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model: Any = SentenceTransformer(name, device="cpu", local_files_only=True)
        except Exception as error:  # the library raises many types
            raise ModelMissing("model.not_found", name=repr(name), reason=type(error).__name__) from None
        self.info = ModelInfo(Path(name).name, self._digest(), int(self._model.get_embedding_dimension()))

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """See `Embedder.passages`."""
        return self._encode(self._model.encode_document, texts, progress)

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder.questions`."""
        return self._encode(self._model.encode_query, texts, None)

    def _encode(self, encode: Any, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        import numpy as np

        vectors = np.zeros((len(texts), self.info.dimension), np.float32)
        by_length = sorted(range(len(texts)), key=lambda row: len(texts[row]))  # little padding in a batch
        for start in range(0, len(texts), BATCH):
            rows = by_length[start : start + BATCH]
            batch = [texts[row] for row in rows]
            vectors[rows] = encode(batch, normalize_embeddings=True, show_progress_bar=False)
            if progress:
                progress(start + len(rows), len(texts))
        return vectors

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.cpu().float().numpy().tobytes())
        return digest.hexdigest()
