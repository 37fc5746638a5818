"""Claims on the criteria: how many there are, and which indicators belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.counts import PART
from assistant.claims.cues import has
from assistant.claims.marks import criteria
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the number of criteria and on what belongs to one."""
    yield from _criteria_total(segment, scene)
    yield from _belonging(segment)


def _criteria_total(segment: Segment, scene: Scene) -> Iterator[Found]:
    text = segment.text
    for quantity in segment.quantities:
        if quantity.unit != "criterion" or quantity.rank or quantity.value < 2 or PART.search(text):
            continue
        after = text[quantity.end : quantity.end + 25]
        linked = has("framework", scene.text) and (
            has("has", text) or re.match(r" (?:de qualite|qualite|quality|du |of the |qualiopi|nationa)", after)
        )
        plainly = re.search(r"(?:il y a|there are)(?: now| maintenant| bien)? $", text[: quantity.start])
        if linked or plainly or (re.search(r"reforme|reform", scene.text) and quantity.start < 4):
            table = segment.reader.read("criteria")
            told = denied(text[: quantity.start], 18)
            holds = (int(quantity.value) == len(table)) != told
            if not re.search(r"criteres? (?:pour|de choix|a regarder|de selection)|criteria (?:for|to)", text):
                yield found("count", "criteria", int(quantity.value), holds, "count_criteria", count=len(table))


def _belonging(segment: Segment) -> Iterator[Found]:
    """Which criterion an indicator belongs to."""
    text, named = segment.text, criteria(segment.text)
    if len(named) != 1 or len(segment.indicators) != 1:
        return
    table = segment.reader.read("criteria")
    criterion, numbers = named[0].numbers[0], segment.indicators[0].numbers
    if criterion not in table:
        return
    between = text[min(named[0].end, segment.indicators[0].end) : max(named[0].start, segment.indicators[0].start)]
    if named[0].start < segment.indicators[0].start:
        linked = has("covers", between) or re.match(r"^\W*(?:indicateurs?|indicators?)?\W*$", between)
    else:
        linked = has("belongs", between) or re.match(r"^\W*(?:du |of |in |de )?\W*$", between)
    if not linked or len(between) > 60:
        return
    told = segment.negated
    for number in numbers:
        true = next((c for c, members in table.items() if number in members), None)
        if true is not None:
            yield found(
                "category",
                f"indicator {number}",
                f"criterion {criterion}",
                (true == criterion) != told,
                "criterion_of",
                n=number,
                criterion=true,
            )
