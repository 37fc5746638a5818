"""What a message that goes on with a conversation says where its cues are silent: the learned model completes them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.given import Given
from assistant.question import WHOLE, Question
from assistant.rules import CATEGORIES, Profile
from assistant.rules.profile import AUDITS, AuditKind
from corpus.records import FACETS
from index.lexical import fold
from index.sequel import DENIED, NOTHING, OTHER, PLACE, WHY, Sequel

SAME = 0.75
"""Chance of being about the subject before from which a message leans on it, however it is worded."""
SURELY = 0.6
"""Chance from which a label is taken where the cues say nothing."""
TOLD = 0.7
"""The same for a circumstance: what it wrongly adds is kept for later questions."""
SURE_NOT = 0.9
"""Chance from which a circumstance is denied: "on a encore rien fait" denies none."""
FALSE, OTHERWISE = 0.05, 0.7
"""Chances of the theme that a cue says and of another label from which the cue was there by chance."""
LITTLE = 0.1
"""Chance of a facet below which its cue was there by chance, where nothing is asked."""
IDLE = 0.75
"""Chance of asking nothing from which a message is only acknowledged."""
APART = 0.5
"""What the chance of being about the subject before counts between the questions of one message."""
NEVER_DENIED = ("independent", "new_entrant")
"""Circumstances that are told with negations ("no employees", "aucun client encore")."""
_NEGATION = re.compile(
    r"\b(?:ne|n'|pas|plus|aucune?|jamais|sans|arret\w*|zero|no|not|never|without|stopp\w*|any ?more)\b|n't\b"
)
THEMES = ("deadline", "duration", "costs", "documents", PLACE)
"""Labels that a rule answers without any figure."""
HINTS = ("decision", "calendar")
"""Labels that a rule answers once it is told more."""
LONGEST_IDLE = 9
"""Words of a message that only thanks: a longer one most likely goes on ("merci. rien à voir mais ...")."""
LISTS = ("which", "count")
LONGEST_STEP = 12
"""Words of a message that only steps to the next indicator."""
STEPPING = 0.7
"""Chance from which a message without a word for it steps to the next or the previous indicator."""
STEPS = {"next": 1, "previous": -1}


def continued(question: Question, sequel: Sequel, apart: bool = False) -> Question:
    """The question with what the message most likely leans on, asks and tells.

    Args:
        question: as the cues read it; what they say stands.
        sequel: what the learned model makes of the message.
        apart: it is one of several questions of a message and points at nothing: the search decides what it is about.
    """
    same = sequel.about.get("same", 0.0) * (APART if apart else 1)
    question = replace(question, same=same, new=sequel.about.get("new", 0.0), leans=question.leans or same >= SAME)
    return _asking(_stepping(_telling(question, sequel), sequel), sequel)


def introduced(question: Question, sequel: Sequel) -> Question:
    """The first question of a conversation, with what it most likely tells where it only tells."""
    tells = sequel.asks.get(NOTHING, 0.0) >= SURELY and "?" not in question.text
    return replace(_telling(question, sequel), idle=question.idle) if tells else question


def cleared(question: Question, sequel: Sequel) -> Question:
    """A message that leans, without a refusal that only its odd words suggest: it most likely asks something we give.

    Args:
        question: as read alone; what a cue refuses stays.
        sequel: what the message does in the conversation.
    """
    label, chance = next(iter(sequel.asks.items()), (OTHER, 0.0))
    ours = label not in (OTHER, NOTHING) and chance >= STEPPING
    return replace(question, refused=None, doubt=None, off_topic=0.0) if ours and question.refused else question


def _telling(question: Question, sequel: Sequel) -> Question:
    """With the circumstances that it most likely tells."""
    profile = question.profile
    sure = [name for name, chance in sequel.who.items() if chance >= TOLD and name != DENIED]
    denied = sequel.who.get(DENIED, 0.0) >= SURE_NOT and _NEGATION.search(fold(question.text)) is not None
    others = [name for name in sure if name not in (*CATEGORIES, *AUDITS) and getattr(profile, name) is None]
    if profile.subcontractor:
        others = [name for name in others if name != "uses_subcontractors"]  # the same words tell of both sides
    flags: dict[str, Any] = {name: not denied or name in NEVER_DENIED for name in others}
    if not (question.categories or denied):
        flags["categories"] = tuple(name for name in CATEGORIES if name in sure)
    kinds = (name for name in AUDITS if name in sure and not (name == "extension" and question.adds))
    audit: AuditKind | None = question.audit or next(kinds, None)
    told = sequel.told >= SURELY and bool(sure or profile.known())
    profile = replace(Profile(**flags), audit=None).with_known(profile)
    tells = told and sequel.asks.get(NOTHING, 0.0) >= SURELY
    return replace(
        question,
        profile=profile,
        audit=audit,
        ourselves=question.ourselves or told,
        states=question.states or (tells and not question.points),
        idle=_idle(question, sequel) and not sure,
    )


def _idle(question: Question, sequel: Sequel) -> bool:
    """Whether it most likely neither asks nor tells anything ("ok merci", "noted")."""
    facets = [facet for facet in question.facets if sequel.asks.get(facet, 1.0) >= LITTLE]
    says = question.profile.known() or question.indicators or facets or question.themes or question.audit
    figures = question.given != Given() or question.left is not None or "?" in question.text
    long = len(question.text.split()) > LONGEST_IDLE
    return sequel.asks.get(NOTHING, 0.0) >= IDLE and not (says or figures or long or question.why or question.step)


def _stepping(question: Question, sequel: Sequel) -> Question:
    """With the step to the next or the previous indicator that it most likely takes."""
    label, chance = next(iter(sequel.about.items()))
    if question.indicators or question.step or chance < STEPPING or len(question.text.split()) > LONGEST_STEP:
        return question
    return replace(question, step=STEPS.get(label, 0))


def _asking(question: Question, sequel: Sequel) -> Question:
    """With what it most likely asks, if no cue says so."""
    label, chance = next(iter(sequel.asks.items()))
    if chance >= OTHERWISE and question.same >= SAME and not question.given.found:
        kept = tuple(theme for theme in question.themes if sequel.asks.get(theme, 1.0) >= FALSE)
        question = replace(question, themes=kept)
    said = question.facets or question.themes or question.refused or question.why
    if said or chance < SURELY or question.intents & WHOLE:
        return question
    if label == "versions" and question.on:
        return question  # the same for another day
    if label in FACETS or label == "applicability":
        return replace(question, facets=(label,))
    if question.given.turnover or question.given.sites:
        return question  # the same rule for other figures
    of_a_course = label == "duration" and question.profile.only_short is not None  # "n 3 days?"
    if label in THEMES and not (question.indicators or of_a_course):
        return replace(question, themes=(label,), hint=label)
    if label in HINTS:
        return replace(question, hint=label)  # the figures may have been told before
    if (
        label in LISTS
        and not question.indicators
        and (question.same < SAME or (label == "count" and chance >= OTHERWISE))
    ):
        return replace(question, intents=question.intents | {label})
    return replace(question, why=True) if label == WHY and question.same >= SAME else question
