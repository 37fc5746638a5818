"""Writes an answer from rule outcomes and passages, without any language model."""

from __future__ import annotations

from assistant.compose.desk import Desk
from assistant.compose.lists import criterion, listing, unknown
from assistant.compose.refusals import clarification, nothing_found, refusal
from assistant.compose.sections import about
from assistant.draft import Draft
from assistant.question import Question
from index.search import Found

SURE = 0.40
"""Share of the question's words that the best sheet must contain (see `Found.coverage`): below, we abstain."""

__all__ = ["SURE", "Desk", "compose"]


def compose(question: Question, desk: Desk, found: Found | None) -> Draft:
    """The draft of an answer.

    Args:
        question: as understood.
        desk: passages, rules and messages for this turn.
        found: what the search gave, None if the exact route was taken.
    """
    if question.intents & {"forge", "promise"}:
        return refusal(question, desk)
    valid = tuple(n for n in question.indicators if 1 <= n <= desk.reader.last_indicator)
    invalid = [n for n in question.indicators if n not in valid]
    if invalid or any(c not in desk.criteria for c in question.criteria):
        return unknown(question, desk, valid, invalid)
    if valid:
        return about(question, desk, valid)
    if question.criteria:
        return criterion(question, desk)
    listed = listing(question, desk)
    if listed:
        return listed
    if found is None or not found.hits:
        return clarification(desk) if found is None else nothing_found(desk, found)
    if found.coverage < SURE:
        return nothing_found(desk, found)
    return about(question, desk, (found.hits[0].chunk.indicator,), found)
