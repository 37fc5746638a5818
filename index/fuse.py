"""Reciprocal rank fusion (Cormack et al., 2009): rankings of different scales put together by rank alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

K = 60
"""The constant of the paper: how slowly the weight of a rank fades."""

Key = TypeVar("Key", bound=Hashable)


def fused(rankings: Iterable[Sequence[Key]], k: int = K) -> list[tuple[Key, float]]:
    """Keys with the sum of 1 / (k + rank) over the rankings, best first; ties keep the order first seen."""
    scores: dict[Key, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
