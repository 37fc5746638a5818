"""When a missed question comes back: spaced repetition (FSRS), with the clock handed in."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import cache

from fsrs import Card, Rating, Scheduler


def reviewed(kept: str | None, right: bool, now: datetime) -> tuple[str, datetime] | None:
    """What is kept of a question after an answer, and when it is due.

    Args:
        kept: what was kept before; None = the question was never missed.
        right: whether the answer was right.
        now: the time of the answer (UTC).

    Returns:
        JSON and the time it is due; None for a right answer to a question that was never missed: nothing to keep.
    """
    if kept is None and right:
        return None
    card = Card(card_id=0, due=now) if kept is None else Card.from_json(kept)
    card, _ = _scheduler().review_card(card, Rating.Good if right else Rating.Again, review_datetime=now)
    return json.dumps(json.loads(card.to_json()), sort_keys=True), card.due


@cache
def _scheduler() -> Scheduler:
    """Without fuzz, so that the same answers give the same days; a miss comes back the same day."""
    step = (timedelta(minutes=10),)
    return Scheduler(learning_steps=step, relearning_steps=step, enable_fuzzing=False)
