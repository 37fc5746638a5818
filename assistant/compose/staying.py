"""Whether a search leaves the subject of the turn before, and which of two near subjects comes first."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose.desk import Desk
from assistant.compose.sections import about
from assistant.compose.sure import CLEARLY, FIRM, OFF_TOPIC, SURE
from assistant.compose.topics import TOPIC_OF_FACET, about_topic
from assistant.draft import Draft
from assistant.followup import DOUBTFUL
from assistant.library import Focus
from assistant.question import Question
from assistant.rules import NotApplicable, verdict
from assistant.sequel import SAME
from corpus.records import FACETS, Key
from index.search import Found

TOGETHER = 2
"""Words that one line must have together, where another subject is surely named."""
HALF, NEARLY = 0.4, 0.75
"""Share of the best score from which the subject of the turn before is still meant: in a follow-up, or else."""


def still_about(key: Key, question: Question, desk: Desk, found: Found) -> bool:
    """Whether a question that could lean on the turn before does: nothing else is clearly nearer."""
    if question.off_topic > (DOUBTFUL if question.leans else FIRM) and not question.points:
        return False
    if not found.hits or found.hits[0].key == key:
        return True
    if question.same >= SAME and question.off_topic <= CLEARLY:
        among_topics = isinstance(key, str) and isinstance(found.hits[0].key, str)
        said = desk.library.said_in(question.topic)
        other = found.hits[0].key in said and key not in said
        return not among_topics or found.share(key) >= (NEARLY if other else HALF)
    if not question.topic or (question.supposes and len(question.topic.split()) == 1):
        return True
    asked_of_it = found.hits[0].key in {TOPIC_OF_FACET.get(facet) for facet in question.facets}
    if question.points and question.facets and (found.sure < FIRM or asked_of_it):
        return True  # "le nouveau décret change-t-il quelque chose là-dessus ?"
    if question.leans and speaks_of_it(key, question, desk, 1 if found.sure < FIRM else TOGETHER):
        return True
    share = found.share(key)
    if question.off_topic > OFF_TOPIC and share < NEARLY:
        return False
    if question.leans:
        return share >= (NEARLY if found.sure >= FIRM else HALF) or found.sure < SURE
    return share >= NEARLY


def first(key: Key, found: Found, least: float = NEARLY) -> Found:
    """What was found, with a subject first if it is near enough beside the first one."""
    mine = tuple(hit for hit in found.hits if hit.key == key and found.share(key) >= least)
    return replace(found, hits=(*mine, *(hit for hit in found.hits if hit not in mine)))


def that_applies(found: Found, question: Question, desk: Desk) -> Found:
    """What was found, with an indicator that applies to the organisation before one nearly as near that does not."""
    key = found.hits[0].key
    if not isinstance(key, int) or question.categories or key in desk.library.said_in(question.topic):
        return found
    if not desk.profile.categories or not _applies_not(key, desk):
        return found
    keys = dict.fromkeys(hit.key for hit in found.hits[1:])
    mine = next((one for one in keys if isinstance(one, int) and not _applies_not(one, desk)), None)
    return found if mine is None else first(mine, found, HALF)


def _applies_not(indicator: int, desk: Desk) -> bool:
    return isinstance(verdict(indicator, desk.profile, desk.reader).outcome, NotApplicable)


def speaks_of_it(key: Key, question: Question, desk: Desk, fewest: int) -> bool:
    """Whether a line of a sheet has all the words of the question, and at least so many."""
    focus = Focus(question.topic, desk.library.language(desk.language))
    texts = (chunk.text for facet in FACETS for chunk in desk.passages(key, facet))
    return focus.size >= fewest and any(focus.share(line) == 1 for text in texts for line in text.splitlines())


def stayed(key: Key, question: Question, desk: Desk, found: Found) -> Draft:
    """The draft of an answer that stays with the subject of the turn before."""
    carried = ("indicators" if isinstance(key, int) else "topics",)
    question = replace(question, carried=carried)
    draft = about(question, desk, (key,)) if isinstance(key, int) else about_topic(question, desk, key, found)
    return replace(draft, carried=carried)
