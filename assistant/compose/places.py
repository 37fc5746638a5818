"""Where audits take place, and how long evidence is kept: the lines of a topic that say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.compose.desk import Desk, within
from assistant.draft import Draft, Line
from assistant.question import Question
from assistant.rules.profile import AuditKind
from index.lexical import fold

TOPIC, KEEPING = "audit-cycle", "preparation"
_KEPT = re.compile(r"conservation|retention")
_PLACE = re.compile(r"\b(?:sur site|a distance|en visio|on site|remote(?:ly)?|by video)\b")
_KINDS: Mapping[AuditKind, re.Pattern[str]] = {
    "initial": re.compile(r"initial|premier audit|first audit"),
    "surveillance": re.compile(r"surveillance"),
    "renewal": re.compile(r"renouvellement|renewal"),
    "extension": re.compile(r"extension"),
}


def where_it_takes_place(question: Question, desk: Desk) -> Draft:
    """The answer on where an audit takes place; on all of them where no kind of audit is known."""
    kind = question.audit or desk.profile.audit
    lead = Line(desk.say("lead.place" if kind is None else f"lead.place.{kind}"), "lead")
    lines = _lines(TOPIC, _PLACE, desk)
    kinds = list(_KINDS.values()) if kind is None else [_KINDS[kind]]
    told = [line for line in lines if any(pattern.search(fold(line.text)) for pattern in kinds)]
    return Draft("answer", (lead, *within(told or lines, desk.room, desk)), topics=(TOPIC,))


def how_long_kept(question: Question, desk: Desk) -> Draft:
    """The answer on how long evidence is kept, whatever the indicator."""
    subject = question.stays if isinstance(question.stays, int) else None
    lines = [replace(line, kind="lead") for line in _lines(KEEPING, _KEPT, desk)]
    return Draft("answer", tuple(lines), () if subject is None else (subject,), topics=(KEEPING,))


def _lines(topic: str, pattern: re.Pattern[str], desk: Desk) -> list[Line]:
    chunks = [chunk for facet in ("details", "faq") for chunk in desk.passages(topic, facet)]
    return [line for chunk in chunks for line in desk.lines_of(chunk) if pattern.search(fold(line.text))]
