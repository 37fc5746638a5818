"""Cuts a sentence into segments and says of each on what day it is about and whether it is asserted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.claims import marks
from assistant.claims.cues import cues, has, places
from assistant.claims.dating import day_of, days, days_meant
from assistant.claims.text import Sentence
from assistant.rules import Category, Reader

Stance = Literal["asserted", "denied", "skipped"]


@dataclass(frozen=True)
class Segment:
    """A part of a sentence between two breaks."""

    text: str
    start: int
    """Where, in the normal sentence."""
    stance: Stance
    reader: Reader
    """The rules on the day that the segment is about."""
    indicators: tuple[marks.Named, ...]
    """The indicators named here."""

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(dict.fromkeys(number for named in self.indicators for number in named.numbers))

    @cached_property
    def quantities(self) -> tuple[marks.Quantity, ...]:
        """Numbers with a unit."""
        return tuple(marks.quantities(self.text))

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """The categories of actions named here."""
        return marks.categories(self.text)

    @cached_property
    def negated(self) -> bool:
        """Whether the segment says that something is not so ("not only" and the like do not count)."""
        return has("negation", re.sub(cues()["not_only"], " ", self.text))


@dataclass(frozen=True)
class Scene:
    """A sentence cut up, with what it may speak of without saying so."""

    sentence: Sentence
    segments: tuple[Segment, ...]
    indicator: int | None
    """The indicator that the line speaks of when it names none."""
    before: str
    """The normal text of the sentence before (empty at the start)."""
    planned: bool
    """Somebody's own plan or story, or another subject's numbers."""

    @property
    def text(self) -> str:
        """The normal sentence."""
        return self.sentence.text

    def earlier(self, segment: Segment) -> Iterator[Segment]:
        """The segments before one, the nearest first; what is denied is read without the rest."""
        return reversed(self._beside(segment, self.segments[: self.segments.index(segment)]))

    def later(self, segment: Segment) -> tuple[Segment, ...]:
        """The segments after one, likewise."""
        return self._beside(segment, self.segments[self.segments.index(segment) + 1 :])

    @staticmethod
    def _beside(segment: Segment, others: tuple[Segment, ...]) -> tuple[Segment, ...]:
        return tuple(other for other in others if segment.stance != "denied" or other.stance == "denied")

    def around(self, segment: Segment) -> Iterator[Segment]:
        """The others, those before first, the nearest first on each side."""
        yield from self.earlier(segment)
        yield from self.later(segment)


_BREAK = re.compile(
    r"\s*(?:[;:(),]|\s-\s|\.\.\.|\+(?= ?\d+ (?:mois|months?)(?![a-z])))\s*"
    r"|\s+(?=(?:mais|tandis que|alors que|whereas|while|et pas|et non|sauf|hormis|excepte"
    r"|a l'exception|except|unlike)(?![a-z]))"
    r"|(?<!le)(?<!un)(?<!son)\s+(?=but(?![a-z]))"
)
_BOUND = re.compile(r"[;:]|, (?:mais|c'est|en realite|en fait|but|in fact|it is|it's|actually)(?![a-z])| mais | but ")


def scene(
    sentence: Sentence, reader: Reader, indicator: int | None, before: str, after: str, asserted_only: bool
) -> Scene:
    """A sentence cut into segments."""
    masked = cues()["mask"].sub(lambda m: "_" * len(m[0]), sentence.text)
    segments = tuple(_segments(sentence, masked, reader, after, asserted_only))
    planned = has("plan", masked) or has("foreign", masked)
    return Scene(sentence, segments, indicator, before, planned)


def _segments(sentence: Sentence, text: str, reader: Reader, after: str, asserted_only: bool) -> Iterator[Segment]:
    named = marks.indicators(text, reader.last_indicator)
    breaks = [
        (m.start(), m.end())
        for m in _BREAK.finditer(text)
        if not any(n.start <= m.start() < n.end for n in named) and not _in_date(text, m.start())
    ]
    contrasts = [*_contrasts(text)]
    denied = [(a, b) for a, b in _denied(text) if not any(x <= a < y for x, y in contrasts)]
    if re.match(
        r"\W*(?:c'est |that's |that is |this is |it's |it is |non, c'est "
        r"|eh bien c'est )?(?:totalement |completely |simply )?"
        r"(?:faux|inexact|une erreur|un mythe|une idee (?:fausse|recue)|false|wrong|not true|untrue"
        r"|a myth|a misconception)",
        after,
    ):
        denied.append((0, len(text)))
    skipped = [*_skipped(text, sentence, asserted_only)]
    dates = [*days_meant(text, reader)]
    start = 0
    for stop, following in [*breaks, (len(text), len(text))]:
        part = text[start:stop]
        if part.strip():
            middle = (start + stop) / 2
            stance: Stance = "asserted"
            if any(a <= middle < b for a, b in skipped):
                stance = "skipped"
            elif any(a <= middle < b for a, b in denied):
                stance = "denied"
            day = day_of(start, stop, dates, reader)
            if day is None:
                stance = "skipped"
            mine = tuple(n.moved(-start) for n in named if start <= n.start < stop)
            yield Segment(part, start, stance, reader.on_day(day or reader.on), mine)
        start = following


def _in_date(text: str, place: int) -> bool:
    return any(day.start <= place < day.end for day in days(text))


def _denied(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that the sentence calls false."""
    frames = places("denied_frame", text)
    for frame in frames:
        bound = _BOUND.search(text, frame.end() + 1)
        yield frame.start(), bound.start() if bound else len(text)
    for quoted in _QUOTED_FALSE.finditer(text):
        yield quoted.start(), quoted.end(1)
    for verdict in places("denied_after", text):
        if any(f.start() < verdict.end() and verdict.start() < f.end() for f in frames):
            continue
        if text[: verdict.start()].strip(' "«»'):
            yield 0, verdict.start()


