"""What dataset, solvers, scorers and measures share: cases, responses, scores. They import nothing of each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Split = Literal["dev", "test"]
Spoken = Literal["fr", "en", "mixed"]


@dataclass(frozen=True)
class Expect:
    """What a right answer holds."""

    cite: tuple[int, ...] = ()
    """Indicators that must be cited."""
    cite_any: tuple[tuple[int, ...], ...] = ()
    """Groups, one indicator of each must be cited."""
    facts: tuple[tuple[str, ...], ...] = ()
    """Groups of regular expressions, one of each must match."""
    forbid: tuple[str, ...] = ()
    """Regular expressions of what would be wrong."""
    abstain: bool = False


@dataclass(frozen=True)
class Case:
    """A conversation whose last turn is judged."""

    id: str
    lang: Spoken
    kind: str
    split: Split
    turns: tuple[str, ...]
    profile: dict[str, Any]
    expect: Expect
    model_answer: str
    source: str


@dataclass(frozen=True)
class Cited:
    """What an answer rests on at one place."""

    marker: int
    kind: Literal["passage", "rule"]
    indicator: int | None
    quote: str
    passage: str | None
    """The whole passage; None for a rule, or where the quote points to nothing."""
    publics: tuple[str, ...] = ()
    """Whom the passage is for; empty = everyone."""


@dataclass(frozen=True)
class Response:
    """What a solver made of a case."""

    text: str
    """The answer; `[n]` points to `cited`."""
    indicators: tuple[int, ...] = ()
    """Those it is about, the main one first."""
    ranked: tuple[int, ...] | None = None
    """Indicators in the order that the search found them; None = the solver does not search."""
    abstained: bool = False
    cited: tuple[Cited, ...] = ()
    language: str = "fr"
    on: str = ""
    """The day for which it holds (ISO)."""
    latency_ms: float = 0.0


@dataclass(frozen=True)
class Score:
    """One judgement. `value` between 0 and 1; None = cannot be judged here, which is not wrong."""

    value: float | None
    reason: str = ""


@dataclass(frozen=True)
class Judged:
    """A case, what the solver answered and how it was scored."""

    case: Case
    response: Response
    scores: dict[str, Score] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every score that decides and can be judged is full."""
        return all(score.value is None or score.value >= 1 for name, score in self.scores.items() if name in DECISIVE)


DECISIVE = ("cites", "facts", "forbidden", "abstention")
"""The scores that make a case pass or fail; the others are reported."""
