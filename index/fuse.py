"""Reciprocal rank fusion (Cormack et al., 2009): rankings of different scales put together by rank alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

K = 10
"""How slowly the weight of a rank fades (60 in the paper, for long lists; ours have 33 entries)."""

Key = TypeVar("Key", bound=Hashable)


def fused(rankings: Iterable[tuple[Sequence[Key], float]], k: int = K) -> list[tuple[Key, float]]:
    """Keys with the sum of weight / (k + rank) over the rankings, best first; ties keep the order first seen.

    Args:
        rankings: each with its weight.
        k: how slowly the weight of a rank fades.
    """
    scores: dict[Key, float] = {}
    for ranking, weight in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])
