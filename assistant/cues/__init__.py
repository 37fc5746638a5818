"""How users say things, as data: number words, facet words, profile words, intents (see `fr.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from typing import Any

from corpus.records import LANGUAGES, Language
from corpus.strict import fields, parse_yaml, read_text

LISTS = (
    *("more", "yes", "no", "followup", "next", "previous", "first", "why", "among", "both", "points", "elsewhere"),
    *(
        "how_long",
        "lasts",
        "granted",
        "where",
        "latest",
        "supposing",
        "frame",
        "stage",
        "speaking",
        "telling",
        "asking",
        "ourselves",
        "correcting",
        "returns",
        "certified",
        "adding",
        "shorter",
        "in_french",
        "in_english",
        "units",
    ),
)
"""Cues that are one pattern each."""


@dataclass(frozen=True)
class Cues:
    """The cues of one language, compiled; all match folded text (lower case, no accents)."""

    numbers: Mapping[str, int]
    written: Mapping[str, str]
    """Shortened words and what they stand for."""
    facets: Mapping[str, Pattern[str]]
    categories: Mapping[str, Pattern[str]]
    courses: Pattern[str]
    """Says that one gives courses, of no category that is named."""
    audits: Mapping[str, Pattern[str]]
    """Kinds of audit."""
    flags: Mapping[str, Pattern[str]]
    negations: Pattern[str]
    more: Pattern[str]
    intents: Mapping[str, Pattern[str]]
    themes: Mapping[str, Pattern[str]]
    """Rules that answer a question without any indicator: duration, costs, deadlines ..."""
    outside: Mapping[str, Pattern[str]]
    yes: Pattern[str]
    no: Pattern[str]
    followup: Pattern[str]
    next: Pattern[str]
    previous: Pattern[str]
    first: Pattern[str]
    """Back to the first subject of the conversation."""
    why: Pattern[str]
    """Nothing but "why?"."""
    among: Pattern[str]
    """Whether something belongs to the list just given."""
    both: Pattern[str]
    """The last two subjects together."""
    points: Pattern[str]
    """A word that stands for something said before ("it", "celui-là")."""
    elsewhere: Pattern[str]
    """Says that another subject begins."""
    how_long: Pattern[str]
    """How much time one has, without a word on what for."""
    lasts: Pattern[str]
    """How long something lasts, without a word on what."""
    granted: Pattern[str]
    """Whether one is, stays or gets certified."""
    latest: Pattern[str]
    """By when at the latest, without a word on what."""
    where: Pattern[str]
    """On site or remote, without a word on what."""
    speaking: Pattern[str]
    """Words that introduce a subject and ask nothing of it ("what about ...?")."""
    supposing: Pattern[str]
    """Begins with a supposition ("et si ...")."""
    frame: Pattern[str]
    """Words that ask which indicator, and say nothing of what it is about."""
    stage: Pattern[str]
    """At which audit, or what at a given one."""
    telling: Pattern[str]
    """The beginning of a sentence about oneself."""
    asking: Pattern[str]
    """Words that only a request has."""
    ourselves: Pattern[str]
    """Says that something holds for oneself."""
    correcting: Pattern[str]
    """Takes back what was said."""
    returns: Pattern[str]
    certified: Pattern[str]
    """Asks whether somebody must be certified."""
    """Comes back to what was spoken of before."""
    adding: Pattern[str]
    """Says that something comes beside what was known."""
    shorter: Pattern[str]
    """Wants the last answer in a few words."""
    in_french: Pattern[str]
    """Wants the last answer in French."""
    in_english: Pattern[str]
    """Wants the last answer in English."""
    wanted: Mapping[str, Pattern[str]]
    """Kinds of things asked for: how often, when, where, what follows."""
    giving: Mapping[str, Pattern[str]]
    """How lines that give them read."""
    units: Pattern[str]
    words: frozenset[str]
    """Frequent words, to tell the language."""


def load_cues() -> dict[Language, Cues]:
    """The cues of every language.

    Raises:
        CorpusError: a file is not well formed.
    """
    return {language: _cues(language) for language in LANGUAGES}


def _cues(language: Language) -> Cues:
    where = f"cues/{language}.yaml"
    data: dict[str, Any] = fields(
        parse_yaml(read_text(Path(__file__).parent / f"{language}.yaml"), where),
        where,
        required={
            "numbers": dict,
            "written": dict,
            "facets": dict,
            "profile": dict,
            "intents": dict,
            "themes": dict,
            "outside": dict,
            "wanted": dict,
            "giving": dict,
            "words": str,
        }
        | dict.fromkeys(LISTS, list),
    )
    profile = fields(
        data["profile"],
        f"{where}, profile",
        required={"categories": dict, "courses": list, "audits": dict, "flags": dict, "negations": list},
    )
    return Cues(
        numbers=data["numbers"],
        written=data["written"],
        facets=_patterns(data["facets"]),
        categories=_patterns(profile["categories"]),
        courses=_any(profile["courses"]),
        audits=_patterns(profile["audits"]),
        flags=_patterns(profile["flags"]),
        negations=_any(profile["negations"], whole=True),
        intents=_patterns(data["intents"]),
        themes=_patterns(data["themes"]),
        outside=_patterns(data["outside"]),
        wanted=_patterns(data["wanted"]),
        giving=_patterns(data["giving"]),
        words=frozenset(data["words"].split()),
        **{name: _any(data[name]) for name in LISTS},
    )


def _patterns(lists: Mapping[str, list[str]]) -> dict[str, Pattern[str]]:
    return {name: _any(patterns) for name, patterns in lists.items()}


def _any(patterns: Iterable[str], whole: bool = False) -> Pattern[str]:
    joined = "|".join(patterns)
    return re.compile(rf"(?<![a-z0-9])(?:{joined}){'(?![a-z0-9])' if whole else ''}")
