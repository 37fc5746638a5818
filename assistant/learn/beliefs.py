"""Questions about ideas that go round: true or false, and which of four statements is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from assistant.learn.question import Choice, Item, Question, Support
from assistant.learn.room import MOST_WRONG, Room
from corpus.fill import Filler
from corpus.lessons import Lesson
from corpus.records import Key, Misconception


def true_or_false(room: Room, lesson: Lesson) -> Iterator[Item]:
    """The false idea or its correction: is it true?"""
    for entry in plainly_false(room, lesson):
        yield Item(f"misconception:{entry.id}", partial(_true_or_false, entry, room))


def statement(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Which of these statements is right?"""
    entries = plainly_false(room, lesson)
    for entry in entries:
        others = [other for other in entries if other.id != entry.id]
        if len(others) >= MOST_WRONG:
            yield Item(f"statement:{entry.id}", partial(_statement, entry, others, room))


def plainly_false(room: Room, lesson: Lesson) -> list[Misconception]:
    """The misconceptions of a lesson that are false or outdated on the day (not those that are only imprecise)."""
    found = (room.corpus.misconceptions[key] for key in lesson.misconceptions)
    return [entry for entry in found if entry.validity.holds(room.reader.on) and _truth(entry, room)]


def _truth(entry: Misconception, room: Room) -> str:
    """What is true, as a sentence of its own; nothing where the idea is not plainly false."""
    matched = re.match(room.say("labels"), entry.correction[room.language])
    if matched is None:
        return ""
    place = f"misconceptions.yaml, {entry.id}"
    text = Filler(room.reader.rules.parameters).fill(
        entry.correction[room.language][matched.end() :], room.reader.on, room.language, place
    )
    return text[:1].upper() + text[1:]


def _support(entry: Misconception) -> Support:
    key: Key = entry.indicators[0] if len(entry.indicators) == 1 else "misunderstandings"
    return Support(key, "details" if key != "misunderstandings" else "faq", (entry.reference,))


def _true_or_false(entry: Misconception, room: Room, rng: Random) -> Question:
    truth = _truth(entry, room)
    shown_true = rng.random() < 0.5
    told = truth if shown_true else entry.said[room.language]
    choices = [Choice(room.say("true"), shown_true), Choice(room.say("false"), not shown_true)]
    prompt = room.say("misconception.prompt", text=told.rstrip("."))
    why = room.say("misconception.why", said=entry.said[room.language], truth=truth)
    subject = room.say("misconception.subject", said=entry.said[room.language])
    return room.question(f"misconception:{entry.id}", prompt, choices, why, _support(entry), None, subject)


def _statement(entry: Misconception, others: list[Misconception], room: Room, rng: Random) -> Question:
    truth = _truth(entry, room)
    choices = [Choice(truth.rstrip("."), True)]
    for other in rng.sample(others, MOST_WRONG):
        choices.append(Choice(other.said[room.language], False, _truth(other, room)))
    why = room.say("misconception.why", said=entry.said[room.language], truth=truth)
    subject = room.say("misconception.subject", said=entry.said[room.language])
    prompt = room.say("statement.prompt")
    return room.question(f"statement:{entry.id}", prompt, choices, why, _support(entry), rng, subject)
