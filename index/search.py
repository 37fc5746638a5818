"""Finds passages: which subject a question is about, by words, wordings, letters and meaning, then its passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path

from corpus.load import Corpus
from corpus.records import OUTSIDE, Key, Language
from index.chunk import Chunk
from index.embed import Model
from index.fuse import above_nothing, above_the_middle, chance, weighed
from index.grasp import Grasp, packaged
from index.lexical import Lexical
from index.manifest import Manifest, current
from index.meaning import Meaning, Senses
from index.shelf import read_chunks, read_words
from index.subjects import Subjects

NEAREST = 60
"""How many passages found by words a hit may keep."""
TOPIC_PRIOR = 0.9
"""What a topic's score is worth beside an indicator's, chosen on the dev questions."""
KEPT = 6
"""How many passages of a subject a hit keeps."""
DAYS_KEPT = 16
"""Days of audit whose valid passages are remembered."""
ENOUGH = 20.0
"""A BM25 score of wordings beyond which it says no more."""
SPELT = 0.75
"""With less of its letters in a row known, a question is no words ("zzz qqq"): what comes first is there by chance.
Of 9,000 everyday wordings on a subject, none has less than 0.8 by the lists of others."""
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
    sure: float = 0.0
    """How likely the first hit is what is asked about (0 to 1), calibrated on everyday wordings."""
    named: bool = False
    """Every word of the topic is one of the first hit's own names."""
    close: bool = False
    """The wording points nearly as much to another indicator."""

    def share(self, key: Key) -> float:
        """What a subject's score is of the best one (0 to 1); 0 for one that was not found."""
        mine = next((hit.score for hit in self.hits if hit.key == key), 0.0)
        return mine / self.hits[0].score if mine else 0.0

    def passages(self, key: Key) -> tuple[Chunk, ...]:
        """The passages found of one subject, best first."""
        return next((hit.chunks for hit in self.hits if hit.key == key), ())


@dataclass(frozen=True)
class Seen:
    """What each way of searching says of a question."""

    signals: Mapping[str, Mapping[Key, float]]
    """Scores by subject, each signal in its own scale."""
    said: Mapping[Key, float]
    """How near the question's words are to what people say of a subject (BM25)."""
    meant: Mapping[Key, float]
    """How near its meaning is to theirs (cosine)."""
    passages: tuple[Chunk, ...]
    """Those nearest by words and by meaning, best first."""


@dataclass(frozen=True)
class _Valid:
    """The passages of a language that hold on a day."""

    places: Sequence[bool]
    """For each passage of the language."""
    chunks: Sequence[Chunk]
    keys: frozenset[Key]


