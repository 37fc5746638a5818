"""Fits what a question asks: a multinomial logistic regression on labelled everyday questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.load import Corpus
from corpus.records import LANGUAGES, OUTSIDE
from index.asked import FILE, LABELS
from index.embed import Embedder
from index.train.linear import Head, fit_linear

CLAIM = "claim"
"""The label of what is only to be confirmed."""


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
    head = Head([label for _, label in examples])
    return fit_linear([text for text, _ in examples], [head], embedder, file)[head.name]
