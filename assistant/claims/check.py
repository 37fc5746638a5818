"""Takes a text apart, asks every theme what it claims, and keeps what the rules deny."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.claims import (
    categories,
    conditions,
    counts,
    created,
    criteria,
    deadlines,
    definitions,
    durations,
    lengths,
    limits,
    lists,
    minors,
    outcomes,
    reform,
    severities,
    starts,
    validity,
    windows,
)
from assistant.claims.records import Claim, Contradiction, Found
from assistant.claims.scope import Scene, Segment, scene
from assistant.claims.text import sentences
from assistant.claims.truths import truth
from assistant.rules import Reader, Step
from corpus.errors import NoValueError

Theme = Callable[[Segment, Scene], Iterator[Found]]
THEMES: tuple[Theme, ...] = (
    severities.claims,
    categories.claims,
    conditions.claims,
    counts.claims,
    criteria.claims,
    definitions.claims,
    starts.claims,
    deadlines.claims,
    minors.claims,
    durations.claims,
    windows.claims,
    validity.claims,
    reform.claims,
    lists.claims,
    limits.claims,
    outcomes.claims,
    lengths.claims,
    created.claims,
)


def contradictions(
    text: str, reader: Reader, *, indicator: int | None = None, asserted_only: bool = True
) -> tuple[Contradiction, ...]:
    """What a text claims against the rules.

    Args:
        text: a sentence, a line of an answer or a page, French or English.
        reader: the rules on the day; its record of what was read is left alone.
        indicator: the indicator that the text speaks of when it names none.
        asserted_only: False also examines what a question takes for granted.
    """
    return tuple(
        Contradiction(
            Claim(one.kind, one.subject, one.said, sentence),
            truth(one.truth),
            tuple(dict.fromkeys(step.parameter for step in one.steps)),
            one.steps,
        )
        for sentence, one, wrong in examined(text, reader, indicator=indicator, asserted_only=asserted_only)
        if wrong
    )


def examined(
    text: str, reader: Reader, *, indicator: int | None = None, asserted_only: bool = True
) -> list[tuple[str, Found, bool]]:
    """Every claim recognised, with its sentence and whether it contradicts the rules."""
    parts = sentences(text)
    found: list[tuple[str, Found, bool]] = []
    for place, sentence in enumerate(parts):
        before = parts[place - 1].text if place else ""
        after = parts[place + 1].text if place + 1 < len(parts) else ""
        cut = scene(sentence, reader, indicator, before, after, asserted_only)
        found += [(sentence.written, one, wrong) for one, wrong in _of(cut)]
    return found


def _of(cut: Scene) -> list[tuple[Found, bool]]:
    asserted: list[Found] = []
    denied: list[Found] = []
    for segment in cut.segments:
        if segment.stance == "skipped":
            continue
        for theme in THEMES:
            (denied if segment.stance == "denied" else asserted).extend(_asked(theme, segment, cut))
    wrong = {(one.subject, one.said): (one, True) for one in asserted if not one.holds}
    right = {(one.subject, one.said): (one, False) for one in asserted if one.holds}
    if denied and all(one.holds for one in denied):
        wrong |= {(one.subject, one.said): (one, True) for one in denied}
    return [*wrong.values(), *right.values()]


def _asked(theme: Theme, segment: Segment, cut: Scene) -> list[Found]:
    """What one theme finds in a segment, each with what was read for it, once for several."""
    found: list[Found] = []
    steps: tuple[Step, ...] = ()
    segment.reader.trace()
    try:
        for one in theme(segment, cut):
            steps = segment.reader.trace() or steps
            found.append(replace(one, steps=steps))
    except NoValueError:
        segment.reader.trace()
    return found
