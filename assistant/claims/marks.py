"""Finds what a normal text names: indicators, criteria, quantities with their unit, amounts, dates, categories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.claims.cues import places
from assistant.claims.dating import days
from assistant.dates import MONTH
from assistant.rules import CATEGORIES, Category

Unit = Literal["month", "year", "day", "week", "hour", "site", "indicator", "criterion", "minor", "other"]


@dataclass(frozen=True)
class Named:
    """Numbers of indicators (or of one criterion) and where they stand."""

    start: int
    end: int
    numbers: tuple[int, ...]

    def moved(self, by: int) -> Named:
        """The same at another place."""
        return Named(self.start + by, self.end + by, self.numbers)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit; `rank`: "the 14th month" rather than "14 months"."""

    start: int
    end: int
    value: float
    unit: Unit
    rank: bool = False

    @property
    def months(self) -> float | None:
        """The same in months, None for another kind of unit."""
        factor = {"month": 1.0, "year": 12.0, "week": 7 / 30.4, "day": 1 / 30.4}.get(self.unit)
        return None if factor is None else self.value * factor


_JOINT = (
    r"\s*(?:,|/|;|&|\+|-|(?:, )?(?:et|and|ou|or|a|au|aux|to|puis|jusqu'a(?:u)?|through|ainsi que"
    r"|as well as|plus|ni|nor)"
    r"(?![a-z]))\s*"
)
_FILLER = (
    r"(?:(?:the |le |la |les |l'|du |des |au |aux |de l')?(?:indicateurs? |indicators? |ind\.? ?|n°s? ?|numeros? |#)?)"
)
_NUMBER = r"\d{1,2}(?![\d%€]|[.,]\d\d?\b(?!,)|\s?%|\s?€|e(?![a-z])|er\b)"
_PLAIN = r"\d{1,2}(?!\d|e(?![a-z])|er\b|\.\d|\s?[%€])"
_NOT_INDICATOR = (
    rf"(?!\s?-?\s?(?:mois|months?|ans?\b|annees?|years?|jours?|journees?|days?|semaines?|weeks?|heures?|hours?|h\b|minutes?"
    rf"|sites?|indicat|criter|euros?|k€|m€|pages?|points?|fois|times|etablissements?|stagiaires|apprentis|personnes"
    rf"|people|salaries|millions?|(?:{MONTH})\b|/\d|(?:majeures?|mineures?|minors?|majors?|nc|ncs|non[- ]conform)\b"
    rf"|categories|communs?|common|specifi|e\b|er\b|veilles?|certific|questions|modules?|seances?|quizz?|ecarts|findings))"
)
_LIST = rf"{_PLAIN}{_NOT_INDICATOR}(?:{_JOINT}{_FILLER}{_PLAIN}{_NOT_INDICATOR})*"
_LED = re.compile(
    rf"(?<![a-z0-9])(?:(?:l'|d'|les |the )?(?:indicateurs?|indicators?|indic|ind|indicat)\.?(?: qualiopi)?"
    r"|(?<!decret )(?<!jo )n°s?|#|numeros?(?= ?\d))"
    rf"\s*(?:n°s?|numeros?|numbers?|nos?\.?|:|=)?\s*(?:le |les |the )?"
    rf"({_PLAIN}(?!\s\(\d)(?!\s?(?:mois|months?|ans\b|years?|jours?|days?|indicat))"
    rf"(?:{_JOINT}{_FILLER}{_PLAIN}{_NOT_INDICATOR})*)"
)
_BARE = re.compile(rf"(?<![a-z0-9])(?:le|du|au|sur le|que le|et le|under|on|for|number) (?:seul |only )?({_LIST})")
_MANY = re.compile(rf"(?<![a-z0-9.,/-])({_LIST})")
_OPENING = re.compile(rf"^(?:le |the )?({_PLAIN})(?=,? ?(?:\(|:|-|,) ?[a-z]){_NOT_INDICATOR}")
_SEVERE = re.compile(r"mineur|majeur|minor|major|gradu|graded|gradable|nc (?:min|maj)")
_CLAUSE = re.compile(
    rf"(?:^|[,;:(] ?|(?<![a-z])(?:and|et|but|mais|while|whereas|tandis que|alors que) )(?:le |the )?({_PLAIN})"
    r"(?= ?(?:(?:is|est|reste|remains|stays|lui|n'est|isn't)\b|[:=(] ?(?:maj|min|gradu"
    r"|graded|toujours|always)))"
)
_FOLLOWING = re.compile(
    rf"; (?:le |the )?({_PLAIN})(?= (?:asks|requires|concerns|applies|covers|is|looks|deals"
    r"|demande|concerne|s'applique|vise|est"
    r"|exige|impose|porte)(?![a-z]))"
)
_JOIN = re.compile(rf"^{_JOINT}{_FILLER}$")
_RANGE = re.compile(r"^\s*(?:-|a|au|to|jusqu'a|jusqu'au|through)\s*(?:l'|le |the |indicateur |indicator |n° ?)*$")
_CRITERION = re.compile(
    r"(?<![a-z])(?:criteres?|criteri(?:on|a))\.?\s*(?:n°\s*|number )?(\d)(?![\d.,]\d|e\b)"
    r"|(?<![a-z0-9])(\d)e criter(?:e|ion)"
)
_ADJECTIVE = (
    r"(?:(?:full|whole|entire|calendar|long|short|additional|extra|more|further|supplementary"
    r"|petits?|longs?|bons?|entiers?"
    r"|pleins?|grands?|nc|non[- ]conformites?|non[- ]conformit(?:y|ies)|of the|des|premiers?"
    r"|open|unresolved|outstanding|simples?|first|new|nouveaux|seuls?)\s)?"
)
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("month", r"mois|months?"),
    ("year", r"ans?|annees?|years?|yrs?"),
    ("day", r"jours?|journees?|days?|j"),
    ("week", r"semaines?|weeks?"),
    ("hour", r"heures?|hours?|h"),
    ("site", r"sites?|etablissements?|establishments?|implantations?|locations?|branches"),
    ("indicator", r"indicateurs?|indicators?"),
    ("criterion", r"criteres?|criteria|criterion"),
    ("minor", r"mineure?s?|minors?"),
)
_QUANTITY = re.compile(
    r"(?<![\d.,/a-z])(\d{1,4}(?:\.\d+)?)(e)?[\s-]?(?:et )?"
    + _ADJECTIVE
    + "(?:"
    + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS)
    + ")(?![a-z])"
)
_RANK = re.compile(
    r"(?<![a-z])(?:mois|month)s? (?:n° ?|number )?(\d{1,2})(?!\d)"
    r"|(?<![\d.a-z])(\d{1,2})e(?=(?: mois| month)?(?: and | et | to | au | a |-| - )(?:the |le "
    r"|du )?\d{1,2}e (?:mois|month))"
    r"|(?<![\d.a-z])(\d{1,2})e?(?=(?: et | and |-| - | a | to | au )(?:the |le )?\d{1,2}e? ?-?(?:mois|months?))"
)
_AMOUNT = re.compile(
    r"(\d+(?:[.,]\d+)?) ?(k|m|millions?)?(?: d')? ?(?:€|eur(?:os?)?(?![a-z]))"
    r"|€ ?(\d+(?:[.,]\d+)?) ?(k|m|millions?)?(?![a-z])"
)


