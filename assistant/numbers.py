"""Finds the indicators and criteria that a question names, in every form people write.

"ind. 28", "l'indicateur vingt-huit", "#28", "28 et 30", "1 à 3", "le 12", "critère 4"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.cues import Cues

WIDEST_RANGE = 40
"""A longer range ("1 à 500") is not a list of indicators."""

_NO_PLURAL = (
    "pas|plus|mais|dans|nous|vous|sans|alors|apres|depuis|jamais|does|was|has|is|as|us|this|vs|aux|ils|elles|sous"
)
"""Words in s or x that may follow the number of an indicator."""
_QUANTITY = re.compile(r"\d+ (?:indicateurs|indicators|criteres|criteria)")
"""Says how many, not which: "32 ou 33 indicateurs ?"."""

_THE_ONE = re.compile(r"(?<![a-z])the one(?= (?:about|on|for|that|which|dealing|covering)(?![a-z]))")
"""No number: "indicator 28, the one about ..."."""

_BEFORE_A_NUMBER = (
    *("preuves?", "gravites?", "exigences?", "attendus?", "exemples?", "obligations?", "definitions?"),
    *(
        "justificatifs?",
        "evidence",
        "proofs?",
        "severity",
        "requirements?",
        "examples?",
        "nc",
        "idem",
        "pareil",
        "same",
    ),
    *("vae", "cfa", "cbc", "bilans?", "apprentissage", "apprenticeship"),
)
"""Words after which a bare number is that of an indicator: facets and categories."""
_NO_INDICATOR = (
    r"(?:niveaux?|levels?|bac|iso|covid|pages?|chapitres?|chapters?|annexes?|sections?|points?|questions?|etapes?|steps?"
    r"|phases?|parties?|modules?|lecons?|lessons?|avec|with|environ|around|depuis|since|jours?|days?|jour|en|in|loi|law"
    r"|que|seulement|only|reste|total|sites?|moins|plus|de|than|of|least|most|a|at|to) "
)
"""Words after which a number in a message of three words is something else."""


@dataclass(frozen=True)
class Named:
    """What is named, in the order written."""

    indicators: tuple[int, ...]
    criteria: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    """Where, in the folded text."""


class Numbers:
    """Recognises number references with the number words and units of all languages."""

    def __init__(self, cues: Iterable[Cues]) -> None:
        self._words: Mapping[str, int] = {word: value for cue in cues for word, value in cue.numbers.items()}
        units = "|".join(f"(?:{cue.units.pattern})" for cue in cues)
        word = "|".join(_loose(name) for name in sorted(self._words, key=len, reverse=True))
        big = "|".join(_loose(name) for name in sorted(self._words, key=len, reverse=True) if self._words[name] > 16)
        end = rf"(?![a-z0-9]|[.,]\d|\s*(?:{units}))"
        number = rf"(?:\d{{1,3}}|{word}){end}"
        joint = r"\s*(?:,|;|/|&|\+|-|–|(?:et|ou|vs\.?|versus|and|or|a|au|aux|to|puis|jusqu'a|through)(?![a-z]))\s*"
        filler = r"(?:(?:l'|le |la |les |the |du |de l'|des )?(?:numeros?|numbers?|n[°o]\.?|#)?\s*)"
        again = r"(?:(?:l'|les |the |de l')?(?:indicateurs?|indicators?|ind\.?)\s*)?"
        more = rf"(?:(?:{joint}{again}{filler}|\s+(?=\d)){number})*"
        sure = rf"(?:\d{{1,3}}|{word})(?![a-z0-9]|[.,]\d)"  # right after "indicateur", a unit cannot mislead
        self._indicator = re.compile(rf"(?<![a-z])(?:[ld]?indi[a-z]*|ind|indic|i)\.?\s*{filler}({sure}{more})")
        self._criterion = re.compile(rf"(?<![a-z])(?:crit[a-z]*)\.?\s*{filler}({sure}{more})")
        bare = rf"(?:\d{{1,2}}|{big}){end}"
        facets = "|".join(_BEFORE_A_NUMBER)
        articles = f"le|au|du|the|difference|numero|number|about|for|pour|and|et|ou|or|celui|{facets}"
        things = rf"\s+(?!(?:{_NO_PLURAL})\b)[a-z]{{3,}}[sx]\b"
        begins = (
            rf"^(?!(?:\d{{1,3}}|{word})(?!\s+(?:{facets})\b){things})"  # "2 formatrices bossent pour nous" counts them
        )
        lead = rf"(?:{begins}|#|n[°o]\.? ?|^(?:et|and) (?:a|to) |\b(?:{articles}) (?:le |du |the |n[°o] ?)?)"
        self._bare = re.compile(rf"{lead}({bare}(?:{joint}{filler}{bare})*)")
        said_of = "appl|concern|for|one|graded|gradable|major|minor|eased|also|always|mandatory|required|relevant"
        self._verbal = re.compile(rf"\b(?:does|do|is|are|will|can) ({bare})(?= (?:{said_of}))")
        verbs = "applies|concerns|covers|asks|requires|s'applique|concerne|demande|exige|impose|vise|porte"
        self._what = re.compile(rf"\bwhat (?:was |is )?({bare})(?= (?:is|was|means|says|wants)\b|\W*$)")
        self._ordinal = re.compile(
            r"(?<![\d.,/:+a-z-])(\d{1,2})(?=(?:e|eme|nd|rd|st|th) (?:et (?:dernier|nouvel) )?indicat(?:eu|o)r\b)"
        )
        self._subject = re.compile(rf"(?<![\d.,/:+a-z-])(?<!les )(?<!the )(?<!all )({bare})(?= (?:{verbs})\b)")
        self._alone = re.compile(rf"^\W*({bare}(?:{joint}{filler}{bare})*)\W*$")
        self._short = re.compile(rf"^(?!{_NO_INDICATOR})(?:\S+ )?(?!{_NO_INDICATOR})[a-z']+ ({bare})\W*$")
        self._counting_nothing = re.compile(rf"(?<![\d.,/:+a-z-])(\d{{1,2}})(?!/){end}(?!{things})")
        self._token = re.compile(rf"(\d{{1,3}}|{word})(?![a-z0-9])")
        self._range = re.compile(r"^\s*(?:-|–|a|au|to|jusqu'a|through)\s*$")
        parts = r"chap\.?|chapitres?|chapter|annexe|page|module|niveau|level|phase"
        laws = rf"{parts}|article|art\.?|version|v|rncp|rs|l\.|r\.|d\.|\d[-.]|decret|alinea|guide|rnq"
        besides = r"a part|hormis|en dehors de?|outre|other than|apart from|besides|except(?: for)?"
        self._not_before = re.compile(
            rf"(?<![a-z])(?:{laws})\s*(?:n[°o]\.? ?)?$|(?:{besides}) (?:l'|le |the )?(?:indicateurs? |indicators? )?$"
        )

    def find(self, folded: str) -> Named:
        """The indicators and criteria named in a folded text."""
        folded = _THE_ONE.sub("the ...", folded)
        criteria, spans = self._all(self._criterion, folded, ())
        indicators, found = self._all(self._indicator, folded, spans)
        spans = (*spans, *found)
        for pattern in (self._alone, self._bare, self._verbal, self._what, self._subject, self._ordinal, self._short):
            if not indicators and not criteria and not _QUANTITY.search(folded):
                indicators, found = self._all(pattern, folded, spans, lead=False)
                spans = (*spans, *found)
        return Named(indicators, criteria, spans)

    def only(self, folded: str) -> Named:
        """The one number in a folded text that counts nothing, where a message surely names an indicator."""
        found = list(self._counting_nothing.finditer(folded))
        if len(found) != 1 or _QUANTITY.search(folded) or self._not_before.search(folded[: found[0].start()]):
            return Named((), (), ())
        return Named((int(found[0][1]),), (), (found[0].span(1),))

    def _all(
        self, pattern: re.Pattern[str], text: str, taken: tuple[tuple[int, int], ...], lead: bool = True
    ) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        numbers: list[int] = []
        spans: list[tuple[int, int]] = []
        for match in pattern.finditer(text):
            overlaps = any(start < match.end() and match.start() < end for start, end in taken)
            if overlaps or self._not_before.search(text[: match.start(1)]):
                continue
            numbers += self._list(match[1])
            spans.append(match.span() if lead else match.span(1))  # "preuves 19": only the number is taken
        return tuple(dict.fromkeys(numbers)), tuple(spans)

    def _list(self, text: str) -> list[int]:
        """The numbers of a list, ranges spelt out: "1 a 3, 7" -> [1, 2, 3, 7]."""
        numbers: list[int] = []
        last_end = None
        for token in self._token.finditer(text):
            value = self._value(token[1])
            between = text[last_end : token.start()] if last_end is not None else ""
            plain = re.sub(r"indicateurs?|indicators?|ind\.?|numeros?|n[°o]\.?|#|l'|\bles?\b|\bthe\b", "", between)
            if numbers and self._range.match(plain) and numbers[-1] < value <= numbers[-1] + WIDEST_RANGE:
                numbers += range(numbers[-1] + 1, value + 1)
            else:
                numbers.append(value)
            last_end = token.end()
        return numbers

    def _value(self, token: str) -> int:
        return int(token) if token.isdigit() else self._words[re.sub(r"[\s-]+", "-", token)]


def _loose(name: str) -> str:
    """A number word written with hyphens or spaces."""
    return re.escape(name).replace(r"\-", r"[\s-]+")
