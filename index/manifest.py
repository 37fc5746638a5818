"""What an index says of itself, and where its files lie.

HOME/index/current            the id of the build in use, one line
HOME/index/builds/ID/         manifest.json, chunks.jsonl, words/; vectors/ and wordings.npy where a model made vectors
HOME/index/lock               held while building
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import IndexCorrupt, IndexMissing, IndexStale
from index.chunk import CHUNKER_VERSION
from index.embed import ModelInfo

FORMAT = 2
MANIFEST, CHUNKS, WORDS, VECTORS = "manifest.json", "chunks.jsonl", "words", "vectors"
CURRENT, LOCK = "current", "lock"


@dataclass(frozen=True)
class Manifest:
    """From what, with what and when an index was built."""

    format: int
    corpus: str
    """Hash of the corpus texts."""
    chunker: str
    chunks: int
    """How many passages."""
    chunks_sha256: str
    """Of `chunks.jsonl`."""
    words_sha256: str
    """Of all files under `words`."""
    model: ModelInfo | None
    """None = lexical search only."""
    built_at: str
    """ISO time, UTC."""

    def write(self, folder: Path) -> None:
        """Write `manifest.json` into a build."""
        (folder / MANIFEST).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a build.

        Raises:
            IndexCorrupt: it is absent, not JSON, or has other fields than ours.
            IndexStale: it is of another format.
        """
        try:
            data: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            format_ = data["format"]
            if format_ != FORMAT:
                raise IndexStale("index.format", found=repr(format_), expected=FORMAT)
            model = data.pop("model")
            return cls(model=ModelInfo(**model) if model else None, **data)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexCorrupt("index.manifest", reason=type(error).__name__) from None

    def check(self, corpus_hash: str) -> None:
        """Refuse an index of other texts or of another cutting.

        Raises:
            IndexStale: saying what differs and which command rebuilds.
        """
        if self.corpus != corpus_hash:
            raise IndexStale("index.other_corpus")
        if self.chunker != CHUNKER_VERSION:
            raise IndexStale("index.other_cutting")


def root(home: Path) -> Path:
    """The index folder of a data folder."""
    return home / "index"


def current(home: Path) -> Path:
    """The folder of the build in use.

    Raises:
        IndexMissing: nothing was built.
        IndexCorrupt: `current` names a build that is not there.
    """
    try:
        name = (root(home) / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexMissing("index.missing") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexCorrupt("index.current", reason=type(error).__name__) from None
    folder = root(home) / "builds" / name
    if not name.isalnum() or not folder.is_dir():
        raise IndexCorrupt("index.named", name=repr(name[:40]))
    return folder


def file_sha256(path: Path) -> str:
    """sha256 of a file, in hexadecimal.

    Raises:
        IndexCorrupt: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise IndexCorrupt("index.file", file=path.name, reason=type(error).__name__) from None


def words_sha256(folder: Path) -> str:
    """sha256 over names and contents of the word indexes of a build.

    Raises:
        IndexCorrupt: a file cannot be read.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in (folder / WORDS).rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()} {file_sha256(path)}\n".encode())
    return digest.hexdigest()
