"""Fits what a question asks: a multinomial logistic regression on labelled everyday questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus.load import Corpus
from corpus.records import LANGUAGES, OUTSIDE
from index.asked import FILE, LABELS, MEANING, features
from index.embed import Embedder

CLAIM = "claim"
"""The label of what is only to be confirmed."""
LEAST = 2
"""A feature seen less often is noise."""
KEPT = 3.0
"""Inverse strength of the regularisation, chosen on the dev questions."""


def labelled(corpus: Corpus) -> list[tuple[str, str]]:
    """Questions with what they ask: the labelled lists, the wordings that ask for a facet, those that are off topic.

    False ideas as people let them show ask for nothing but a judgement.
    """
    found = [(asking.text, asking.asks) for asking in corpus.askings]
    for saying in corpus.sayings:
        if saying.key == OUTSIDE:
            found.append((saying.text, OUTSIDE))
        elif saying.facet is not None and saying.facet in LABELS:
            found.append((saying.text, saying.facet))
    for entry in corpus.misconceptions.values():
        found += [(text, CLAIM) for language in LANGUAGES for text in (entry.said[language], *entry.phrases[language])]
    return found


def fit_asked(examples: Sequence[tuple[str, str]], embedder: Embedder, file: Path = FILE) -> float:
    """Write the model; returns the share of its own examples that it gets right.

    Args:
        examples: questions with their labels.
        embedder: the packaged model.
        file: where.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = [text for text, _ in examples]
    rows = [features(text) for text in texts]
    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer(dtype=np.float32)
    words = vectorizer.fit_transform([{n: v for n, v in row.items() if seen[n] >= LEAST} for row in rows])
    values = hstack([words, csr_matrix(MEANING * embedder.questions(texts))]).tocsr()
    labels = [label for _, label in examples]
    model = LogisticRegression(C=KEPT, class_weight="balanced", max_iter=400).fit(values, labels)
    known = words.shape[1]
    np.savez_compressed(
        file,
        features=np.array(vectorizer.get_feature_names_out(), dtype=np.str_),
        words=model.coef_[:, :known].T.astype(np.float16),
        meaning=model.coef_[:, known:].T.astype(np.float32),
        bias=model.intercept_.astype(np.float32),
        labels=np.array(model.classes_, dtype=np.str_),
    )
    return float(model.score(values, labels))
