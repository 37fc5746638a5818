"""What a question leaves to the turn before: indicators, facets, or the whole question with one more circumstance."""

from __future__ import annotations

from dataclasses import replace

from assistant.given import Given
from assistant.question import Context, Question
from assistant.rules import NonConformity
from corpus.records import Key

LISTS = frozenset({"which", "count", "major_only"})
"""Intents whose answer is a list or a number that a profile or a day changes."""
SHORT = 9
"""A question of at most so many words may lean on the one before."""
LEANING = 18
"""The same for a question worded as a follow-up."""


def with_context(
    question: Question, context: Context, words: int, *, names_a_subject: bool, said: frozenset[str] = frozenset()
) -> Question:
    """The question with what it leaves to the turn before.

    Args:
        question: as read alone.
        context: the turn before.
        words: how many words it has.
        names_a_subject: whether it names a subject of the corpus.
        said: "first" (back to the first subject), "among" (does it belong to the list just given).
    """
    question = replace(question, given=replace(context.given, found=()).with_known(question.given))
    last = context.question
    if last and question.why and not question.indicators:
        return replace(last, why=True, carried=("question",))
    if last and set(last.themes) & {"five", "decision"} and question.left and not question.indicators:
        severity = last.given.found[0].severity if last.given.found else "minor"
        still = tuple(NonConformity(None, severity) for _ in range(question.left))
        return replace(last, themes=("decision",), given=replace(last.given, found=still), carried=("question",))
    listed = last is not None and bool(last.intents & LISTS)
    if last and (last.themes or listed) and not last.indicators and _only_adds(question, last) and words <= SHORT:
        return replace(
            last,
            given=last.given.with_known(question.given),
            profile=last.profile.with_known(question.profile),
            categories=question.categories or last.categories,
            on=question.on or last.on,
            carried=("question",),
        )
    if last and "deadline" in question.themes and not question.given.found:
        question = replace(question, given=replace(question.given, found=last.given.found))
    if question.indicators or question.criteria:
        # "et le 13 ?" after evidence of 12: same facet, other indicator
        alike = question.leans or "among" in said
        if question.indicators and not question.facets and alike and context.facets:
            return replace(question, facets=context.facets, carried=("facets",))
        return question
    if question.refused or question.intents & {"which", "count", "major_only", "identify", "greet"}:
        return question
    facets = question.facets or context.facets
    if "first" in said and context.earlier:
        return replace(question, indicators=context.earlier[:1], facets=facets, carried=("indicators",))
    if question.step and context.indicators:
        moved = tuple(number + question.step for number in context.indicators[:1])
        return replace(question, indicators=moved, facets=facets, carried=("indicators", "facets"))
    says_something = question.facets or question.profile.known() or question.more or question.on
    longest = LEANING if question.leans else SHORT
    if context.indicators and says_something and words <= longest and (question.leans or not names_a_subject):
        return replace(question, indicators=context.indicators, facets=facets, carried=("indicators",))
    if words <= LEANING and (context.indicators or context.topics):
        stays: Key = context.indicators[0] if context.indicators else context.topics[0]
        return replace(question, stays=stays)
    return question


def _only_adds(question: Question, last: Question) -> bool:
    """Whether a question says nothing but another circumstance of the last one ("et avec 10 sites ?")."""
    if question.indicators or question.criteria or question.themes or question.outside:
        return False
    figures = question.given != last.given and question.given != Given()
    new = figures or bool(question.profile.known()) or question.on is not None
    return new and (question.leans or figures or question.on is not None) and not question.facets
