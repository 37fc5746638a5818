"""What may be said otherwise: words of one family, words near in meaning, turns of phrase (`likeness.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.vet.words import pattern, stems, words
from corpus.records import LANGUAGES, Language
from corpus.strict import fields, parse_yaml, read_text
from index.lexical import fold
from index.static import packaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.6
"""Cosine from which two words may stand for one another; sibling notions of the field stay below."""
_WORD = re.compile(r"[a-z][a-z0-9]*")


@dataclass(frozen=True)
class Likeness:
    """The file, compiled."""

    kin: dict[Language, dict[str, frozenset[str]]]
    """By stem: the names of the families that it is of."""
    light: dict[Language, frozenset[str]]
    """Stems that claim nothing by themselves."""
    small: frozenset[str]
    """Words that are no subject: auxiliaries, quantifiers, joints; those that decide are judged apart."""
    contrary: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    doers: tuple[re.Pattern[str], ...]
    """Classes of people and bodies who do something."""
    same_as: tuple[tuple[re.Pattern[str], str], ...]
    framing: tuple[tuple[re.Pattern[str], str], ...]
    enough: tuple[tuple[re.Pattern[str], str], ...]
    """"It is not enough to ...": says more is needed, which the rest of the sentence tells."""


@cache
def likeness() -> Likeness:
    """The words of the file.

    Raises:
        CorpusError: the file is not well formed.
    """
    where = "vet/likeness.yaml"
    data = fields(
        parse_yaml(read_text(Path(__file__).parent / "likeness.yaml"), where),
        where,
        required={
            "alike": dict,
            "light": dict,
            "small": str,
            "contrary": list,
            "doers": list,
            "same_as": list,
            "framing": list,
            "enough": list,
        },
        optional={},
    )
    return Likeness(
        {language: _kin(data["alike"][language], language) for language in LANGUAGES},
        {language: frozenset(stems(fold(data["light"][language]), language)) for language in LANGUAGES},
        frozenset(fold(data["small"]).split()),
        tuple((pattern(one), pattern(other)) for one, other in data["contrary"]),
        tuple(pattern(names) for names in data["doers"]),
        *(_turns(data[name]) for name in ("same_as", "framing", "enough")),
    )


def _turns(pairs: list[list[str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<![a-z0-9-])(?:{said})"), read) for said, read in pairs)


def _kin(families: list[str], language: Language) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for number, family in enumerate(families):
        for word in family.split():
            told = stems(word, language)
            if len(told) == 1:
                found.setdefault(told[0], set()).add(f"={number}")
    return {stem: frozenset(names) for stem, names in found.items()}


def kin(stem: str, language: Language) -> frozenset[str]:
    """The families of a stem."""
    return likeness().kin[language].get(stem, frozenset())


@lru_cache(maxsize=4096)
def retold(text: str) -> str:
    """A text folded, each turn of phrase as it is read."""
    folded = fold(text)
    for said, read in likeness().same_as:
        folded = said.sub(read, folded)
    return folded


def unframed(text: str, cited: str) -> str:
    """A sentence folded, without what is put around what it says.

    Args:
        text: the sentence, without markers.
        cited: all that it may rest on.
    """
    folded = fold(text)
    turns = likeness().framing
    if not any(said.search(fold(cited)) for said, _ in likeness().enough) and not words().sentence["enough"].search(
        fold(cited)
    ):
        turns = (*turns, *likeness().enough)
    for said, read in turns:
        folded = said.sub(read, folded)
    return folded.strip()


@lru_cache(maxsize=4096)
def spoken(text: str, language: Language) -> dict[str, str]:
    """The words of a folded text by their stems."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        for stem in stems(word, language):
            found.setdefault(stem, word)
    return found


def near(word: str, text: str, language: Language) -> bool:
    """Whether a word is near in meaning to some word of a folded text."""
    return bool((_vectors(text, language) @ _vector(word)).max(initial=0.0) >= NEAR)


@lru_cache(maxsize=256)
def _vectors(text: str, language: Language) -> NDArray[np.float32]:
    return packaged().questions(sorted(set(spoken(text, language).values())))


@lru_cache(maxsize=4096)
def _vector(word: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = packaged().questions([word])[0]
    return vector
