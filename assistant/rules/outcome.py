"""What a rule returns: one of three outcomes, never a zero for "unknown", each with the record of what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corpus.records import CONFIDENCES, Confidence, Language, Reference, Validity


@dataclass(frozen=True)
class Step:
    """One parameter that was read: what it said, for how long, and on what authority."""

    parameter: str
    label: str
    value: Any
    validity: Validity
    reference: Reference
    checked_on: date
    words: Mapping[str, Mapping[Language, str]] = field(default_factory=dict, repr=False)
    """How a coded value reads."""


@dataclass(frozen=True)
class Reason:
    """Why an outcome is what it is: a code of `words.REASONS` and the values it mentions."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Statement:
    """One sentence of an outcome, and what was read for it."""

    reason: Reason
    trace: tuple[Step, ...]


@dataclass(frozen=True)
class Value:
    """The rule has an answer."""

    value: Any
    unit: str | None
    reason: Reason
    trace: tuple[Step, ...]
    details: Mapping[str, Any] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    """The answer in sentences, the main one first."""
    asks: tuple[str, ...] = ()
    """Facts that would make the answer more precise."""


@dataclass(frozen=True)
class Missing:
    """The rule cannot answer: a fact of the user is needed (`facts`), or the texts say nothing (`facts` empty)."""

    facts: tuple[str, ...]
    """Profile fields or other facts of `words` to ask for, the most decisive first."""
    reason: Reason
    trace: tuple[Step, ...]
    statements: tuple[Statement, ...] = ()
    """What can be said all the same."""


@dataclass(frozen=True)
class NotApplicable:
    """The rule has no object here, and says why."""

    reason: Reason
    trace: tuple[Step, ...]


Outcome = Value | Missing | NotApplicable


def concluded(
    value: Any,
    unit: str | None,
    statements: Sequence[Statement],
    details: Mapping[str, Any] | None = None,
    asks: tuple[str, ...] = (),
) -> Value:
    """A `Value` told in sentences: the first one is its reason, and its trace is all that they read."""
    trace = once(step for said in statements for step in said.trace)
    return Value(value, unit, statements[0].reason, trace, details or {}, tuple(statements), asks)


def once(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps without repetition, in the order read."""
    return tuple({(step.parameter, step.label, step.reference): step for step in steps}.values())


def references(outcome: Outcome) -> tuple[Reference, ...]:
    """What the outcome rests on, without repetition, in the order read."""
    return tuple(dict.fromkeys(step.reference for step in outcome.trace))


def confidence(outcome: Outcome) -> Confidence:
    """The confidence of the weakest thing read."""
    return certainty(outcome.trace)


def certainty(trace: Iterable[Step]) -> Confidence:
    """The confidence of the weakest thing read."""
    return max((step.reference.confidence for step in trace), key=CONFIDENCES.index, default="high")
