"""When there is no answer: a question back, or an abstention that says what is near and where to ask."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.desk import Desk
from assistant.draft import Draft, Line
from assistant.question import Question
from corpus.records import OUTSIDE, Key
from index.search import Found

NEAR = 3


def refusal(question: Question, desk: Desk) -> Draft:
    """Forging evidence, predicting the audit, advising on a case ...: refused, with what can be done instead."""
    kind = question.refused
    if kind == OUTSIDE:
        return nothing_found(desk, Found(()))
    lines = (Line(desk.say(f"abstain.{kind}"), "lead"), Line(desk.say(f"abstain.{kind}_near"), "note"))
    subjects = [n for n in question.indicators if 1 <= n <= desk.reader.last_indicator]
    return Draft("abstain", lines, suggestions=near(desk, list(subjects[:NEAR])))


def clarification(desk: Desk) -> Draft:
    """The question says a facet but no subject: ask which indicator."""
    count, _ = desk.read("indicator-count")
    return Draft("clarify", (Line(desk.say("clarify.indicator", count=count), "lead"),))


def adrift(desk: Desk) -> Draft:
    """The question leans on an answer ("why?", "the next one?") and there is none before it."""
    return Draft("clarify", (Line(desk.say("clarify.before"), "lead"),))


def noted(desk: Desk) -> Draft:
    """The message only tells who asks: what is kept of it, and what could be asked."""
    lines = [Line(desk.say("noted"), "lead")]
    if desk.profile.categories:
        lines = [Line(desk.say("noted.categories", profile=desk.categories()), "lead")]
    examples = tuple(desk.say(f"noted.example.{n}") for n in range(1, 4))
    return Draft("clarify", tuple(lines), suggestions=examples)


def greeting(desk: Desk) -> Draft:
    """A greeting, or "who are you?": what the assistant does, and examples."""
    examples = tuple(desk.say(f"ui.example.{n}") for n in range(1, 5))
    return Draft("clarify", (Line(desk.say("greeting"), "lead"),), suggestions=examples)


def outside(question: Question, desk: Desk, found: Found) -> Draft:
    """A neighbouring subject that the corpus does not treat: named, not answered."""
    if not question.outside:
        return nothing_found(desk, found)
    topics = ", ".join(desk.say(f"outside.{topic}") for topic in question.outside)
    lines = (Line(desk.say("abstain.outside", topics=topics), "lead"), Line(desk.say("abstain.near"), "note"))
    return Draft("abstain", lines, suggestions=near(desk, [hit.key for hit in found.hits[:NEAR]]))


def nothing_found(desk: Desk, found: Found) -> Draft:
    """Nothing relevant enough: say so, name what is near."""
    lines = (Line(desk.say("abstain.nothing"), "lead"), Line(desk.say("abstain.near"), "note"))
    return Draft("abstain", lines, suggestions=near(desk, [hit.key for hit in found.hits[:NEAR]]))


def near(desk: Desk, keys: Sequence[Key]) -> tuple[str, ...]:
    """Indicators and topics, each in a few words."""
    return tuple(
        desk.say("near", n=key, subject=desk.sheet(key).subject)
        if isinstance(key, int)
        else desk.say("near.topic", title=desk.sheet(key).title)
        for key in keys
    )
