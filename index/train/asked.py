"""Fits what a question asks: logistic regressions on labelled everyday questions, on all labels and on refused ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.load import Corpus
from corpus.records import LANGUAGES, OUTSIDE
from index.asked import FILE, LABELS, OURS, REFUSED, THEIRS, TOPIC
from index.embed import Embedder
from index.sequel import NOTHING, OTHER
from index.train.linear import Head, fit_linear

CLAIM = "claim"
"""The label of what is only to be confirmed."""
SOCIAL = "social"
"""What a message is about that only thanks or greets."""


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


def followups(corpus: Corpus) -> list[str]:
    """Messages that go on with a conversation on our subjects, however little their own words say of them."""
    return [turn.text for turn in corpus.sequels if turn.about != SOCIAL and turn.asks not in (OTHER, NOTHING)]


def fit_asked(
    examples: Sequence[tuple[str, str]], embedder: Embedder, file: Path = FILE, ours: Sequence[str] = ()
) -> float:
    """Write the model; returns the share of its own examples that it gets right.

    Args:
        examples: questions with their labels.
        embedder: the packaged model.
        file: where.
        ours: texts on our subjects of which no label is known.
    """
    labels: list[str | None] = [*(label for _, label in examples), *(None for _ in ours)]
    what = Head(labels)
    topic = Head([THEIRS if label in REFUSED else OURS for label in labels], TOPIC)
    return fit_linear([*(text for text, _ in examples), *ours], [what, topic], embedder, file)[what.name]
