"""Dates in a sentence: what is written, and the day that a part of the sentence is therefore about."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.claims.cues import places
from assistant.dates import MONTH, MONTHS
from assistant.rules import Reader


@dataclass(frozen=True)
class Day:
    """A date: its first and last day (the same but for a month or a year alone)."""

    start: int
    end: int
    first: date
    last: date


_DAYS = re.compile(
    rf"(?<![\da-z])(?P<d>\d{{1,2}})(?:er|e)?(?: of)? (?P<m>{MONTH}),? (?P<y>20\d\d)"
    rf"|(?P<m2>{MONTH}) (?P<d2>\d{{1,2}})e?,? (?P<y2>20\d\d)"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})[/.](?P<m3>\d{{1,2}})[/.](?P<y3>20\d\d)|(?P<y4>20\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)"
    rf"|(?P<m5>{MONTH}) (?P<y5>20\d\d)|(?<![\d€.,-])(?P<y6>20[12]\d)(?![\d€]|-\d| ?€| euros)"
)
_PREPOSITION = re.compile(
    r"(?P<until>jusqu'(?:a la fin de |au|a|en|a fin)|jusque fin|until(?: the end of)?|till|up to|through(?: to)?)"
    r"|(?P<before>avant(?: le| la fin de| fin)?|before|prior to|anterieur\w* (?:au|a)|pre-)"
    r"|(?P<since>depuis(?: le| la| fin| debut)?|a partir d[ue]|a compter d[ue]|des(?: le)?|since"
    r"|as of|as from|from|starting(?: on)?|onwards from|apres(?: le)?|after|posterieur\w* (?:au"
    r"|a))"
    r"|(?P<on>en|au|in|on|le|for|pour|courant|fin|debut|a|at|audit (?:de|du|en|of)|d'ici|by)"
)
_LEAD = re.compile(rf"(?:{_PREPOSITION.pattern})\s*(?:le |the |l'annee |fin |debut )?$")
_VERSION = re.compile(
    r"(?<![a-z])(?:dans|selon|sous|avec|in|under|a l'epoque de|de|of|guide|version)?(?: le| la"
    r"| the)?(?: guide(?: de lecture)?| version)? ?(?<![a-z0-9])v ?(\d{1,2})(?![\d.])"
)
_OLD = re.compile(
    r"(?:rnq|referentiel|framework|version|texte) (?:de |of )?2019|2019 (?:rnq|framework"
    r"|version)|ancien (?:rnq|referentiel)|old (?:rnq|framework)"
)
_NEW = re.compile(
    r"(?:rnq|referentiel|framework|decret|decree|reforme|version) (?:de |of )?2026|2026 (?:rnq"
    r"|framework|decree|reform|version)"
    r"|nouveau (?:rnq|referentiel)|new (?:rnq|framework|referential)"
)


def days(text: str) -> list[Day]:
    """The dates named, in order; impossible ones are left out."""
    found: list[Day] = []
    for match in _DAYS.finditer(text):
        part = match.groupdict()
        year = int(next(part[name] for name in ("y", "y2", "y3", "y4", "y5", "y6") if part[name]))
        month = part["m"] or part["m2"] or part["m5"]
        number = MONTHS[month] if month else int(part["m3"] or part["m4"] or 0)
        day = next((int(part[name]) for name in ("d", "d2", "d3", "d4") if part[name]), 0)
        try:
            if not number:
                found.append(Day(match.start(), match.end(), date(year, 1, 1), date(year, 12, 31)))
            elif not day:
                last = calendar.monthrange(year, number)[1]
                found.append(Day(match.start(), match.end(), date(year, number, 1), date(year, number, last)))
            else:
                exact = date(year, number, day)
                found.append(Day(match.start(), match.end(), exact, exact))
        except ValueError:
            continue
    return found


def days_meant(text: str, reader: Reader) -> Iterator[tuple[int, int, date | None, bool]]:
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
    for named in days(text):
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
    current = version in known and known[version] <= reader.on
    return min(reader.on, _last_old(reader)) if current else reader.on


def day_of(start: int, stop: int, dates: Iterable[tuple[int, int, date | None, bool]], reader: Reader) -> date | None:
    """The day of a segment: named in it, else by the last one named before it, else the reader's."""
    found = sorted(dates, key=lambda d: d[0])
    inside = [day for a, b, day, _ in found if start <= a < stop]
    if inside:
        return inside[0] if None not in inside else None
    earlier = [day for a, _, day, _ in found if a < start]
    return earlier[-1] if earlier else reader.on
