"""Which indicator or topic a question is about, by its words: names and texts, whole wordings, and their letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.records import Key, Language, Saying
from index.chunk import Chunk
from index.lexical import Bm25, Lexical, fold

NAMES = 2
"""How many times titles and everyday words count against the text of a sheet."""
NEAREST = 3
"""Wordings of a subject that speak for it: the mean of its nearest ones."""
GRAMS = (3, 4)
"""Letters in a row, within words: what a typo leaves intact ("emargemant" meets "émargement")."""
LETTERS = {"k1": 1.2, "b": 0.5}
"""Of BM25 over letters."""
SUBJECTS = "subjects.json"


class Owners:
    """Which wordings belong to which subject.

    Args:
        owner: the place in `keys` of each wording.
        keys: the subjects.
    """

    def __init__(self, owner: Sequence[int], keys: Sequence[Key]) -> None:
        import numpy as np

        mine = [np.flatnonzero(np.asarray(owner) == place) for place in range(len(keys))]
        widest = max([NEAREST, *map(len, mine)])
        self.owner, self.keys = owner, keys
        self._places = np.full((len(keys), widest), len(owner))  # one past the end: a score of 0
        for place, rows in enumerate(mine):
            self._places[place, : len(rows)] = rows

    def nearest(self, scores: Any) -> dict[Key, float]:
        """For each subject, the mean of its `NEAREST` best scores (those that are missing count as 0).

        Args:
            scores: one a wording (numpy array).
        """
        import numpy as np

        spread = np.append(scores, 0.0)[self._places]
        best = np.partition(spread, spread.shape[1] - NEAREST, axis=1)[:, -NEAREST:]
        return dict(zip(self.keys, best.mean(axis=1).tolist(), strict=True))


def grams(text: str) -> list[str]:
    """The sequences of `GRAMS` letters in a text, word by word, without accents."""
    found = []
    for word in re.findall(r"[a-z0-9]+", fold(text)):
        padded = f" {word} "
        for length in range(GRAMS[0], GRAMS[1] + 1):
            found += [padded[start : start + length] for start in range(max(0, len(padded) - length + 1))]
    return found


class Subjects:
    """The indicators and topics as people speak of them in one language.

    Args:
        keys: the subjects, in the order of the documents of `whole`.
        owner: the place in `keys` of each wording.
        names: stems of each subject's own names.
        whole: all that is said of a subject as one document.
        wordings: names and everyday wordings one by one.
        letters: the same by their letters.
    """

    def __init__(
        self,
        keys: Sequence[Key],
        owner: Sequence[int],
        names: Mapping[Key, frozenset[str]],
        whole: Lexical,
        wordings: Lexical,
        letters: Bm25,
    ) -> None:
        self._owners, self._names = Owners(owner, keys), names
        self._whole, self._wordings, self._letters = whole, wordings, letters

    @classmethod
    def of(
        cls, names: Mapping[Key, Sequence[str]], sayings: Iterable[Saying], chunks: Iterable[Chunk], spoken: Language
    ) -> Subjects:
        """The subjects of a corpus.

        Args:
            names: titles and everyday words of each subject in the language.
            sayings: those of other languages are left out.
            chunks: likewise.
            spoken: the language.
        """
        said: dict[Key, list[str]] = {key: [] for key in names}
        for saying in sayings:
            if saying.language == spoken:
                said.setdefault(saying.key, []).append(saying.text)
        texts = {key: [*names.get(key, ())] * NAMES + mine for key, mine in said.items()}
        for chunk in chunks:
            if chunk.language == spoken and not chunk.empty:
                texts[chunk.key].append(chunk.text)
        keys = list(texts)
        wordings = [(place, text) for place, key in enumerate(keys) for text in (*names.get(key, ()), *said[key])]
        whole = Lexical.of(["\n".join(parts) for parts in texts.values()], spoken)
        return cls(
            keys,
            [place for place, _ in wordings],
            {key: frozenset(whole.analyzer.stems(" ".join(mine))) for key, mine in names.items()},
            whole,
            Lexical.of([text for _, text in wordings], spoken),
            Bm25.of([grams(text) for _, text in wordings], **LETTERS),
        )

    def save(self, folder: Path) -> None:
        """Write the indexes into a folder."""
        for name, index in self._indexes().items():
            index.save(folder / name)
        names = [[key, sorted(stems)] for key, stems in self._names.items()]
        data = {"keys": list(self._owners.keys), "owner": list(self._owners.owner), "names": names}
        (folder / SUBJECTS).write_text(json.dumps(data) + "\n", encoding="utf-8")

    @classmethod
    def open(cls, folder: Path, spoken: Language) -> Subjects:
        """What `save` wrote.

        Raises:
            OSError, ValueError, KeyError: the files cannot be read.
        """
        data = json.loads((folder / SUBJECTS).read_text(encoding="utf-8"))
        names = {key: frozenset(stems) for key, stems in data["names"]}
        whole, wordings, letters = (Bm25.open(folder / name) for name in ("whole", "wordings", "letters"))
        return cls(data["keys"], data["owner"], names, Lexical(whole, spoken), Lexical(wordings, spoken), letters)

    def _indexes(self) -> dict[str, Bm25]:
        return {"whole": self._whole.index, "wordings": self._wordings.index, "letters": self._letters}

    def names(self, key: Key, topic: str) -> bool:
        """Whether every word of `topic` is one of a subject's own names."""
        stems = set(self._whole.analyzer.stems(topic))
        return bool(stems) and stems <= self._names.get(key, frozenset())

    def spelt(self, question: str) -> float:
        """The share of the letters in a row of a question that people's wordings have too, between 0 and 1."""
        return self._letters.known(grams(question))

    def signals(self, question: str) -> Mapping[str, dict[Key, float]]:
        """Raw scores by subject of the three signals: "whole", "wordings", "letters"."""
        return {
            "whole": {self._owners.keys[place]: score for place, score in self._whole.rank(question)},
            "wordings": self._nearest(self._wordings.scores(question)),
            "letters": self._nearest(self._letters.scores(grams(question))),
        }

    def _nearest(self, scores: Any) -> dict[Key, float]:
        found = {} if scores is None else self._owners.nearest(scores)
        return {key: score for key, score in found.items() if score > 0}
