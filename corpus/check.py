"""What a maintainer should look at: orphan sources, values typed and not rendered, repeated and long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.load import Corpus, Rules
from corpus.parameters import HERE
from corpus.records import Item, Sheet
from corpus.said import Said, said
from corpus.strict import read_text

UNCITED = ("order-2019-06-06", "user-document")
"""The history of a text, and what users add themselves: no sheet cites them."""
LONG_SENTENCE = 42
"""Words; a longer sentence is hard to read and to quote."""
SENTENCE = 6
"""Words; a shorter text of a parameter may stand in a sheet."""
REPEATED = 14
"""Words; a longer sentence that stands in two sheets is probably a copy."""
FORMULAS = (
    "Il n'existe pas de non-conformité mineure",
    "Pour le RNQ 2026, aucune liste",
    "V9 : ajout de la lecture",
    "Si l'action examinée est réalisée",
    "Nous lisons « certification professionnelle »",
    "De la V7 à la V8/V9 :",
    "Néant",
    "There is no minor non-conformity",
    "For RNQ 2026, no list",
    "For the RNQ 2026, no list",
    "V9: ",
    "If the action examined",
    "We read",
    "From V7 to V8/V9:",
    "None",
)
"""Sentences that are meant to be the same everywhere."""


@dataclass(frozen=True)
class Finding:
    """One thing to look at."""

    kind: str
    where: str
    what: str | Said


def check(corpus: Corpus, folder: Path = HERE) -> list[Finding]:
    """All findings; completeness is the loader's affair (a sheet with a hole does not load)."""
    return [
        *_orphans(corpus),
        *_typed(corpus.rules, folder),
        *_repeated(corpus),
        *_long(corpus),
    ]


def _items(corpus: Corpus) -> Iterator[tuple[Sheet, Item]]:
    for sheet in corpus.sheets:
        for section in sheet.sections:
            for item in section.items:
                yield sheet, item


def _orphans(corpus: Corpus) -> Iterator[Finding]:
    cited = {item.reference.source for _, item in _items(corpus)}
    cited |= {entry.reference.source for entry in corpus.misconceptions.values()}
    cited |= {dated.reference.source for p in corpus.rules.parameters.values() for dated in p.values}
    for source in corpus.rules.sources:
        if source not in cited and source not in UNCITED:
            yield Finding("orphan source", "sources.yaml", source)


def _typed(rules: Rules, folder: Path) -> Iterator[Finding]:
    """Texts that a parameter holds, written out in a sheet."""
    held = {texts["fr"]: parameter.id for parameter in rules.parameters.values() for texts in parameter.words.values()}
    for parameter in rules.parameters.values():
        for dated in parameter.values:
            held |= dict.fromkeys(_french(dated.value), parameter.id)
    for path in sorted(folder.glob("fr/*.md")):
        text = read_text(path)
        for phrase, held_by in held.items():
            if phrase in text:
                yield Finding(
                    "typed value", f"fr/{path.name}", said("check.typed", text=repr(phrase), parameter=held_by)
                )


def _french(value: Any) -> Iterator[str]:
    """The French texts inside a value; short ones are names of things, not facts."""
    if isinstance(value, Mapping) and isinstance(value.get("fr"), str):
        if len(value["fr"].split()) >= SENTENCE:
            yield value["fr"]
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _french(part)


def _repeated(corpus: Corpus) -> Iterator[Finding]:
    seen: dict[str, Sheet] = {}
    for sheet, item in _items(corpus):
        if len(item.text.split()) < REPEATED or item.text.startswith(FORMULAS):
            continue
        other = seen.setdefault(item.text, sheet)
        if other is not sheet:
            yield Finding("repeated", f"{other.key} / {sheet.key}", item.text[:80])


def _long(corpus: Corpus) -> Iterator[Finding]:
    for sheet, item in _items(corpus):
        for sentence in re.split(r"(?<=[.?!…])(?:\*\*)?\s|» – ", item.text):
            if len(sentence.split()) > LONG_SENTENCE:
                yield Finding("long sentence", str(sheet.key), sentence[:80])
