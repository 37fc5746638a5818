"""What every answer ends or begins with: the language of its passages, the day and the texts it holds for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.compose.desk import Desk
from assistant.draft import Draft, Line, PassageSupport
from assistant.freshness import last_check, outdated
from assistant.rules.shown import day

FEW = 2
"""Lines of a short answer."""


def in_french(lines: tuple[Line, ...], desk: Desk) -> tuple[Line, ...]:
    """Says so when the passages are not in the language of the answer."""
    quoted = {s.chunk.language for line in lines for s in line.support if isinstance(s, PassageSupport)}
    if quoted <= {desk.language}:
        return lines
    return (Line(desk.say("french_passages"), "note"), *lines)


def shortened(draft: Draft) -> Draft:
    """A draft with its first lines alone: what leads to the answer, and so many lines of it."""
    few = 1 if len(draft.indicators) > 1 else FEW
    kept: list[Line] = []
    told = 0
    for line in (line for line in draft.lines if line.kind != "note"):
        told = 0 if line.kind == "lead" else told + 1
        if told <= few:
            kept.append(line)
    return replace(draft, lines=tuple(kept))


def version_line(desk: Desk, today: date) -> Line:
    """For which day and which texts the answer holds."""
    count, trace = desk.read("indicator-count")
    reader = desk.reader
    latest = reader.rules.parameters["guide-version"].values[-1].value == reader.guide
    level = trace[0].reference.confidence
    text = desk.say(
        "version.line",
        on=desk.today,
        rnq=reader.rnq,
        count=count,
        source="" if level == "high" else desk.say("version.source", level=desk.say(f"reserve.{level}")),
        guide=reader.guide,
        latest=desk.say("version.latest") if latest and reader.rnq == "2026" else "",
    )
    coming = reader.rules.parameters["indicator-count"].values[-1]
    if coming.start > reader.on:
        text += " " + desk.say("version.upcoming", start=day(coming.start, desk.language), count=coming.value)
    if outdated(reader.rules, today):
        text += " " + desk.say("version.outdated", checked=day(last_check(reader.rules), desk.language))
    return Line(f"*{text}*", "note", desk.supports("rnq-version", None, trace))
