"""What a message does in a conversation: what it is about, what it asks, which circumstances it adds. Learned.

`python -m index.train sequels` makes `sequel.npz` from `corpus/surfaces/turns`; `index.grasp` has a say as great.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.grasp import WHO, Grasp
from index.linear import Linear, mixed, ranked, sigmoid, softmax

FILE = Path(__file__).parent / "sequel.npz"
ABOUT: Mapping[str, str] = {
    "same": "the subject before, unnamed",
    "new": "a subject that it names itself",
    "number": "an indicator or criterion that it names by number",
    "next": "the next indicator",
    "previous": "the indicator before, in order",
    "earlier": "a subject of the conversation before the last one",
    "both": "the last two subjects",
    "social": "nothing: thanks, greetings",
}
AGAIN, OTHER, NOTHING = "again", "other", "nothing"
"""What is asked, beside the labels of `index.asked`: the same as before, something else, nothing at all."""
WHY, PLACE = "why", "place"
"""Asks for the reason; asks where the audit takes place."""
HEADS = ("about", "asks", "holds")
"""Learned with one label of many; the circumstances ("who") are learned one by one."""
DENIED = "denied"
"""Beside the circumstances: that one of them is denied."""


@dataclass(frozen=True)
class Sequel:
    """Chances, between 0 and 1."""

    about: Mapping[str, float] = field(default_factory=dict)
    """By label of `ABOUT`; the likeliest first, they add up to 1."""
    asks: Mapping[str, float] = field(default_factory=dict)
    """The same for what is asked."""
    who: Mapping[str, float] = field(default_factory=dict)
    """Of each circumstance, on its own."""
    told: float = 0.0
    """That the circumstances are a fact of the speaker's organisation, not a supposition."""


class Sequels:
    """The fitted model, loaded at the first message.

    Args:
        file: made by `index.train.sequels`.
        grasp: a second opinion; None = that of the file alone.
    """

    def __init__(self, file: Path = FILE, grasp: Grasp | None = None) -> None:
        self._model, self._grasp = Linear(file), grasp

    def read(self, text: str) -> Sequel:
        """What a message does, as far as its words tell.

        Raises:
            ModelMissing: a file is absent or damaged.
        """
        scores, labels = self._model.scores(text)
        chances: dict[str, dict[str, float]] = {}
        for head in HEADS:
            places = [place for place, label in enumerate(labels) if label.startswith(f"{head}:")]
            own = ranked([labels[place].removeprefix(f"{head}:") for place in places], softmax(scores[places]))
            chances[head] = mixed(own, self._grasp.chances(head, text)) if self._grasp else own
        odds = {
            label.removeprefix("who:").removesuffix(":yes"): float(score)
            for label, score in zip(labels, scores, strict=True)
            if label.startswith("who:")
        }
        if self._grasp:
            others, names = self._grasp.scores(WHO, text)
            second = dict(zip(names, others.tolist(), strict=True))
            odds = {name: (score + second.get(name, score)) / 2 for name, score in odds.items()}
        who = {name: sigmoid(score) for name, score in odds.items()}
        return Sequel(chances["about"], chances["asks"], who, chances["holds"].get("told", 0.0))
