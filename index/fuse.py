"""Puts signals of different scales together: each divided by its best score, then a weighed sum.

The weights were fitted on the everyday wordings, each list scored by the other lists; the test lists had no part in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

WEIGHTS: Mapping[str, float] = {
    "whole": 3.6,
    "wordings": 1.0,
    "letters": 6.8,
    "passages": 0.3,
    "other_whole": 0.3,
    "other_wordings": 0.4,
    "other_letters": 0.7,
    "meaning": 0.3,
}

Key = TypeVar("Key", bound=Hashable)


def weighed(signals: Mapping[str, Mapping[Key, float]], weights: Mapping[str, float] = WEIGHTS) -> dict[Key, float]:
    """Keys with the weighed sum of their signals.

    Args:
        signals: scores by key, each signal in its own scale, none negative.
        weights: by signal.
    """
    total: dict[Key, float] = {}
    for name, scores in signals.items():
        best = max(scores.values(), default=0.0)
        if best <= 0:
            continue
        for key, score in scores.items():
            total[key] = total.get(key, 0.0) + weights[name] * score / best
    return total
