"""Where audits take place, on site or remote: the lines of the audit cycle that say it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.compose.desk import Desk, within
from assistant.draft import Draft, Line
from assistant.question import Question
from assistant.rules.profile import AuditKind
from index.lexical import fold

TOPIC = "audit-cycle"
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
    chunks = [chunk for facet in ("details", "faq") for chunk in desk.passages(TOPIC, facet)]
    lines = [line for chunk in chunks for line in desk.lines_of(chunk) if _PLACE.search(fold(line.text))]
    kinds = list(_KINDS.values()) if kind is None else [_KINDS[kind]]
    told = [line for line in lines if any(pattern.search(fold(line.text)) for pattern in kinds)]
    return Draft("answer", (lead, *within(told or lines, desk.room, desk)), topics=(TOPIC,))
