"""What makers of questions have at hand: corpus, rules on a day, words of a language, the learner's organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from assistant.learn.question import Choice, Question, Support, shuffled
from assistant.messages import Messages
from assistant.rules import Profile, Reader
from assistant.rules.explain import reserve, sentence
from assistant.rules.outcome import Step
from assistant.rules.words import words
from corpus.lessons import Lesson, School
from corpus.load import Corpus
from corpus.records import Facet, Key, Language, Reference, Sheet

MOST_WRONG = 3


@dataclass(frozen=True)
class Room:
    """One language, day and profile.

    Args:
        corpus: sheets, rules and misconceptions.
        school: lessons and cases of that corpus.
        reader: the rules on the day of the audit.
        language: of the questions.
        profile: of the learner's organisation; an empty one asks nothing about it.
    """

    corpus: Corpus
    school: School
    reader: Reader
    language: Language
    profile: Profile = field(default_factory=Profile)
    messages: Messages = field(default_factory=Messages)

    def say(self, key: str, **values: object) -> str:
        """A text of the questions."""
        return self.messages.say(self.language, f"learn.{key}", **values)

    def lesson(self, lesson_id: str) -> Lesson | None:
        """A lesson in the language of the room."""
        return next((one for one in self.lessons if one.id == lesson_id), None)

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in the language of the room, in their order."""
        return self.school.lessons[self.language]

    @cached_property
    def in_force(self) -> frozenset[int]:
        """The indicators on the day."""
        return frozenset(self.reader.read("indicators-in-force"))

    def asked_about(self, lesson: Lesson) -> tuple[int, ...]:
        """The indicators of a lesson that are in force."""
        return tuple(n for n in lesson.indicators if n in self.in_force)

    def sheet(self, key: Key) -> Sheet:
        """The sheet of an indicator or topic."""
        return self.corpus.sheet(key, self.language)

    def name(self, indicator: int) -> str:
        """An indicator as a choice: its number and subject."""
        return self.say("indicator", n=indicator, subject=self.sheet(indicator).subject)

    def summary(self, indicator: int) -> str:
        """What an indicator is about, in a sentence of its sheet."""
        found = self.sheet(indicator).section("summary")
        held = (item.text for item in (found.items if found else ()) if item.validity.holds(self.reader.on))
        return next(held, "")

    def evidence(self, indicator: int) -> tuple[str, ...]:
        """Pieces of evidence of an indicator that hold for everyone on the day, without their full stop."""
        section = self.sheet(indicator).section("evidence")
        if section is None or section.empty:
            return ()
        held = (item for item in section.items if not item.tags and item.validity.holds(self.reader.on))
        return tuple(item.text.rstrip(".") for item in held)

    def reference(self, key: Key, facet: Facet) -> tuple[Reference, ...]:
        """What the first item of a section rests on."""
        section = self.sheet(key).section(facet) or self.sheet(key).sections[0]
        held = [item for item in section.items if item.validity.holds(self.reader.on)] or list(section.items)
        return (held[0].reference,)

    def by_sheet(self, key: Key, facet: Facet) -> Support:
        """A section as what an answer rests on."""
        return Support(key, facet, self.reference(key, facet))

    def by_rule(self, trace: Iterable[Step], key: Key, facet: Facet) -> Support:
        """What a rule read as what an answer rests on."""
        steps = tuple(trace)
        return Support(key, facet, tuple(dict.fromkeys(step.reference for step in steps)), steps)

    def question(
        self,
        item: str,
        prompt: str,
        choices: Sequence[Choice],
        explanation: str,
        support: Support,
        rng: Random | None,
        subject: str = "",
    ) -> Question:
        """A question of this room; the choices in another order, unless `rng` is None.

        The explanation gets its reserve where what it rests on is not sure.
        """
        ordered = tuple(choices) if rng is None else shuffled(choices, rng)
        told = sentence(explanation) + self._reserve(support)
        return Question(item, subject or prompt, prompt, ordered, told, support)

    def _reserve(self, support: Support) -> str:
        if support.trace:
            return reserve(support.trace, self.language)
        level = support.confidence
        said = words(self.language)
        return "" if level == "high" else f" ({said.units['reserve'].format(said.confidence[level])})"


def indicator_choices(right: int, wrong: Sequence[int], room: Room, rng: Random) -> list[Choice]:
    """One right indicator and three wrong ones as choices.

    Args:
        right: a number.
        wrong: at least three numbers to choose from.
        room: names them.
        rng: chooses.
    """
    return [Choice(room.name(right), True), *(Choice(room.name(n), False) for n in rng.sample(list(wrong), MOST_WRONG))]
