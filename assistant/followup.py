"""What a question leaves to the turn before: indicators, facets, or the whole question with one more circumstance."""

from __future__ import annotations

from dataclasses import replace

from assistant.adding import SHORT, only_adds
from assistant.asking import AT_ONCE
from assistant.given import Given
from assistant.question import LISTS, WHOLE, Context, Question
from assistant.rules import NonConformity
from assistant.sequel import SAME
from corpus.records import OUTSIDE, Key, Language

SURELY_SAME, POINTING, ELSEWHERE = 0.9, 0.6, 0.95
"""Chance of being about the subject before from which no other is meant, the same with a word that points at it, and
chance of being about another."""
DOUBTFUL = 0.55
"""Chance of being off topic from which what leans on a question is not taken to be about the same without a search."""
STILL_OFF = 0.3
"""Chance of being off topic from which what leans on an off-topic question is so too."""
OWN_SUBJECT = 0.6
"""Chance of naming a subject of its own from which a question does not insist on what was refused."""
LISTED = {"new-entrants": "new_entrant", "subcontracting": "subcontracting", "versions": "versions"}
"""Topics after which "which ones?" asks for a list of indicators."""
LEANING = 18
"""The same for a question worded as a follow-up."""
SHORTEST = 3
"""Words of "plus court svp", which ask for nothing else."""
SEVERITY_ALONE = 6
"""Words of "et pour les mineures ?", "et s'il avait été majeur ?"."""
FIGURED = frozenset({"duration", "deadline", "decision", "calendar"})
"""Hints that a rule answers once it is told figures."""
SHORTENED = frozenset({"five", "decision", "deadline"})
"""Themes about non-conformities found."""
DATED = frozenset({"calendar", "deadline"})
"""Themes whose answer says by when."""
OWN = 2
"""Words of its own from which a question that points at nothing may be about something else: the search decides."""
OF_THE_SHEET = frozenset({"glossary", "statement", "example", "faq"})
"""Facets that are asked of a sheet, whatever other words come with them."""
SUBCONTRACTORS = 27
"""The indicator on those to whom one subcontracts, which comes into play as soon as one does."""
ABOUT_AUDITS = frozenset({"audit-cycle", "audit-day", "multi-site", "certifier"})
"""Topics after which "on site or remote?" is about the audit."""


def with_context(
    question: Question,
    context: Context,
    words: int,
    *,
    named: frozenset[Key] = frozenset(),
    said: frozenset[str] = frozenset(),
) -> Question:
    """The question with what it leaves to the turn before.

    Args:
        question: as read alone.
        context: the turn before.
        words: how many words it has.
        named: the indicators and topics that it names in words.
        said: names of the cues heard: "first" (back to the first subject), "both" (the last two), "among" (does it
            belong to the list just given), "elsewhere" (another subject), "how_long", "where".
    """
    insists = question.leans and words <= SHORT and question.new < OWN_SUBJECT and not question.indicators
    if context.refused in AT_ONCE and insists:
        return replace(question, refused=context.refused)  # "et juste une seule fois ?", whatever it asks
    found_again = _leaning(question, context, words, named, said)
    last = context.question
    if last is None or not found_again.goes_on or found_again.carried == ("question",):
        return found_again
    return replace(found_again, after=last.text)


def _leaning(question: Question, context: Context, words: int, named: frozenset[Key], said: frozenset[str]) -> Question:
    """See `with_context`, of what is not refused."""
    if "elsewhere" in said and not question.states:  # "I work on my own, by the way"
        context = Context(profile=context.profile, given=context.given)
    given = replace(context.given, found=()).with_known(question.given)
    current = (*context.indicators[:1], *context.topics[:1])
    before = tuple(key for key in context.earlier if key not in current)
    question = replace(question, returns="returns" in said, before=before, given=given)
    last = context.question
    if last is not None:
        again = _asked_again(question, last, context, words, said)
        if again is not None:
            return again
        if words <= LEANING and question.audit is None:
            question = replace(question, audit=last.audit)
    question = _of_an_audit(question, context, said)
    if last and "deadline" in question.themes and not question.given.found:
        question = replace(question, given=replace(question.given, found=last.given.found))
    if question.indicators or question.criteria:
        # "et le 13 ?" after evidence of 12: same facet, other indicator
        alike = question.leans or "among" in said
        if question.indicators and not question.facets and alike and context.facets:
            return replace(question, facets=context.facets, carried=("facets",))
        return question
    return _of_what_was_told(question, context, words, named, said)