def _numbers(text: str) -> tuple[int, ...]:
    values: list[int] = []
    last = 0
    for token in re.finditer(r"\d{1,2}", text):
        value = int(token[0])
        if values and _RANGE.match(text[last : token.start()]) and values[-1] < value:
            values += range(values[-1] + 1, value + 1)
        else:
            values.append(value)
        last = token.end()
    return tuple(dict.fromkeys(values))


def indicators(text: str, highest: int) -> list[Named]:
    """The indicators named, in order: "indicateurs 4 a 7", "le 12", "n° 31", and lists of numbers beside the word."""
    named: list[Named] = []
    for match in _LED.finditer(text):
        named.append(Named(match.start(1), match.end(1), _numbers(match[1])))
    for match in _BARE.finditer(text):
        named.append(Named(match.start(1), match.end(1), _numbers(match[1])))
    for match in re.finditer(rf"(?<=[a-z] \()({_LIST})(?=\)(?! ?:))", text):
        named.append(Named(match.start(1), match.end(1), _numbers(match[1])))
    if _SEVERE.search(text):
        for match in (*_OPENING.finditer(text), *_CLAUSE.finditer(text)):
            if named or _OPENING.match(text) or _MANY.search(text):
                named.append(Named(match.start(1), match.end(1), _numbers(match[1])))
    if named:
        named += [Named(m.start(1), m.end(1), _numbers(m[1])) for m in _FOLLOWING.finditer(text)]
    spoken = bool(re.search(r"indicat|(?<![a-z])ind\.", text))
    for match in _MANY.finditer(text):
        numbers = _numbers(match[1])
        if len(numbers) >= (2 if spoken or named else 3):
            named.append(Named(match.start(1), match.end(1), numbers))
    taken: list[Named] = []
    for one in sorted(named, key=lambda n: (n.start, -n.end)):
        free = all(one.start >= other.end or one.end <= other.start for other in taken)
        if free and all(1 <= number <= highest for number in one.numbers) and not _dated(text, one.start, one.end):
            taken.append(one)
    return _merged(text, taken)


