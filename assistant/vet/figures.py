"""Figures, dates, units and names: all of them must stand in what is cited."""

from __future__ import annotations

import re

from assistant.claims.text import normal
from assistant.dates import MONTH
from index.lexical import fold

_UNIT = (
    r"mois|an(?:nee)?s?|jours?|journees?|semaines?|heures?|minutes?|trimestres?|semestres?|fois|indicateurs?|criteres?|sites?|"
    r"points?|mineures?|majeures?|non[- ]conformites?|months?|years?|days?|weeks?|hours?|times|indicators?|criteria|"
    r"minors?|majors?|non[- ]conformities|%|pour cent|percent|€|k€|euros?"
)
_NUMBER = re.compile(r"(?<![a-z])\d+(?:[.,]\d+)?(?:er?|e)?(?![a-z])")
_NAMED = re.compile(r"\b(?:indicateurs?|indicators?|ind\.?) (?:n[°o] ?)?(\d+)")
_MEASURE = re.compile(rf"(\d+(?:[.,]\d+)?)e?r? ?({_UNIT}|{MONTH})(?![a-z])")
_COUNTED = re.compile(r"(?<![\w.])(\d+) (?!(?:et|and|a|to|ou|or|x|le|la|les|du|de|of)\b)([a-z]{4,})")
_MONTH = re.compile(rf"(?<![a-z])(?:{MONTH})(?![a-z])")
_NAME = re.compile(r"(?<![\w'’-])[^\W\d_]*[A-ZÀ-Ý][\w’'-]*")
_LISTED = re.compile(r"(?<![\w.])([2-9]) ([a-z' ]{3,40}?) ?: (.+)$")
_ITEMS = re.compile(r",? (?:et|ou|and|or) |, ")
_ALWAYS_KNOWN = {"qualiopi", "rnq"}


def figures(text: str) -> set[str]:
    """The numbers and the months of a normal text; "may" alone is a verb."""
    numbers = {found.group().rstrip("er").replace(",", ".") for found in _NUMBER.finditer(text)}
    return numbers | {month for month in _MONTH.findall(text) if month not in ("may", "march", "mars")}


def measures(text: str) -> set[tuple[str, str]]:
    """Every number with its unit, in a normal text."""
    return {(number.replace(",", "."), unit.rstrip("s")) for number, unit in _MEASURE.findall(text)}


def counted(text: str) -> set[tuple[str, str]]:
    """Every number with the beginning of the noun that it counts, in a normal text: ("4", "phase")."""
    return {(number, noun[:5]) for number, noun in _COUNTED.findall(text)}


def uncounted(folded: str, cited: str) -> str:
    """A folded sentence without the number of what it lists itself: "three cases: A, B and C".

    Args:
        folded: the sentence.
        cited: the passages in normal text; what they count keeps its number.
    """
    told = normal(folded)
    found = _LISTED.search(told)
    if (
        not found
        or found[2][:5] in {noun for _, noun in counted(cited)}
        or int(found[1]) != len(_ITEMS.split(found[3].rstrip(" .")))
    ):
        return folded
    return f"{told[: found.start(1)]}{told[found.start(2) :]}"


def named(text: str) -> set[str]:
    """The indicators named in a normal text."""
    return set(_NAMED.findall(text))


def without_named(text: str, indicators: set[str]) -> str:
    """The text without the mention of indicators that are those of the passages cited."""
    return _NAMED.sub(lambda found: "" if found[1] in indicators else found[0], text)


def names(text: str) -> set[str]:
    """Words with a capital that is not that of the sentence's beginning, and acronyms, folded."""
    found = set()
    for match in _NAME.finditer(text):
        word = match.group()
        begins = not text[: match.start()].strip(" «\"“'’-") or text[: match.start()].rstrip().endswith(("?", ":", "."))
        bare = re.split(r"['’]", word)[-1] or word
        if not any(letter.isupper() for letter in bare) or (begins and not bare[1:2].isupper()):
            continue
        if fold(bare) not in _ALWAYS_KNOWN and bare != "I":
            found.add(fold(bare))
    return found
