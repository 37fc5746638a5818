"""What a question asks of its subject (proof, severity, price, delay ...), learned from labelled everyday questions.

A linear model over words, letters in a row and the vector of the question; `python -m index.train asked` makes
`asked.npz`. It says how likely each label is; `LABELS` explains them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from corpus.errors import ModelMissing
from index.lexical import fold
from index.static import packaged

FILE = Path(__file__).parent / "asked.npz"
LABELS: Mapping[str, str] = {
    "summary": "what an indicator is about",
    "statement": "its official wording",
    "expected_level": "what must be in place",
    "evidence": "what to show",
    "details": "fine points: what counts, what does not",
    "nonconformity": "how serious a failure is",
    "new_entrant": "what is eased at the start",
    "subcontracting": "what changes for a subcontractor",
    "obligations": "what holds for one category",
    "glossary": "the meaning of a word",
    "versions": "what changed",
    "practice": "how to do it",
    "example": "a worked example",
    "applicability": "whom it concerns",
    "identify": "which indicator this is about",
    "which": "which indicators concern somebody",
    "count": "how many indicators or criteria",
    "duration": "how long the audit lasts",
    "deadline": "how long to correct",
    "decision": "whether these non-conformities cost the certificate",
    "calendar": "when the next audit is, until when the certificate holds",
    "costs": "what it costs",
    "documents": "what to send before the audit",
    "exemption": "whether one is obliged to be certified",
    "claim": "nothing but to confirm what is said, true or not",
    "forge": "help to forge, backdate, invent or hide",
    "unknowable": "what nobody can know: will I pass, when will he come",
    "certifier_price": "today's price of a certifier, or which is best",
    "advice": "legal, tax or medical advice on a case",
    "instruction": "that the assistant be something else",
    "outside": "something else",
}
GRAM = 4
"""Letters in a row."""
LETTERS, MEANING = 0.5, 3.0
"""What a sequence of letters and the vector count beside a word, chosen on the dev questions."""
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
    for word in words:
        padded = f"_{word}_"
        for start in range(max(1, len(padded) - GRAM + 1)):
            found[f"~{padded[start : start + GRAM]}"] = LETTERS
    return found


class Asked:
    """The fitted model, loaded at the first question.

    Args:
        file: made by `index.train.asked`.
    """

    def __init__(self, file: Path = FILE) -> None:
        self._file = file

    def chances(self, text: str) -> dict[str, float]:
        """How likely each label is, between 0 and 1, the likeliest first; they add up to 1.

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
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        order = (-likely).argsort()
        return {labels[column]: float(likely[column]) for column in order}

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
            raise ModelMissing("model.asked", file=self._file.name, reason=type(error).__name__) from None
