"""Cuts the sheets into passages of at most 92 words, one facet, one public, one period and one source each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from corpus.load import Corpus
from corpus.records import Confidence, Facet, Item, Key, Language, Section, Sheet, Validity

MAX_WORDS = 92
"""Title included; the embedding model cuts at 256 word pieces, and a list of acronyms costs 2.7 a word."""
ONE_BY_ONE = ("faq", "glossary")
"""Facets whose items are passages of their own: each answers another question."""
CHUNKER_VERSION = f"3-{MAX_WORDS}"
"""Raise the first number when the cutting changes: indexes made before are then stale."""


@dataclass(frozen=True)
class Chunk:
    """One passage, as it is searched, cited and shown."""

    id: str
    """sha256 of the text and of everything that says where it stands."""
    indicator: int | None
    """None for a topic."""
    topic: str | None
    """None for an indicator."""
    criterion: int | None
    facet: Facet
    language: Language
    publics: tuple[str, ...]
    """Tags of the publics it is for; empty = for all."""
    start: str | None
    """First day on which it holds (ISO), None = open."""
    end: str | None
    source: str
    locator: str
    confidence: Confidence
    title: str
    """The heading it is shown under: indicator, subject, facet."""
    text: str
    """One line per item; bullets begin with "- "."""
    empty: bool
    """The section says "Néant" and why."""

    @property
    def key(self) -> Key:
        """The indicator or the topic."""
        return self.indicator if self.indicator is not None else self.topic or ""

    @property
    def searched(self) -> str:
        """What is indexed: title and text."""
        return f"{self.title}\n{self.text}"

    @property
    def lines(self) -> tuple[str, ...]:
        """The items, without their bullets."""
        return tuple(line.removeprefix("- ") for line in self.text.splitlines())

    def holds(self, on: date) -> bool:
        """Whether the passage is valid on a day."""
        day = on.isoformat()
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def to_json(self) -> str:
        """One line of `chunks.jsonl`."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> Chunk:
        """The chunk of a line of `chunks.jsonl`.

        Raises:
            TypeError, ValueError: the line is not a chunk.
        """
        data = json.loads(line)
        return cls(**{**data, "publics": tuple(data["publics"])})


def chunks_of(corpus: Corpus) -> tuple[Chunk, ...]:
    """All passages of the corpus, in the order of the sheets."""
    return tuple(chunk for sheet in corpus.sheets for section in sheet.sections for chunk in _cut(sheet, section))


def _cut(sheet: Sheet, section: Section) -> Iterator[Chunk]:
    noun = "Indicateur" if sheet.language == "fr" else "Indicator"
    about = f"{noun} {sheet.key} – {sheet.subject}" if isinstance(sheet.key, int) else sheet.title
    title = f"{about} – {section.heading}"
    room = MAX_WORDS - len(title.split())
    alone = section.facet in ONE_BY_ONE
    for (tags, validity, reference), items in groupby(
        section.items, lambda item: (item.tags, item.validity, item.reference)
    ):
        period = _within(validity, sheet.validity)
        for text in _packed(items, 0 if alone else room):
            where: dict[str, Any] = {
                "indicator": sheet.key if isinstance(sheet.key, int) else None,
                "topic": sheet.key if isinstance(sheet.key, str) else None,
                "criterion": sheet.criterion,
                "facet": section.facet,
                "language": sheet.language,
                "publics": tags,
                "start": period.start.isoformat() if period.start else None,
                "end": period.end.isoformat() if period.end else None,
                "source": reference.source,
                "locator": reference.locator,
                "confidence": reference.confidence,
                "title": title,
                "text": text,
                "empty": section.empty,
            }
            digest = hashlib.sha256(json.dumps(where, ensure_ascii=False, sort_keys=True).encode())
            yield Chunk(id=digest.hexdigest(), **where)


def _within(inner: Validity, outer: Validity) -> Validity:
    """The days that both periods have."""
    return Validity(
        max(filter(None, (inner.start, outer.start)), default=None),
        min(filter(None, (inner.end, outer.end)), default=None),
    )


def _packed(items: Iterable[Item], room: int) -> Iterator[str]:
    """Texts of whole items, each within `room` words."""
    lines: list[str] = []
    used = 0
    for item in items:
        line = f"- {item.text}" if item.bullet else item.text
        size = len(line.split())
        if lines and used + size > room:
            yield "\n".join(lines)
            lines, used = [], 0
        lines.append(line)
        used += size
    yield "\n".join(lines)
