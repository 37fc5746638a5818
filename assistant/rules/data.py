"""Renders outcomes and their trace as plain data: the JSON of `qualiopi rules`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.rules.applicability import Applicability, Verdict
from assistant.rules.engine import Reader
from assistant.rules.explain import asked_for, history, question_for, reason_text, said, sentence
from assistant.rules.outcome import (
    Missing,
    NotApplicable,
    Outcome,
    Step,
    Value,
    certainty,
    confidence,
    references,
)
from assistant.rules.profile import Profile
from corpus.load import Rules
from corpus.records import DatedValue, Language, Parameter, Reference


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


def steps_of(trace: Iterable[Mapping[str, Any]], rules: Rules) -> tuple[Step, ...]:
    """A trace read back from its JSON data; parameters that exist no more are left out."""
    found = []
    for data in trace:
        parameter = rules.parameters.get(data.get("parameter", ""))
        dated = parameter and next((one for one in parameter.values if _started(one, data)), None)
        if parameter and dated:
            validity = parameter.validity(dated)
            label, value = str(data.get("label", parameter.label)), data.get("value")
            step = Step(parameter.id, label, value, validity, dated.reference, parameter.checked_on, parameter.words)
            found.append(step)
    return tuple(found)


def _started(dated: DatedValue, data: Mapping[str, Any]) -> bool:
    return (dated.start.isoformat() if dated.start else None) == data.get("valid_from")


def history_data(parameter: Parameter, rules: Rules) -> dict[str, Any]:
    """A parameter with all its values, as JSON data."""
    values = trace_data(history(parameter), rules)
    for value, dated in zip(values, parameter.values, strict=True):
        value["note"] = dated.note
    return {"parameter": parameter.id, "label": parameter.label, "unit": parameter.unit, "values": values}


def parameters_data(rules: Rules) -> list[dict[str, Any]]:
    """The record of `rules list --json`: all dated parameters, with the day of their last check."""
    return [
        {
            "parameter": one.id,
            "label": one.label,
            "unit": one.unit,
            "values": len(one.values),
            "checked_on": one.checked_on.isoformat(),
        }
        for one in rules.parameters.values()
    ]


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
    if verdict.readings is not None:
        data["readings"] = dict(verdict.readings)
    return data


def outcome_data(
    rule: str, inputs: Mapping[str, Any], outcome: Outcome, reader: Reader, language: Language
) -> dict[str, Any]:
    """The record of `rules THEME --json`: inputs, value or what is missing, sentences, sources, trace."""
    found = isinstance(outcome, Value)
    data: dict[str, Any] = {
        "rule": rule,
        "on": reader.on.isoformat(),
        "rnq": reader.rnq,
        **inputs,
        "value": outcome.value if isinstance(outcome, Value) else None,
        "unit": outcome.unit if isinstance(outcome, Value) else None,
        **(dict(outcome.details) if isinstance(outcome, Value) else {}),
        "statements": [
            {
                "text": sentence(reason_text(statement.reason, language)),
                "confidence": certainty(statement.trace),
                "sources": [
                    source_data(found, reader.rules) for found in dict.fromkeys(s.reference for s in statement.trace)
                ],
            }
            for statement in said(outcome)
        ],
        **_outcome_data(outcome, reader, language),
    }
    asks = asked_for(outcome)
    if found and asks:
        data["missing"] = list(asks)
    if asks:
        data["questions"] = [question_for(fact, language) for fact in asks]
    return data
