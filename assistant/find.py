"""Passages for a query: those of the indicators it names first, then what search finds."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from assistant.compose.sure import NAMED, SURE
from assistant.question import Context
from assistant.service import Assistant
from corpus.records import Key
from index.chunk import Chunk

ONE_NUMBER = re.compile(r"\s*(?:indicateur|indicator|ind\.?|n°)?\s*(\d{1,2})\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Passages:
    """What was found for a query."""

    hits: list[dict[str, Any]]
    """As `find` gives them."""
    sure: bool
    """False: nothing fits, the hits are only the nearest."""


def find(assistant: Assistant, query: str, on: date, k: int = 10) -> list[dict[str, Any]]:
    """At most `k` hits, one per indicator or topic, best first, as JSON data.

    Raises:
        QuestionError: the query is empty or too long.
        IndexProblem: the index cannot be used.
    """
    return passages_for(assistant, query, on, k).hits


def passages_for(assistant: Assistant, query: str, on: date, k: int = 10) -> Passages:
    """As `find`, with whether they fit; a query that is only the number of an indicator gives its sheet alone.

    Raises:
        QuestionError: the query is empty or too long.
        IndexProblem: the index cannot be used.
    """
    question = assistant.turn.understand(query, Context())
    language = assistant.library.language(question.language)
    wanted = [facet for facet in question.facets if facet != "applicability"] or ["summary"]
    hits: dict[Key, Chunk] = {}
    number = ONE_NUMBER.fullmatch(query)
    for indicator in [int(number[1])] if number else question.indicators:
        passages = assistant.library.passages(indicator, wanted[0], language, on, question.profile)
        if passages:
            hits[indicator] = passages[0]
    sure = bool(hits)
    if len(hits) < k and not (number and hits):
        found = assistant.search.find(query, on=on, language=language, spoken=question.language, k=k)
        sure = sure or found.sure >= (NAMED if found.named else SURE)
        for hit in found.hits:
            hits.setdefault(hit.key, hit.chunk)
    return Passages([_record(rank, chunk) for rank, chunk in enumerate(list(hits.values())[:k], start=1)], sure)


def _record(rank: int, chunk: Chunk) -> dict[str, Any]:
    data = asdict(chunk)
    data["chunk"] = data.pop("id")
    return {"rank": rank, **data}
