"""Cuts a sentence into segments and says of each on what day it is about and whether it is asserted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from assistant.claims import marks
from assistant.claims.cues import cues, first, has, places
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
    r"\s*(?:[;:(),]|\s-\s|\.\.\.)\s*"
    r"|\s+(?=(?:mais|tandis que|alors que|whereas|while|et pas|et non|sauf|hormis|excepte|a l'exception|except|unlike)(?![a-z]))"
    r"|(?<!le)(?<!un)(?<!son)\s+(?=but(?![a-z]))"
)
_BOUND = re.compile(r"[;:]|, (?:mais|c'est|en realite|en fait|but|in fact|it is|it's|actually)(?![a-z])| mais | but ")
_PREPOSITION = re.compile(
    r"(?P<until>jusqu'(?:a la fin de |au|a|en|a fin)|jusque fin|until(?: the end of)?|till|up to|through(?: to)?)"
    r"|(?P<before>avant(?: le| la fin de| fin)?|before|prior to|anterieur\w* (?:au|a)|pre-)"
    r"|(?P<since>depuis(?: le| la| fin| debut)?|a partir d[ue]|a compter d[ue]|des(?: le)?|since|as of|as from|from|starting(?: on)?|onwards from|apres(?: le)?|after|posterieur\w* (?:au|a))"
    r"|(?P<on>en|au|in|on|le|for|pour|courant|fin|debut|a|at|audit (?:de|du|en|of)|d'ici|by)"
)
_LEAD = re.compile(rf"(?:{_PREPOSITION.pattern})\s*(?:le |the |l'annee |fin |debut )?$")
_VERSION = re.compile(
    r"(?<![a-z])(?:dans|selon|sous|avec|in|under|a l'epoque de|de|of|guide|version)?(?: le| la| the)?(?: guide(?: de lecture)?| version)? ?(?<![a-z0-9])v ?(\d{1,2})(?![\d.])"
)
_OLD = re.compile(
    r"(?:rnq|referentiel|framework|version|texte) (?:de |of )?2019|2019 (?:rnq|framework|version)|ancien (?:rnq|referentiel)|old (?:rnq|framework)"
)
_NEW = re.compile(
    r"(?:rnq|referentiel|framework|decret|decree|reforme|version) (?:de |of )?2026|2026 (?:rnq|framework|decree|reform|version)"
    r"|nouveau (?:rnq|referentiel)|new (?:rnq|framework|referential)"
)


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
    denied = [*_denied(text)]
    if re.match(
        r"\W*(?:c'est |that's |that is |this is |it's |it is |non, c'est |eh bien c'est )?(?:totalement |completely |simply )?"
        r"(?:faux|inexact|une erreur|un mythe|une idee (?:fausse|recue)|false|wrong|not true|untrue|a myth|a misconception)",
        after,
    ):
        denied.append((0, len(text)))
    skipped = [*_skipped(text, sentence, asserted_only)]
    dates = [*_days(text, reader)]
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
            day = _day_of(start, stop, dates, reader)
            if day is None:
                stance = "skipped"
            mine = tuple(n.moved(-start) for n in named if start <= n.start < stop)
            yield Segment(part, start, stance, reader.on_day(day or reader.on), mine)
        start = following


def _in_date(text: str, place: int) -> bool:
    return any(day.start <= place < day.end for day in marks.days(text))


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
    r"(?:^|(?<=[;.]))([^;.]*?\S) ?(?:[:,;(-]|»|\") ?-? ?(?:c'est |that's |it's )?(?:faux|inexact|erreur|idee (?:recue|fausse)|mythe?|false|wrong"
    r"|untrue|not true|nonsense|incorrect)(?= ?(?:[.,;:!)]|$))"
)
_QUOTED_LOOSE = re.compile(
    r"[«\"][^»\"]+[»\"] ?-? ?:? ?(?:depasse|imprecis|raccourci|non confirme|partiel|a nuancer|outdated|imprecise|a shortcut|unconfirmed|non|no)(?![a-z])"
)


def _skipped(text: str, sentence: Sentence, asserted_only: bool) -> Iterator[tuple[int, int]]:
    """Stretches that claim nothing: hearsay, contrast, what would be, what is asked."""
    if sentence.asks and asserted_only:
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
    for frame in places("contrast_frame", text):
        bound = re.compile(r"[,;:]").search(text, frame.end())
        yield frame.start(), bound.start() if bound else len(text)
    for unreal in [*places("counterfactual", text), *places("hypothesis", text)]:
        bound = re.compile(r"[;:.]").search(text, unreal.end())
        yield unreal.start(), bound.start() if bound else len(text)


def _days(text: str, reader: Reader) -> Iterator[tuple[int, int, date | None, bool]]:
    """(start, end, day, whether it rules what follows): the days that parts of the sentence are about."""
    for match in places("now", text):
        yield match.start(), match.end(), reader.on, True
    for match in places("past", text):
        yield match.start(), match.end(), None, True
    for match in _OLD.finditer(text):
        yield match.start(), match.end(), min(reader.on, _last_old(reader)), True
    for match in _NEW.finditer(text):
        yield match.start(), match.end(), max(reader.on, _last_old(reader) + timedelta(days=1)), True
    for match in _VERSION.finditer(text):
        lead = re.search(
            r"(?:depuis|des|since|from|a partir de) (?:la |le )?$",
            text[: match.start()] + match[0][: -len(match[1]) - 1],
        )
        yield match.start(), match.end(), reader.on if lead else _of_guide(f"V{match[1]}", reader), True
    for named in marks.days(text):
        lead = _LEAD.search(text[: named.start])
        if lead is None or not lead.lastgroup:
            continue
        kind = lead.lastgroup
        day = {
            "until": named.last,
            "before": named.first - timedelta(days=1),
            "since": max(reader.on, named.first),
            "on": reader.on if named.first <= reader.on <= named.last else named.last,
        }[kind]
        yield lead.start(), named.end, day, True


def _last_old(reader: Reader) -> date:
    return reader.rules.parameters["rnq-version"].values[-1].start - timedelta(days=1)


def _of_guide(version: str, reader: Reader) -> date | None:
    """A day of the RNQ that the last guide reads; None for an older guide (its rules are not all known here)."""
    known = {str(dated.value): dated.start for dated in reader.rules.parameters["guide-version"].values}
    if version in known and known[version] <= reader.on and reader.guide != version:
        return None
    return min(reader.on, _last_old(reader)) if version == reader.guide else reader.on


def _day_of(start: int, stop: int, dates: Iterable[tuple[int, int, date | None, bool]], reader: Reader) -> date | None:
    """The day of a segment: named in it, else by the last one named before it, else the reader's."""
    found = sorted(dates, key=lambda d: d[0])
    inside = [day for a, b, day, _ in found if start <= a < stop]
    if inside:
        return inside[0] if None not in inside else None
    earlier = [day for a, _, day, _ in found if a < start]
    return earlier[-1] if earlier else reader.on


def heading(text: str) -> bool:
    """Whether a sentence only announces the next one ("Refuse ?")."""
    return len(text.split()) <= 4 and first("has", text) is None
