"""An answer being written: lines, each with what it rests on. Markers are given only once the lines are checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.record import Fact, OutcomeKind
from assistant.rules import Step
from index.chunk import Chunk

QUOTE_LENGTH = 300


@dataclass(frozen=True)
class PassageSupport:
    """A part of a passage, word for word."""

    chunk: Chunk
    quote: str

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for supports that share one marker."""
        return (self.chunk.id, self.quote)


@dataclass(frozen=True)
class RuleSupport:
    """What a rule read."""

    rule: str
    indicator: int | None
    step: Step
    quote: str

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for supports that share one marker."""
        return (self.rule, self.indicator, self.step.label, self.step.reference)


Support = PassageSupport | RuleSupport


@dataclass(frozen=True)
class Line:
    """One line of the answer; a line that claims something has support."""

    text: str
    kind: Literal["lead", "bullet", "note"] = "bullet"
    support: tuple[Support, ...] = ()
    indicator: int | None = None
    """The indicator that the line speaks of."""
    left: int = 0
    """How many lines it says are left out."""
    said: str = ""
    """The line of the passage that it shows, as it stands there; empty where it shows none."""


@dataclass(frozen=True)
class Draft:
    """What the writer hands over to be checked."""

    outcome: OutcomeKind
    lines: tuple[Line, ...]
    indicators: tuple[int, ...] = ()
    related: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    trace: tuple[Step, ...] = field(default=())
    asked: str | None = None
    """The profile field that the answer asks for."""
    carried: tuple[str, ...] = ()
    """What the writing took over from the turn before (see `Question.carried`)."""


def quoted(chunk: Chunk, text: str) -> PassageSupport:
    """The support of a line that says `text`, cut at a word if it is long."""
    if len(text) <= QUOTE_LENGTH:
        return PassageSupport(chunk, text)
    return PassageSupport(chunk, text[:QUOTE_LENGTH].rsplit(" ", 1)[0])
