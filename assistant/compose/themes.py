"""Answers that a rule gives without any passage: durations, deadlines, decision, calendar, costs, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from assistant.compose.desk import Desk
from assistant.draft import Draft, Line
from assistant.given import Given
from assistant.question import Question
from assistant.record import Fact
from assistant.rules import (
    Outcome,
    Reader,
    Value,
    adapted_audit,
    calendar,
    calendar_until,
    corrections,
    costs,
    decision,
    documents,
    duration,
    exemption,
    new_entrant,
    rule_of_minors,
    seen_on,
    severity,
    sites,
    subcontracting,
    surveillance_scope,
    toolbox,
    versions,
    who_is_new,
)
from assistant.rules.duration import Audit
from assistant.rules.explain import asked_for, question_for, reason_text, said, sentence
from assistant.rules.outcome import certainty
from assistant.rules.profile import AuditKind
from corpus.errors import RuleError
from index.lexical import fold

TOPICS: Mapping[str, str] = {
    "duration": "cost",
    "sites": "multi-site",
    "calendar": "audit-cycle",
    "deadline": "non-conformities",
    "decision": "non-conformities",
    "five": "non-conformities",
    "costs": "cost",
    "documents": "audit-documents",
    "toolbox": "toolbox",
    "exemption": "who-is-concerned",
    "scope": "audit-cycle",
    "adapted": "audit-cycle",
    "versions": "versions",
    "entrants": "new-entrants",
}
"""The topic sheet that tells more about a theme."""
MOST = 14
"""Statements of one theme shown in an answer."""
_ABOUT_INDICATORS = ("scope", "adapted", "entrants")
_EQUALS = ("deadline",)
"""Themes whose statements are of one rank."""
_KINDS: Mapping[AuditKind, str] = {
    "surveillance": "surveillance|suivi|follow[- ]up",
    "renewal": "renouvel|renew",
    "extension": "extension|nouvelle categorie|ajouter|add(?:ing)? a",
}


def themed(question: Question, desk: Desk) -> Draft | None:
    """The draft of an answer from rules alone, or None if the question calls for no such rule."""
    if question.outside:
        return None
    for theme in question.themes:
        try:
            outcome = _consult(theme, question, desk)
        except RuleError:  # what the question says cannot be: the other routes and the guard tell why
            continue
        if outcome is not None:
            return draft_of(theme, outcome, desk)
    return None


def _consult(theme: str, question: Question, desk: Desk) -> Outcome | None:
    """What a rule says; None where the question does not give what makes it answerable."""
    reader, profile, known = desk.reader, desk.profile, question.given
    plain: Mapping[str, Callable[[], Outcome]] = {
        "costs": lambda: costs(reader),
        "documents": lambda: documents(reader),
        "toolbox": lambda: toolbox(reader),
        "exemption": lambda: exemption(reader),
        "versions": lambda: versions(reader),
        "entrants": lambda: who_is_new(reader),
        "five": lambda: rule_of_minors(reader),
        "adapted": lambda: adapted_audit(profile, reader),
        "scope": lambda: surveillance_scope(profile, reader),
    }
    if theme in plain:
        return plain[theme]()
    if theme == "duration":
        return duration(
            profile.categories,
            reader,
            audit=_audit(question),
            turnover=known.turnover,
            establishments=known.sites,
            sampled=known.sampled,
            new_entrant=bool(profile.new_entrant) if profile.new_entrant is not None else None,
        )
    if theme == "sites" and known.sites is not None:
        return sites(known.sites, reader, audit=_audit(question))
    if theme == "calendar" and (known.certificate or known.expires):
        return _calendar(known, reader)
    if theme == "decision" and known.found:
        audit = _kind(question)
        return decision(known.found, audit or "initial", profile, reader, notified=known.notified)
    if theme == "deadline":
        return _in_order(corrections(known.notified, reader), question)
    return None


def _calendar(known: Given, reader: Reader) -> Outcome | None:
    """The days of a certificate from the day that is given, and which of them are over."""
    if known.certificate is not None:
        return seen_on(reader.on, calendar(known.certificate, reader))
    return seen_on(reader.on, calendar_until(known.expires, reader)) if known.expires else None


def _in_order(outcome: Outcome, question: Question) -> Outcome:
    """The delays with the one asked for first; only that of the severity found, where one was told."""
    folded = fold(question.text)
    only_minor = re.search(r"\bmineur|\bminor", folded) and not re.search(r"\bmajeur|\bmajor", folded)
    if not isinstance(outcome, Value):
        return outcome
    found = {one.severity for one in question.given.found}
    named = re.search(r"\bm(?:ineur|ajeur|inor|ajor)", folded)
    if len(found) == 1 and not named:
        (severity,) = found
        return replace(outcome, statements=tuple(s for s in outcome.statements if severity in s.reason.code))
    return replace(outcome, statements=outcome.statements[::-1]) if only_minor else outcome


def deadlines(indicator: int, question: Question, desk: Desk) -> list[Line]:
    """The delays for a non-conformity on an indicator, without that of a severity it cannot have."""
    outcome = _in_order(corrections(question.given.notified, desk.reader), question)
    graded = severity(indicator, desk.reader)
    major_only = isinstance(graded, Value) and graded.value == "major"
    lines = lines_of("deadline", outcome, desk, indicator)
    names = [statement.reason.code for statement in said(outcome)]
    kept = [line for line, name in zip(lines, names, strict=True) if not (major_only and "minor" in name)]
    return [replace(line, text=line.text.replace("**", ""), kind="bullet") for line in kept]


def _kind(question: Question) -> AuditKind | None:
    """The kind of audit that the question names, or the profile."""
    if question.carried and question.audit:
        return question.audit
    folded = fold(question.text)
    for kind, words in _KINDS.items():
        if re.search(words, folded):
            return kind
    return question.profile.audit


def _audit(question: Question) -> Audit:
    if "adapted" in question.themes:
        return "adapted"
    return _kind(question) or "initial"


def draft_of(theme: str, outcome: Outcome, desk: Desk) -> Draft:
    """The answer that tells an outcome."""
    lines = lines_of(theme, outcome, desk)
    asks = asked_for(outcome)
    if asks:
        lines.append(Line(desk.say("question.ask", question=question_for(asks[0], desk.language)), "note"))
    value = outcome.value if isinstance(outcome, Value) else None
    indicators = tuple(value) if theme in _ABOUT_INDICATORS and isinstance(value, list) else ()
    return Draft(
        "answer",
        tuple(lines),
        indicators,
        topics=(TOPICS[theme],),
        facts=(fact_of(theme, None, outcome, desk),),
        trace=outcome.trace,
        asked=asks[0] if asks else None,
    )


def lines_of(theme: str, outcome: Outcome, desk: Desk, indicator: int | None = None) -> list[Line]:
    """One line per statement of an outcome, each with what was read for it."""
    statements = said(outcome)
    lines = []
    for place, statement in enumerate(statements[:MOST]):
        text = sentence(reason_text(statement.reason, desk.language))
        text = f"**{text}**" if place == 0 and len(statements) > 1 and theme not in _EQUALS else text
        support = desk.supports(theme, indicator, statement.trace)
        kind: Literal["lead", "bullet"] = "bullet" if place or theme in _EQUALS else "lead"
        lines.append(Line(text + desk.reserve(certainty(statement.trace)), kind, support, indicator))
    return lines


def fact_of(theme: str, indicator: int | None, outcome: Outcome, desk: Desk) -> Fact:
    """The outcome as a hard fact of the record."""
    if isinstance(outcome, Value):
        return desk.fact(theme, indicator, outcome, outcome.value, outcome.unit)
    return desk.fact(theme, indicator, outcome, None)


def for_a_facet(indicator: int, facet: str, desk: Desk) -> Outcome | None:
    """What a rule says of an indicator for a new entrant or a subcontractor; None for another facet."""
    if facet == "new_entrant":
        new = desk.profile.new_entrant
        audit = desk.profile.audit
        return new_entrant(indicator, desk.reader, audit=audit, new=new if isinstance(new, tuple) else ())
    if facet == "subcontracting":
        return subcontracting(indicator, desk.reader)
    return None
