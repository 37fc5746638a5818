"""How reasons, facts to ask for, categories and confidence read in a language: data (see `fr.yaml`), read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.records import Language
from corpus.strict import fields, parse_yaml, read_text


@dataclass(frozen=True)
class Words:
    """The word lists of one language."""

    reasons: Mapping[str, str]
    """Sentences without capital or full stop, by code; {name} is filled in with a value."""
    facts: Mapping[str, str]
    """What to ask the user, by the fact that is missing."""
    categories: Mapping[str, str]
    profile: Mapping[str, str]
    """How what is known of an organisation reads in one line."""
    confidence: Mapping[str, str]
    units: Mapping[str, Any]
    """Singular and plural of units."""


@cache
def words(language: Language) -> Words:
    """The word lists of a language.

    Raises:
        CorpusError: the file is not well formed.
    """
    where = f"rules/words/{language}.yaml"
    data = parse_yaml(read_text(Path(__file__).parent / f"{language}.yaml"), where)
    return Words(**fields(data, where, required=dict.fromkeys(Words.__annotations__, dict)))
