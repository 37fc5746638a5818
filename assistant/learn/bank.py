"""All questions that a lesson can ask, and a quiz drawn from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random

from assistant.learn import audits, beliefs, concerned, decisions, indicators
from assistant.learn.question import Item
from assistant.learn.room import Room
from corpus.lessons import Lesson

SIZE = 10
"""Questions of a quiz, where the lesson has as many."""
Maker = Callable[[Room, Lesson], Iterator[Item]]
MAKERS: Mapping[str, Maker] = {
    "situation": indicators.situation,
    "evidence": indicators.evidence,
    "not_evidence": indicators.not_evidence,
    "severity": indicators.severity,
    "partial": indicators.shortfall,
    "criterion": indicators.criterion,
    "change": indicators.change,
    "applies": concerned.applies,
    "count": concerned.count,
    "subcontract": concerned.subcontract,
    "entrant": concerned.entrant,
    "adapted": concerned.adapted,
    "mine": concerned.mine,
    "order": audits.order,
    "dates": audits.dates,
    "duration": audits.length,
    "sites": audits.sampled,
    "surveillance": audits.surveillance,
    "version": audits.version,
    "decision": decisions.outcome_of,
    "deadline": decisions.deadline,
    "misconception": beliefs.true_or_false,
    "statement": beliefs.statement,
}


def bank(room: Room, lesson: Lesson) -> tuple[Item, ...]:
    """All questions of a lesson, by kind in the order in which the lesson names them."""
    return tuple(item for kind in lesson.questions for item in MAKERS[kind](room, lesson))


def quiz(room: Room, lesson: Lesson, seed: int, size: int = SIZE) -> tuple[Item, ...]:
    """A quiz: kinds in turn, so that each has its share, and never two questions on the same thing if that can be.

    Args:
        room: language, day and profile.
        lesson: what it is about.
        seed: the same one draws the same quiz.
        size: how many questions.
    """
    rng = Random(f"{seed}/{lesson.id}")
    piles: dict[str, list[Item]] = {}
    for item in bank(room, lesson):
        piles.setdefault(item.kind, []).append(item)
    for pile in piles.values():
        rng.shuffle(pile)
    order = list(piles)
    rng.shuffle(order)
    drawn: list[Item] = []
    about: set[str] = set()
    while any(piles.values()) and len(drawn) < size:
        for pile in (piles[kind] for kind in order if piles[kind]):
            item = next((one for one in pile if one.id.partition(":")[2] not in about), pile[0])
            pile.remove(item)
            about.add(item.id.partition(":")[2])
            drawn.append(item)
    return tuple(drawn[:size])


def item_of(room: Room, item_id: str) -> tuple[Lesson, Item] | None:
    """A question by its id, with the first lesson that asks it; None if none does (any more)."""
    for lesson in room.lessons:
        if item_id.partition(":")[0] in lesson.questions:
            for item in MAKERS[item_id.partition(":")[0]](room, lesson):
                if item.id == item_id:
                    return lesson, item
    return None
