"""The parts that answers about indicators are made of: severity, applicability, what is to the point, what changed."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.desk import Desk
from assistant.compose.pointed import Pointed
from assistant.draft import Line
from assistant.library import publics_of
from assistant.record import Fact
from assistant.rules import Missing, NotApplicable, Step, Value, Verdict, severity, verdict
from assistant.rules.explain import question_for, reason_text, sentence
from assistant.rules.shown import numbers
from corpus.records import FACETS
from index.lexical import fold

CHANGED_FACETS = ("summary", "expected_level", "evidence", "details", "obligations")
"""Facets of the guide V9 that do not yet say what the decree of 2026 adds."""
DECREE = "decree-2026-728"
TO_THE_POINT = 0.12
"""Chance of answering (`Pointed.chance`) from which a line is to the point, chosen on dev."""


_ALONE = re.compile(
    r"\b(?:prestataire|formateur|vous etes|je suis) independant\b|\b(?:travaillez?|exercez?|suis) (?:tout )?seul\b"
    r"|\bindependent (?:trainer|provider)\b|\b(?:i am|you are) (?:self-employed|independent)|\bwork(?:ing)? alone\b"
)
"""Said of somebody who works alone."""


class Pages:
    """Collects lines, facts and trace while sections are written."""

    def __init__(self, desk: Desk, pointed: Pointed) -> None:
        self.desk, self.pointed = desk, pointed
        self.lines: list[Line] = []
        self.facts: list[Fact] = []
        self.trace: list[Step] = []
        self.asks: list[Line] = []
        """Questions back, which come last."""
        self.asked: str | None = None
        """The profile field of the last of them."""

    def add(self, *lines: Line) -> None:
        """Append lines."""
        self.lines += lines


def ruled(text: str, rule: str, indicator: int, trace: tuple[Step, ...], desk: Desk) -> Line:
    """A line that rests on what a rule read."""
    return Line(text, "bullet", desk.supports(rule, indicator, trace), indicator)


def for_mine_only(indicator: int, facet: str, pages: Pages) -> list[Line]:
    """What bounds the answer for the profile: obligations of its categories ("only teams ..."), working alone."""
    desk = pages.desk
    if facet == "applicability":
        return _for_the_independent(indicator, pages)
    if facet not in ("evidence", "expected_level", "details"):
        return []
    mine = set(publics_of(desk.profile))
    shown = _for_the_independent(indicator, pages) if facet != "details" else []
    for section in ("obligations", *(["evidence"] if facet == "evidence" else [])):
        chunks = [chunk for chunk in desk.passages(indicator, section) if set(chunk.publics) & mine]
        shown += [line for chunk in chunks for line in desk.lines_of(chunk)][:2]
    return shown


def _for_the_independent(indicator: int, pages: Pages) -> list[Line]:
    """The line that says how an indicator reads for somebody who works alone."""
    desk = pages.desk
    if not desk.profile.independent:
        return []
    chunks = [chunk for facet in ("details", "evidence", "faq") for chunk in desk.passages(indicator, facet)]
    lines = [line for chunk in chunks for line in desk.lines_of(chunk) if _ALONE.search(fold(line.text))]
    return lines[:1]


def to_the_point(
    indicator: int, pages: Pages, without: tuple[str, ...] = (), least: float = TO_THE_POINT
) -> list[Line]:
    """The lines of the sheet that speak of what the question adds to the number, the closest first.

    Args:
        indicator: whose sheet.
        pages: of the answer.
        without: facets left out.
        least: the chance of answering from which a line is taken.
    """
    desk = pages.desk
    chunks = [chunk for facet in FACETS if facet not in without for chunk in desk.passages(indicator, facet)]
    found = [(pages.pointed.chance(line, indicator), line) for chunk in chunks for line in desk.lines_of(chunk)]
    best = sorted((pair for pair in found if pair[0] >= least), key=lambda pair: -pair[0])
    return [line for _, line in best[:3]]


def alike_in_severity(kind: str, desk: Desk) -> tuple[Line, tuple[int, ...]]:
    """The line that lists the indicators with a severity, and their numbers.

    Args:
        kind: "major" (no minor one exists), or any other for those that are graded.
        desk: of the turn.
    """
    value, trace = desk.read("severity")
    alike = tuple(n for n, one in value.items() if (one == "major") == (kind == "major"))
    key = "list.major_only" if kind == "major" else "list.graded"
    text = desk.say(key, count=len(alike), list=numbers(alike, desk.language))
    return Line(text, "bullet", desk.supports("severity", None, trace)), alike


def add_severity(indicator: int, pages: Pages) -> tuple[str, ...]:
    """Adds the severity line from the rule; returns what the passages need not repeat."""
    desk = pages.desk
    outcome = severity(indicator, desk.reader)
    pages.trace += outcome.trace
    parameter = desk.reader.rules.parameters["severity"]
    if isinstance(outcome, Value):
        value = parameter.words[outcome.value][desk.language]
        text = desk.say("severity.value", n=indicator, value=f"**{value}**")
        pages.facts.append(desk.fact("severity", indicator, outcome, outcome.value))
        pages.add(ruled(sentence(text), "severity", indicator, outcome.trace, desk))
        return tuple(texts["fr"] for texts in parameter.words.values())
    reason = reason_text(outcome.reason, desk.language)
    pages.add(ruled(sentence(reason), "severity", indicator, outcome.trace, desk))
    texts = outcome.reason.values.get("text")
    return tuple(texts.values()) if isinstance(texts, dict) else ()


def add_applicability(judged: Verdict, pages: Pages, yes_or_no: bool = False) -> None:
    """Add whether an indicator applies, and the question that would settle it.

    Args:
        judged: by the rules.
        pages: where.
        yes_or_no: whether the question is to be answered with yes or no.
    """
    desk = pages.desk
    outcome = judged.outcome
    text = applies_text(judged, desk)
    if yes_or_no and judged.applies is not None and judged.condition is None:
        text = f"**{desk.say('yes' if judged.applies else 'no')}** {text}"
    pages.add(ruled(text, "applicability", judged.indicator, outcome.trace, desk))
    asks = outcome.facts[:1] if isinstance(outcome, Missing) else judged.asks[:1]
    for fact in asks:
        pages.asks.append(Line(desk.say("question.ask", question=question_for(fact, desk.language)), "note"))
        pages.asked = fact
    pages.facts.append(desk.fact("applicability", judged.indicator, outcome, judged.applies))
    pages.trace += outcome.trace


def _in_training(judged: Verdict, desk: Desk) -> str:
    """On what an indicator depends in training courses, where the categories are not known; nothing if on nothing."""
    if desk.profile.categories or not isinstance(judged.outcome, Missing):
        return ""
    there = verdict(judged.indicator, replace(desk.profile, categories=("OF",)), desk.reader).outcome
    if isinstance(there, Value) and desk.profile.known():
        return " " + desk.say("applies.in_training.yes")
    if not isinstance(there, Missing):
        return ""
    return " " + desk.say("applies.in_training", reason=reason_text(there.reason, desk.language))


def applies_text(judged: Verdict, desk: Desk) -> str:
    """Whether an indicator applies, why, and whether it has an object here."""
    outcome = judged.outcome
    key = {Value: "applies.yes", NotApplicable: "applies.no", Missing: "applies.unknown"}[type(outcome)]
    subject = desk.sheet(judged.indicator).subject
    text = desk.say(key, n=judged.indicator, subject=subject, reason=reason_text(outcome.reason, desk.language))
    if judged.condition is None or judged.without_object is False:
        return text + _in_training(judged, desk)
    condition = reason_text(judged.condition, desk.language)
    key = "applies.without_object" if judged.without_object else "applies.condition_unknown"
    return f"{text} {desk.say(key, condition=condition)}"


def once(lines: list[Line]) -> list[Line]:
    """Lines without those that say the same under another label, in their order."""
    said: dict[str, Line] = {}
    for line in lines:
        said.setdefault(re.sub(r"^\*\*[^*]+ ?:\*\* ", "", line.text), line)
    return list(said.values())


def add_changed(indicator: int, facets: tuple[str, ...], pages: Pages) -> None:
    """What the decree of 2026 adds, where the facet shown only knows the guide V9."""
    desk = pages.desk
    parameter = desk.reader.rules.parameters["modified-in-2026"]
    if indicator not in parameter.values[-1].value or (facets and not set(facets) & set(CHANGED_FACETS)):
        return
    for chunk in desk.passages(indicator, "versions"):
        if chunk.source == DECREE:
            pages.add(*desk.lines_of(chunk, label=desk.say("changed_2026"))[:1])
            return
