"""Passages for a query: those of the indicators it names first, then what search finds."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.question import Context
from assistant.service import Assistant
from corpus.records import Key
from index.chunk import Chunk


def find(assistant: Assistant, query: str, on: date, k: int = 10) -> list[dict[str, Any]]:
    """At most `k` hits, one per indicator or topic, best first, as JSON data.

    Raises:
        QuestionError: the query is empty or too long.
        IndexProblem: the index cannot be used.
    """
    question = assistant.turn.understand(query, Context())
    language = assistant.library.language(question.language)
    wanted = [facet for facet in question.facets if facet != "applicability"] or ["summary"]
    hits: dict[Key, Chunk] = {}
    for indicator in question.indicators:
        passages = assistant.library.passages(indicator, wanted[0], language, on, question.profile)
        if passages:
            hits[indicator] = passages[0]
    if len(hits) < k:
        for hit in assistant.search.find(query, on=on, language=language, spoken=question.language, k=k).hits:
            hits.setdefault(hit.key, hit.chunk)
    return [_record(rank, chunk) for rank, chunk in enumerate(list(hits.values())[:k], start=1)]


def _record(rank: int, chunk: Chunk) -> dict[str, Any]:
    data = asdict(chunk)
    data["chunk"] = data.pop("id")
    return {"rank": rank, **data}
