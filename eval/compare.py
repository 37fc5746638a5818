"""Two results side by side: cases won and lost, with reasons, and whether the difference is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import SettingsError
from eval.measures import Measure, mean, sign_test
from eval.records import Judged
from eval.run import reasons


@dataclass(frozen=True)
class Change:
    """A case that one result passes and the other does not."""

    id: str
    question: str
    why: tuple[str, ...]
    """Why the one that fails fails."""


@dataclass(frozen=True)
class Comparison:
    """`second` against `first` over the cases that both have."""

    cases: int
    won: tuple[Change, ...]
    lost: tuple[Change, ...]
    difference: Measure
    """Mean difference of the pass rate, second minus first."""
    chance: float
    """Two-sided probability of so uneven a split of won and lost if there were no difference."""
    only_in_one: tuple[str, ...]


def compare(first: Sequence[Judged], second: Sequence[Judged]) -> Comparison:
    """Compare two results.

    Raises:
        SettingsError: they share no case.
    """
    one, other = ({judged.case.id: judged for judged in judgeds} for judgeds in (first, second))
    shared = [key for key in one if key in other]
    if not shared:
        raise SettingsError("eval.no_common")
    won = tuple(_change(one[key]) for key in shared if other[key].passed and not one[key].passed)
    lost = tuple(_change(other[key]) for key in shared if one[key].passed and not other[key].passed)
    difference = mean([float(other[key].passed) - float(one[key].passed) for key in shared])
    assert difference is not None
    return Comparison(
        len(shared), won, lost, difference, sign_test(len(won), len(lost)), tuple(sorted(one.keys() ^ other.keys()))
    )


def _change(failing: Judged) -> Change:
    return Change(failing.case.id, failing.case.turns[-1], tuple(reasons(failing.scores.items())))
