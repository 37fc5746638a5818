"""A number given with the subject of another: corrected first, then the subject is answered."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose.desk import Desk
from assistant.compose.refusals import near
from assistant.compose.sections import about
from assistant.draft import Draft, Line
from assistant.question import Question
from index.search import Found

SURE, RIVAL = 0.6, 0.6
"""Confidence that a search of the subject needs, and the share of its best score that clears the number given."""
NEARLY = 0.8
"""What the indicator meant may stand below the topic that treats of the same subject ("disability" beside 26)."""


def repaired(draft: Draft, question: Question, desk: Desk, found: Found) -> Draft:
    """The draft about the subject that a question means, where the number it gives is that of another.

    Args:
        draft: the answer about the number.
        question: has `claimed`.
        desk: of the turn.
        found: of a search of what is claimed.
    """
    (number,) = question.indicators
    ranked = [(hit.key, hit.score) for hit in found.hits if isinstance(hit.key, int)]  # a pair is of two indicators
    if draft.outcome != "answer" or not ranked or found.sure < SURE:
        return draft
    meant, best = ranked[0]
    if found.share(meant) < NEARLY or dict(ranked).get(number, 0.0) >= RIVAL * best:
        return draft
    right = about(replace(question, indicators=(meant,)), desk, (meant,))
    if not 1 <= number <= desk.reader.last_indicator:  # the draft says that there is no such number
        return replace(right, lines=(*draft.lines, *right.lines))
    subject, (other,) = desk.sheet(number).subject, near(desk, [meant])
    text = desk.say("lead.wrong_subject", n=number, subject=subject, other=other)
    return replace(right, lines=(Line(text, "lead", (), number), *right.lines), related=(number, *right.related))
