"""Fits linear models on labelled texts: one multinomial logistic regression for each thing that is learned of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.embed import Embedder
from index.linear import MEANING, features

LEAST = 2
"""A feature seen less often is noise."""
KEPT = 3.0
"""Inverse strength of the regularisation, chosen on the dev questions."""


@dataclass(frozen=True)
class Head:
    """One thing that is learned."""

    labels: Sequence[str | None]
    """Of each text; None leaves the text out."""
    name: str = ""
    """Put before its labels, with a colon."""
    weights: Sequence[float] | None = None
    """How much each text counts; None = all the same."""


def fit_linear(texts: Sequence[str], heads: Sequence[Head], embedder: Embedder, file: Path) -> dict[str, float]:
    """Write the model that `index.linear.Linear` reads.

    A head of two labels is written as the score of the second one alone.

    Args:
        texts: what is learned from.
        heads: what is learned of them.
        embedder: the packaged model.
        file: where.

    Returns:
        By head, the share of its own texts that it gets right.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [features(text) for text in texts]
    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer(dtype=np.float32)
    words = vectorizer.fit_transform([{n: v for n, v in row.items() if seen[n] >= LEAST} for row in rows])
    values = hstack([words, csr_matrix(MEANING * embedder.questions(texts))]).tocsr()
    known = words.shape[1]
    fitted: list[Any] = []
    names: list[str] = []
    right: dict[str, float] = {}
    for head in heads:
        kept = [place for place, label in enumerate(head.labels) if label is not None]
        labels = [str(head.labels[place]) for place in kept]
        weights = None if head.weights is None else [head.weights[place] for place in kept]
        model = LogisticRegression(C=KEPT, class_weight="balanced", max_iter=400)
        model.fit(values[kept], labels, sample_weight=weights)
        right[head.name] = float(model.score(values[kept], labels))
        classes = model.classes_ if len(model.classes_) > 2 else model.classes_[1:]
        names += [f"{head.name}:{label}" if head.name else label for label in classes]
        fitted.append(model)
    coefficients = np.vstack([model.coef_ for model in fitted])
    np.savez_compressed(
        file,
        features=np.array(vectorizer.get_feature_names_out(), dtype=np.str_),
        words=coefficients[:, :known].T.astype(np.float16),
        meaning=coefficients[:, known:].T.astype(np.float32),
        bias=np.concatenate([model.intercept_ for model in fitted]).astype(np.float32),
        labels=np.array(names, dtype=np.str_),
    )
    return right
