"""What a question asks of its subject (proof, severity, price, delay ...), learned from labelled everyday questions.

A linear model over words, letters in a row and the vector of the question; `python -m index.train asked` makes
`asked.npz`. It says how likely each label is; `LABELS` explains them. Whether a question is to be refused at all is
learned beside, of all labels together: both opinions count the same. So does that of `index.grasp`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.errors import ModelMissing
from corpus.records import OUTSIDE
from index.grasp import ASKED, Grasp
from index.grasp import packaged as grasped
from index.linear import Linear, mixed, ranked, softmax

FILE = Path(__file__).parent / "asked.npz"
REFUSED = ("forge", "unknowable", "certifier_price", "advice", "instruction", OUTSIDE)
"""Labels of what the corpus does not give."""
TOPIC, OURS, THEIRS = "topic", "ours", "theirs"
"""The head that only tells those labels from the others, and its two."""
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


@cache
def packaged() -> Asked:
    """The models of this package, loaded once for all who ask them."""
    return Asked(grasp=grasped())


class Asked:
    """The fitted model, loaded at the first question.

    Args:
        file: made by `index.train.asked`.
        grasp: a second opinion; None = that of the file alone.
    """

    def __init__(self, file: Path = FILE, grasp: Grasp | None = None) -> None:
        self._file, self._grasp = file, grasp
        self._model = Linear(file)

    def chances(self, text: str) -> dict[str, float]:
        """How likely each label is, between 0 and 1, the likeliest first; they add up to 1.

        Raises:
            ModelMissing: a file is absent or damaged.
        """
        import numpy as np

        scores, labels = self._model.scores(text)
        beside = f"{TOPIC}:{THEIRS}"
        if beside not in labels:
            raise ModelMissing("model.linear", file=self._file.name, reason=beside)
        apart = labels.index(beside)
        theirs = np.array([label in REFUSED for label in labels])
        ours = ~theirs
        ours[apart] = False
        odds = np.logaddexp.reduce(scores[theirs]) - np.logaddexp.reduce(scores[ours])
        likely = softmax((scores + np.where(theirs, (scores[apart] - odds) / 2, 0.0))[theirs | ours])
        chances = ranked([label for column, label in enumerate(labels) if column != apart], likely)
        return mixed(chances, self._grasp.chances(ASKED, text)) if self._grasp else chances
