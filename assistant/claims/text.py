"""Writes a text so that one pattern fits both languages: folded, numbers in digits, ordinals as "14e"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.lexical import fold

_FR = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_FR += ["dix-sept", "dix-huit", "dix-neuf"]
_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_EN_TENS = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}
_EN_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_EN_ORDINALS |= {"twelve": "twelfth"}
_AMBIGUOUS = {"un", "une", "one", "zero", "first", "second", "premier"}
"""Numbers only right before a unit."""


def _cardinals() -> dict[str, int]:
    words = {word: value for value, word in [*enumerate(_FR), *enumerate(_EN)]}
    for tens, name in _FR_TENS.items():
        words[name] = tens
        words |= {f"{name}-et-un": tens + 1, f"{name}-et-une": tens + 1}
        words |= {f"{name}-{unit}": tens + value for value, unit in enumerate(_FR[:10]) if value > 1}
    words |= {f"soixante-{unit}": 60 + value for value, unit in enumerate(_FR) if value >= 10}
    words |= {"quatre-vingt": 80, "quatre-vingts": 80}
    words |= {f"quatre-vingt-{unit}": 80 + value for value, unit in enumerate(_FR) if value >= 1}
    for tens, name in _EN_TENS.items():
        words[name] = tens
        words |= {f"{name}-{unit}": tens + value for value, unit in enumerate(_EN[:10]) if value >= 1}
    return words | {"une": 1, "cent": 100, "hundred": 100, "dozen": 12, "douzaine": 12}


def _ordinals(cardinals: dict[str, int]) -> dict[str, int]:
    words: dict[str, int] = {}
    for word, value in cardinals.items():
        last = word.rsplit("-", 1)[-1]
        if last in _EN or last in _EN_TENS.values():
            ending = _EN_ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
            words[word[: len(word) - len(last)] + ending] = value
        else:
            stem = {"cinq": "cinqu", "neuf": "neuv"}.get(last, last.removesuffix("e"))
            words[word[: len(word) - len(last)] + stem + "ieme"] = value
    return words


_CARDINALS = _cardinals()
_ORDINALS = _ordinals(_CARDINALS)


def _pattern(words: dict[str, int], before: str = r"(?<![a-z0-9-])", after: str = r"(?![a-z0-9])") -> re.Pattern[str]:
    names = sorted((word for word in words if word not in _AMBIGUOUS), key=len, reverse=True)
    loose = "|".join(re.escape(name).replace(r"\-", r"[\s-]") for name in names)
    return re.compile(rf"{before}({loose}){after}")


_CARDINAL = _pattern(_CARDINALS)
_ORDINAL = _pattern(_ORDINALS)
_UNIT = (
    r"(?:(?:full|whole|entire|single|calendar|seule?|petite?|bonne?|grande?|demi)[ -])?"
    r"(?:mois|an|annee|jour|journee|semaine|site|trimestre|semestre|month|year|day|week|quarter|indicat|criteri|criter)"
)
_ONE = re.compile(rf"(?<![a-z0-9])(?:une?|one|an?)[ -](?={_UNIT})")
_ONE_INDICATOR = re.compile(r"((?:indicateur|indicator|critere|criterion) )(?:un|one)(?![a-z0-9])")
_STEPS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<![a-z0-9])half[ -]?(?:(?:an?|1) )?year|(?<![a-z0-9])(?:1 |un |a )?semestre", "6 mois"),
        (r"(?<![a-z0-9])(\d+) (?:trimestres|quarters)(?! of)", lambda m: f"{3 * int(m[1])} mois"),
        (r"(?<![a-z0-9])1 (?:trimestre|quarter)(?! of)(?: entiere?| complete?)?", "3 mois"),
        (
            r"(?<![a-z0-9])(\d+) demi[ -]?journees|(?<![a-z0-9])(\d+) half[ -]days",
            lambda m: _days(int(m[1] or m[2]) / 2),
        ),
        (r"(?<![a-z0-9])(\d+)(?:[ -]and[ -]a[ -]half)[ -]days?", lambda m: _days(int(m[1]) + 0.5)),
        (r"(?<![a-z0-9])(\d+) (?:jours?|journees?|days?) (?:et demie?|and a half)", lambda m: _days(int(m[1]) + 0.5)),
        (r"(?<![a-z0-9])(?:une?|a|1) day and a half", "1.5 jour"),
        (r"(?<![a-z0-9])one and a half days", "1.5 jour"),
        (r"(?<![a-z0-9])(?:une |1 |la )?demi[ -]?journee", "0.5 jour"),
        (r"(?<![a-z0-9])(?:an? |1 )?half[ -](?:(?:a|1)[ -])?day", "0.5 jour"),
        (r"(?<![\d.])(\d{1,3})((?: \d{3})+)(?![\d])", lambda m: m[1] + m[2].replace(" ", "")),
        (r"(?<![\d.,])(\d{1,3})((?:,\d{3})+)(?![\d])", lambda m: m[1] + m[2].replace(",", "")),
        (r"(?<![\d,])(\d+),(\d{1,2})(?=\s?(?:jours?|j\b|days?|√|racine|x |\*|×|fois|h\b|m€|k€|millions?))", r"\1.\2"),
        (r"(?<![\d,])0,(\d)", r"0.\1"),
        (r"(?<![a-z0-9])(\d{1,3})(?:eme|ieme|th|nd|rd|st|\.?eme)(?![a-z])", r"\1e"),
        (r"(?:dans|sous) le mois(?! d| en)", "dans 1 mois"),
        (r"within the month", "within 1 month"),
        (r"\s+", " "),
    )
)


def _days(count: float) -> str:
    return f"{count:g} jour"


def normal(text: str) -> str:
    """The text folded, with numbers of both languages in digits.

    >>> normal("Dix-sept indicateurs ; le quatorzième mois ; une journée et demie ; 150 000 €")
    '17 indicateurs ; le 14e mois ; 1.5 jour ; 150000 €'
    """
    upper = re.sub(r"\b(?:OF|AF)s?\b", "ofcat", text.replace("**", "").replace("`", ""))
    plain = fold(re.sub(r"[“”„]", '"', upper)).replace("⁄", "/").replace("–", "-").replace("—", " - ")
    plain = re.sub(r"\s+", " ", plain).strip()
    plain = _ORDINAL.sub(lambda m: f"{_ORDINALS[re.sub(r'[ -]+', '-', m[1])]}e", plain)
    plain = _CARDINAL.sub(lambda m: str(_CARDINALS[re.sub(r"[ -]+", "-", m[1])]), plain)
    plain = _ONE_INDICATOR.sub(r"\g<1>1", _ONE.sub("1 ", plain))
    for pattern, to in _STEPS:
        plain = pattern.sub(to, plain)
    return plain


@dataclass(frozen=True)
class Sentence:
    """One sentence: as written, normal, and whether it asks."""

    written: str
    text: str
    asks: bool


_END = re.compile(r"(?<=[.!?…])[»”\")\]*]*\s+|\n+|\s\|\s|(?<=–\sFaux\s:)\s+|(?<=–\sFalse:)\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:ind|indic|n|nos?|art|ex|cf|env|p|mme?|m|ref|crit|nc|l|r|d|dr|vs|approx|no)|\b\w\.\w)\.$", re.I
)
_SHORT = re.compile(r"\b(?:min|maj)\.$", re.I)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; abbreviations ("ind. 4", "NC maj. sur ...") do not end one."""
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        before, after = text[start : match.start()], text[match.end() :]
        joined = "\n" not in match.group() and (
            _ABBREVIATION.search(before) or (_SHORT.search(before) and not after[:1].isupper())
        )
        if not joined:
            parts.append(text[start : match.end()])
            start = match.end()
    parts.append(text[start:])
    written = [part.strip() for part in parts if part.strip(" \n|-*")]
    return tuple(Sentence(part, normal(part), bool(re.search(r"\?[\s»”\")*]*$", part))) for part in written)
