"""What a question asks, where its words alone do not say it: the learned model completes the cues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.given import Given
from assistant.question import LISTS, Question
from corpus.records import FACETS, OUTSIDE
from index.asked import REFUSED as THEIRS
from index.sequel import OTHER, Sequel

LIKELY = 0.3
"""Chance from which a label is taken where the cues say nothing."""
SURER = 0.6
"""Chance from which it outweighs what a cue says."""
NEIGHBOUR = 7.0
"""By how much the name of a neighbouring subject (VAT, invoices ...) makes it likelier, in odds, that a question is off
topic; chosen on dev."""
OPEN = 0.5
"""Chance of being off topic below which such a name says nothing."""
CLAIM = "claim"
"""Label of what is only to be confirmed."""
UNLIKELY = 0.05
"""Chance below which a cue was about something else."""
REFUSE, CERTAIN = 0.6, 0.9
"""Chance from which a question is refused; the second where something speaks for it. Chosen on dev."""
REFUSED = tuple(label for label in THEIRS if label != OUTSIDE)
AT_ONCE = ("forge", "instruction")
"""What no search could tell otherwise."""
CONFIRMED = {"instruction": "steer", "certifier_price": "rank"}
"""The cue that makes a refusal as sure as `AT_ONCE`: which certifier is best, or one by its name."""
FEWEST = 3
"""Words below which a question is a name rather than a request ("FOAD ?")."""
REMADE = 0.4
"""Chance from which making evidence again that was lost is forging it."""
STORY = 60
"""Words from which a text tells a story, whose request is a small part."""
INTENTS = ("identify", "which", "count")
TELLING = ("evidence", "nonconformity", "example")
"""Facets that a few words ask for whatever the subject ("how serious is that?")."""
_WHICH_DAY = re.compile(
    r"(?i)\b(?:quand|quels? (?:jour|date)|quelle (?:date|heure)|when|which day|what (?:day|date|time))"
)
"""The day of an audit, which nobody here can know."""
THEMES = ("duration", "deadline", "decision", "calendar", "costs", "documents", "exemption")
"""Labels that are rules of their own (see `compose.themes`)."""


def completed(question: Question, chances: Mapping[str, float], weak: tuple[str, ...]) -> Question:
    """The question with the facet, intent or theme that it most likely asks for.

    Args:
        question: as the cues read it.
        chances: of `Asked.chances`.
        weak: facets whose words also serve to phrase a question on another one.
    """
    label, chance = next(iter(chances.items()))
    question = doubted(question, chances)
    if question.refused:
        return question
    question = replace(question, claims=chances.get(CLAIM, 0.0))
    if label in INTENTS:
        return _with_intent(_without_false_themes(question, chance, chances), label, chance)
    question = _without_false_themes(_without_false_intents(question, label, chances), chance, chances)
    if label in THEMES:
        if chance >= SURER and all(chances.get(facet, 0.0) < chance / 4 for facet in question.facets):
            question = replace(question, facets=())
        return replace(question, hint=label if chance >= LIKELY else None)
    if label in FACETS or label == "applicability":
        return _with_facet(question, label, chance, chances, weak)
    return question


def doubted(question: Question, chances: Mapping[str, float]) -> Question:
    """The question with what it may ask that must be refused.

    At once where that is sure, or where no search could tell otherwise (forging, steering the assistant). An honest
    word ("how to detect ...") and a number need more to be doubted.
    """
    off = _off_topic(question, chances)
    if off < OPEN:
        question = replace(question, outside=())  # a word of a neighbouring subject, in a question of ours
    if question.refused or not FEWEST <= len(question.text.split()) <= STORY:
        return question
    label = max(REFUSED, key=lambda name: chances.get(name, 0.0))
    total = sum(chances.get(name, 0.0) for name in REFUSED)
    if label == "forge" and question.intents & {"missing", "making"} == {"missing"} and total < CERTAIN:
        return replace(question, off_topic=chances.get(OUTSIDE, 0.0))  # evidence is lost, and nothing asks to forge it
    if label == "forge" and question.intents >= {"missing", "making"} and total >= REMADE:
        return replace(question, doubt=label, off_topic=total, refused=label)  # lost, and to be made again
    careful = "honest" in question.intents or bool(question.indicators or question.themes) or label not in AT_ONCE
    careful = careful and CONFIRMED.get(label) not in question.intents
    if "place" in question.themes and not _WHICH_DAY.search(question.text):
        return question  # where audits take place is known
    if (question.indicators or question.intents & LISTS) and label not in AT_ONCE:
        return question  # what the number stands for, or how many there are, can be told
    return replace(
        question,
        doubt=label if chances.get(label, 0.0) > chances.get(OUTSIDE, 0.0) else OUTSIDE,
        off_topic=off,
        refused=label if total >= (CERTAIN if careful else REFUSE) else None,
    )


def _off_topic(question: Question, chances: Mapping[str, float]) -> float:
    """How likely the question asks for what the corpus does not give; the name of a neighbouring subject weighs in."""
    chance = off_topic(chances)
    odds = NEIGHBOUR if question.outside else 1.0
    return odds * chance / (odds * chance + 1 - chance)


def off_topic(chances: Mapping[str, float]) -> float:
    """How likely a text asks for what the corpus does not give (0 to 1), by the chances of its labels."""
    return min(sum(chances.get(name, 0.0) for name in THEIRS), 1.0)


def leaning(question: Question, together: float, sequel: Sequel) -> Question:
    """A question that leans on the one before, with the doubt that is left once they are read together.

    Args:
        question: as read alone, which looks odd.
        together: how likely the two in a row are off topic.
        sequel: what the message does in the conversation.
    """
    within = (question.off_topic + together + sequel.asks.get(OTHER, 0.0)) / 3
    return replace(question, off_topic=question.same * within + (1 - question.same) * question.off_topic)


def supposed(question: Question, chances: Mapping[str, float]) -> Question:
    """A question that may lean on the turn before, with the facet that it surely asks for if its cues say none."""
    label, chance = next(iter(chances.items()))
    asked = question.facets or question.themes or question.refused or question.intents.intersection(INTENTS)
    vague = question.indicators or question.step or not question.topic
    if not asked and not vague and label in TELLING and chance >= SURER:
        return replace(question, facets=(label,))
    return question


def _with_facet(
    question: Question, label: str, chance: float, chances: Mapping[str, float], weak: tuple[str, ...]
) -> Question:
    if label == "summary" or label in question.facets or question.intents.intersection(INTENTS) or question.themes:
        return question  # what an indicator is about is told with the rest
    strong = [facet for facet in question.facets if facet not in weak]
    if question.facets == ("summary",) and chance >= LIKELY and label != "glossary":
        return replace(question, facets=(label,))  # "c'est quoi" begins any question
    if not question.facets and not question.topic and question.indicators:
        return question  # a number alone asks for everything
    if not question.facets:
        least = SURER if question.indicators else LIKELY  # a number has an overview to show
        return replace(question, facets=(label,)) if chance >= least else question
    doubtful = all(facet in chances and chances[facet] < UNLIKELY for facet in strong)
    if chance < SURER or not doubtful:
        return question
    return replace(question, facets=(*strong, label) if question.indicators else (label,))


def _with_intent(question: Question, label: str, chance: float) -> Question:
    if question.intents.intersection(INTENTS) or question.themes or question.indicators or chance < LIKELY:
        return question
    facets = () if label == "identify" else question.facets
    return replace(question, intents=question.intents | {label}, facets=facets)


def _without_false_themes(question: Question, chance: float, chances: Mapping[str, float]) -> Question:
    """Themes whose cues were there by chance, once something else is surely asked."""
    if chance < SURER:
        return question
    sure = set(question.themes) - set(THEMES) | {"calendar"}  # the words for the life of a certificate are unmistakable
    kept = tuple(theme for theme in question.themes if theme in sure or chances.get(theme, 0.0) >= UNLIKELY)
    return replace(question, themes=kept)


def _without_false_intents(question: Question, label: str, chances: Mapping[str, float]) -> Question:
    """No false friend: "quels critères regarder ?" is not about the criteria of the référentiel."""
    if label in INTENTS or chances[label] < SURER or "indicat" in question.text.lower():
        return question
    false = {intent for intent in question.intents.intersection(INTENTS) if chances.get(intent, 0.0) < UNLIKELY}
    return replace(question, intents=question.intents - false)


def themes_of(found: Given, indicators: tuple[int, ...]) -> tuple[str, ...]:
    """The theme that figures and days call for by themselves."""
    if len(found.found) > 1:
        return ("decision",)
    return ("calendar",) if found.expires and not indicators else ()


def refused(question: Question) -> Question:
    """The question with what it asks that must be refused."""
    intents = question.intents
    refused = "unknowable" if "promise" in intents else None
    if "forge" in intents and "honest" not in intents:
        refused = "forge"
    return replace(question, intents=intents - {"forge", "promise"}, refused=refused)
