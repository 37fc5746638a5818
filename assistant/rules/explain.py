"""Renders outcomes and their trace: sentences for people, plain data for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.rules.applicability import Applicability, Verdict
from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, NotApplicable, Outcome, Reason, Step, Value, confidence, references
from assistant.rules.profile import Profile
from assistant.rules.words import CATEGORIES, CONFIDENCE, FACTS, REASONS
from corpus.load import Rules
from corpus.records import Language, Reference


def reason_text(reason: Reason, language: Language) -> str:
    """A reason as a clause, without capital or full stop."""
    return REASONS[language][reason.code].format(**{k: _shown(v, language) for k, v in reason.values.items()})


def _shown(value: Any, language: Language) -> str:
    if isinstance(value, list):
        return ", ".join(CATEGORIES[language].get(part, str(part)) for part in value)
    if isinstance(value, dict):
        return str(value[language])
    return day(value, language) if isinstance(value, date) else str(value)


_MONTHS_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def day(value: date, language: Language) -> str:
    """A date as a person writes it: "1er novembre 2026", "1 November 2026"."""
    if language == "fr":
        return f"{'1er' if value.day == 1 else value.day} {_MONTHS_FR[value.month - 1]} {value.year}"
    return f"{value.day} {value:%B %Y}"


def question_for(fact: str, language: Language) -> str:
    """What to ask the user to learn a profile field."""
    return FACTS[language][fact]


def source_data(reference: Reference, rules: Rules) -> dict[str, Any]:
    """A reference with what a reader needs to find it."""
    source = rules.sources[reference.source]
    return {
        "source": source.id,
        "locator": reference.locator,
        "title": source.title,
        "version": source.version,
        "date": source.published.isoformat() if source.published else None,
        "confidence": reference.confidence,
    }


def trace_data(trace: tuple[Step, ...], rules: Rules) -> list[dict[str, Any]]:
    """The trace as JSON data."""
    return [
        {
            "parameter": step.parameter,
            "label": step.label,
            "value": step.value,
            "valid_from": step.validity.start.isoformat() if step.validity.start else None,
            "valid_until": step.validity.end.isoformat() if step.validity.end else None,
            "checked_on": step.checked_on.isoformat(),
            **source_data(step.reference, rules),
        }
        for step in trace
    ]


def trace_text(trace: tuple[Step, ...], rules: Rules, language: Language) -> str:
    """The trace as indented lines: what was read, its value, since when, on what authority, how sure."""
    lines = []
    for step in trace:
        source = rules.sources[step.reference.source]
        since = day(step.validity.start, language) if step.validity.start else "…"
        until = f" → {day(step.validity.end, language)}" if step.validity.end else ""
        level = CONFIDENCE[language][step.reference.confidence]
        if language == "fr":
            lines.append(f"- {step.label} : {_value_text(step, language)}")
            lines.append(f"    depuis le {since}{until} · {source.short}, {step.reference.locator}")
            lines.append(f"    confiance {level}, vérifié le {day(step.checked_on, language)}")
        else:
            lines.append(f"- {step.label}: {_value_text(step, language)}")
            lines.append(f"    since {since}{until} · {source.short}, {step.reference.locator}")
            lines.append(f"    confidence {level}, checked on {day(step.checked_on, language)}")
    return "\n".join(lines)


def step_text(step: Step, language: Language) -> str:
    """What was read, in one line of at most 300 characters."""
    text = f"{step.label} : {_value_text(step, language)}"
    return text if len(text) <= 300 else text[:299].rsplit(" ", 1)[0] + "…"


def _value_text(step: Step, language: Language) -> str:
    return _part_text(step.value, step, language)


def _part_text(value: Any, step: Step, language: Language) -> str:
    if isinstance(value, str) and value in step.words:
        return step.words[value][language]
    if isinstance(value, dict) and language in value:
        return str(value[language])
    if isinstance(value, dict):
        return " ; ".join(f"{key} : {_part_text(part, step, language)}" for key, part in value.items())
    return ", ".join(map(str, value)) or "–" if isinstance(value, list) else str(value)


def _outcome_data(outcome: Outcome, reader: Reader, language: Language) -> dict[str, Any]:
    """What all outcomes have in common."""
    data: dict[str, Any] = {
        "reason": reason_text(outcome.reason, language),
        "sources": [source_data(found, reader.rules) for found in references(outcome)],
        "confidence": confidence(outcome),
        "trace": trace_data(outcome.trace, reader.rules),
    }
    if isinstance(outcome, Missing):
        data["missing"] = list(outcome.facts) or ["not_published"]
    if isinstance(outcome, NotApplicable):
        data["not_applicable"] = True
    return data


def severity_data(indicator: int, outcome: Outcome, reader: Reader, language: Language = "fr") -> dict[str, Any]:
    """The record of `rules severity N --json`."""
    found = isinstance(outcome, Value)
    details = outcome.details if isinstance(outcome, Value) else {}
    texts = {key: text[language] if text else None for key, text in details.items()}
    return {
        "indicator": indicator,
        "on": reader.on.isoformat(),
        "rnq": reader.rnq,
        "value": outcome.value if isinstance(outcome, Value) else None,
        "unit": None,
        "minor_when": texts.get("minor_when"),
        **({"exception": texts["exception"]} if found and texts.get("exception") else {}),
        **_outcome_data(outcome, reader, language),
    }


def applicability_data(
    profile: Profile, found: Applicability, reader: Reader, language: Language = "fr"
) -> dict[str, Any]:
    """The record of `rules applicability --json`."""
    return {
        "on": reader.on.isoformat(),
        "rnq": reader.rnq,
        "profile": profile.known(),
        "count": found.count,
        "indicators": [_verdict_data(verdict, reader, language) for verdict in found.verdicts],
        "missing": list(found.missing),
        "questions": [question_for(fact, language) for fact in found.missing],
    }


def _verdict_data(verdict: Verdict, reader: Reader, language: Language) -> dict[str, Any]:
    data: dict[str, Any] = {"indicator": verdict.indicator, "applies": verdict.applies}
    data |= _outcome_data(verdict.outcome, reader, language)
    if verdict.condition is not None:
        data |= {"condition": reason_text(verdict.condition, language), "without_object": verdict.without_object}
    return data
