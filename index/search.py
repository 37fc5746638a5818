"""Finds passages: lexical over passages and over whole sheets, dense over passages, fused by rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import IndexCorrupt, ModelMissing
from corpus.load import Corpus
from corpus.records import Language
from index.chunk import Chunk
from index.embed import Embedder
from index.fuse import fused
from index.lexical import Lexical
from index.manifest import CHUNKS, REBUILD, VECTORS, Manifest, current, file_sha256

NEAREST = 60
"""How many passages each ranking hands to the fusion."""


@dataclass(frozen=True)
class Hit:
    """The best passage of one indicator."""

    chunk: Chunk
    score: float
    """Of the fusion; only the order means something."""


@dataclass(frozen=True)
class Found:
    """What a search found."""

    hits: tuple[Hit, ...]
    """At most one per indicator, best first."""
    coverage: float
    """Share (0 to 1) of the weight of the question's words that the sheet of the first hit contains."""


class Search:
    """The passages of one build, ready to be searched.

    Args:
        chunks: the passages.
        corpus: gives the sheets' titles and aliases.
        dense: ranks passage ids for (question, k, language), or None for lexical search alone.
    """

    def __init__(
        self,
        chunks: Sequence[Chunk],
        corpus: Corpus,
        dense: Callable[[str, int, Language], list[str]] | None = None,
    ) -> None:
        self.dense = dense
        self._chunks: dict[Language, list[Chunk]] = {}
        for chunk in chunks:
            self._chunks.setdefault(chunk.language, []).append(chunk)
        self._passages = {
            language: Lexical([chunk.searched for chunk in mine], language) for language, mine in self._chunks.items()
        }
        self._sheets = {language: _sheet_texts(corpus, language, mine) for language, mine in self._chunks.items()}
        self._whole = {language: Lexical(list(texts.values()), language) for language, texts in self._sheets.items()}

    @classmethod
    def open(cls, home: Path, corpus: Corpus, embedder: Callable[[], Embedder | None] | None = None) -> Search:
        """The search over the build in use.

        Args:
            home: the data folder.
            corpus: what the index must have been built from.
            embedder: gives the loaded model, or None while it is not ready; None = lexical search alone.

        Raises:
            IndexMissing, IndexStale, IndexCorrupt: with the command that rebuilds.
        """
        folder = current(home)
        manifest = Manifest.read(folder)
        manifest.check(corpus.hash)
        chunks = read_chunks(folder, manifest)
        if manifest.model is None or embedder is None:
            return cls(chunks, corpus)
        return cls(chunks, corpus, _Dense(folder, manifest, embedder))

    def find(self, question: str, *, on: date, language: Language = "fr", k: int = 10) -> Found:
        """The `k` best indicators for a question in the users' own words, each with its best passage.

        Args:
            question: as typed.
            on: only passages valid on that day.
            language: of the passages.
            k: how many at most.
        """
        if language not in self._chunks:
            return Found((), 0.0)
        chunks = self._chunks[language]
        allowed = [chunk.holds(on) for chunk in chunks]
        by_words = [chunks[position] for position, _ in self._passages[language].rank(question, allowed)[:NEAREST]]
        in_force = {chunk.indicator for chunk, valid in zip(chunks, allowed, strict=True) if valid}
        numbers = list(self._sheets[language])
        by_sheet = [numbers[position] for position, _ in self._whole[language].rank(question)]
        by_meaning = self._by_meaning(question, language, on)
        rankings = [_indicators(by_words), [n for n in by_sheet if n in in_force], _indicators(by_meaning)]
        best = dict(fused([[c.id for c in by_words], [c.id for c in by_meaning]]))
        hits = []
        for indicator, score in fused(rankings)[:k]:
            mine = [c for c in (*by_words, *by_meaning) if c.indicator == indicator]
            if not mine:  # found through the whole sheet only
                mine = [c for c in chunks if c.indicator == indicator and c.facet == "summary"]
            hits.append(Hit(max(mine, key=lambda c: best.get(c.id, 0.0)), score))
        coverage = self._whole[language].coverage(question, numbers.index(hits[0].chunk.indicator)) if hits else 0.0
        return Found(tuple(hits), coverage)

    def _by_meaning(self, question: str, language: Language, on: date) -> list[Chunk]:
        if self.dense is None:
            return []
        known = {chunk.id: chunk for chunk in self._chunks[language]}
        ids = self.dense(question, NEAREST, language)
        return [known[id_] for id_ in ids if id_ in known and known[id_].holds(on)]


class _Dense:
    """Ranks passages by vector; the store is opened at the first question."""

    def __init__(self, folder: Path, manifest: Manifest, embedder: Callable[[], Embedder | None]) -> None:
        self._folder = folder
        self._manifest = manifest
        self._embedder = embedder
        self._store: object | None = None

    def __call__(self, question: str, k: int, language: Language) -> list[str]:
        from index.store import Store

        try:
            embedder = self._embedder()
        except ModelMissing:
            return []
        if embedder is None:
            return []
        if embedder.info != self._manifest.model:
            raise IndexCorrupt(f"L'index a été construit avec un autre modèle. {REBUILD}")
        if not isinstance(self._store, Store):
            self._store = Store.open(self._folder / VECTORS)
        return [id_ for id_, _ in self._store.nearest(embedder.encode([question])[0], k, language)]


def read_chunks(folder: Path, manifest: Manifest) -> list[Chunk]:
    """The passages of a build.

    Raises:
        IndexCorrupt: the file is missing or is not the one that was built.
    """
    if file_sha256(folder / CHUNKS) != manifest.chunks_sha256:
        raise IndexCorrupt(f"Le fichier des passages a été modifié depuis sa construction. {REBUILD}")
    try:
        lines = (folder / CHUNKS).read_text(encoding="utf-8").splitlines()
        return [Chunk.from_json(line) for line in lines]
    except (TypeError, ValueError, KeyError, OSError) as error:
        raise IndexCorrupt(f"Passages de l'index illisibles ({type(error).__name__}). {REBUILD}") from None


def _indicators(chunks: Iterable[Chunk]) -> list[int]:
    return list(dict.fromkeys(chunk.indicator for chunk in chunks))


def _sheet_texts(corpus: Corpus, language: Language, chunks: Iterable[Chunk]) -> dict[int, str]:
    """One text per indicator: subject and aliases thrice (they name it), then all its passages."""
    texts: dict[int, str] = {}
    for sheet in corpus.sheets:
        if sheet.language == language:
            texts[sheet.indicator] = " ".join([sheet.title, sheet.subject, *sheet.aliases] * 3)
    for chunk in chunks:
        if not chunk.empty:
            texts[chunk.indicator] += "\n" + chunk.text
    return texts