def _of_what_was_told(
    question: Question, context: Context, words: int, named: frozenset[Key], said: frozenset[str]
) -> Question:
    """A question without number, with the list, the story, the refusal or the subject that it goes on with."""
    listed = next((facet for topic, facet in LISTED.items() if topic in context.topics), None)
    if listed and "which" in question.intents and not question.facets and question.goes_on:
        return replace(question, facets=(listed,), carried=("topics",))
    if "identify" in question.intents and (question.points or not question.topic) and not named and context.told:
        return replace(question, told=context.told)
    doubtful = (context.refused != OUTSIDE or question.off_topic > STILL_OFF) and question.new < OWN_SUBJECT
    if context.refused and question.leans and doubtful and not (question.facets or question.themes or named):
        return replace(question, refused=context.refused)
    of_it = question.points and question.same >= SAME and len(context.indicators) == 1
    if of_it and question.intents & WHOLE == {"major_only"}:  # "is a slip on that one always major?"
        mine = replace(question, intents=frozenset(), facets=("nonconformity",))
        return replace(mine, indicators=context.indicators, carried=("indicators",))
    if question.refused or question.intents & WHOLE:
        return question
    return _of_the_same_subject(question, context, words, named, said)


def _asked_again(
    question: Question, last: Question, context: Context, words: int, said: frozenset[str]
) -> Question | None:
    """The last question with what this one changes of it, or None where it asks something of its own."""
    if question.indicators:
        return None
    asks = (question.themes and words > SHORTEST) or question.given.found
    if said & {"shorter", "in_french", "in_english"} and not asks:
        spoken: Language = "fr" if "in_french" in said else "en" if "in_english" in said else last.language
        return replace(last, language=spoken, brief="shorter" in said, carried=("question",))
    if question.why:
        return replace(last, why=True, carried=("question",))
    if set(last.themes) & {"five", "decision"} and question.left:
        severity = last.given.found[0].severity if last.given.found else "minor"
        still = tuple(NonConformity(None, severity) for _ in range(question.left))
        return replace(last, themes=("decision",), given=replace(last.given, found=still), carried=("question",))
    if "decision" in last.themes and question.leans and question.given.found and words <= SHORT:
        given = last.given.with_known(question.given)
        return replace(last, text=question.text, given=given, carried=("question",))
    if "latest" in said and DATED.intersection(last.themes):
        return replace(last, text=question.text, carried=("question",))
    bare = not question.topic or (question.supposes and not question.new > ELSEWHERE)
    only_a_severity = question.facets == ("nonconformity",) and bare and words <= SEVERITY_ALONE
    if "deadline" in last.themes and question.leans and only_a_severity:
        told = replace(last.given, found=question.given.found)
        return replace(last, text=question.text, given=told, carried=("question",))
    shortfall = "nonconformity" in context.facets or SHORTENED.intersection(last.themes) or last.given.found
    own = tuple(theme for theme in question.themes if not theme == question.hint == "duration")
    if "how_long" in said and shortfall and not own and words <= LEANING:
        found = question.given.found or last.given.found
        return replace(
            question, themes=("deadline",), given=replace(question.given, found=found), carried=("question",)
        )
    found = question.given.found or context.given.found
    likely = question.hint == "decision" and question.same >= SAME and not question.facets
    decided = said & {"then", "granted"} or likely
    late = "then" in said and set(question.themes) <= {"deadline"}  # "what if we can't fix it in time?"
    if decided and found and (late or not question.themes) and words <= LEANING:
        return replace(question, themes=("decision",), given=replace(context.given, found=found), carried=("question",))
    ruled = last.themes or ((last.hint,) if last.hint in FIGURED and last.given != Given() else ())
    repeated = ruled or last.intents & LISTS
    if repeated and not last.indicators and words <= LEANING and only_adds(question, last, words):
        return replace(
            last,
            themes=ruled,
            text=question.text,
            leans=question.leans,
            supposes=question.supposes,
            corrects=question.corrects,
            hypothesis=question.hypothesis,
            ourselves=question.ourselves,
            states=question.states,
            language=question.language,
            given=last.given.with_known(question.given),
            profile=question.told_to(last.profile, question.profile),
            categories=question.categories or last.categories,
            adds=question.adds,
            on=question.on or last.on,
            audit=question.audit or last.audit,
            carried=("question",),
        )
    return None


