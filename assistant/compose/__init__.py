"""Writes an answer from rule outcomes and passages, without any language model."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose.desk import Desk
from assistant.compose.lists import added, criterion, listing, unknown
from assistant.compose.places import how_long_kept, where_it_takes_place
from assistant.compose.refusals import adrift, clarification, greeting, noted, nothing_found, outside, refusal
from assistant.compose.sections import about
from assistant.compose.staying import HALF, NEARLY, first, speaks_of_it, stayed, still_about, that_applies
from assistant.compose.sure import CLEARLY, DOUBTED, OFF_TOPIC, SURE, WITHIN, least
from assistant.compose.themes import TOPICS, deadlines, themed
from assistant.compose.topics import TOPIC_OF_FACET, about_topic
from assistant.draft import Draft
from assistant.followup import SUBCONTRACTORS
from assistant.question import Question
from corpus.records import OUTSIDE
from index.search import Found

MAYBE_SAME = 0.3
"""Chance of being about the subject before from which a question that nothing answers stays with it."""
ASIDE = 0.4
"""Doubt from which a follow-up that names a neighbouring subject is about that one."""
FEW = 4
"""Words of a question that may be nothing but a pronoun."""
LONGEST_TOLD = 40
"""Words of a message that only tells who asks."""
BESIDE = 3
"""Lines of a topic shown after what its rule says."""

__all__ = ["Desk", "exact", "from_search"]


def exact(question: Question, desk: Desk) -> Draft | None:
    """The draft of an answer that numbers and rules alone give, or None if something must be searched for."""
    if question.refused:
        return refusal(question, desk)
    if _leans_on_nothing(question):
        return adrift(desk)
    valid = tuple(n for n in question.indicators if 1 <= n <= desk.reader.last_indicator)
    invalid = [n for n in question.indicators if n not in valid]
    if invalid or any(c not in desk.criteria for c in question.criteria):
        return unknown(question, desk, valid, invalid)
    if "greet" in question.intents and not valid:
        return greeting(desk)
    decided = themed(question, desk) if "decision" in question.themes and question.given.found else None
    if decided is not None:
        return decided
    if valid:
        return _about_numbers(question, desk, valid)
    if question.criteria:
        return criterion(question, desk)
    return _by_rule(question, desk)


def _about_numbers(question: Question, desk: Desk, valid: tuple[int, ...]) -> Draft:
    """The answer about indicators named, with the criteria or the delays asked for beside them."""
    draft = about(question, desk, valid)
    if question.criteria:
        both = criterion(question, desk)
        return replace(draft, lines=(*draft.lines, *both.lines), indicators=(*valid, *both.indicators))
    if "deadline" not in question.themes or len(valid) > 1:
        return draft
    return replace(draft, lines=(*draft.lines[:2], *deadlines(valid[0], question, desk), *draft.lines[2:]))


def _by_rule(question: Question, desk: Desk) -> Draft | None:
    """What rules and lists say where no number is named, or a question back."""
    if _is_a_point_of_the_indicator_before(question, desk):
        return None
    new = added(desk) if "added" in question.intents else ()
    if new:
        return about(replace(question, facets=("versions",)), desk, new)
    if question.themes == ("keeping",) and not question.outside:
        return how_long_kept(question, desk)
    found = where_it_takes_place(question, desk) if "place" in question.themes else themed(question, desk)
    found = found or listing(question, desk)
    if found is not None:
        return found
    if question.idle or _only_tells(question, desk):
        return noted(desk)
    goes_on = question.stays is not None or bool(question.told)
    facets = set(question.facets) if not (goes_on or question.topic) else set()
    return clarification(desk) if facets and not facets & set(TOPIC_OF_FACET) else None


def _is_a_point_of_the_indicator_before(question: Question, desk: Desk) -> bool:
    """Whether a follow-up only names a point of the indicator before ("les tarifs aussi ?"), and no rule is meant."""
    said = isinstance(question.stays, int) and "costs" in question.themes and question.leans
    return said and question.stays is not None and speaks_of_it(question.stays, question, desk, 1)


def _leans_on_nothing(question: Question) -> bool:
    """Whether a question needs an answer before it ("why?", "the next one?", "what about it?") and there is none."""
    if question.carried or question.indicators:
        return False
    return question.why or bool(question.step) or _says_nothing(question)


def _only_tells(question: Question, desk: Desk) -> bool:
    """Whether a message says who asks, and nothing that could be looked up."""
    known = {name for name, value in question.profile.known().items() if value is not False}
    asks = question.carried or question.stays or question.given.found
    tells = question.states and bool(known or question.outside)
    return tells and not asks and len(question.text.split()) <= LONGEST_TOLD


def _says_nothing(question: Question) -> bool:
    """Whether a question only points at something, and nothing came before ("what about it?")."""
    facets = question.facets if len(question.text.split()) > FEW else ()
    asks = question.topic or facets or question.themes or question.intents or question.profile.known()
    return question.points and not asks and question.stays is None and not question.told


def _as_hinted(question: Question, desk: Desk, found: Found) -> Draft | None:
    """The answer of the rule that a question likely calls for, or of its topic, unless the search points elsewhere."""
    if question.hint is None or question.off_topic > OFF_TOPIC or question.hint not in (question.themes or TOPICS):
        return None
    topic = TOPICS[question.hint]
    if found.sure >= SURE and found.share(topic) < NEARLY:
        return None
    told = about_topic(question, desk, topic, found)
    by_rule = themed(replace(question, themes=(question.hint,), outside=()), desk)
    if by_rule is None:
        return told
    beside = [line for line in told.lines[1:] if line.kind == "bullet"][:BESIDE]
    return replace(by_rule, lines=(*by_rule.lines, *beside))


def from_search(question: Question, desk: Desk, found: Found) -> Draft:
    """The draft of an answer about what a search found, or an abstention where that is not sure enough."""
    enough = DOUBTED if question.stays is None else ASIDE
    if question.outside and (question.off_topic >= enough or found.sure < least(question, desk, found)):
        return outside(question, desk, found)
    if question.stays is not None and not question.returns and still_about(question.stays, question, desk, found):
        by_rule = _as_hinted(question, desk, found) if question.stays == TOPICS.get(question.hint or "") else None
        return by_rule or stayed(question.stays, question, desk, found)
    if question.returns and question.before:
        found = first(max(question.before, key=found.share), found, HALF if len(question.before) > 1 else 0.0)
    said = desk.library.said_in(question.topic)
    if question.mistakes and not said and question.stays is None:
        return about_topic(question, desk, TOPIC_OF_FACET["nonconformity"], found)
    told = desk.profile if question.points and (question.told or question.certified) else question.profile
    theirs = told.uses_subcontractors and not told.subcontractor
    spoken_of = SUBCONTRACTORS in said or theirs or (question.stays == SUBCONTRACTORS and question.points)
    # "must our freelancers be certified?", "must each of them?"
    about_others = (question.hint == "exemption" or question.certified) and spoken_of
    if about_others:
        found = first(SUBCONTRACTORS, found, HALF)
    hinted = None if about_others else _as_hinted(question, desk, found)
    if hinted is not None:
        return hinted
    if not found.hits or found.sure < least(question, desk, found):
        if question.stays is not None and question.same >= MAYBE_SAME and question.off_topic <= OFF_TOPIC:
            return stayed(question.stays, question, desk, found)
        if question.off_topic > CLEARLY and question.doubt not in (None, OUTSIDE):
            return refusal(replace(question, refused=question.doubt), desk)
        ours = question.facets if question.off_topic < WITHIN and found.sure else ()
        topic = next((TOPIC_OF_FACET[facet] for facet in ours if facet in TOPIC_OF_FACET), None)
        return about_topic(question, desk, topic, found) if topic else nothing_found(desk, found)
    found = that_applies(found, question, desk)
    if "identify" in question.intents:  # "which indicator ...?" is not answered by a topic
        found = replace(found, hits=tuple(hit for hit in found.hits if isinstance(hit.key, int)) or found.hits)
    key = found.hits[0].key
    return about(question, desk, (key,), found) if isinstance(key, int) else about_topic(question, desk, key, found)
