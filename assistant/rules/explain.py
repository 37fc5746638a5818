"""Renders outcomes and their trace as text: sentences for people, what was read for "why?"."""

from __future__ import annotations

from typing import Any

from assistant.rules.outcome import NotApplicable, Outcome, Reason, Statement, Step, Value, certainty
from assistant.rules.shown import Amount, HalfDays, day, shown
from assistant.rules.words import words
from corpus.load import Rules
from corpus.records import Language, Parameter


def reason_text(reason: Reason, language: Language) -> str:
    """A reason as a clause, without capital or full stop."""
    template = words(language).reasons[reason.code]
    return template.format(**{name: shown(value, language) for name, value in reason.values.items()})


def question_for(fact: str, language: Language) -> str:
    """What to ask the user to learn a profile field."""
    return words(language).facts[fact]


def trace_text(trace: tuple[Step, ...], rules: Rules, language: Language) -> str:
    """The trace as indented lines: what was read, its value, since when, on what authority, how sure."""
    lines = []
    for step in trace:
        source = rules.sources[step.reference.source]
        since = day(step.validity.start, language) if step.validity.start else "…"
        until = f" → {day(step.validity.end, language)}" if step.validity.end else ""
        level = words(language).confidence[step.reference.confidence]
        label = _label(step, rules, language)
        if language == "fr":
            lines.append(f"- {label} : {_value_text(step, language)}")
            lines.append(f"    depuis le {since}{until} · {source.short}, {step.reference.locator}")
            lines.append(f"    confiance {level}, vérifié le {day(step.checked_on, language)}")
        else:
            lines.append(f"- {label}: {_value_text(step, language)}")
            lines.append(f"    since {since}{until} · {source.short}, {step.reference.locator}")
            lines.append(f"    confidence {level}, checked on {day(step.checked_on, language)}")
    return "\n".join(lines)


def history(parameter: Parameter) -> tuple[Step, ...]:
    """All dated values of a parameter as steps, oldest first."""
    return tuple(
        Step(
            parameter.id,
            parameter.label,
            dated.value,
            parameter.validity(dated),
            dated.reference,
            parameter.checked_on,
            parameter.words,
        )
        for dated in parameter.values
    )


def history_text(parameter: Parameter, rules: Rules, language: Language) -> str:
    """A parameter with all its values, as text."""
    return trace_text(history(parameter), rules, language)


def step_text(step: Step, rules: Rules, language: Language) -> str:
    """What was read, in one line of at most 300 characters."""
    colon = " :" if language == "fr" else ":"
    unit = rules.parameters[step.parameter].unit
    text = f"{_label(step, rules, language)}{colon} {_value_text(step, language, unit)}"
    return text if len(text) <= 300 else text[:299].rsplit(" ", 1)[0] + "…"


def _label(step: Step, rules: Rules, language: Language) -> str:
    """The name of the parameter in a language, with the part of it that was read."""
    labels = rules.parameters[step.parameter].labels
    return step.label.replace(labels["fr"], labels[language], 1)


def _value_text(step: Step, language: Language, unit: str | None = None) -> str:
    return _part_text(step.value, step, language, unit)


def _part_text(value: Any, step: Step, language: Language, unit: str | None = None) -> str:
    """A value as a person reads it, at any depth: no key of the data, no code where a word is known."""
    if isinstance(value, dict) and language in value:
        return str(value[language])
    if isinstance(value, dict) and "to" in value and len(value) > 1:
        return _range_text(value, step, language, unit)
    if isinstance(value, dict):
        return " ; ".join(_entry(key, part, step, language, unit) for key, part in value.items())
    if isinstance(value, list):
        whole = bool(value) and all(isinstance(part, int) for part in value)
        listed = (
            shown(value, language) if whole else ", ".join(_part_text(part, step, language, unit) for part in value)
        )
        return listed or "–"
    return _plain_text(value, step, language, unit)


def _plain_text(value: Any, step: Step, language: Language, unit: str | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(words(language).units["yes" if value else "no"])
    if (
        isinstance(value, int)
        and (unit == "EUR" or isinstance(words(language).units.get(str(unit)), list))
        and unit != "half-day"
    ):
        return shown(Amount(value, str(unit)), language)
    if isinstance(value, int) and unit == "half-day":
        return shown(HalfDays(value), language) if value else "0"
    return _name(value, step, language)


def _entry(key: Any, part: Any, step: Step, language: Language, unit: str | None) -> str:
    """A part of a value with the name of its key, unless that is a mere code."""
    text = _part_text(part, step, language, unit)
    name = _name(key, step, language)
    if isinstance(key, int) and unit == "half-day":
        name = str(words(language).units["from"]).format(shown(Amount(key, "EUR"), language))
    elif name == key:
        named = words(language).units.get(key)
        if not isinstance(named, str):
            return text
        name = named
    return f"{name}{' : ' if language == 'fr' else ': '}{text}"


def _name(value: Any, step: Step, language: Language) -> str:
    """A code in words, if it has some."""
    if isinstance(value, str) and value in step.words:
        return step.words[value][language]
    return words(language).categories.get(value, str(value)) if isinstance(value, str) else str(value)


def _range_text(value: dict[str, Any], step: Step, language: Language, unit: str | None) -> str:
    """From one value to another, with what it is for."""
    start, end = value.get("from"), value["to"]
    units = words(language).units
    first, last = (_plain_text(part, step, language, unit) for part in (start, end))
    if start is None and end is None:
        text = "–"
    elif start == end:
        text = first
    elif start is None or end is None:
        text = str(units["up to" if start is None else "from"]).format(last if start is None else first)
    else:
        text = str(units["from to"]).format(first, last)
    item = value.get("item")
    return f"{_part_text(item, step, language)} ({text})" if item else text


def said(outcome: Outcome) -> tuple[Statement, ...]:
    """The outcome as statements, the main one first."""
    if isinstance(outcome, NotApplicable):
        return (Statement(outcome.reason, outcome.trace),)
    if isinstance(outcome, Value) and outcome.statements:
        return outcome.statements
    rest = outcome.statements
    mine = tuple(step for step in outcome.trace if not any(step in statement.trace for statement in rest))
    return (Statement(outcome.reason, mine or outcome.trace), *rest)


def sentences(outcome: Outcome, language: Language) -> list[str]:
    """The outcome as sentences with capital and full stop, the main one first."""
    return [sentence(reason_text(statement.reason, language)) for statement in said(outcome)]


def reserve(trace: tuple[Step, ...], language: Language) -> str:
    """What follows a sentence that is not sure, with its space; nothing where the confidence is high."""
    level = certainty(trace)
    return "" if level == "high" else f" ({words(language).units['reserve'].format(words(language).confidence[level])})"


def asked_for(outcome: Outcome) -> tuple[str, ...]:
    """The facts that would complete the outcome, or make it more precise."""
    if isinstance(outcome, NotApplicable):
        return ()
    return outcome.asks if isinstance(outcome, Value) else outcome.facts


def sentence(clause: str) -> str:
    """A clause with a capital and a full stop."""
    return clause[0].upper() + clause[1:].rstrip(".") + "."
