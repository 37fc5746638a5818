"""Reads the Markdown sheets: front matter, one `##` section per facet, tags and directives in braces.

    - Livret d'alternance. {alternance}                                   a bullet for one public
    - Depuis 2026 : ... {source:decree-2026-728|indicateur 12}            another source than the sheet's
    - L'indicateur vaut au-delà de {param:long-course-threshold}.         a value that a rule holds
    - Ancien texte. {until:2026-10-31}      - Nouveau texte. {from:2026-11-01}
    - Fait peu sûr. {confidence:low}

Directives at the end of a heading hold for its whole section. A text whose parameters change on a day becomes
one item per period, so that what is shown on a date is what held on that date.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.fill import PLACE, Filler
from corpus.records import (
    CONFIDENCES,
    FACETS,
    TAGS,
    Facet,
    Item,
    Key,
    Language,
    Misconception,
    Parameter,
    Reference,
    Section,
    Sheet,
    Source,
    Tag,
    Validity,
)
from corpus.said import Place, said, within
from corpus.strict import choice, fields, parse_yaml, read_text

HEADINGS: Mapping[Language, Mapping[str, Facet]] = {
    "fr": {
        "En bref": "summary",
        "Énoncé reformulé": "statement",
        "Niveau attendu": "expected_level",
        "Preuves": "evidence",
        "Précisions": "details",
        "Non-conformité": "nonconformity",
        "Obligations spécifiques": "obligations",
        "Nouveaux entrants": "new_entrant",
        "Sous-traitance": "subcontracting",
        "Glossaire": "glossary",
        "Versions": "versions",
        "En pratique": "practice",
        "Exemple": "example",
        "Questions fréquentes": "faq",
    },
    "en": {
        "In brief": "summary",
        "Reworded statement": "statement",
        "Expected level": "expected_level",
        "Evidence": "evidence",
        "Details": "details",
        "Non-conformity": "nonconformity",
        "Specific obligations": "obligations",
        "New entrants": "new_entrant",
        "Subcontracting": "subcontracting",
        "Glossary": "glossary",
        "Versions": "versions",
        "In practice": "practice",
        "Example": "example",
        "Frequent questions": "faq",
    },
}
OF_A_TOPIC: tuple[Facet, ...] = ("summary", "details", "practice", "faq")
"""Sections that a topic's sheet must have; the others are there where they help."""
INDICATOR: Mapping[Language, str] = {"fr": "indicateur", "en": "indicator"}
NOTHING: Mapping[Language, str] = {"fr": "Néant", "en": "None"}
DEFAULT_SOURCE = "rnq-guide-v9"
MARK = 8
"""Hexadecimal digits of `Item.mark`."""
MAX_ITEM_WORDS = 70
"""A chunk has at most 110 words with its title; a longer item could not be kept whole."""

_BRACES = re.compile(r"\s*\{([^{}]*)\}")
_MISCONCEPTION = re.compile(r"\{misconception:([a-z0-9-]+)\}")


@dataclass(frozen=True)
class _Marks:
    """What the braces around a text say."""

    tags: tuple[Tag, ...]
    start: date | None
    end: date | None
    reference: Reference