def _merged(text: str, named: list[Named]) -> list[Named]:
    """Neighbours with only a joint between them are one list."""
    merged: list[Named] = []
    for one in named:
        if merged and _JOIN.match(text[merged[-1].end : one.start]):
            last = merged.pop()
            numbers = _numbers(text[last.start : one.end])
            merged.append(Named(last.start, one.end, numbers))
        else:
            merged.append(one)
    return merged


def _dated(text: str, start: int, end: int) -> bool:
    return any(day.start < end and start < day.end for day in days(text)) or bool(
        re.search(
            r"(?:article|art\.|version|annexe|page|chapitre|l\.|r\.|critere|criterion|module|v)\s?$", text[:start]
        )
    )


def criteria(text: str) -> list[Named]:
    """The criteria named by number."""
    return [Named(m.start(), m.end(), (int(m[1] or m[2]),)) for m in _CRITERION.finditer(text)]


def quantities(text: str) -> list[Quantity]:
    """Numbers with a unit, in order; "month 15" and "14th ... 22nd month" included."""
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(text):
        unit = match.lastgroup
        assert unit is not None
        if unit == "minor" and re.match(r"\s?(?:ou majeur|or major)", text[match.end() :]):
            continue
        found.append(Quantity(match.start(), match.end(), float(match[1]), unit, bool(match[2])))  # type: ignore[arg-type]
    for match in _RANK.finditer(text):
        value = float(match[1] or match[2] or match[3])
        rank = match[3] is None or "e" in match[0]
        if all(not (q.start <= match.start() < q.end) for q in found):
            found.append(Quantity(match.start(), match.end(), value, "month", rank))
    if any(quantity.rank and quantity.unit == "month" for quantity in found):
        for match in re.finditer(r"(?<![\d.a-z])(\d{1,2})e(?=\s*(?:[.,;:)]|$))", text):
            found.append(Quantity(match.start(), match.end(), float(match[1]), "month", True))
    return sorted(found, key=lambda quantity: quantity.start)


def amounts(text: str) -> list[tuple[int, int]]:
    """Amounts in euros, each with its place."""
    found = []
    for match in _AMOUNT.finditer(text):
        number = float((match[1] or match[3]).replace(",", "."))
        unit = (match[2] or match[4] or "")[:1]
        found.append((match.start(), round(number * {"": 1, "k": 1_000, "m": 1_000_000}[unit])))
    return found


def categories(text: str) -> tuple[Category, ...]:
    """The categories of actions named."""
    return tuple(category for category in CATEGORIES if places(category, text))
