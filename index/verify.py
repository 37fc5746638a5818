"""Checks that an index is what its manifest says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexCorrupt
from corpus.load import Corpus
from index.chunk import chunks_of
from index.embed import Model
from index.manifest import VECTORS, Manifest, current, words_sha256
from index.shelf import read_chunks

SAMPLE = 8
TOLERANCE = 1e-3
"""Largest difference of one vector component between two runs of the same model."""


@dataclass(frozen=True)
class Report:
    """What was compared."""

    manifest: Manifest
    folder: Path
    vectors: int
    """How many vectors were found; 0 for search by words alone."""
    encoded: int
    """How many of them were computed again and compared."""


def verify(home: Path, corpus: Corpus, model: Model | None) -> Report:
    """Compare the build in use with the corpus and with its own manifest.

    Raises:
        IndexMissing, IndexStale, IndexCorrupt: saying what differs and which command rebuilds.
    """
    folder = current(home)
    manifest = Manifest.read(folder)
    manifest.check(corpus.hash)
    chunks = read_chunks(folder, manifest)
    if [chunk.id for chunk in chunks] != [chunk.id for chunk in chunks_of(corpus)] or len(chunks) != manifest.chunks:
        raise IndexCorrupt("index.other_passages")
    if words_sha256(folder) != manifest.words_sha256:
        raise IndexCorrupt("index.words_changed")
    if manifest.model is None:
        return Report(manifest, folder, 0, 0)
    from index.store import Store

    store = Store.open(folder / VECTORS)
    if store.ids() != {chunk.id for chunk in chunks}:
        raise IndexCorrupt("index.other_vectors")
    if model is None or not model.made(manifest.model):
        return Report(manifest, folder, len(chunks), 0)
    sample = chunks[:: max(1, len(chunks) // SAMPLE)]
    fresh = model.load().passages([chunk.searched for chunk in sample])
    stored = store.vectors([chunk.id for chunk in sample])
    for chunk, vector in zip(sample, fresh, strict=True):
        if abs(vector - stored[chunk.id]).max() > TOLERANCE:
            raise IndexCorrupt("index.one_vector")
    return Report(manifest, folder, len(chunks), len(sample))
