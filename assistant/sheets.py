"""A sheet as it is read on a day by an organisation: its sections, what they rest on, what the other version says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.library import Library
from assistant.rules import Profile, Reader
from corpus.load import Rules
from corpus.records import FACETS, Facet, Key, Language, Reference, Sheet
from index.chunk import Chunk

ADVICE_FACETS: tuple[Facet, ...] = ("practice", "example", "faq")
"""Sections that are our advice; a line of them may still rest on a text."""


@dataclass(frozen=True)
class Edition:
    """One version of the référentiel and the days on which it holds."""

    rnq: str
    start: date
    end: date | None
    """Last day; None = still in force."""
    count: int
    """Of indicators."""

    def day(self, wanted: date) -> date:
        """The day on which its texts are read: `wanted`, or the nearest day on which it holds."""
        if wanted < self.start:
            return self.start
        return self.end if self.end is not None and wanted > self.end else wanted


@dataclass(frozen=True)
class Part:
    """One section of a sheet."""

    facet: Facet
    passages: tuple[Chunk, ...]
    left_out: int
    """Passages for publics that the profile says are not there."""

    @property
    def advice(self) -> bool:
        """Whether it is our advice."""
        return self.facet in ADVICE_FACETS

    @property
    def references(self) -> tuple[Reference, ...]:
        """What it rests on, without repetition."""
        return tuple(dict.fromkeys(reference_of(chunk) for chunk in self.passages))


@dataclass(frozen=True)
class Opened:
    """A sheet, read on a day."""

    sheet: Sheet
    edition: Edition
    on: date
    parts: tuple[Part, ...]
    elsewhere: tuple[Chunk, ...]
    """Passages that hold in the other version only."""
    other: Edition
    topics: tuple[Sheet, ...]
    """Topics that deal with the indicator."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """What the sheet rests on, in the order read."""
        return tuple(dict.fromkeys(reference for part in self.parts for reference in part.references))

    @property
    def left_out(self) -> int:
        """How many passages are not shown because of the profile."""
        return sum(part.left_out for part in self.parts)


def reference_of(chunk: Chunk) -> Reference:
    """What a passage rests on."""
    return Reference(chunk.source, chunk.locator, chunk.confidence)


def editions(rules: Rules) -> tuple[Edition, ...]:
    """The versions of the référentiel, the oldest first."""
    parameter = rules.parameters["rnq-version"]
    found = []
    for dated in parameter.values:
        count = Reader(rules, dated.start).read("indicator-count")
        found.append(Edition(str(dated.value), dated.start, parameter.validity(dated).end, count))
    return tuple(found)


def edition_on(rules: Rules, on: date) -> Edition:
    """The version that holds on a day; the first one for a day before it."""
    return next((edition for edition in reversed(editions(rules)) if edition.start <= on), editions(rules)[0])


def reading_day(rules: Rules, wanted: date, rnq: str | None = None, passage: Chunk | None = None) -> date:
    """The day on which a sheet is read.

    Args:
        rules: know the versions.
        wanted: day of the audit.
        rnq: a version asked for; an unknown one counts as none.
        passage: must hold on the day, where no version is asked for.
    """
    asked = next((edition for edition in editions(rules) if edition.rnq == rnq), None)
    if asked is not None:
        return asked.day(wanted)
    if passage is None or passage.holds(wanted):
        return wanted
    limit = passage.end if passage.end and passage.end < wanted.isoformat() else passage.start
    return date.fromisoformat(limit) if limit else wanted


def opened(
    library: Library, key: Key, language: Language, on: date, profile: Profile, *, keep: str | None = None
) -> Opened:
    """The sheet of an indicator or topic.

    Args:
        library: the texts.
        key: number or id.
        language: wanted; French where the sheet does not exist in it.
        on: day of the audit.
        profile: passages for publics that it does not have are left out; `Profile()` leaves out nothing.
        keep: id of a passage that is shown whatever the profile.

    Raises:
        CorpusError: there is no such sheet.
    """
    sheet = library.sheet(key, language)
    rules = library.corpus.rules
    edition = edition_on(rules, on)
    other = next(one for one in reversed(editions(rules)) if one != edition)
    parts = (_part(library, sheet, facet, on, profile, keep) for facet in FACETS)
    return Opened(
        sheet=sheet,
        edition=edition,
        on=on,
        parts=tuple(part for part in parts if part.passages or part.left_out),
        elsewhere=_elsewhere(library, sheet, on, other.day(on)),
        other=other,
        topics=tuple(topics_about(library, key, language)) if isinstance(key, int) else (),
    )


def topics_about(library: Library, indicator: int, language: Language) -> Iterable[Sheet]:
    """The topics that name an indicator among theirs."""
    spoken = library.language(language)
    for sheet in library.corpus.sheets:
        if sheet.language == spoken and isinstance(sheet.key, str) and indicator in sheet.related:
            yield sheet


def _part(library: Library, sheet: Sheet, facet: Facet, on: date, profile: Profile, keep: str | None) -> Part:
    every = library.passages(sheet.key, facet, sheet.language, on, Profile())
    mine = library.passages(sheet.key, facet, sheet.language, on, profile)
    mine += [chunk for chunk in every if chunk.id == keep and chunk not in mine]
    return Part(facet, tuple(mine), len(every) - len(mine))


def _elsewhere(library: Library, sheet: Sheet, on: date, there: date) -> tuple[Chunk, ...]:
    mine = [chunk for chunk in library.chunks if chunk.key == sheet.key and chunk.language == sheet.language]
    here = {chunk.text for chunk in mine if chunk.holds(on)}
    return tuple(chunk for chunk in mine if chunk.holds(there) and chunk.text not in here)
