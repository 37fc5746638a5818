"""Answers about a topic of the audit process: the lines that answer the question, or the topic in brief."""

from __future__ import annotations

import re

from assistant.compose.desk import ROOM_FOR_ALL, Desk, within, words
from assistant.draft import Draft, Line
from assistant.library import Focus
from assistant.question import Question
from index.search import Found

ROOM = 160
"""Words: a topic has no severity or version lines to add."""
TO_THE_POINT = 0.3
"""Share of the topic's words that a line must say to come before the others."""
_INDICATORS = re.compile(r"(?i)\bindicat(?:eur|or)s? (\d+(?:(?:, | et | and )\d+)*)")
BODY = ("details", "glossary", "versions", "faq", "practice", "example")


def about_topic(question: Question, desk: Desk, topic: str, found: Found) -> Draft:
    """The answer about a topic that a search found."""
    sheet = desk.sheet(topic)
    lead = Line(desk.say("lead.topic", title=sheet.title), "lead")
    known = f"{sheet.title} {sheet.subject}"
    focus = Focus(question.text, desk.library.language(desk.language), known)
    sections = {section.facet for section in sheet.sections} - {"summary"}
    asked = tuple(facet for facet in question.facets if facet in sections)
    lines = [line for facet in asked or BODY for chunk in desk.passages(topic, facet) for line in desk.lines_of(chunk)]
    best = sorted(lines, key=lambda line: -focus.share(line.text))
    sharp = [line for line in best if focus.share(line.text) >= TO_THE_POINT][:4]
    summary = [line for chunk in desk.passages(topic, "summary") for line in desk.lines_of(chunk)]
    rest = [line for line in lines if line not in sharp]
    ordered = [*sharp, *rest] if asked else [*summary, *sharp, *rest]
    room = (ROOM_FOR_ALL if question.more else ROOM) - words(lead.text)
    others = [hit.key for hit in found.hits[1:3] if isinstance(hit.key, int)]
    shown = within(ordered, room, desk)
    indicators = _named(shown)
    related = tuple(n for n in dict.fromkeys([*sheet.related, *others]) if n not in indicators)
    return Draft("answer", (lead, *shown), indicators, related=related, topics=(topic,))


def _named(lines: list[Line]) -> tuple[int, ...]:
    """The indicators that the lines name and cite, in order."""
    lists = (found[1] for line in lines if line.support for found in _INDICATORS.finditer(line.text))
    return tuple(dict.fromkeys(int(number) for text in lists for number in re.findall(r"\d+", text)))
