"""How sure a search must be before it is answered from: what is off topic, what a question names, what it doubts."""

from __future__ import annotations

from assistant.compose.desk import Desk
from assistant.question import Question
from index.search import Found

NAMED, SURE = 0.2, 0.45
"""Confidence (`Found.sure`) below which we abstain: if all words are names of the subject, or else. Chosen on dev."""
OFF_TOPIC, LIKELY, FIRM = 0.53, 0.55, 0.9
"""Doubt from which an answer needs more confidence: `LIKELY` there, `FIRM` from `DOUBTED`, in the end as much as the
doubt."""
DOUBTED = 0.8
CLEARLY = 0.7
"""Doubt from which an abstention says what it refuses; below, it only says that nothing sure was found."""
WITHIN = 0.2
"""A question that hardly can needs no more than one that names its subject."""


def least(question: Question, desk: Desk, found: Found) -> float:
    """The confidence that an answer needs."""
    doubt = question.off_topic
    if doubt >= DOUBTED:
        return max(FIRM, doubt)
    named = found.hits and found.hits[0].key in desk.library.said_in(question.topic)
    if question.facets and named and not question.outside:
        return NAMED
    if doubt > OFF_TOPIC:
        return LIKELY + (FIRM - LIKELY) * (doubt - OFF_TOPIC) / (DOUBTED - OFF_TOPIC)
    return NAMED if found.named or doubt < WITHIN or question.told else SURE
