"""Which lines of a sheet answer a question, learned from everyday wordings labelled with the lines that answer them.

A line is compared with the question itself and with the wordings that it is known to answer; `lines.json` holds what
each comparison counts, fitted by `python -m index.train lines`, each list of wordings unseen by what judges it.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.load import Corpus
from corpus.records import Key, Language, Saying
from index import asked as asking
from index.answers import Answers
from index.answers import packaged as packaged_answers
from index.lexical import Analyzer, fold
from index.linear import grams, softmax
from index.static import packaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = Path(__file__).parent / "lines.json"
SIGNALS = ("stems", "letters", "meaning", "question", "asked", "answers", "said_stems", "said_letters", "said_meaning")
"""The line and the question, by words, letters in a row and vector; its frequent question and the question; how likely
its facet is asked; the transformer (`index.answers`); and the first three with the wordings that the line answers."""
UNASKED = 0.02
"""Chance given to facets that `index.asked` does not know."""
_FREQUENT = re.compile(r"^\*\*(.+?)\*\*")


class Bags:
    """Sets of tokens, compared by the rare ones that they share.

    Args:
        bags: what is compared with.
    """

    def __init__(self, bags: Sequence[Collection[str]]) -> None:
        self._size = len(bags)
        self._counts = Counter(token for bag in bags for token in bag)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, bag in enumerate(bags):
            for token in bag:
                self._places[token].append(place)
        self._norms = [self._norm(bag) for bag in bags]

    def cosines(self, tokens: Collection[str]) -> list[float]:
        """How alike each bag is (0 to 1)."""
        found = [0.0] * self._size
        for token in tokens:
            weight = self._weight(token) ** 2
            for place in self._places.get(token, ()):
                found[place] += weight
        norm = self._norm(tokens)
        return [shared / (norm * mine) if shared else 0.0 for shared, mine in zip(found, self._norms, strict=True)]

    def _weight(self, token: str) -> float:
        count = self._counts[token]
        return math.log(1 + (self._size - count + 0.5) / (count + 0.5))

    def _norm(self, tokens: Collection[str]) -> float:
        return math.sqrt(sum(self._weight(token) ** 2 for token in tokens))


@dataclass(frozen=True)
class _Known:
    """A wording and the rows of the lines that answer it."""

    saying: Saying
    rows: tuple[int, ...]


class LinesOfSheet:
    """The lines of one sheet, ready to be compared with questions.

    Args:
        corpus: has the sheet, and the wordings.
        key: of the sheet.
        language: of the lines.
        answers: compares by the transformer.
    """

    def __init__(self, corpus: Corpus, key: Key, language: Language, answers: Answers) -> None:
        items = corpus.items(key, language)
        self.marks = tuple(item.mark for _, item in corpus.items(key, "fr"))
        self.facets = tuple(facet for facet, _ in items)
        self.row = {item.text: row for row, (_, item) in enumerate(items)}
        texts = [item.text for _, item in items]
        self._language, self._answers = language, answers
        self._sides = answers.lines(texts)
        self._stems = Bags([_stems(text, language) for text in texts])
        self._letters = Bags([letters(text) for text in texts])
        self._meaning = packaged().questions(texts)
        asked = [_FREQUENT.match(text) for text in texts]
        self._question = packaged().questions([found[1] if found else t for found, t in zip(asked, texts, strict=True)])
        rows: dict[str, list[int]] = defaultdict(list)
        for row, mark in enumerate(self.marks):
            rows[mark].append(row)
        mine = [saying for saying in corpus.sayings if saying.key == key and saying.answers]
        self._known = [_Known(one, tuple(row for mark in one.answers for row in rows[mark])) for one in mine]
        self._said_stems = Bags([_stems(saying.text, saying.language) for saying in mine])
        self._said_letters = Bags([letters(saying.text) for saying in mine])
        self._said_meaning = packaged().questions([saying.text for saying in mine])

    def signals(self, question: str, chances: Mapping[str, float], without: str = "") -> NDArray[np.float32]:
        """What speaks for each line.

        Args:
            question: as typed.
            chances: of what it asks (see `Asked.chances`).
            without: a list of wordings that is left out.

        Returns:
            (lines, signals), in the order of the sheet and of `SIGNALS`.
        """
        import numpy as np

        vector = packaged().questions([question])[0]
        stems, grams = _stems(question, self._language), letters(question)
        said = (
            self._said_stems.cosines(stems),
            self._said_letters.cosines(grams),
            (self._said_meaning @ vector).tolist() if self._known else [],
        )
        nearest = np.zeros((len(self.facets), len(said)), dtype=np.float32)
        for place, known in enumerate(self._known):
            if known.saying.persona != without:
                for row in known.rows:
                    np.maximum(nearest[row], [one[place] for one in said], out=nearest[row])
        own = (
            self._stems.cosines(stems),
            self._letters.cosines(grams),
            self._meaning @ vector,
            self._question @ vector,
            [math.log(chances.get(facet, UNASKED) + UNASKED) for facet in self.facets],
            self._sides @ self._answers.question(question),
        )
        return np.column_stack([*own, nearest]).astype(np.float32)


class Lines:
    """Chances of lines, by the fitted weights.

    Args:
        corpus: its sheets and wordings; a sheet is made ready at the first question about it.
        file: made by `index.train.lines`.
        answers: what the transformer says; None = that of this package.
    """

    def __init__(self, corpus: Corpus, file: Path = FILE, answers: Answers | None = None) -> None:
        self._corpus, self._file = corpus, file
        self._answers = answers or packaged_answers()
        self._asked = asking.packaged()
        self._sheets: dict[tuple[Key, Language], LinesOfSheet] = {}

    def warm_up(self) -> None:
        """Read the wordings and load the model, so that the first question does not wait."""
        self._sheet(self._corpus.sheets[0].key, self._corpus.sheets[0].language)

    def chances(self, question: str, key: Key, language: Language, among: Collection[str]) -> dict[str, float]:
        """How likely each of some lines is the one that answers a question; they add up to 1.

        Args:
            question: as typed.
            key: of the sheet.
            language: of the lines.
            among: the lines, word for word; what is no line of the sheet is left out.

        Raises:
            ModelMissing: the packaged model is absent or damaged.
        """
        import numpy as np

        sheet = self._sheet(key, language)
        rows = {text: sheet.row[text] for text in among if text in sheet.row}
        if not rows:
            return {}
        signals = sheet.signals(question, self._asked.chances(question))
        weights = fitted(self._file)
        scores = signals[list(rows.values())] @ np.array([weights[name] for name in SIGNALS], dtype=np.float32)
        return dict(zip(rows, map(float, softmax(scores)), strict=True))

    def _sheet(self, key: Key, language: Language) -> LinesOfSheet:
        found = self._sheets.get((key, language))
        if found is None:
            found = self._sheets[key, language] = LinesOfSheet(self._corpus, key, language, self._answers)
        return found


@cache
def fitted(file: Path = FILE) -> Mapping[str, float]:
    """What each of `SIGNALS` counts."""
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    weights: dict[str, float] = data["signals"]
    return weights


def letters(text: str) -> frozenset[str]:
    """The letters in a row of the words of a text; accents and case do not count."""
    return frozenset(gram for word in re.findall(r"[a-z0-9]+", fold(text)) for gram in grams(word))


@cache
def _analyzer(language: Language) -> Analyzer:
    return Analyzer(language)


def _stems(text: str, language: Language) -> frozenset[str]:
    return frozenset(_analyzer(language).stems(text))
