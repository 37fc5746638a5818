"""Finds passages: which subject a question is about, by words, wordings, letters and meaning, then its passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import IndexCorrupt, ModelMissing
from corpus.load import Corpus
from corpus.records import LANGUAGES, OUTSIDE, Key, Language
from index.chunk import Chunk
from index.embed import Embedder
from index.fuse import weighed
from index.lexical import Lexical
from index.manifest import CHUNKS, REBUILD, VECTORS, Manifest, current, file_sha256
from index.subjects import Subjects

NEAREST = 60
"""How many passages the vectors hand to the fusion."""
TOPIC_PRIOR = 0.9
"""What a topic's score is worth beside an indicator's, chosen on the dev questions."""
KEPT = 6
"""How many passages of a subject a hit keeps."""
SAID, INSIDE = 0.9, 3.7
"""Weights of nearness (BM25) and of the lead over off-topic wordings (1 = nothing there), fitted on the lists."""
CLOSE = 0.85
"""A second subject whose wording weighs so much of the first's is named beside it."""


@dataclass(frozen=True)
class Hit:
    """The best passages of one indicator or topic."""

    chunks: tuple[Chunk, ...]
    """Best first, at most `KEPT`."""
    score: float
    """Of the fusion; only the order means something."""

    @property
    def chunk(self) -> Chunk:
        """The best passage."""
        return self.chunks[0]

    @property
    def key(self) -> Key:
        """The indicator or the topic."""
        return self.chunk.key


@dataclass(frozen=True)
class Found:
    """What a search found."""

    hits: tuple[Hit, ...]
    """At most one per indicator or topic, best first."""
    weight: float = 0.0
    """The ground for answering: how near the wording is to what people say of the first hit, and how much nearer than
    to what they ask outside the corpus."""
    named: bool = False
    """Every word of the topic is one of the first hit's own names."""
    close: bool = False
    """The wording points nearly as much to another indicator."""


class Search:
    """The passages of one build, ready to be searched.

    Args:
        chunks: the passages.
        corpus: gives the sheets' titles and everyday words.
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
        self._subjects = {language: Subjects(corpus, language, chunks) for language in LANGUAGES}

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

    def find(
        self,
        question: str,
        *,
        on: date,
        language: Language = "fr",
        spoken: Language = "fr",
        topic: str | None = None,
        k: int = 10,
    ) -> Found:
        """The `k` best subjects for a question in the users' own words, each with its best passages.

        Args:
            question: as typed.
            on: only passages valid on that day.
            language: of the passages.
            spoken: of the question.
            topic: the question without the words that name no subject; None = all of it.
            k: how many at most.
        """
        chunks = [chunk for chunk in self._chunks.get(language, []) if chunk.holds(on)]
        in_force = {chunk.key for chunk in chunks}
        by_words = self._by_words(question, language, on)
        by_meaning = self._by_meaning(question, language, on)
        own = self._subjects[spoken].signals(question)
        other = self._subjects["en" if spoken == "fr" else "fr"].signals(question)
        signals = {
            **own,
            **{f"other_{name}": scores for name, scores in other.items()},
            "passages": _best_three(by_words),
            "meaning": {chunk.key: 1 / rank for rank, chunk in reversed(list(enumerate(by_meaning, start=1)))},
        }
        named_by = question if topic is None else topic
        total = weighed(signals)
        ranked = [(key, total[key] * self._prior(key, named_by, spoken)) for key in total if key in in_force]
        ranked.sort(key=lambda pair: -pair[1])
        passages = [chunk for chunk, _ in by_words] + by_meaning
        hits = []
        for key, score in ranked[:k]:
            mine = list(dict.fromkeys(chunk for chunk in passages if chunk.key == key))
            best = mine or [chunk for chunk in chunks if chunk.key == key and chunk.facet == "summary"]
            hits.append(Hit(tuple(best[:KEPT]), score))
        if not hits:
            return Found(())
        first = hits[0].key
        rival = max((score for key, score in ranked[1:]), default=0.0)
        named = self._subjects[spoken].names(first, named_by)
        lead = (total[first] - total.get(OUTSIDE, 0.0)) / total[first]
        said = own["wordings"].get(first, 0.0)
        weight = SAID * said + INSIDE * lead if said else 0.0
        return Found(tuple(hits), weight, named, rival > CLOSE * ranked[0][1])

    def _prior(self, key: Key, words: str, spoken: Language) -> float:
        """Topics are broad and share words with every indicator: they come first only when they are clearly meant."""
        return TOPIC_PRIOR if isinstance(key, str) and not self._subjects[spoken].names(key, words) else 1.0

    def _by_words(self, question: str, language: Language, on: date) -> list[tuple[Chunk, float]]:
        chunks = self._chunks.get(language, [])
        if not chunks:
            return []
        ranked = self._passages[language].rank(question, [chunk.holds(on) for chunk in chunks])
        return [(chunks[position], score) for position, score in ranked]

    def _by_meaning(self, question: str, language: Language, on: date) -> list[Chunk]:
        if self.dense is None:
            return []
        known = {chunk.id: chunk for chunk in self._chunks.get(language, [])}
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


def _best_three(scored: Iterable[tuple[Chunk, float]]) -> dict[Key, float]:
    """Subjects with the sum of their three best passages: one lucky passage is not enough."""
    best: dict[Key, list[float]] = {}
    for chunk, score in scored:
        best.setdefault(chunk.key, []).append(score)
    return {key: sum(mine[:3]) for key, mine in best.items()}
