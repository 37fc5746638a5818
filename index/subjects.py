"""Which indicator or topic a question is about, by its words: names and texts, whole wordings, and their letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corpus.load import Corpus
from corpus.records import Key, Language
from index.chunk import Chunk
from index.lexical import Lexical, fold

NAMES = 2
"""How many times titles and everyday words count against the text of a sheet."""
NEAREST = 3
"""Wordings of a subject that speak for it: the mean of its nearest ones."""
GRAMS = (3, 4)
"""Letters in a row, within words: what a typo leaves intact."""


class Letters:
    """BM25 over letter sequences, so that "emargemant" meets "émargement".

    Args:
        texts: the documents; scores are by position in this list.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s

        documents = [_grams(text) for text in texts]
        self._retriever: Any = bm25s.BM25(k1=1.2, b=0.5)
        if any(documents):
            self._retriever.index(documents, show_progress=False)
        self._known = {gram for document in documents for gram in document}

    def scores(self, query: str) -> Any:
        """One score a document (numpy array), or None where nothing is shared."""
        grams = [gram for gram in _grams(query) if gram in self._known]
        return self._retriever.get_scores(grams) if grams else None


def _grams(text: str) -> list[str]:
    found = []
    for word in re.findall(r"[a-z0-9]+", fold(text)):
        padded = f" {word} "
        for length in range(GRAMS[0], GRAMS[1] + 1):
            found += [padded[start : start + length] for start in range(max(0, len(padded) - length + 1))]
    return found


class Subjects:
    """The indicators and topics as people speak of them in one language.

    Args:
        corpus: gives names and wordings.
        spoken: the language.
        chunks: the passages.
    """

    def __init__(self, corpus: Corpus, spoken: Language, chunks: Iterable[Chunk]) -> None:
        names = corpus.names(spoken)
        said: dict[Key, list[str]] = {key: [] for key in names}
        for saying in corpus.sayings:
            if saying.language == spoken:
                said.setdefault(saying.key, []).append(saying.text)
        texts = {key: names.get(key, []) * NAMES + mine for key, mine in said.items()}
        for chunk in chunks:
            if chunk.language == spoken and not chunk.empty:
                texts[chunk.key].append(chunk.text)
        self._keys = list(texts)
        self._whole = Lexical(["\n".join(parts) for parts in texts.values()], spoken)
        wordings = [(place, text) for place, key in enumerate(self._keys) for text in (*names.get(key, ()), *said[key])]
        self._owner = [place for place, _ in wordings]
        self._wordings = Lexical([text for _, text in wordings], spoken)
        self._letters = Letters([text for _, text in wordings])
        self._names = {key: frozenset(self._whole.analyzer.stems(" ".join(mine))) for key, mine in names.items()}

    def names(self, key: Key, topic: str) -> bool:
        """Whether every word of `topic` is one of a subject's own names."""
        stems = set(self._whole.analyzer.stems(topic))
        return bool(stems) and stems <= self._names[key]

    def signals(self, question: str) -> Mapping[str, dict[Key, float]]:
        """Raw scores by subject of the three signals: "whole", "wordings", "letters"."""
        whole = {self._keys[place]: score for place, score in self._whole.rank(question)}
        by_wording = self._nearest(self._wordings.rank(question))
        letters = self._letters.scores(question)
        by_letters = self._nearest([] if letters is None else list(enumerate(letters.tolist())))
        return {"whole": whole, "wordings": by_wording, "letters": by_letters}

    def _nearest(self, scored: Iterable[tuple[int, float]]) -> dict[Key, float]:
        best: dict[int, list[float]] = {}
        for place, score in scored:
            if score > 0:
                best.setdefault(self._owner[place], []).append(score)
        return {self._keys[owner]: sum(sorted(mine)[-NEAREST:]) / NEAREST for owner, mine in best.items()}
