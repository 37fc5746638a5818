"""What a rule returns: one of three outcomes, never a zero for "unknown", each with the record of what was read."""

from __future__ import annotations

from collections.abc import Mapping
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
class Value:
    """The rule has an answer."""

    value: Any
    unit: str | None
    reason: Reason
    trace: tuple[Step, ...]
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing:
    """The rule cannot answer: a fact of the user is needed (`facts`), or the texts say nothing (`facts` empty)."""

    facts: tuple[str, ...]
    """Profile fields to ask for, the most decisive first."""
    reason: Reason
    trace: tuple[Step, ...]


@dataclass(frozen=True)
class NotApplicable:
    """The rule has no object here, and says why."""

    reason: Reason
    trace: tuple[Step, ...]


Outcome = Value | Missing | NotApplicable


def references(outcome: Outcome) -> tuple[Reference, ...]:
    """What the outcome rests on, without repetition, in the order read."""
    return tuple(dict.fromkeys(step.reference for step in outcome.trace))


def confidence(outcome: Outcome) -> Confidence:
    """The confidence of the weakest thing read."""
    levels = [step.reference.confidence for step in outcome.trace]
    return max(levels, key=CONFIDENCES.index, default="high")
