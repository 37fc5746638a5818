"""The categories that an indicator concerns, and claims that it is common or specific."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.claims.cues import has
from assistant.claims.records import Found, found
from assistant.claims.scope import Segment
from assistant.rules import CATEGORIES, Category, Reader


def concerned(number: int, reader: Reader) -> list[Category]:
    """The categories in which an indicator can apply."""
    if number in reader.read("common-indicators"):
        return list(CATEGORIES)
    matrix = reader.read("specific-indicators")
    return [category for category in CATEGORIES if number in matrix[category]]


def met_category(number: int, said: str, holds: bool, true: Sequence[Category]) -> Found:
    """What is said of the categories of an indicator, with the true ones."""
    code = "concerns_all" if len(true) == len(CATEGORIES) else "concerns"
    return found("category", f"indicator {number}", said, holds, code, n=number, categories=list(true))


def kind(segment: Segment, numbers: Sequence[int], own: bool) -> Iterator[Found]:
    """Common to all categories, or specific to some."""
    text = segment.text
    said = _word(text, own)
    if (
        said is None
        or (has("common", text) and has("specific", text))
        or re.search(r"point commun|points communs|in common|pas grand-chose", text)
    ):
        return
    told = re.search(
        r"(?<![a-z])(?:pas|plus|non|not|[a-z]+n't|no longer|never|jamais)(?: \w+){0,2}? (?:un |an? |des )?"
        rf"(?:indicat\w+ )?{said}",
        text,
    )
    for number in numbers:
        true = concerned(number, segment.reader)
        common = len(true) == len(CATEGORIES)
        holds = (common == (said == "comm")) != bool(told)
        yield met_category(number, f"{'not ' if told else ''}{said}", holds, true)


def _word(text: str, own: bool) -> str | None:
    if not own and not re.match(
        r"\s*(?:il|elle|ils|it|they|c'est|tous|all|un |an? |indicat|commun|common|specifi|(?:est|sont|is|are) )", text
    ):
        return None
    if re.search(
        r"(?:est|sont|is|are|be|parmi les|fait partie des|font partie des|one of the|tous|all"
        r"|restent?|remains?|:|^)\W*(?:\w+ ){0,3}?(?:commun|common)",
        text,
    ):
        return "comm"
    if re.search(
        r"(?:indicateurs? specifique|specific indicator|(?:est|sont|is"
        r"|are) (?:\w+ ){0,1}?specifi(?:que|c)s?(?! (?:aux?|to|des|du)))",
        text,
    ):
        return "specifi"
    return None
