"""Builds the index beside the one in use, then replaces `current`: a killed build changes nothing."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import IndexBusy, IndexMissing, IndexStale, SettingsError
from corpus.load import Corpus
from corpus.records import LANGUAGES
from index.chunk import CHUNKER_VERSION, Chunk, chunks_of
from index.embed import Model, ModelInfo, Progress
from index.manifest import CHUNKS, CURRENT, FORMAT, LOCK, VECTORS, Manifest, current, file_sha256, root, words_sha256
from index.meaning import Wordings
from index.shelf import save_words, words_of

WAIT = 600
"""Seconds that `ensure` waits for another process that is building."""


def build(
    home: Path,
    corpus: Corpus,
    *,
    model: Model | None = None,
    progress: Progress | None = None,
    wait: float = 0,
) -> Manifest:
    """Build the index of a corpus and put it in use.

    Args:
        home: the data folder.
        corpus: what is indexed.
        model: makes the vectors; None = search by words alone.
        progress: called with (passages done, total).
        wait: seconds to wait while another process builds.

    Raises:
        IndexBusy: another process is building.
        ModelMissing: the model cannot be loaded.
        SettingsError: the data folder cannot be written.
    """
    with _locked(home, wait):
        return _build(home, corpus, model, progress)


def ensure(
    home: Path,
    corpus: Corpus,
    *,
    model: Model | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """The manifest of a usable index: the one in use if it fits the corpus, a new one otherwise.

    Raises:
        IndexCorrupt: there is one, but its files are damaged (said rather than overwritten).
        IndexBusy, SettingsError: as `build`.
    """
    try:
        return _fitting(home, corpus, model)
    except (IndexMissing, IndexStale):
        pass
    with _locked(home, WAIT):
        try:
            return _fitting(home, corpus, model)  # another process has just built it
        except (IndexMissing, IndexStale):
            return _build(home, corpus, model, progress)


def _fitting(home: Path, corpus: Corpus, model: Model | None) -> Manifest:
    manifest = Manifest.read(current(home))
    manifest.check(corpus.hash)
    if model is not None and (manifest.model is None or not model.made(manifest.model)):
        raise IndexStale("index.without_model")
    return manifest


@contextmanager
def _locked(home: Path, wait: float) -> Iterator[None]:
    """Hold the lock of the index folder, waiting `wait` seconds for it.

    Raises:
        IndexBusy, SettingsError: as `build`.
    """
    try:
        (root(home) / "builds").mkdir(parents=True, exist_ok=True)
        lock = FileLock(root(home) / LOCK, timeout=wait)
        lock.acquire()
    except Timeout:
        raise IndexBusy("index.busy") from None
    except OSError as error:
        raise SettingsError("home.unusable", home=home, reason=error.strerror) from None
    try:
        yield
    finally:
        lock.release()


def _build(home: Path, corpus: Corpus, model: Model | None, progress: Progress | None) -> Manifest:
    chunks = chunks_of(corpus)
    folder = root(home) / "builds" / f"{time.strftime('%Y%m%d%H%M%S', time.gmtime())}{uuid.uuid4().hex[:8]}"
    try:
        folder.mkdir()
        (folder / CHUNKS).write_text(
            "".join(chunk.to_json() + "\n" for chunk in chunks), encoding="utf-8", newline="\n"
        )
        names = {language: corpus.names(language) for language in LANGUAGES}
        save_words(folder, *words_of(names, corpus.sayings, chunks))
        info = _vectors(folder, corpus, chunks, model, progress) if model else None
        manifest = Manifest(
            format=FORMAT,
            corpus=corpus.hash,
            chunker=CHUNKER_VERSION,
            chunks=len(chunks),
            chunks_sha256=file_sha256(folder / CHUNKS),
            words_sha256=words_sha256(folder),
            model=info,
            built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        manifest.write(folder)
        _use(home, folder.name)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise SettingsError("index.unwritten", home=home, reason=error.strerror) from None
    _tidy(home, keep=folder.name)
    return manifest


def _vectors(
    folder: Path, corpus: Corpus, chunks: tuple[Chunk, ...], model: Model, progress: Progress | None
) -> ModelInfo:
    from index.store import Store

    embedder = model.load()
    vectors = embedder.passages([chunk.searched for chunk in chunks], progress)
    metadata = [
        {key: value for key, value in asdict(chunk).items() if isinstance(value, str | int)} for chunk in chunks
    ]
    Store.create(folder / VECTORS, [chunk.id for chunk in chunks], vectors, metadata)
    Wordings.of(corpus.all_names, corpus.sayings, embedder).save(folder)
    return embedder.info


def _use(home: Path, name: str) -> None:
    """Replace `current` in one step (works on Windows too)."""
    temporary = root(home) / f"{CURRENT}.{uuid.uuid4().hex[:8]}"
    temporary.write_text(name + "\n", encoding="utf-8")
    temporary.replace(root(home) / CURRENT)


def _tidy(home: Path, keep: str) -> None:
    """Remove builds no longer used, but the newest of them: a reader may still have it open."""
    others = sorted(path for path in (root(home) / "builds").iterdir() if path.name != keep)
    for path in others[:-1]:
        shutil.rmtree(path, ignore_errors=True)
