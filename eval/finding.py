"""Is the right indicator found? Our search beside the packaged English MiniLM, BM25 and their fusion by rank."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.load import Corpus
from corpus.records import LANGUAGES, OUTSIDE, Key, Language
from eval.measures import Measure, mean
from eval.questions import EVERYDAY, load_cases
from index.chunk import chunks_of
from index.embed import Embedder
from index.lexical import Lexical

if TYPE_CHECKING:
    from assistant.service import Assistant

RANKS = 60
"""The constant of reciprocal rank fusion, as published."""
Rank = Callable[[str, Language], list[Key]]
"""From (question, its language) to subjects, best first."""


@dataclass(frozen=True)
class Asked:
    """A question and the subjects that fit it."""

    text: str
    language: Language
    right: frozenset[Key]


@dataclass(frozen=True)
class Found:
    """How well one way of searching does in one language."""

    solver: str
    language: Language
    first: Measure
    in_three: Measure


def questions(split: str) -> list[Asked]:
    """The answerable questions of a split: "own" (all subjects), "held" or "dev" (indicators)."""
    if split == "own":
        lines = (EVERYDAY / "own-test.jsonl").read_text(encoding="utf-8").splitlines()
        data = [json.loads(line) for line in lines]
        return [
            Asked(one["text"], one["lang"], frozenset((one["key"], *one["also"])))
            for one in data
            if one["key"] != OUTSIDE
        ]
    return [
        Asked(case.question, "en" if case.lang == "en" else "fr", frozenset(case.indicators))
        for case in load_cases(split)
        if case.indicators
    ]


def compared(asked: Sequence[Asked], rankers: dict[str, Rank]) -> Iterator[Found]:
    """The measures of each way of searching, by language. Only indicators count where only indicators are right."""
    numbers_only = all(isinstance(key, int) for one in asked for key in one.right)
    for name, rank in rankers.items():
        for language in LANGUAGES:
            mine = [one for one in asked if one.language == language]
            ranked = [rank(one.text, language) for one in mine]
            if numbers_only:
                ranked = [[key for key in keys if isinstance(key, int)] for keys in ranked]
            scores = [
                mean([float(bool(one.right & set(keys[:k]))) for one, keys in zip(mine, ranked, strict=True)])
                for k in (1, 3)
            ]
            if scores[0] and scores[1]:
                yield Found(name, language, scores[0], scores[1])


def ours(assistant: Assistant) -> Rank:
    """The search of the product."""
    from assistant.find import find

    day = assistant.settings.day()

    def rank(question: str, language: Language) -> list[Key]:
        return [hit["indicator"] or hit["topic"] for hit in find(assistant, question, day, k=60)]

    return rank


def baselines(corpus: Corpus, on: date, teacher: Embedder) -> dict[str, Rank]:
    """The packaged MiniLM over the passages of both languages, BM25 over those of the question's, and their fusion.

    Args:
        corpus: gives the passages.
        on: the day.
        teacher: the packaged MiniLM.
    """
    chunks = [chunk for chunk in chunks_of(corpus) if chunk.holds(on) and not chunk.empty]
    vectors = teacher.passages([chunk.searched for chunk in chunks])
    spoken = {language: [chunk for chunk in chunks if chunk.language == language] for language in LANGUAGES}
    words = {language: Lexical.of([chunk.searched for chunk in mine], language) for language, mine in spoken.items()}

    def dense(question: str, language: Language) -> list[Key]:
        likeness: Any = vectors @ teacher.questions([question])[0]
        return _once(chunks[place].key for place in (-likeness).argsort())

    def bm25(question: str, language: Language) -> list[Key]:
        return _once(spoken[language][place].key for place, _ in words[language].rank(question))

    def fused(question: str, language: Language) -> list[Key]:
        scores: dict[Key, float] = {}
        for keys in (dense(question, language), bm25(question, language)):
            for rank, key in enumerate(keys, start=1):
                scores[key] = scores.get(key, 0.0) + 1 / (RANKS + rank)
        return sorted(scores, key=lambda key: -scores[key])

    return {"minilm": dense, "bm25": bm25, "rrf": fused}


def _once(keys: Iterable[Key]) -> list[Key]:
    return list(dict.fromkeys(keys))