_QUOTED_FALSE = re.compile(
    r"(?:^|(?<=[;.]))([^;.]*?\S) ?(?:[:,;(-]|»|\") ?-? ?(?:c'est |that's |it's )?(?:faux|inexact"
    r"|erreur|idee (?:recue|fausse)|mythe?|false|wrong"
    r"|untrue|not true|nonsense|incorrect)(?= ?(?:[.,;:!)]|$))"
)
_QUOTED_LOOSE = re.compile(
    r"[«\"][^»\"]+[»\"] ?-? ?:? ?(?:depasse|imprecis|raccourci|non confirme|partiel|a nuancer"
    r"|outdated|imprecise|a shortcut|unconfirmed|non|no)(?![a-z])"
)


def _contrasts(text: str) -> Iterator[tuple[int, int]]:
    """What "contrary to" introduces, up to the next break."""
    for frame in places("contrast_frame", text):
        bound = re.compile(r"[,;:]").search(text, frame.end())
        yield frame.start(), bound.start() if bound else len(text)


def _skipped(text: str, sentence: Sentence, asserted_only: bool) -> Iterator[tuple[int, int]]:
    """Stretches that claim nothing: hearsay, contrast, what would be, what is asked."""
    if (sentence.asks and asserted_only) or re.search(r"» - (?:faux|false) ?:$", text):
        yield 0, len(text)
    if sentence.asks:
        for question in places("interrogative", text):
            bound = re.compile(r"[,;:]").search(text, question.end())
            yield question.start(), bound.start() if bound else len(text)
    for quoted in _QUOTED_LOOSE.finditer(text):
        yield quoted.span()
    for frame in places("reported", text):
        bound = _BOUND.search(text, frame.end())
        yield frame.start(), bound.start() if bound else len(text)
    yield from _contrasts(text)
    for unreal in [*places("counterfactual", text), *places("hypothesis", text)]:
        bound = re.compile(r"[;:.]").search(text, unreal.end())
        yield unreal.start(), bound.start() if bound else len(text)
