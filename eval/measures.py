"""Small measures over scores: means with bootstrap intervals, retrieval, abstention, sign test. No hit counts 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb, log2

from eval.records import Case, Judged

SAMPLES = 2000
SEED = 20261122


@dataclass(frozen=True)
class Measure:
    """A mean over cases with its 95 % bootstrap interval; `cases` = how many could be judged."""

    value: float
    low: float
    high: float
    cases: int


def mean(values: Sequence[float | None]) -> Measure | None:
    """The mean of what could be judged, with its interval; None where nothing could be."""
    import numpy as np

    judged = [value for value in values if value is not None]
    if not judged:
        return None
    array = np.asarray(judged, dtype=np.float64)
    rng = np.random.default_rng(SEED)
    means = array[rng.integers(0, len(array), (SAMPLES, len(array)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Measure(float(array.mean()), float(low), float(high), len(judged))


def wanted(case: Case) -> set[int]:
    """The indicators that count as right for a case."""
    return set(case.expect.cite).union(*case.expect.cite_any)


def citation_recall(judged: Judged) -> float | None:
    """Share of what must be cited that is (a group counts once)."""
    groups = [{n} for n in judged.case.expect.cite] + [set(group) for group in judged.case.expect.cite_any]
    if not groups:
        return None
    return sum(bool(group & set(judged.response.indicators)) for group in groups) / len(groups)


def citation_precision(judged: Judged) -> float | None:
    """Share of the indicators cited that are right; 0 where none is cited although some should be."""
    right = wanted(judged.case)
    if not right:
        return None
    mine = judged.response.indicators
    return sum(n in right for n in mine) / len(mine) if mine else 0.0


def retrieval(k: int) -> dict[str, Callable[[Judged], float | None]]:
    """Recall, reciprocal rank and nDCG of the first `k` indicators found."""

    def of(measure: Callable[[Sequence[int], set[int]], float]) -> Callable[[Judged], float | None]:
        def scored(judged: Judged) -> float | None:
            right = wanted(judged.case)
            if not right or judged.response.ranked is None:
                return None
            return measure(judged.response.ranked[:k], right)

        return scored

    return {f"recall@{k}": of(_recall), f"mrr@{k}": of(_reciprocal), f"ndcg@{k}": of(_ndcg)}


def _recall(ranked: Sequence[int], right: set[int]) -> float:
    return len(right & set(ranked)) / min(len(right), max(len(ranked), 1))


def _reciprocal(ranked: Sequence[int], right: set[int]) -> float:
    return next((1 / rank for rank, n in enumerate(ranked, 1) if n in right), 0.0)


def _ndcg(ranked: Sequence[int], right: set[int]) -> float:
    gain = sum(1 / log2(rank + 1) for rank, n in enumerate(ranked, 1) if n in right)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(len(right), len(ranked) or 1) + 1))
    return gain / best


def abstention(judged: Sequence[Judged]) -> dict[str, float]:
    """Precision, recall and F1 of abstaining."""
    right = sum(j.case.expect.abstain and j.response.abstained for j in judged)
    said = sum(j.response.abstained for j in judged)
    due = sum(j.case.expect.abstain for j in judged)
    precision = right / said if said else 0.0
    recall = right / due if due else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def sign_test(won: int, lost: int) -> float:
    """Two-sided exact probability of so uneven a split if neither side were better (McNemar, exact)."""
    total, least = won + lost, min(won, lost)
    if not total:
        return 1.0
    tail: int = sum(comb(total, k) for k in range(least + 1))
    return min(1.0, 2 * tail / (1 << total))
