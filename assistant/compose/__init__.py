"""Writes an answer from rule outcomes and passages, without any language model."""

from __future__ import annotations

from assistant.compose.desk import Desk
from assistant.compose.lists import criterion, listing, unknown
from assistant.compose.refusals import clarification, nothing_found, outside, refusal
from assistant.compose.sections import about
from assistant.draft import Draft
from assistant.question import Question
from index.search import Found

SURE = 3.2
"""Weight of wording (see `Found.weight`) below which we abstain; chosen on the dev questions."""

__all__ = ["SURE", "Desk", "exact", "from_search"]


def exact(question: Question, desk: Desk) -> Draft | None:
    """The draft of an answer that numbers and rules alone give, or None if something must be searched for."""
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
    if listed is not None:
        return listed
    return clarification(desk) if question.facets and not question.topic else None


def from_search(question: Question, desk: Desk, found: Found) -> Draft:
    """The draft of an answer about what a search found, or an abstention where that is not sure enough."""
    if question.outside:
        return outside(question, desk, found)
    if not found.hits or (found.weight < SURE and not found.named):
        return nothing_found(desk, found)
    return about(question, desk, (found.hits[0].chunk.indicator,), found)
