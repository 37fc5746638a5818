"""Fits the weights of the search on the everyday wordings, each list seen by a search and a model that never saw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.load import Corpus
from corpus.records import LANGUAGES, OUTSIDE, Key, Saying
from index.chunk import chunks_of
from index.embed import Embedder
from index.fuse import relative, weighed
from index.grasp import Grasp
from index.meaning import NEAREST, Sense, Wordings
from index.search import Search, Seen, features
from index.shelf import words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HELD_BACK = 0.02
"""Weight of the squared weights: signals that say the same share it instead of fighting."""


@dataclass(frozen=True)
class Looked:
    """A wording and what the search saw of it."""

    saying: Saying
    right: frozenset[Key]
    """The subjects that fit, the off-topic one included."""
    seen: Seen


class InMemory:
    """What vectors say, computed over all passages at once: a store is not needed to fit."""

    def __init__(self, corpus: Corpus, sayings: Iterable[Saying], embedder: Embedder, on: date) -> None:
        self._embedder = embedder
        self._wordings = Wordings.of(corpus.all_names, sayings, embedder)
        self._chunks = {
            language: [chunk for chunk in chunks_of(corpus) if chunk.language == language] for language in LANGUAGES
        }
        self._vectors = {
            language: embedder.passages([chunk.searched for chunk in chunks])
            for language, chunks in self._chunks.items()
        }

    def __call__(self, question: str, language: Any) -> Sense:
        """See `index.meaning.Senses`."""
        vector = self._embedder.questions([question])[0]
        cosines = self._vectors[language] @ vector
        best = (-cosines).argsort()[:NEAREST]
        chunks = self._chunks[language]
        return Sense([(chunks[place].id, float(cosines[place])) for place in best], self._wordings.near(vector))


def look(
    corpus: Corpus,
    asked: Sequence[Saying],
    known: Sequence[Saying],
    embedder: Embedder | None,
    on: date,
    grasp: Grasp | None = None,
) -> list[Looked]:
    """What a search that knows some wordings sees of others.

    Args:
        corpus: gives names and passages.
        asked: the wordings to look for.
        known: those that the search has.
        embedder: a model that was not tuned on `asked`; None = words alone.
        on: the day.
        grasp: a transformer that was not tuned on `asked` either.
    """
    chunks = chunks_of(corpus)
    names = {language: corpus.names(language) for language in LANGUAGES}
    senses = InMemory(corpus, known, embedder, on) if embedder else None
    search = Search(chunks, *words_of(names, known, chunks), senses, grasp)
    found = []
    for saying in asked:
        seen = search.look(saying.text, on=on, language=saying.language, spoken=saying.language)
        found.append(Looked(saying, frozenset((saying.key, *saying.also)), seen))
    return found


def fit_weights(looked: Sequence[Looked]) -> dict[str, float]:
    """The weight of each signal that makes the right subjects most likely (softmax over subjects, none negative)."""
    import numpy as np
    from scipy.optimize import minimize

    names = sorted({name for one in looked for name in one.seen.signals})
    keys = sorted({key for one in looked for key in one.right}, key=str)
    values, right = matrix(looked, names, keys)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = values @ weights
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        good = (chances * right).sum(1, keepdims=True) + 1e-12
        slope = np.einsum("nk,nks->s", chances - chances * right / good, values) / len(values)
        return float(-np.log(good).mean() + HELD_BACK * (weights**2).mean()), slope + 2 * HELD_BACK * weights / len(
            names
        )

    start = np.full(len(names), 2.0)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(names))
    return {name: round(float(weight), 2) for name, weight in zip(names, best.x, strict=True)}


def matrix(
    looked: Sequence[Looked], names: Sequence[str], keys: Sequence[Key]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Signals as an array (wordings, subjects, signals), and which subjects are right (wordings, subjects)."""
    import numpy as np

    place = {key: number for number, key in enumerate(keys)}
    values = np.zeros((len(looked), len(keys), len(names)))
    right = np.zeros((len(looked), len(keys)), bool)
    for row, one in enumerate(looked):
        signals = relative(one.seen.signals)
        for column, name in enumerate(names):
            for key, score in signals.get(name, {}).items():
                if key in place:
                    values[row, place[key], column] = score
        right[row, [place[key] for key in one.right if key in place]] = True
    return values, right


def fit_confidence(looked: Sequence[Looked], weights: Mapping[str, float]) -> dict[str, float]:
    """A logistic regression of "the first subject is right" on `index.search.features`.

    Args:
        looked: wordings, off-topic ones included.
        weights: of the signals.
    """
    import numpy as np
    from scipy.optimize import minimize

    rows = [first_of(one, weights) for one in looked]
    names = list(rows[0][0])
    values = np.array([[found[name] for name in names] + [1.0] for found, _ in rows])
    right = np.array([hit for _, hit in rows], float)

    def loss(terms: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        chances = 1 / (1 + np.exp(-(values @ terms)))
        likely = right * np.log(chances + 1e-12) + (1 - right) * np.log(1 - chances + 1e-12)
        return float(-likely.mean()), values.T @ (chances - right) / len(right)

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return {name: round(float(term), 2) for name, term in zip([*names, "bias"], best, strict=True)}


def first_of(one: Looked, weights: Mapping[str, float]) -> tuple[dict[str, float], bool]:
    """The features of the first subject found, and whether it is right."""
    total = weighed(one.seen.signals, weights)
    first = max((key for key in total if key != OUTSIDE), key=lambda key: total[key], default=OUTSIDE)
    if first not in total:
        return {"said": 0.0, "meant": 0.0, "lead": 0.0, "gap": 0.0}, False
    return features(first, total, one.seen), first in one.right
