"""Answers about a topic of the audit process: the lines that answer the question, or the topic in brief."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.compose.desk import ROOM_FOR_ALL, ROOM_FOR_PART, Desk, within, words
from assistant.compose.pages import Pages, to_the_point
from assistant.compose.pointed import SURELY, Pointed
from assistant.draft import Draft, Line, PassageSupport
from assistant.question import Question
from index.search import Found

MORE_ROOM = 30
"""Words: a topic has no severity or version lines to add."""
TO_THE_POINT = 0.1
"""Chance of answering from which a line comes before the others."""
ASKED, FOUND = 0.05, 0.1
"""What standing in the facet asked for adds to it, and in the first passage that the search found; the second counts
half, and so on."""
SHARPEST = 4
CENTRAL = {"disability": 26, "subcontracting": 27}
"""The indicator that a topic is first of all about: where no line names it, its line nearest to the question does."""
_INDICATORS = re.compile(r"(?i)\bindicat(?:eur|or)s? (\d+(?:(?:, | et | and )\d+)*)")
TOPIC_OF_FACET = {
    "nonconformity": "non-conformities",
    "new_entrant": "new-entrants",
    "subcontracting": "subcontracting",
    "versions": "versions",
    "glossary": "glossary",
}
"""Where a facet asked without any indicator is treated for all of them."""
BODY = ("details", "glossary", "versions", "faq", "practice", "example")


def about_topic(question: Question, desk: Desk, topic: str, found: Found) -> Draft:
    """The answer about a topic that a search found."""
    sheet = desk.sheet(topic)
    lead = Line(desk.say("lead.topic", title=sheet.title), "lead")
    pointed = Pointed(question, desk)
    sections = {section.facet for section in sheet.sections} - {"summary"}
    asked = tuple(facet for facet in question.facets if facet in sections)
    found_in = {facet: _lines(topic, facet, desk) for facet in dict.fromkeys((*asked, *BODY))}
    places = {chunk.id: FOUND / rank for rank, chunk in enumerate(found.passages(topic), start=1)}
    near = [
        (pointed.chance(line, topic) + ASKED * (facet in asked) + _found(line, places), line)
        for facet in found_in
        for line in found_in[facet]
    ]
    near.sort(key=lambda pair: -pair[0])
    sharp = [line for nearness, line in near if nearness >= TO_THE_POINT][:SHARPEST]
    lines = [line for facet in asked or BODY for line in found_in[facet]]
    summary = _lines(topic, "summary", desk)
    nearest = [line for _, line in near] if question.carried else lines
    rest = [line for line in nearest if line not in sharp]
    brief = desk.room == ROOM_FOR_PART or question.carried
    sure = any(pointed.chance(line, topic) >= SURELY for line in sharp)
    if asked or (brief and sharp):
        ordered = [*sharp, *rest]
    else:
        ordered = [*sharp, *summary, *rest] if sure else [*summary, *sharp, *rest]
    room = (ROOM_FOR_ALL if question.more else desk.room + MORE_ROOM) - words(lead.text)
    others = [hit.key for hit in found.hits[1:3] if isinstance(hit.key, int)]
    shown = within(ordered, room, desk)
    central = CENTRAL.get(topic)
    if central is not None and central not in _named(shown):
        label = desk.prefix(desk.say("label.beside", n=central))
        nearest = to_the_point(central, Pages(desk, pointed), least=0.0)[:1]
        shown = [*shown, *(replace(line, text=f"{label}{line.text}", indicator=central) for line in nearest)]
    indicators = _named(shown)
    related = tuple(n for n in dict.fromkeys([*sheet.related, *others]) if n not in indicators)
    return Draft("answer", (lead, *shown), indicators, related=related, topics=(topic,))


def _found(line: Line, places: Mapping[str, float]) -> float:
    return max((places.get(s.chunk.id, 0.0) for s in line.support if isinstance(s, PassageSupport)), default=0.0)


def _lines(topic: str, facet: str, desk: Desk) -> list[Line]:
    return [line for chunk in desk.passages(topic, facet) for line in desk.lines_of(chunk)]


def _named(lines: list[Line]) -> tuple[int, ...]:
    """The indicators that the lines name and cite, in order."""
    lists = (found[1] for line in lines if line.support for found in _INDICATORS.finditer(line.text))
    return tuple(dict.fromkeys(int(number) for text in lists for number in re.findall(r"\d+", text)))
