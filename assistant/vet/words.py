"""The words that decide whether a wording is faithful, as data (`words.yaml`), compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.records import LANGUAGES, Language
from corpus.strict import fields, parse_yaml, read_text
from index.lexical import Analyzer

_START, _END = r"(?<![a-z0-9-])", r"(?![a-z0-9])"


@dataclass(frozen=True)
class Words:
    """Patterns for folded text, and the stems that say nothing of a subject."""

    near: dict[str, re.Pattern[str]]
    sentence: dict[str, re.Pattern[str]]
    anywhere: dict[str, re.Pattern[str]]
    rivals: dict[str, frozenset[str]]
    """By name of `near`: those that it may be mistaken for."""
    instead: dict[str, re.Pattern[str]]
    duty: re.Pattern[str]
    duty_facets: frozenset[str]
    may: re.Pattern[str]
    chatter: re.Pattern[str]
    actors: tuple[re.Pattern[str], ...]
    condition: re.Pattern[str]
    conditional: re.Pattern[str]
    leaning: re.Pattern[str]
    denial: tuple[re.Pattern[str], ...]
    """Families of words that turn the sense round."""
    blame: re.Pattern[str]
    glue: dict[Language, frozenset[str]]


@cache
def words() -> Words:
    """The words of the file.

    Raises:
        CorpusError: the file is not well formed.
    """
    where = "vet/words.yaml"
    data = fields(
        parse_yaml(read_text(Path(__file__).parent / "words.yaml"), where),
        where,
        required={"near": dict, "sentence": dict, "anywhere": dict, "glue": dict, "denial": dict, "instead": dict}
        | dict.fromkeys(
            (
                "duty",
                "rivals",
                "blame",
                "duty_facets",
                "may",
                "chatter",
                "condition",
                "conditional",
                "leaning",
                "actors",
            ),
            list,
        ),
        optional={},
    )
    return Words(
        {name: pattern(phrases) for name, phrases in data["near"].items()},
        {name: pattern(phrases) for name, phrases in data["sentence"].items()},
        {name: pattern(phrases) for name, phrases in data["anywhere"].items()},
        {name: frozenset(group) - {name} for group in data["rivals"] for name in group},
        {name: pattern(phrases) for name, phrases in data["instead"].items()},
        pattern(data["duty"]),
        frozenset(data["duty_facets"]),
        pattern(data["may"]),
        pattern(data["chatter"]),
        tuple(pattern(data["anywhere"][name]) for name in data["actors"]),
        pattern(data["condition"]),
        pattern(data["conditional"]),
        pattern(data["leaning"]),
        tuple(pattern(phrases) for phrases in data["denial"].values()),
        pattern(data["blame"]),
        {language: frozenset(stems(data["glue"][language], language)) for language in LANGUAGES},
    )


@cache
def analyzer(language: Language) -> Analyzer:
    """The stemmer of a language."""
    return Analyzer(language)


_ENDING = re.compile(r"(?:ent|ant|ez|ons|ees?|es?|er|it)$")
_SHORTEST = 4


def stems(text: str, language: Language) -> list[str]:
    """The stems of a text; French ones without the endings of verbs, which the stemmer leaves on unaccented words."""
    found = analyzer(language).stems(text)
    return [_bare(stem) for stem in found] if language == "fr" else found


@cache
def _bare(stem: str) -> str:
    shorter = _ENDING.sub("", stem)
    return shorter if len(shorter) >= _SHORTEST else stem


def pattern(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words."""
    return re.compile(
        "|".join(phrase if phrase == "€" else f"{_START}(?:{phrase}){_end(phrase)}" for phrase in phrases)
    )


def _end(phrase: str) -> str:
    return "" if phrase.endswith(("'", ",")) else _END
