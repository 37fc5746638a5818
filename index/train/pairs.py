"""What the model learns from: French-English pairs, the aligned items of our own sheets, wordings, passages."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import SettingsError
from corpus.load import Corpus
from corpus.records import OUTSIDE, Key, Sheet
from index.chunk import chunks_of

FILES = ("permissive", "wiktionary-cc-by-sa")
"""Of the folder of pairs, `english TAB french TAB source`, gzip."""
LONGEST = (140, 190)
"""Characters of the English and of the French side: longer ones cost the teacher most and teach least."""


@dataclass(frozen=True)
class Pair:
    """The same thing in both languages."""

    english: str
    french: str
    source: str


@dataclass(frozen=True)
class Example:
    """A text and the subject it belongs to."""

    text: str
    key: Key
    origin: str
    """The list it comes from, or "sheets"."""


def read_pairs(folder: Path, seed: int) -> list[Pair]:
    """The pairs of the files, short ones only, shuffled.

    Args:
        folder: holds `FILES` as `NAME.tsv.gz`.
        seed: of the order.

    Raises:
        SettingsError: a file is absent or is not what it should be.
    """
    found = [pair for name in FILES for pair in _read(folder / f"{name}.tsv.gz")]
    random.Random(seed).shuffle(found)
    return found


def _read(path: Path) -> Iterator[Pair]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                cells = line.rstrip("\n").split("\t")
                if len(cells) != 3:
                    raise SettingsError("train.columns", path=path, number=number, found=len(cells))
                english, french, source = cells
                if 2 <= len(english) <= LONGEST[0] and 2 <= len(french) <= LONGEST[1]:
                    yield Pair(english, french, source)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("train.pairs", path=path, reason=error) from None


def own_pairs(corpus: Corpus) -> list[Pair]:
    """The items of our sheets in both languages: a test keeps them in step, so that the n-th says the same."""
    other = {(sheet.key, sheet.language): sheet for sheet in corpus.sheets}
    return [
        Pair(english, french, "sheets")
        for sheet in corpus.sheets
        if sheet.language == "fr" and (sheet.key, "en") in other
        for french, english in zip(_items(sheet), _items(other[sheet.key, "en"]), strict=True)
    ]


def _items(sheet: Sheet) -> list[str]:
    return [item.text for section in sheet.sections for item in section.items]


def wordings(corpus: Corpus, leave: Iterable[str] = ()) -> list[Example]:
    """The everyday wordings with their subject, off-topic ones included.

    Args:
        corpus: gives the lists.
        leave: lists left out, for measuring on them.
    """
    out = set(leave)
    return [Example(said.text, said.key, said.persona) for said in corpus.sayings if said.persona not in out]


def passages(corpus: Corpus, on: date) -> list[Example]:
    """The passages in force on a day, and each subject's names, in both languages."""
    found = [
        Example(chunk.searched, chunk.key, "sheets")
        for chunk in chunks_of(corpus)
        if chunk.holds(on) and not chunk.empty
    ]
    for language in ("fr", "en"):
        found += [Example(name, key, "names") for key, names in corpus.names(language).items() for name in names]
    return found


def subjects(examples: Sequence[Example]) -> list[Key]:
    """The subjects of examples in a fixed order, off-topic last."""
    found = dict.fromkeys(example.key for example in examples)
    return [*sorted((key for key in found if key != OUTSIDE), key=str), OUTSIDE]
