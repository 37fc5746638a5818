"""Corrects what a question takes for granted and is not so, before anything else is answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.claims import contradictions
from assistant.claims.check import examined
from assistant.claims.text import sentences
from assistant.compose.desk import Desk
from assistant.compose.stance import asks, asks_whether, stated
from assistant.draft import Draft, Line, PassageSupport, quoted
from assistant.library import Focus
from assistant.question import Question
from assistant.rules import Step
from assistant.rules.explain import sentence
from corpus.fill import Filler
from corpus.records import Misconception
from index.lexical import fold

TOPIC = "misunderstandings"
SAME, NEAR = 0.84, 0.72
"""Likeness to a false idea from which its correction comes first, and from which it is told beside; chosen on dev."""
CLAIMED, LESS = 0.5, 0.08
"""`Question.claims` from which a text only wants something confirmed, and the likeness that this makes up for."""
DOUBTFUL = 0.5
"""`Question.off_topic` from which an abstention stays one."""
LONG = 40
"""Words from which a text says too many things to be like one idea."""
MOST = 2
"""Corrections in one answer."""
SAID_ALREADY = 0.75
"""Share of the words of a correction from which a line says the same."""
FEWEST = 4
"""Words below which a text names something and says nothing of it ("handicap", "refus de certification")."""


def corrected(draft: Draft, question: Question, desk: Desk) -> Draft:
    """The draft with the corrections of false premises put first; an abstention gives way to them.

    What a question leaves open ("peut-on ...?") is told without being called false. Refusals to forge or to promise
    stay as they are.
    """
    if question.refused and not _oddly_put(question):
        return draft
    said = stated(question.text) if len(question.text.split()) >= FEWEST else ""
    known = list(_held(question, desk))
    lines = [line for entry, cue in known for line in _line(entry, desk, cue.search(said) is not None)][:MOST]
    trace: tuple[Step, ...] = ()
    whether = "applicability" in question.facets and (not said or asks_whether(question.text))
    told = any(fact.rule == "decision" for fact in draft.facts) or whether
    if question.outside and draft.outcome != "answer":
        told = True  # a neighbouring subject stays refused, unless somebody believes something false of ours
    if not lines and not told:
        only = question.indicators[0] if len(question.indicators) == 1 else None
        found = contradictions(question.text, desk.reader, indicator=only, asserted_only=False)
        granted = contradictions(said, desk.reader, indicator=only, asserted_only=False) if found and said else ()
        wrong = {contradiction.claim.subject for contradiction in granted}
        for contradiction in found[:MOST]:
            truth = sentence(contradiction.truth[desk.language])
            text = desk.say("premise.false", truth=truth) if contradiction.claim.subject in wrong else f"**{truth}**"
            lines.append(Line(text, "lead", desk.supports("premise", only, contradiction.steps), only))
            trace += contradiction.steps
    if not lines and question.outside:
        return draft
    if not lines:
        return _with_what_is_near(draft, question, desk, said)
    if draft.outcome != "answer":
        indicators = tuple(dict.fromkeys(n for entry, _ in known for n in entry.indicators))
        return Draft("answer", tuple(lines), indicators, topics=(TOPIC,), trace=trace)
    return replace(draft, lines=(*lines, *draft.lines), trace=(*trace, *draft.trace))


def _oddly_put(question: Question) -> bool:
    """Whether a question was only learned to steer the assistant, as no cue says: odd wordings look like it."""
    return question.refused == "instruction" and "steer" not in question.intents


def _right(said: str, desk: Desk) -> bool:
    """Whether what is said is known to be true, at least where the rules can judge it."""
    judged = [wrong for _, _, wrong in examined(said, desk.reader, asserted_only=False)]
    return bool(judged) and not any(judged)


def _with_what_is_near(draft: Draft, question: Question, desk: Desk, said: str) -> Draft:
    """The draft with the correction of the false idea that a question comes near to, if any.

    A question that only asks is answered by it as well as one that takes it for granted.

    Args:
        draft: of the answer.
        question: as understood.
        desk: of the turn.
        said: what the question takes for granted; may be empty.
    """
    refused = draft.outcome == "abstain" and question.off_topic > DOUBTFUL
    words = len(question.text.split())
    leans = question.carried or (question.points and question.stays is not None)  # "faut qu'ils le soient tous ?"
    if refused or leans or draft.outcome == "clarify" or not FEWEST <= words <= LONG:
        return draft
    phrases, entries = desk.library.false_ideas
    place, alike = desk.library.meanings.nearest(question.text, phrases)
    entry = entries[place]
    if alike < NEAR or not entry.validity.holds(desk.reader.on) or not _same_numbers(entry, question):
        return draft
    if desk.library.meanings.nearest(question.text, desk.library.truths)[1] >= alike:
        return draft  # it says what is true
    figures, theirs = _figures(question.text), _figures(phrases[place])
    if figures and theirs and not figures & theirs:
        return draft  # another figure is another idea
    if asks(question.text) and draft.outcome == "answer":
        return draft  # the answer says it
    granted = bool(said) and not _right(said, desk)
    lines = _line(entry, desk, granted)
    if alike >= SAME - LESS * (granted and question.claims >= CLAIMED) and lines:
        if draft.outcome == "answer":
            return replace(draft, lines=(*lines, *draft.lines))
        return Draft("answer", tuple(lines), entry.indicators, topics=(TOPIC,))
    if draft.outcome != "answer" or not _akin(entry, draft):
        return draft
    return _told_beside(entry, draft, desk)


def _told_beside(entry: Misconception, draft: Draft, desk: Desk) -> Draft:
    """The draft with what is true instead of a false idea, without a verdict, unless it says so already."""
    language = desk.library.language(desk.language)
    truth = Focus(entry.truth(desk.language), language)
    if any(truth.share(line.text) >= SAID_ALREADY for line in draft.lines):
        return draft
    aside = [replace(line, text=line.text.replace("**", ""), kind="bullet") for line in _line(entry, desk, said=False)]
    place = next((place for place, line in enumerate(draft.lines[:2]) if line.kind == "note"), 2)
    return replace(draft, lines=(*draft.lines[:place], *aside, *draft.lines[place:]))


def _same_numbers(entry: Misconception, question: Question) -> bool:
    """Whether a false idea speaks of an indicator that a question names, where each names some."""
    return not entry.indicators or not question.indicators or bool({*entry.indicators} & {*question.indicators})


def _figures(text: str) -> set[str]:
    """The numbers in a text, also those in words."""
    return {number for one in sentences(text) for number in re.findall(r"\d+", one.text)}


def _akin(entry: Misconception, draft: Draft) -> bool:
    """Whether a false idea is about what an answer is about."""
    return not entry.indicators or not draft.indicators or bool({*entry.indicators} & {*draft.indicators})


def _held(question: Question, desk: Desk) -> Iterable[tuple[Misconception, re.Pattern[str]]]:
    """The misconceptions that the question shows, on the day of the answer, each with the cue that shows it."""
    folded = re.sub(r"\s+", " ", fold(question.text))
    on = desk.reader.on
    for entry in desk.library.corpus.misconceptions.values():
        shown = (re.compile(cue) for cue in entry.cues[question.language] if re.search(cue, folded))
        cue = next(shown, None)
        if cue is not None and entry.validity.holds(on):
            yield entry, cue


def _line(entry: Misconception, desk: Desk, said: bool) -> list[Line]:
    """The correction, resting on the passage that tells it; nothing where there is none on that day.

    Args:
        entry: the false idea.
        desk: of the turn.
        said: whether the idea is taken for granted; what is left open is told without a verdict.
    """
    idea = entry.said[desk.library.language(desk.language)]
    for chunk in (chunk for facet in ("details", "versions") for chunk in desk.passages(TOPIC, facet)):
        raw = next((line for line in chunk.text.splitlines() if f"« {idea} »" in line), None)
        if raw is None:
            continue
        correction = entry.correction[desk.language] if said else entry.truth(desk.language)
        told = Filler(desk.reader.rules.parameters).fill(correction, desk.reader.on, desk.language, entry.id)
        support: PassageSupport = quoted(chunk, raw.removeprefix("- "))
        reserve = desk.reserve(entry.reference.confidence)
        return [Line(f"**{told}**{reserve}", "lead", (support,))]
    return []
