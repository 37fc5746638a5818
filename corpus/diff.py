"""What changes between two days: texts that begin or end, values that become others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.load import Corpus
from corpus.records import Key, Validity


@dataclass(frozen=True)
class TextChange:
    """A text that holds on one of the two days only."""

    key: Key
    facet: str
    added: bool
    """True: only on the later day."""
    tags: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class ValueChange:
    """A parameter whose value differs; None = no value on that day."""

    parameter: str
    label: str
    before: Any
    after: Any


def text_changes(corpus: Corpus, before: date, after: date) -> list[TextChange]:
    """Texts in force on one day and not on the other, in the order of the sheets."""
    changes = []
    for sheet in corpus.sheets:
        for section in sheet.sections:
            for item in section.items:
                was, is_ = (_holds(item.validity, sheet.validity, day) for day in (before, after))
                if was != is_:
                    changes.append(TextChange(sheet.key, section.facet, is_, item.tags, item.text))
    return changes


def _holds(inner: Validity, outer: Validity, day: date) -> bool:
    return inner.holds(day) and outer.holds(day)


def value_changes(corpus: Corpus, before: date, after: date) -> list[ValueChange]:
    """Parameters whose value is not the same on the two days."""
    changes = []
    for parameter in corpus.rules.parameters.values():
        was, is_ = (dated.value if dated else None for dated in (parameter.at(before), parameter.at(after)))
        if was != is_:
            changes.append(ValueChange(parameter.id, parameter.label, was, is_))
    return changes
