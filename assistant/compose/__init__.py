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
    says_only_a_facet = question.facets and not any(len(word) > 3 for word in question.topic.split())
    return clarification(desk) if says_only_a_facet else None


def from_search(question: Question, desk: Desk, found: Found) -> Draft:
    """The draft of an answer about what a search found, or an abstention where that is not sure enough."""
    if not found.hits or found.coverage < SURE:
        return nothing_found(desk, found)
    return about(question, desk, (found.hits[0].chunk.indicator,), found)