class Search:
    """The passages of one build, ready to be searched.

    Args:
        chunks: the passages.
        passages: their words, by language, in the order of the chunks of that language.
        subjects: what people call each subject, by language.
        senses: what vectors say, or None for search by words alone.
        grasp: what a transformer says, likewise.
    """

    def __init__(
        self,
        chunks: Sequence[Chunk],
        passages: Mapping[Language, Lexical],
        subjects: Mapping[Language, Subjects],
        senses: Senses | None = None,
        grasp: Grasp | None = None,
    ) -> None:
        self.senses, self._grasp = senses, grasp
        self._chunks: dict[Language, list[Chunk]] = {}
        for chunk in chunks:
            self._chunks.setdefault(chunk.language, []).append(chunk)
        self._known = {chunk.id: chunk for chunk in chunks}
        self._valid: dict[tuple[date, Language], _Valid] = {}
        self._passages = passages
        self._subjects = subjects

    @classmethod
    def open(cls, home: Path, corpus: Corpus, model: Model | None = None) -> Search:
        """The search over the build in use.

        Args:
            home: the data folder.
            corpus: what the index must have been built from.
            model: loaded at the first question; None = search by words alone.

        Raises:
            IndexMissing, IndexStale, IndexCorrupt: with the command that rebuilds.
        """
        folder = current(home)
        manifest = Manifest.read(folder)
        manifest.check(corpus.hash)
        chunks = read_chunks(folder, manifest)
        passages, subjects = read_words(folder)
        if manifest.model is None or model is None:
            return cls(chunks, passages, subjects)
        return cls(chunks, passages, subjects, Meaning(folder, manifest.model, model), packaged())

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
        seen = self.look(question, on=on, language=language, spoken=spoken)
        valid = self._valid_on(on, language)
        named_by = question if topic is None else topic
        total = weighed(seen.signals)
        ranked = [(key, total[key] * self._prior(key, named_by, spoken)) for key in total if key in valid.keys]
        ranked.sort(key=lambda pair: -pair[1])
        hits = []
        for key, score in ranked[:k]:
            mine = [chunk for chunk in seen.passages if chunk.key == key]
            best = mine or [c for c in valid.chunks if c.key == key and c.facet == "summary"]
            hits.append(Hit(tuple(best[:KEPT]), score))
        if not hits:
            return Found(())
        first = hits[0].key
        rival = max((score for key, score in ranked[1:]), default=0.0)
        named = self._subjects[spoken].names(first, named_by)
        spelt = max(subjects.spelt(question) for subjects in self._subjects.values())
        sure = chance(features(first, total, seen)) if spelt >= SPELT else 0.0
        return Found(tuple(hits), sure, named, rival > CLOSE * ranked[0][1])

    def look(self, question: str, *, on: date, language: Language, spoken: Language) -> Seen:
        """All signals for a question, before they are weighed (see `find`)."""
        by_words = self._by_words(question, language, on)
        own = self._subjects[spoken].signals(question)
        other = self._subjects["en" if spoken == "fr" else "fr"].signals(question)
        signals = {
            **own,
            **{f"other_{name}": scores for name, scores in other.items()},
            "passages": _best_three(by_words),
        }
        near: list[Chunk] = []
        meant: Mapping[Key, float] = {}
        if self.senses is not None:
            sense = self.senses(question, language)
            held = [(self._known[id_], cosine) for id_, cosine in sense.passages if self._known[id_].holds(on)]
            near = [chunk for chunk, _ in held]
            farthest = held[-1][1] if held else 0.0
            signals["meaning"] = _best_three((chunk, cosine - farthest) for chunk, cosine in held)
            signals["meant"] = above_the_middle(sense.wordings)
            meant = sense.wordings
        if self._grasp is not None:
            known = self._grasp.subjects(question)
            new = dict.fromkeys(own["whole"].keys() - known.keys(), max(known.values()))
            signals["grasp"] = above_nothing(known | new)  # a sheet that it has not learned is not put behind
        said = [chunk for chunk, _ in by_words[:NEAREST]]
        passages = dict.fromkeys(chunk for pair in zip_longest(said, near) for chunk in pair if chunk)
        return Seen(signals, own["wordings"], meant, tuple(passages))

    def _prior(self, key: Key, words: str, spoken: Language) -> float:
        """Topics are broad and share words with every indicator: they come first only when they are clearly meant."""
        return TOPIC_PRIOR if isinstance(key, str) and not self._subjects[spoken].names(key, words) else 1.0

    def _by_words(self, question: str, language: Language, on: date) -> list[tuple[Chunk, float]]:
        chunks, valid = self._chunks.get(language, []), self._valid_on(on, language)
        return [(chunks[place], score) for place, score in self._passages[language].rank(question, valid.places)]

    def _valid_on(self, on: date, language: Language) -> _Valid:
        found = self._valid.get((on, language))
        if found is None:
            every = self._chunks.get(language, [])
            places = [chunk.holds(on) for chunk in every]
            chunks = [chunk for chunk, holds in zip(every, places, strict=True) if holds]
            if len(self._valid) >= DAYS_KEPT:
                self._valid.clear()
            found = self._valid[on, language] = _Valid(places, chunks, frozenset(chunk.key for chunk in chunks))
        return found


def features(first: Key, total: Mapping[Key, float], seen: Seen) -> dict[str, float]:
    """What the confidence in the first subject rests on.

    Args:
        first: the subject.
        total: of `fuse.weighed`.
        seen: of `Search.look`.

    Returns:
        "said" and "meant": how near people's wordings of it are by words and by meaning; "lead" and "gap": how far it
        is ahead of what is off topic, and of any other subject. All between 0 and 1.
    """
    best = total[first]
    second = max((score for key, score in total.items() if key not in (first, OUTSIDE)), default=0.0)
    return {
        "said": min(seen.said.get(first, 0.0), ENOUGH) / ENOUGH,
        "meant": max(seen.meant.get(first, 0.0), 0.0),
        "lead": max(best - total.get(OUTSIDE, 0.0), 0.0) / best,
        "gap": max(best - second, 0.0) / best,
    }


def _best_three(scored: Iterable[tuple[Chunk, float]]) -> dict[Key, float]:
    """Subjects with the sum of their three best passages: one lucky passage is not enough."""
    best: dict[Key, list[float]] = {}
    for chunk, score in scored:
        best.setdefault(chunk.key, []).append(score)
    return {key: sum(mine[:3]) for key, mine in best.items()}
