"""Fits what speaks for a line, on the wordings labelled with the lines that answer them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.load import Corpus
from corpus.records import Saying
from index.answers import Answers
from index.asked import Asked
from index.lines import FILE, SIGNALS, LinesOfSheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS = 4
HALF = 0.3
"""What a line that answers a part counts."""
KEPT = 1e-4
"""Strength of the regularisation."""
PLACES = (1, 3, 5)
"""How many lines are looked at when the share of right ones is told."""


@dataclass(frozen=True)
class Looked:
    """A wording, what speaks for each line of its sheet, and what it is worth."""

    saying: Saying
    signals: NDArray[np.float32]
    """(lines, signals)"""
    worth: NDArray[np.float32]
    """Adds up to 1."""
    right: frozenset[int]
    """The rows that answer it by themselves."""


def look(corpus: Corpus, sayings: Sequence[Saying], answers: Answers) -> list[Looked]:
    """Labelled wordings, each seen by a sheet that does not know its list.

    Args:
        corpus: the sheets, and the wordings that they know.
        sayings: wordings; those without labels are passed over.
        answers: by a transformer that has not learned `sayings`.
    """
    asked, found = Asked(), []
    sheets = {(s.key, s.language): LinesOfSheet(corpus, s.key, s.language, answers) for s in corpus.sheets}
    for saying in (saying for saying in sayings if saying.answers or saying.half):
        sheet = sheets[saying.key, saying.language]
        right = frozenset(row for row, mark in enumerate(sheet.marks) if mark in saying.answers)
        signals = sheet.signals(saying.text, asked.chances(saying.text), without=saying.persona)
        found.append(Looked(saying, signals, worth_of(saying, sheet.marks), right))
    return found


def worth_of(saying: Saying, marks: Sequence[str]) -> NDArray[np.float32]:
    """What each line of a sheet counts as an answer to a labelled wording; adds up to 1."""
    import numpy as np

    counts = [1.0 if mark in saying.answers else HALF * (mark in saying.half) for mark in marks]
    return np.array(counts, np.float32) / np.float32(sum(counts))


def fit_lines(looked: Sequence[Looked], file: Path = FILE) -> dict[str, Any]:
    """Write the weights; returns what is written: weights, number of wordings, how often the right lines come first.

    Shares are told on lists unknown to the transformer and to the sheet, and on sheets unseen by the weights.

    Args:
        looked: of `look`.
        file: where.
    """
    import numpy as np

    keys = sorted({str(one.saying.key) for one in looked})
    folds = {key: place % FOLDS for place, key in enumerate(keys)}
    hits = dict.fromkeys(PLACES, 0)
    judged = 0
    for fold in range(FOLDS):
        weights = _fitted([one for one in looked if folds[str(one.saying.key)] != fold])
        for one in (one for one in looked if folds[str(one.saying.key)] == fold and one.right):
            order = np.argsort(-(one.signals @ weights), kind="stable").tolist()
            judged += 1
            for place in PLACES:
                hits[place] += not one.right.isdisjoint(order[:place])
    weights = _fitted(looked)
    data = {
        "signals": {name: round(float(weight), 3) for name, weight in zip(SIGNALS, weights, strict=True)},
        "fitted_on": {"wordings": len(looked)},
        "right_on_unseen_lists": {f"first {place}": round(hits[place] / judged, 3) for place in PLACES},
    }
    file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
    return data


def _fitted(looked: Sequence[Looked]) -> NDArray[np.float32]:
    """The weights under which the lines that answer are likeliest (conditional logistic regression)."""
    import numpy as np
    from scipy.optimize import minimize

    most = max(len(one.worth) for one in looked)
    signals = np.zeros((len(looked), most, len(SIGNALS)))
    worth, absent = np.zeros((len(looked), most)), np.full((len(looked), most), -np.inf)
    for place, one in enumerate(looked):
        size = len(one.worth)
        signals[place, :size], worth[place, :size], absent[place, :size] = one.signals, one.worth, 0.0

    def loss(weights: Any) -> tuple[float, Any]:
        scores = signals @ weights + absent
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        likely = np.exp(logs)
        value = -np.where(worth > 0, worth * np.where(worth > 0, logs, 0.0), 0.0).sum() / len(looked)
        slope = np.einsum("ij,ijk->k", likely - worth, signals) / len(looked)
        return value + KEPT * float(weights @ weights), slope + 2 * KEPT * weights

    found: Any = minimize(loss, np.zeros(len(SIGNALS)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=np.float32)
