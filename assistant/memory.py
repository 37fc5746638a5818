"""What the next turn may lean on."""

from __future__ import annotations

from dataclasses import replace

from assistant.draft import Draft
from assistant.question import Context, Question
from assistant.rules import Profile
from corpus.records import OUTSIDE

LIKELY_OFF = 0.5
"""Chance of being off topic from which a refused question makes the next one that leans on it doubtful."""
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
    if {"new_entrant", "subcontracting"} & set(question.facets) and not (
        question.ourselves or question.states or said.subcontractor == "only"
    ):
        said = replace(said, new_entrant=None, subcontractor=None)  # asked about, not stated
    if question.intents & {"only_for", "not_for"}:
        said = replace(said, categories=())
    goes_on = question.goes_on or draft.carried
    supposed = before.supposed if goes_on and not question.back_to_ourselves else Profile()
    if said.categories:
        said = replace(said, categories=question.told_to(before.known_for(question), said).categories)
    if question.hypothesis:
        profile, supposed = before.profile, supposed.with_known(said)
    else:
        profile = before.profile.with_known(said)
        supposed = Profile() if said.known() else supposed
    given = before.given.with_known(question.given)
    told = (question.text,) if "?" not in question.text and not question.indicators and not question.states else ()
    if draft.outcome != "answer":
        return replace(
            before,
            profile=profile,
            supposed=supposed,
            given=given,
            told=told or before.told,
            refused=question.refused or (OUTSIDE if _off_topic(question, draft) else before.refused),
        )
    return Context(
        indicators=_subject(question, draft),
        facets=question.facets,
        profile=profile,
        question=question,
        given=given,
        topics=draft.topics,
        earlier=tuple(dict.fromkeys((*before.earlier, *(draft.indicators[:1] or draft.topics[:1])))),
        asked=draft.asked,
        told=told,
        supposed=supposed,
    )


def _subject(question: Question, draft: Draft) -> tuple[int, ...]:
    """The indicators that an answer was about; those that a topic only mentions are not."""
    mentioned = draft.topics and not question.indicators
    return () if mentioned or len(draft.indicators) > NEAR_MEMORY else draft.indicators


def _off_topic(question: Question, draft: Draft) -> bool:
    """Whether a question got no answer because it is none of our subject."""
    return draft.outcome == "abstain" and question.off_topic > LIKELY_OFF


def told_before(before: Context, told: Question | None, profile: Profile) -> Context:
    """The context of the first of several questions: what their story tells, and the subject that it names.

    Args:
        before: the context of the message.
        told: the story, as understood.
        profile: what is known of the organisation.
    """
    if told is None or not told.text:
        return replace(before, profile=profile)
    named = told.indicators if len(told.indicators) <= NEAR_MEMORY else ()
    return Context(
        indicators=named,
        facets=told.facets if named else (),
        profile=profile,
        question=told,
        given=before.given.with_known(told.given),
        earlier=before.earlier,
        told=(told.text,),
    )


def asked_before(context: Context, story: str, question: str) -> Context:
    """The context of the next of several questions: it may be read with the story, or with the one before."""
    return replace(context, told=tuple(text for text in (story, question) if text), within=True)
