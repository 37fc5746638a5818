"""How far a learner is: lessons read and passed, score, what is missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from corpus.lessons import Lesson

PASS = Fraction(8, 10)
"""Share of right answers from which a lesson is passed."""
State = Literal["passed", "begun", "new"]


@dataclass(frozen=True)
class Result:
    """A finished quiz."""

    lesson: str
    right: int
    total: int
    finished: datetime

    @property
    def share(self) -> Fraction:
        """Of right answers, 0 to 1."""
        return Fraction(self.right, self.total) if self.total else Fraction(0)

    @property
    def passed(self) -> bool:
        """Whether the lesson is passed with it."""
        return self.share >= PASS


@dataclass(frozen=True)
class Missed:
    """A question that was missed."""

    item: str
    lesson: str
    times: int


@dataclass(frozen=True)
class History:
    """All that is kept of a learner's work."""

    read: frozenset[str]
    """Lessons read to the end."""
    results: tuple[Result, ...]
    """Oldest first."""
    missed: tuple[Missed, ...]
    """The most missed first."""
    last: datetime | None
    """The last time that the learner did something."""


@dataclass(frozen=True)
class Standing:
    """One lesson for one learner."""

    lesson: Lesson
    state: State
    best: Result | None
    tries: int
    read: bool


@dataclass(frozen=True)
class Progress:
    """All lessons for one learner."""

    standings: tuple[Standing, ...]

    @property
    def passed(self) -> int:
        """How many lessons are passed."""
        return sum(one.state == "passed" for one in self.standings)

    @property
    def complete(self) -> bool:
        """Whether every lesson is passed."""
        return bool(self.standings) and self.passed == len(self.standings)

    @property
    def score(self) -> int | None:
        """Mean of the best quiz of each lesson tried, in percent; None before the first quiz."""
        shares = [one.best.share for one in self.standings if one.best]
        return round(100 * sum(shares, Fraction(0)) / len(shares)) if shares else None

    @property
    def next(self) -> Lesson | None:
        """The first lesson not passed."""
        return next((one.lesson for one in self.standings if one.state != "passed"), None)


def progress(lessons: Sequence[Lesson], history: History) -> Progress:
    """How far a learner is in these lessons."""
    return Progress(tuple(_standing(lesson, history) for lesson in lessons))


def percent(share: Fraction) -> int:
    """A share in percent, rounded down: 79.9 % does not read as 80."""
    return int(100 * share)


def _standing(lesson: Lesson, history: History) -> Standing:
    mine = [result for result in history.results if result.lesson == lesson.id]
    best = max(mine, key=lambda result: (result.share, -result.finished.timestamp()), default=None)
    read = lesson.id in history.read
    state: State = "passed" if best and best.passed else "begun" if read or mine else "new"
    return Standing(lesson, state, best, len(mine), read)