def _of_an_audit(question: Question, context: Context, said: frozenset[str]) -> Question:
    """The question with the theme of where audits take place, if that is what it asks after a question on audits."""
    if (
        "lasts" in said
        and question.audit
        and not set(question.themes) - {"place"}
        and (question.points or not question.topic)
    ):
        return replace(question, themes=("duration",), facets=())
    spoken_of = question.audit or "place" in question.themes or ABOUT_AUDITS.intersection(context.topics)
    if "place" not in question.themes and not ("where" in said and spoken_of and not question.indicators):
        return question
    # "à distance" is then said of the audit, not of the courses
    themes = tuple(dict.fromkeys((*question.themes, "place")))
    return replace(question, themes=themes, profile=replace(question.profile, remote=None), facets=())


def _of_the_same_indicators(question: Question, context: Context, words: int) -> bool:
    """Whether a question that names no subject is about the indicators before for sure: no search is needed."""
    later = question.leans and question.audit is not None
    if question.leans and question.off_topic > DOUBTFUL:
        return False
    says_something = question.facets or question.profile.known() or question.more or question.on or later
    leans = question.leans or question.points
    ours = not question.themes or (set(question.themes) == {"deadline"} and len(context.indicators) == 1)
    if question.same >= SAME and ours and not question.outside:
        return bool(context.indicators)
    if not (context.indicators and says_something and ours) or question.outside:
        return False
    of_the_sheet = question.profile.known() or OF_THE_SHEET.intersection(question.facets)
    own = len(question.topic.split()) >= OWN and not (leans or of_the_sheet)
    return words <= (LEANING if leans else SHORT) and not own


def _numbers(subjects: tuple[Key, ...]) -> tuple[int, ...]:
    """The indicators among subjects."""
    return tuple(key for key in subjects if isinstance(key, int))


def _elsewhere(question: Question, context: Context, named: frozenset[Key]) -> bool:
    """Whether a question names another subject than that of the turn before, and not merely a circumstance."""
    if not named.isdisjoint((*context.indicators, *context.topics)):
        return False
    if question.profile.known() and (question.leans or question.states):
        return False
    return any(isinstance(key, int) for key in named) if question.points else bool(named)


def _of_the_same_subject(
    question: Question, context: Context, words: int, named: frozenset[Key], said: frozenset[str]
) -> Question:
    """The question with the indicators or the facets of the turn before, or with the subject that it may stay with."""
    facets = question.facets or context.facets
    if "first" in said and _numbers(context.earlier):
        return replace(question, indicators=_numbers(context.earlier)[:1], facets=facets, carried=("indicators",))
    back = [key for key in question.before if key in named] or question.before
    if question.returns and len(back) == 1 and isinstance(back[0], int):
        return replace(question, indicators=(back[0],), carried=("indicators",))
    if question.returns and question.before:
        return question  # the search says which
    if "both" in said and len(_numbers(context.earlier)) > 1:
        return replace(question, indicators=_numbers(context.earlier)[-2:], facets=facets, carried=("indicators",))
    if question.step and context.indicators:
        moved = tuple(number + question.step for number in context.indicators[:1])
        return replace(question, indicators=moved, facets=facets, carried=("indicators", "facets"))
    surely = POINTING if question.points else SURELY_SAME
    elsewhere = _elsewhere(question, context, named) and question.same < surely
    if elsewhere and question.leans and words <= SHORT and not question.facets and context.facets:
        return replace(question, facets=context.facets, carried=("facets",))
    if not elsewhere and _of_the_same_indicators(question, context, words):
        indicators = context.indicators
        if question.profile.uses_subcontractors and question.leans:
            asks_of_them = len(question.topic.split()) >= OWN and not (question.points or question.supposes)
            kept = () if asks_of_them and not question.states else indicators
            indicators = tuple(dict.fromkeys((*kept, SUBCONTRACTORS)))
        return replace(question, indicators=indicators, facets=facets, carried=("indicators",))
    if question.states and question.profile.known() and context.indicators and not elsewhere:
        return replace(question, indicators=context.indicators, facets=facets, carried=("indicators",))
    bare = not question.topic and (context.indicators or context.topics)
    last = context.question
    subject = context.indicators or context.topics
    answered = subject and question.points and last is not None and context.told == (last.text,)
    if context.told and not bare and not answered and (question.points or (not named and words <= SHORT)):
        return replace(question, told=context.told)
    likely = question.new < ELSEWHERE or question.points
    if words <= LEANING and (context.indicators or context.topics) and not question.states and likely:
        stays: Key = context.indicators[0] if context.indicators else context.topics[0]
        return replace(question, stays=stays)
    return question
