"""Vectors on disk, in process. The only door to chromadb: no server, no embedding function, no telemetry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import IndexCorrupt

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLLECTION = "passages"
_BATCH = 500


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


class Store:
    """Vectors by passage id, searched by cosine similarity."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection

    @classmethod
    def create(
        cls, folder: Path, ids: Sequence[str], vectors: NDArray[np.float32], metadata: Sequence[dict[str, Any]]
    ) -> Store:
        """A new store in an empty folder, with vectors computed by us (shape (len(ids), dimension))."""
        collection = _client(folder).create_collection(
            COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            collection.add(ids=list(ids[part]), embeddings=vectors[part], metadatas=list(metadata[part]))
        return cls(collection)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store that `create` made.

        Raises:
            IndexCorrupt: there is none, or it cannot be read.
        """
        if not (folder / "chroma.sqlite3").is_file():
            raise IndexCorrupt("index.no_vectors")
        try:
            return cls(_client(folder).get_collection(COLLECTION, embedding_function=None))
        except Exception as error:  # chromadb raises many types, some from its native part
            raise IndexCorrupt("index.store", reason=type(error).__name__) from None

    def ids(self) -> set[str]:
        """The ids of all vectors."""
        return set(self._collection.get(include=[])["ids"])

    def vectors(self, ids: Sequence[str]) -> dict[str, Any]:
        """Stored vectors by id."""
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        return dict(zip(found["ids"], found["embeddings"], strict=True))

    def nearest(self, vector: NDArray[np.float32], k: int, language: str) -> list[tuple[str, float]]:
        """Ids and cosine similarities (-1 to 1) of the `k` nearest passages in a language, best first."""
        found = self._collection.query(
            query_embeddings=[vector], n_results=k, where={"language": language}, include=["distances"]
        )
        return [
            (id_, 1 - float(distance)) for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
