"""What is kept of learners, as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from corpus.records import Language


@dataclass(frozen=True)
class Learner:
    """Somebody who learns."""

    id: int
    name: str
    created: datetime


@dataclass(frozen=True)
class Drawn:
    """A quiz as it was drawn: enough to ask the same questions again."""

    lesson: str
    seed: int
    language: Language
    day: date
    profile: Mapping[str, Any]
    items: tuple[str, ...]


@dataclass(frozen=True)
class Quiz:
    """A quiz that is kept, and what was answered so far."""

    id: int
    drawn: Drawn
    answered: Mapping[str, bool]
    """Right or wrong, by question."""


@dataclass(frozen=True)
class Reply:
    """One answer."""

    quiz: int | None
    """None = in a review."""
    lesson: str
    item: str
    right: bool
    chosen: str


@dataclass(frozen=True)
class Card:
    """A missed question."""

    item: str
    lesson: str
    memory: str
    due: datetime
