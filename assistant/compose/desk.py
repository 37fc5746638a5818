"""What a writer has at hand for one turn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.draft import Line, RuleSupport, Support, quoted
from assistant.library import Library
from assistant.messages import Messages
from assistant.record import Fact
from assistant.rules import Outcome, Profile, Reader, Step
from assistant.rules.explain import step_text
from assistant.rules.outcome import confidence
from assistant.rules.shown import day
from assistant.rules.words import words as words_of
from corpus.records import Confidence, Key, Language, Sheet
from index.chunk import Chunk

ROOM, ROOM_FOR_PART = 130, 75
"""Words of an answer before its version line; of one answer among several."""
ROOM_FOR_ALL = 600
ADVICE = "own-advice"
"""The source of what we advise and no text requires."""


@dataclass(frozen=True)
class Desk:
    """Passages, rules on the day, messages, and for whom and in which language to write."""

    library: Library
    reader: Reader
    messages: Messages
    profile: Profile
    language: Language
    room: int = ROOM
    """Words of an answer before its version line, unless the whole list is asked for."""

    def say(self, key: str, **values: object) -> str:
        """A message in the language of the answer."""
        return self.messages.say(self.language, key, **values)

    def sheet(self, key: Key) -> Sheet:
        """The sheet of an indicator or topic."""
        return self.library.sheet(key, self.language)

    def passages(self, key: Key, facet: str) -> list[Chunk]:
        """The passages of a facet for this profile and day."""
        return self.library.passages(key, facet, self.language, self.reader.on, self.profile)

    @cached_property
    def criteria(self) -> dict[int, list[int]]:
        """Indicators by criterion on the day."""
        value: dict[int, list[int]] = self.read("criteria")[0]
        return value

    def read(self, parameter: str) -> tuple[Any, tuple[Step, ...]]:
        """The value of a parameter and the trace of reading it."""
        self.reader.forget()
        return self.reader.read(parameter), self.reader.trace()

    @property
    def today(self) -> str:
        """The day for which the answer holds, as a person writes it."""
        return day(self.reader.on, self.language)

    def categories(self) -> str:
        """The profile's categories, in words."""
        return ", ".join(words_of(self.language).categories[category] for category in self.profile.categories)

    def supports(self, rule: str, indicator: int | None, trace: tuple[Step, ...]) -> tuple[Support, ...]:
        """One support per value read."""
        once = {step.label: step for step in trace}
        return tuple(
            RuleSupport(rule, indicator, step, step_text(step, self.reader.rules, self.language))
            for step in once.values()
        )

    def reserve(self, level: Confidence) -> str:
        """What follows a line that is not sure, with its space; nothing where the confidence is high."""
        return "" if level == "high" else f" ({self.say(f'reserve.{level}')})"

    def fact(self, rule: str, indicator: int | None, outcome: Outcome, value: Any, unit: str | None = None) -> Fact:
        """A hard fact of the record."""
        source = outcome.trace[0].reference.source if outcome.trace else ""
        return Fact(
            rule=rule, indicator=indicator, value=value, unit=unit, source=source, confidence=confidence(outcome)
        )

    def tags(self, chunk: Chunk) -> str:
        """For whom a passage is, in words; nothing if it is for everyone."""
        return " / ".join(self.say(f"tag.{tag}") for tag in chunk.publics)

    def prefix(self, label: str) -> str:
        """What begins a line, with its colon and its space; nothing without a label."""
        return f"**{label}{' :' if self.language == 'fr' else ':'}** " if label else ""

    def lines_of(self, chunk: Chunk, label: str = "", skip: tuple[str, ...] = ()) -> list[Line]:
        """The lines of a passage; neighbours share one quote as long as it stays short.

        Args:
            chunk: the passage.
            label: what to put before each line.
            skip: lines that contain one of these texts are said elsewhere.
        """
        lines: list[Line] = []
        group: list[str] = []
        for raw in [*chunk.text.splitlines(), None]:
            left_out = raw is not None and any(text and text in raw for text in skip)
            joined = "\n".join([*group, raw or ""])
            if group and (raw is None or left_out or len(joined) > 300):
                lines += self._cited(chunk, group, label)
                group = []
            if raw is not None and not left_out:
                group.append(raw)
        return lines

    def _cited(self, chunk: Chunk, group: list[str], label: str) -> list[Line]:
        support = quoted(chunk, "\n".join(group).removeprefix("- "))
        before = self.prefix(label or self.tags(chunk))
        reserve = f" ({self.say('reserve.advice')})" if chunk.source == ADVICE else self.reserve(chunk.confidence)
        return [
            Line(
                f"{before}{raw.removeprefix('- ')}{reserve}",
                "bullet",
                (support,),
                chunk.indicator,
                said=raw.removeprefix("- "),
            )
            for raw in group
        ]


def words(text: str) -> int:
    """How many words a line costs."""
    return len(text.split())


def within(lines: list[Line], room: int, desk: Desk) -> list[Line]:
    """The first lines that fit in `room` words (at least one), and one note on what was left out, there or before."""
    told = [line for line in lines if not line.left]
    kept: list[Line] = []
    used = 0
    for line in told:
        if kept and used + words(line.text) > room:
            break
        kept.append(line)
        used += words(line.text)
    left = len(told) - len(kept) + sum(line.left for line in lines)
    return [*kept, _left_out(left, desk)] if left else kept


def in_one_note(lines: list[Line], desk: Desk) -> list[Line]:
    """Lines with what each section left out said once, at the end."""
    left = sum(line.left for line in lines)
    told = [line for line in lines if not line.left]
    return [*told, _left_out(left, desk)] if left else told


def _left_out(left: int, desk: Desk) -> Line:
    return Line(desk.say("more.one") if left == 1 else desk.say("more", n=left), "note", left=left)
