"""Questions: exactly one right choice, what it rests on, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from assistant.rules.outcome import Step, certainty
from corpus.errors import CorpusError
from corpus.records import CONFIDENCES, Confidence, Facet, Key, Reference

LETTERS = "ABCD"


@dataclass(frozen=True)
class Support:
    """What an answer rests on."""

    key: Key
    """The sheet to read on."""
    facet: Facet
    references: tuple[Reference, ...]
    trace: tuple[Step, ...] = ()
    """What a rule read."""

    @property
    def confidence(self) -> Confidence:
        """That of the weakest thing."""
        levels = [found.confidence for found in self.references]
        return max([*levels, certainty(self.trace)], key=CONFIDENCES.index)


@dataclass(frozen=True)
class Choice:
    """One choice of a question."""

    text: str
    holds: bool
    """Whether it is right, by the rules or the sheets."""
    note: str = ""
    """Why it is wrong, where that can be said."""


@dataclass(frozen=True)
class Question:
    """A question in one language, for one day and profile."""

    id: str
    """Its kind and what it is about ("severity:12"): the same with another seed, language or day."""
    subject: str
    """What it is about, for a list."""
    prompt: str
    choices: tuple[Choice, ...]
    explanation: str
    support: Support

    @property
    def kind(self) -> str:
        """What sort of question it is."""
        return self.id.partition(":")[0]

    @property
    def right(self) -> int:
        """The place of the right choice."""
        return next(place for place, choice in enumerate(self.choices) if choice.holds)

    @property
    def letter(self) -> str:
        """The letter of the right choice."""
        return LETTERS[self.right]


@dataclass(frozen=True)
class Item:
    """A question that can be asked, with distractors and order chosen by a seed."""

    id: str
    make: Callable[[Random], Question]

    @property
    def kind(self) -> str:
        """What sort of question it is."""
        return self.id.partition(":")[0]

    def question(self, seed: int) -> Question:
        """The question for a seed.

        Raises:
            CorpusError: the rules or the sheets do not make exactly one choice right, or two choices read the same.
        """
        made = self.make(Random(f"{seed}/{self.id}"))
        texts = {" ".join(choice.text.split()).casefold() for choice in made.choices}
        right = sum(choice.holds for choice in made.choices)
        if right != 1 or len(texts) != len(made.choices) or not 2 <= len(made.choices) <= len(LETTERS):
            raise CorpusError("learn.ambiguous", question=self.id, right=right, choices=len(texts))
        return made


def shuffled(choices: Sequence[Choice], rng: Random) -> tuple[Choice, ...]:
    """The choices in another order."""
    return tuple(rng.sample(choices, len(choices)))
