"""Fits what a message does in a conversation, on the labelled messages of `corpus/surfaces/turns`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.load import Corpus
from index.asked import REFUSED
from index.embed import Embedder
from index.sequel import DENIED, FILE, OTHER
from index.train.asked import CLAIM, labelled
from index.train.linear import Head, fit_linear

LONGEST = 16
"""Words of a question that may also be asked within a conversation."""
ALONE = 0.3
"""What a question asked alone counts beside a message of a conversation, for what is asked."""
ELSEWHERE: Mapping[str, str] = dict.fromkeys(REFUSED, OTHER) | {"identify": "which", "exemption": "applicability"}
"""Labels of questions asked alone that are others here."""


def fit_sequels(corpus: Corpus, embedder: Embedder, file: Path = FILE) -> dict[str, float]:
    """Write the model; returns by head the share of its own messages that it gets right.

    Args:
        corpus: has the labelled messages, and the questions asked alone, which teach what is asked.
        embedder: the packaged model.
        file: where.
    """
    turns = corpus.sequels
    alone = [(t, ELSEWHERE.get(label, label)) for t, label in labelled(corpus) if len(t.split()) <= LONGEST]
    alone = [(text, label) for text, label in alone if label != CLAIM]
    beyond = [None] * len(alone)
    heads = [
        Head([*(turn.about for turn in turns), *beyond], "about"),
        Head(
            [*(turn.asks for turn in turns), *(label for _, label in alone)],
            "asks",
            [1.0] * len(turns) + [ALONE] * len(alone),
        ),
        Head([*(str(turn.holds) for turn in turns), *beyond], "holds"),
    ]
    named = sorted({one.removeprefix("no ") for turn in turns for one in turn.who})
    said = [{one.removeprefix("no ") for one in turn.who} for turn in turns]
    for name in named:
        heads.append(Head([*(_either(name in one) for one in said), *beyond], f"who:{name}"))
    denied = [any(one.startswith("no ") for one in turn.who) for turn in turns]
    heads.append(Head([*(_either(one) for one in denied), *beyond], f"who:{DENIED}"))
    return fit_linear([*(turn.text for turn in turns), *(text for text, _ in alone)], heads, embedder, file)


def _either(holds: bool) -> str:
    """The label of a head of two; the second in order is the one whose score is kept."""
    return "yes" if holds else "no"
