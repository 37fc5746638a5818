"""Questions about one indicator: what belongs to it, how severe, in which criterion, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any

from assistant.learn.question import Choice, Item, Question
from assistant.learn.room import MOST_WRONG, Room
from assistant.rules import severity as severity_of
from assistant.rules.explain import sentence, sentences
from assistant.rules.outcome import Value
from corpus.lessons import Case, Lesson
from corpus.records import Language

LONGEST = 22
"""Words of a piece of evidence that fits in a choice."""


def situation(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Which indicator does this situation concern first?"""
    yield from _cases(room, lesson, "situation")


def evidence(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Which indicator does this piece of evidence belong to?"""
    yield from _cases(room, lesson, "evidence")


def _cases(room: Room, lesson: Lesson, kind: str) -> Iterator[Item]:
    mine = set(room.asked_about(lesson))
    for case in room.school.cases.values():
        if case.kind == kind and case.indicator in mine and len(_unlike(case, room)) >= MOST_WRONG:
            yield Item(f"{kind}:{case.id}", partial(_case, case, room))


def _unlike(case: Case, room: Room) -> list[int]:
    return [n for n in case.unlike if n in room.in_force]


def _case(case: Case, room: Room, rng: Random) -> Question:
    n = case.indicator
    wrong = [Choice(room.name(m), False, _difference(n, m, room)) for m in rng.sample(_unlike(case, room), MOST_WRONG)]
    prompt = room.say(f"{case.kind}.prompt", text=case.text[room.language])
    why = room.say("about", n=n, subject=room.sheet(n).subject, text=room.summary(n))
    facet: Any = "statement" if case.kind == "situation" else "evidence"
    subject = room.say(f"{case.kind}.subject", n=n)
    choices = [Choice(room.name(n), True), *wrong]
    return room.question(f"{case.kind}:{case.id}", prompt, choices, why, room.by_sheet(n, facet), rng, subject)


def _difference(right: int, other: int, room: Room) -> str:
    """How the two indicators differ, as one of their sheets says it; else what the other one is about."""
    told = room.sheet(other).related.get(right) or room.sheet(right).related.get(other)
    return sentence(told) if told else room.say("other", n=other, subject=room.sheet(other).subject)


def not_evidence(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Which of these pieces of evidence is not one of this indicator?"""
    cases = [case for case in room.school.cases.values() if case.kind == "evidence"]
    for n in room.asked_about(lesson):
        odd = [case for case in cases if n in case.unlike]
        mine = [text for text in room.evidence(n) if len(text.split()) <= LONGEST]
        if odd and len(mine) >= MOST_WRONG:
            yield Item(f"not_evidence:{n}", partial(_odd_one, n, odd, mine, room))


def _odd_one(n: int, odd: list[Case], mine: list[str], room: Room, rng: Random) -> Question:
    case = rng.choice(odd)
    text = case.text[room.language]
    choices = [Choice(text, True)]
    choices += [Choice(one, False, room.say("not_evidence.note", n=n)) for one in rng.sample(mine, MOST_WRONG)]
    why = room.say("not_evidence.why", text=text, n=n, other=case.indicator, subject=room.sheet(case.indicator).subject)
    prompt = room.say("not_evidence.prompt", n=n, subject=room.sheet(n).subject)
    subject = room.say("not_evidence.subject", n=n)
    return room.question(f"not_evidence:{n}", prompt, choices, why, room.by_sheet(n, "evidence"), rng, subject)


def severity(room: Room, lesson: Lesson) -> Iterator[Item]:
    """When may a non-conformity on this indicator stay minor?"""
    for n in room.asked_about(lesson):
        outcome = severity_of(n, room.reader)
        if isinstance(outcome, Value) and (outcome.value == "major" or outcome.details["minor_when"]):
            yield Item(f"severity:{n}", partial(_severity, n, outcome, room))


def _severity(n: int, outcome: Value, room: Room, rng: Random) -> Question:
    only_major = outcome.value == "major"
    choices = [Choice(room.say("severity.never"), only_major), Choice(room.say("severity.always"), False)]
    if only_major:
        choices += [Choice(room.say("severity.in_part"), False), Choice(room.say("severity.first_time"), False)]
    else:
        when = outcome.details["minor_when"][room.language]
        choices += [Choice(room.say("severity.when", text=when), True), Choice(room.say("severity.not_at_all"), False)]
    prompt = room.say("severity.prompt", n=n, subject=room.sheet(n).subject)
    why = " ".join(sentences(outcome, room.language))
    support = room.by_rule(outcome.trace, n, "nonconformity")
    return room.question(f"severity:{n}", prompt, choices, why, support, rng, room.say("severity.subject", n=n))


def shortfall(room: Room, lesson: Lesson) -> Iterator[Item]:
    """How severe is this shortfall?"""
    for n in room.asked_about(lesson):
        outcome = severity_of(n, room.reader)
        if isinstance(outcome, Value):
            yield Item(f"partial:{n}", partial(_shortfall, n, outcome, room))


def _shortfall(n: int, outcome: Value, room: Room, rng: Random) -> Question:
    found: dict[str, str] = {room.say("partial.not_at_all"): "major"}
    if outcome.value == "major":
        found[room.say("partial.in_part")] = "major"
    else:
        found[_told(outcome, "minor_when", room.language) or room.say("partial.in_part")] = "minor"
    shortfall = rng.choice(sorted(found))
    grade = found[shortfall]
    choices = [
        Choice(room.say("partial.minor"), grade == "minor"),
        Choice(room.say("partial.major"), grade == "major"),
        Choice(room.say("partial.none"), False),
        Choice(room.say("partial.depends"), False),
    ]
    prompt = room.say("partial.prompt", n=n, subject=room.sheet(n).subject, text=shortfall)
    why = " ".join(sentences(outcome, room.language))
    support = room.by_rule(outcome.trace, n, "nonconformity")
    return room.question(f"partial:{n}", prompt, choices, why, support, rng, room.say("severity.subject", n=n))


def _told(outcome: Value, detail: str, language: Language) -> str:
    text = outcome.details[detail]
    return text[language] if text else ""


def criterion(room: Room, lesson: Lesson) -> Iterator[Item]:
    """To which criterion does this indicator belong?"""
    for n in room.asked_about(lesson):
        yield Item(f"criterion:{n}", partial(_criterion, n, room))


def _criterion(n: int, room: Room, rng: Random) -> Question:
    room.reader.forget()
    members, names = room.reader.read("criteria"), room.reader.read("criteria-names")
    mine = next(number for number, found in members.items() if n in found)
    shown = [mine, *rng.sample([number for number in members if number != mine], MOST_WRONG)]
    choices = [
        Choice(room.say("criterion.name", n=number, name=names[number][room.language]), n in members[number])
        for number in shown
    ]
    why = room.say("criterion.why", n=n, criterion=mine, name=names[mine][room.language], text=room.summary(n))
    support = room.by_rule(room.reader.trace(), n, "summary")
    prompt = room.say("criterion.prompt", n=n, subject=room.sheet(n).subject)
    return room.question(f"criterion:{n}", prompt, choices, why, support, rng, room.say("criterion.subject", n=n))


def change(room: Room, lesson: Lesson) -> Iterator[Item]:
    """What did the last change of the framework bring to this indicator?"""
    changes = room.reader.optional("changes-2026")
    if changes is None:
        return
    created = room.reader.read("created-in-2026")
    texts = {n: told[room.language] for n, told in changes.items() if n not in created}
    for n in room.asked_about(lesson):
        if n not in created:
            yield Item(f"change:{n}", partial(_change, n, texts, room))


def _change(n: int, texts: dict[int, str], room: Room, rng: Random) -> Question:
    form = room.reader.read("form-changed-in-2026")
    others = [m for m in texts if m != n and m not in form]
    nothing = room.say("change.nothing")
    right = texts.get(n, nothing)
    wrong = [texts[m] for m in rng.sample(others, MOST_WRONG)]
    if n in texts:
        wrong[0] = nothing
    room.reader.forget()
    room.reader.read("changes-2026")
    choices = [Choice(right, True), *(Choice(text, False) for text in wrong)]
    version = room.reader.rnq
    prompt = room.say("change.prompt", n=n, subject=room.sheet(n).subject, rnq=version)
    support = room.by_rule(room.reader.trace(), n, "versions")
    why = room.say("change.why", n=n, rnq=version, text=right)
    return room.question(f"change:{n}", prompt, choices, why, support, rng, room.say("change.subject", n=n))
