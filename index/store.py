"""Vectors on disk, in process. The only door to chromadb: no server, no embedding function, no telemetry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import IndexCorrupt
from corpus.records import LANGUAGES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 500
HNSW = {"space": "cosine", "ef_construction": 400, "ef_search": 400, "max_neighbors": 32}
"""So thorough that what is nearest is found, and two builds find the same: a few thousand passages take no time."""


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def _name(language: str) -> str:
    return f"passages-{language}"


class Store:
    """Vectors by passage id, searched by cosine similarity; a collection a language, so that no filter is needed.

    Args:
        collections: of chromadb, by language.
    """

    def __init__(self, collections: Mapping[str, Any]) -> None:
        self._collections = collections

    @classmethod
    def create(
        cls, folder: Path, ids: Sequence[str], vectors: NDArray[np.float32], metadata: Sequence[dict[str, Any]]
    ) -> Store:
        """A new store in an empty folder, with vectors computed by us.

        Args:
            folder: where.
            ids: of the passages.
            vectors: shape (len(ids), dimension).
            metadata: of each passage, its "language" among them.
        """
        client = _client(folder)
        collections: dict[str, Any] = {}
        for language in LANGUAGES:
            collections[language] = client.create_collection(
                _name(language), configuration={"hnsw": HNSW}, embedding_function=None
            )
            mine = [row for row, data in enumerate(metadata) if data["language"] == language]
            for start in range(0, len(mine), _BATCH):
                rows = mine[start : start + _BATCH]
                collections[language].add(
                    ids=[ids[row] for row in rows],
                    embeddings=vectors[rows],
                    metadatas=[metadata[row] for row in rows],
                )
        return cls(collections)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store that `create` made.

        Raises:
            IndexCorrupt: there is none, or it cannot be read.
        """
        if not (folder / "chroma.sqlite3").is_file():
            raise IndexCorrupt("index.no_vectors")
        try:
            client = _client(folder)
            found = {str(lang): client.get_collection(_name(lang), embedding_function=None) for lang in LANGUAGES}
        except Exception as error:  # chromadb raises many types, some from its native part
            raise IndexCorrupt("index.store", reason=type(error).__name__) from None
        return cls(found)

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        return {id_ for collection in self._collections.values() for id_ in collection.get(include=[])["ids"]}

    def vectors(self, ids: Sequence[str]) -> dict[str, Any]:
        """Stored vectors by id."""
        found: dict[str, Any] = {}
        for collection in self._collections.values():
            part = collection.get(ids=list(ids), include=["embeddings"])
            found |= dict(zip(part["ids"], part["embeddings"], strict=True))
        return found

    def nearest(self, vector: NDArray[np.float32], k: int, language: str) -> list[tuple[str, float]]:
        """Ids and cosine similarities (-1 to 1) of the `k` nearest passages in a language, best first."""
        found = self._collections[language].query(query_embeddings=[vector], n_results=k, include=["distances"])
        return [
            (id_, 1 - float(distance)) for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