class SheetReader:
    """Turns one Markdown file into a `Sheet`, with parameters filled in."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        parameters: Mapping[str, Parameter],
        misconceptions: Mapping[str, Misconception],
    ) -> None:
        self.sources = sources
        self.filler = Filler(parameters)
        self.misconceptions = misconceptions

    def read(self, path: Path, language: Language) -> Sheet:
        """The sheet in `path`.

        Raises:
            CorpusError: naming the file, the section and what is allowed.
        """
        where = f"{language}/{path.name}"
        head, body = self._split(read_text(path), where)
        key: Key = head["indicator"] if "indicator" in head else head["topic"]
        place = f"{INDICATOR[language]} {key}" if isinstance(key, int) else head["subject"]
        default = _Marks((), None, None, Reference(DEFAULT_SOURCE, place, self._confidence(DEFAULT_SOURCE)))
        if "source" in head:
            default = self._apply(f"source:{head['source']}", default, where)
        sections = self._sections(body, default, language, where)
        required = FACETS if isinstance(key, int) else OF_A_TOPIC
        missing = [h for h, facet in HEADINGS[language].items() if facet in required and facet not in sections]
        if missing:
            raise CorpusError("sheets.missing", where=where, missing=missing)
        return Sheet(
            key=key,
            criterion=head.get("criterion"),
            language=language,
            title=head["title"],
            subject=head["subject"],
            names={"fr": tuple(head["aliases"]), "en": tuple(head.get("aliases_en", ()))},
            validity=Validity(head.get("from"), head.get("until")),
            related=head["related"] if "related" in head else dict.fromkeys(head["indicators"], ""),
            sections=tuple(sections[facet] for facet in FACETS if facet in sections),
        )

    def _split(self, text: str, where: str) -> tuple[dict[str, Any], str]:
        parts = text.split("---\n", 2)
        if len(parts) != 3 or parts[0]:
            raise CorpusError("sheets.header", where=where)
        data = parse_yaml(parts[1], said("place.header", place=where))
        kind: dict[str, Any] = {"indicator": int, "criterion": int, "related": dict}
        optional: dict[str, Any] = {"source": str, "from": date, "until": date}
        if isinstance(data, dict) and "topic" in data:
            kind, optional = {"topic": str, "indicators": list}, {**optional, "aliases_en": list}
        required = {**kind, "title": str, "subject": str, "aliases": list}
        return fields(data, said("place.header", place=where), required=required, optional=optional), parts[2]

    def _sections(self, body: str, default: _Marks, language: Language, where: str) -> dict[Facet, Section]:
        sections: dict[Facet, Section] = {}
        before, *chunks = re.split(r"^## ", body, flags=re.MULTILINE)
        if before.strip():
            raise CorpusError("sheets.before", where=where, text=repr(before.strip()[:40]))
        for chunk in chunks:
            first, _, rest = chunk.partition("\n")
            heading, marks = self._marks(first.strip(), default, where)
            facet = HEADINGS[language].get(heading)
            place = said("place.section", place=where, heading=heading)
            if facet is None:
                allowed = list(HEADINGS[language])
                raise CorpusError("sheets.section", where=where, heading=repr(heading), allowed=allowed)
            if facet in sections:
                raise CorpusError("sheets.twice", place=place)
            sections[facet] = self._section(facet, heading, rest, marks, language, place)
        return sections

    def _section(
        self, facet: Facet, heading: str, text: str, marks: _Marks, language: Language, place: Place
    ) -> Section:
        items: list[Item] = []
        for line in filter(None, (line.strip() for line in text.splitlines())):
            bullet = line.startswith("- ")
            items += self._items(line.removeprefix("- "), bullet, marks, language, place)
        if not items:
            raise CorpusError("sheets.empty", place=place, word=NOTHING[language])
        empty = items[0].text.startswith(NOTHING[language])
        if empty and (len(items[0].text.split()) < 6 or any(i.text.startswith(NOTHING[language]) for i in items[1:])):
            raise CorpusError("sheets.why", place=place, word=NOTHING[language])
        return Section(facet, heading, tuple(items), empty)

    def _items(self, line: str, bullet: bool, around: _Marks, language: Language, place: Place) -> list[Item]:
        line, around = self._corrected(line, around, language, place)
        kept = PLACE.sub(lambda found: found[0].replace("{", "\0").replace("}", "\1"), line)
        text, marks = self._marks(kept, around, place)
        text = text.replace("\0", "{").replace("\1", "}")
        mark = hashlib.sha256(text.encode()).hexdigest()[:MARK]
        items = []
        for validity in self.filler.periods(text, Validity(marks.start, marks.end), place):
            filled = self.filler.fill(text, validity.start or validity.end or date.max, language, place)
            if len(filled.split()) > MAX_ITEM_WORDS:
                raise CorpusError("sheets.long", place=place, most=MAX_ITEM_WORDS, text=repr(filled[:50]))
            items.append(Item(filled, marks.tags, validity, marks.reference, bullet, mark))
        return items

    def _corrected(self, line: str, around: _Marks, language: Language, place: Place) -> tuple[str, _Marks]:
        """The line with its misconception written out: the false idea, its correction, and what that rests on."""
        found = _MISCONCEPTION.search(line)
        if found is None:
            return line, around
        entry = self.misconceptions[choice(found[1], self.misconceptions, said("place.misconception", place=place))]
        text = line.replace(found[0], f"« {entry.said[language]} » – {entry.correction[language]}")
        span = entry.validity
        return text, replace(around, reference=entry.reference, start=span.start, end=span.end)

    def _marks(self, text: str, around: _Marks, place: Place) -> tuple[str, _Marks]:
        marks = around
        for found in _BRACES.finditer(text):
            marks = self._apply(found[1], marks, place)
        if marks.start and marks.end and marks.start > marks.end:
            raise CorpusError("sheets.period", place=place, text=repr(text[:50]))
        return _BRACES.sub("", text).strip(), marks

    def _apply(self, directive: str, marks: _Marks, place: Place) -> _Marks:
        key, colon, value = directive.partition(":")
        if not colon:
            tag: Any = choice(directive, TAGS, said("place.tag", place=place))
            return replace(marks, tags=(*marks.tags, tag))
        if key in ("from", "until"):
            try:
                day = date.fromisoformat(value)
            except ValueError:
                raise CorpusError("sheets.day", place=place, directive=directive) from None
            return replace(marks, start=day) if key == "from" else replace(marks, end=day)
        if key == "source":
            source, _, locator = value.partition("|")
            choice(source, self.sources, within(place, "source"))
            locator = locator or marks.reference.locator
            return replace(marks, reference=Reference(source, locator, self._confidence(source)))
        if key == "confidence":
            level: Any = choice(value, CONFIDENCES, said("place.confidence", place=place))
            return replace(marks, reference=replace(marks.reference, confidence=level))
        raise CorpusError("sheets.directive", place=place, directive=directive, tags=TAGS)

    def _confidence(self, source: str) -> Any:
        return self.sources[source].confidence
