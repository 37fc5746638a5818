"""What the next turn may lean on."""

from __future__ import annotations

from dataclasses import replace

from assistant.draft import Draft
from assistant.question import Context, Question

NEAR_MEMORY = 3
"""A list of more indicators than that is not what the next question leans on."""


def remembered(before: Context, question: Question, draft: Draft) -> Context:
    """The context after a turn.

    Args:
        before: the context of the turn.
        question: as understood.
        draft: of its answer.
    """
    said = replace(question.profile, audit_date=question.on)
    if {"new_entrant", "subcontracting"} & set(question.facets):
        said = replace(said, new_entrant=None, subcontractor=None)  # asked about, not stated
    if question.intents & {"only_for", "not_for"}:
        said = replace(said, categories=())
    profile = before.profile.with_known(said)
    given = before.given.with_known(question.given)
    if draft.outcome != "answer":
        return replace(before, profile=profile, given=given)
    return Context(
        indicators=draft.indicators if len(draft.indicators) <= NEAR_MEMORY else (),
        facets=question.facets,
        profile=profile,
        question=question,
        given=given,
        topics=draft.topics,
        earlier=tuple(dict.fromkeys((*before.earlier, *draft.indicators[:1]))),
        asked=draft.asked,
    )
