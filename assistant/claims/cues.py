"""How claims are said, as data (`fr.yaml`, `en.yaml`): one compiled pattern per cue, both languages joined."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from re import Match, Pattern

from corpus.errors import CorpusError
from corpus.records import LANGUAGES
from corpus.strict import fields, parse_yaml, read_text

_START = r"(?:(?<![a-z0-9])|(?=[^a-z0-9]))"
_END = r"(?:(?<=[^a-z0-9])|(?![a-z]))"


@cache
def cues() -> Mapping[str, Pattern[str]]:
    """Every cue by name, to be searched in normal text.

    Raises:
        CorpusError: a file is not well formed, or the two languages do not have the same names.
    """
    lists: dict[str, list[str]] = {}
    names: list[set[str]] = []
    for language in LANGUAGES:
        where = f"claims/{language}.yaml"
        text = read_text(Path(__file__).parent / f"{language}.yaml")
        data = fields(parse_yaml(text, where), where, required={"cues": dict}, optional={"truths": dict})["cues"]
        names.append(set(data))
        for name, phrases in data.items():
            lists.setdefault(name, []).extend(phrases)
    if names[0] != names[1]:
        raise CorpusError("claims.one_language", names=sorted(names[0] ^ names[1]))
    return {name: re.compile(rf"{_START}(?:{'|'.join(phrases)}){_END}") for name, phrases in lists.items()}


def has(name: str, text: str) -> bool:
    """Whether a cue is in a normal text."""
    return cues()[name].search(text) is not None


def first(name: str, text: str) -> Match[str] | None:
    """The first place of a cue in a normal text."""
    return cues()[name].search(text)


def places(name: str, text: str) -> list[Match[str]]:
    """Every place of a cue in a normal text."""
    return list(cues()[name].finditer(text))
