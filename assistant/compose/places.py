"""Where audits take place, on site or remote: the lines of the audit cycle that say it, for the audit asked about first."""

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
    said = [line for facet in ("details", "faq") for chunk in desk.passages(TOPIC, facet) for line in desk.lines_of(chunk)]
    places = [line for line in said if _PLACE.search(fold(line.text))]
    asked = [line for line in places if kind is not None and _KINDS[kind].search(fold(line.text))]
    others = [] if asked else [line for line in places if any(pattern.search(fold(line.text)) for pattern in _KINDS.values())]
    return Draft("answer", (lead, *within([*asked, *others], desk.room, desk)), topics=(TOPIC,))
