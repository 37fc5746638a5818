"""Puts the signals of a search together: a weighed sum, and how sure one may be of the first subject.

`weights.json` holds the weights, fitted by `python -m index.train fit` on everyday wordings, each list seen by a search
that did not know it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from statistics import median
from typing import TypeVar

FILE = Path(__file__).parent / "weights.json"

FAINT = 10.0
"""Minus the natural logarithm of a chance that says nothing."""

Key = TypeVar("Key", bound=Hashable)


@cache
def fitted() -> Mapping[str, Mapping[str, float]]:
    """The weights of `weights.json`: "signals", and "confidence" (of a logistic regression, with "bias")."""
    data: dict[str, dict[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: data[name] for name in ("signals", "confidence")}


def relative(signals: Mapping[str, Mapping[Key, float]]) -> dict[str, dict[Key, float]]:
    """Each signal divided by its best score; a signal that says nothing is left out."""
    found = {}
    for name, scores in signals.items():
        best = max(scores.values(), default=0.0)
        if best > 0:
            found[name] = {key: score / best for key, score in scores.items()}
    return found


def weighed(signals: Mapping[str, Mapping[Key, float]], weights: Mapping[str, float] | None = None) -> dict[Key, float]:
    """Keys with the weighed sum of their relative signals.

    Args:
        signals: scores by key, each signal in its own scale, none negative.
        weights: by signal; None = the fitted ones.
    """
    weights = fitted()["signals"] if weights is None else weights
    total: dict[Key, float] = {}
    for name, scores in relative(signals).items():
        for key, score in scores.items():
            total[key] = total.get(key, 0.0) + weights[name] * score
    return total


def above_the_middle(scores: Mapping[Key, float]) -> dict[Key, float]:
    """Cosines by how much they exceed the median: all texts of a field resemble one another somewhat."""
    if not scores:
        return {}
    middle = median(scores.values())
    return {key: score - middle for key, score in scores.items() if score > middle}


def above_nothing(chances: Mapping[Key, float]) -> dict[Key, float]:
    """Chances by their order of magnitude, 1 for what is certain: a model's second thoughts count too."""
    found = {key: 1 + math.log(one) / FAINT for key, one in chances.items() if one > 0}
    return {key: score for key, score in found.items() if score > 0}


def chance(features: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """How likely the first subject is right, between 0 and 1.

    Args:
        features: of `index.search.features`.
        weights: of each, and "bias"; None = the fitted ones.
    """
    weights = fitted()["confidence"] if weights is None else weights
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights[name] * value for name, value in features.items())))
