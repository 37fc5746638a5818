"""What a claim is, and what it is to contradict a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.rules import Reason, Step

Kind = Literal[
    "severity",
    "category",
    "count",
    "deadline",
    "duration",
    "window",
    "validity",
    "list",
    "condition",
    "definition",
]


@dataclass(frozen=True)
class Claim:
    """One thing that a sentence says about one fact."""

    kind: Kind
    subject: str
    """What it is about: "indicator 31", "major correction" ..."""
    said: str
    """What is said of it, in a few words."""
    sentence: str
    """The sentence, as written."""


@dataclass(frozen=True)
class Contradiction:
    """A claim that the rules deny on the day it is about."""

    claim: Claim
    truth: Mapping[str, str]
    """The true fact, {"fr": ..., "en": ...}, without final full stop."""
    parameters: tuple[str, ...]
    """Ids of the parameters read."""
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Found:
    """A claim met with its fact: what a theme hands back."""

    kind: Kind
    subject: str
    said: str
    holds: bool
    """Whether the fact agrees."""
    truth: Reason
    """Code of the sentence lists and the values it mentions."""
    steps: tuple[Step, ...] = field(default=(), repr=False)


def found(kind: Kind, subject: str, said: object, holds: bool, code: str, **values: Any) -> Found:
    """A `Found`; the steps are added by the caller, who holds the reader."""
    return Found(kind, subject, str(said), holds, Reason(code, values))
