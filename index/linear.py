"""A linear model over words, letters in a row and the vector of a text, as `index.train.linear` writes it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from corpus.errors import ModelMissing
from index.lexical import fold
from index.static import packaged

GRAM = 4
"""Letters in a row."""
LETTERS, MEANING = 0.5, 3.0
"""What a sequence of letters and the vector count beside a word, chosen on the dev questions."""
NEVER = 1e-6
"""Of a chance, so that no model alone excludes a label."""
_TOKEN = re.compile(r"[a-z]+|\d+|\?")


def features(text: str) -> dict[str, float]:
    """The features of a question: words (stop words too: they say what is asked), pairs, triples, letters.

    Numbers are all alike.
    """
    words = ["#" if word.isdigit() else word for word in _TOKEN.findall(fold(text))]
    found = dict.fromkeys(words, 1.0)
    framed = ["^", *words, "$"]
    found |= {" ".join(pair): 1.0 for pair in pairwise(framed)}
    found |= {" ".join(triple): 1.0 for triple in zip(words, words[1:], words[2:], strict=False)}
    return found | {f"~{gram}": LETTERS for word in words for gram in grams(word)}


def grams(word: str) -> Iterator[str]:
    """The letters in a row of a word, its beginning and its end marked."""
    padded = f"_{word}_"
    return (padded[start : start + GRAM] for start in range(max(1, len(padded) - GRAM + 1)))


class Linear:
    """The fitted model, loaded at the first text.

    Args:
        file: made by `index.train.linear`.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def scores(self, text: str) -> tuple[Any, list[str]]:
        """The score of each label (log odds) and the labels, in the same order.

        Raises:
            ModelMissing: a file is absent or damaged.
        """
        import numpy as np

        place, words, meaning, bias, labels = self._fitted
        scores = bias + MEANING * (packaged().questions([text])[0] @ meaning)
        for name, value in features(text).items():
            row = place.get(name)
            if row is not None:
                scores = scores + value * words[row].astype(np.float32)
        return scores, labels

    @cached_property
    def _fitted(self) -> tuple[dict[str, int], Any, Any, Any, list[str]]:
        import numpy as np

        try:
            with np.load(self._file) as data:
                names = data["features"].tolist()
                return (
                    {name: row for row, name in enumerate(names)},
                    data["words"],
                    data["meaning"],
                    data["bias"],
                    data["labels"].tolist(),
                )
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise ModelMissing("model.linear", file=self._file.name, reason=type(error).__name__) from None


def softmax(scores: Any) -> Any:
    """Scores as chances that add up to 1."""
    import numpy as np

    likely = np.exp(scores - scores.max())
    return likely / likely.sum()


def mixed(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """What two models make of the labels of the first one: the geometric mean of both chances, the likeliest first.

    They read the same text differently, and are right together more often than either. The chances add up to 1.
    """
    import numpy as np

    labels = list(one)
    chances = np.array([[one[label], other.get(label, 0.0)] for label in labels]) + NEVER
    return ranked(labels, softmax(np.log(chances).mean(1)))


def ranked(labels: Sequence[str], chances: Any) -> dict[str, float]:
    """Labels with their chances, the likeliest first."""
    return {labels[place]: float(chances[place]) for place in (-chances).argsort(kind="stable")}


def sigmoid(score: float) -> float:
    """A score as the chance of one label against its contrary."""
    return 1 / (1 + math.exp(-score))
