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

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.records import (
    CONFIDENCES,
    FACETS,
    TAGS,
    Facet,
    Item,
    Key,
    Language,
    Parameter,
    Reference,
    Section,
    Sheet,
    Source,
    Tag,
    Validity,
)
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
NOTHING: Mapping[Language, str] = {"fr": "Néant", "en": "None"}
DEFAULT_SOURCE = "rnq-guide-v9"
MAX_ITEM_WORDS = 70
"""A chunk has at most 110 words with its title; a longer item could not be kept whole."""

_BRACES = re.compile(r"\s*\{([^{}]*)\}")
_PARAM = re.compile(r"\{param:([a-z0-9-]+)(?:\.([a-zA-Z0-9]+))?\}")
_UNITS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "fr": {
        "day": ("jour", "jours"),
        "half-day": ("demi-journée", "demi-journées"),
        "month": ("mois", "mois"),
        "year": ("an", "ans"),
        "indicator": ("indicateur", "indicateurs"),
    },
    "en": {
        "day": ("day", "days"),
        "half-day": ("half-day", "half-days"),
        "month": ("month", "months"),
        "year": ("year", "years"),
        "indicator": ("indicator", "indicators"),
    },
}


@dataclass(frozen=True)
class _Marks:
    """What the braces around a text say."""

    tags: tuple[Tag, ...]
    start: date | None
    end: date | None
    reference: Reference


class SheetReader:
    """Turns one Markdown file into a `Sheet`, with parameters filled in."""

    def __init__(self, sources: Mapping[str, Source], parameters: Mapping[str, Parameter]) -> None:
        self.sources = sources
        self.parameters = parameters

    def read(self, path: Path, language: Language) -> Sheet:
        """The sheet in `path`.

        Raises:
            CorpusError: naming the file, the section and what is allowed.
        """
        where = f"{language}/{path.name}"
        head, body = self._split(read_text(path), where)
        key: Key = head["indicator"] if "indicator" in head else head["topic"]
        place = f"indicateur {key}" if isinstance(key, int) else head["subject"]
        default = _Marks((), None, None, Reference(DEFAULT_SOURCE, place, self._confidence(DEFAULT_SOURCE)))
        if "source" in head:
            default = self._apply(f"source:{head['source']}", default, where)
        sections = self._sections(body, default, language, where)
        required = FACETS if isinstance(key, int) else OF_A_TOPIC
        missing = [h for h, facet in HEADINGS[language].items() if facet in required and facet not in sections]
        if missing:
            raise CorpusError(f"{where} : sections manquantes : {', '.join(missing)}")
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
            raise CorpusError(f"{where} : l'en-tête YAML doit être entre deux lignes « --- »")
        data = parse_yaml(parts[1], f"{where}, en-tête")
        kind: dict[str, Any] = {"indicator": int, "criterion": int, "related": dict}
        optional: dict[str, Any] = {"source": str, "from": date, "until": date}
        if isinstance(data, dict) and "topic" in data:
            kind, optional = {"topic": str, "indicators": list}, {**optional, "aliases_en": list}
        required = {**kind, "title": str, "subject": str, "aliases": list}
        return fields(data, f"{where}, en-tête", required=required, optional=optional), parts[2]

    def _sections(self, body: str, default: _Marks, language: Language, where: str) -> dict[Facet, Section]:
        sections: dict[Facet, Section] = {}
        before, *chunks = re.split(r"^## ", body, flags=re.MULTILINE)
        if before.strip():
            raise CorpusError(f"{where} : texte avant la première section : {before.strip()[:40]!r}")
        for chunk in chunks:
            first, _, rest = chunk.partition("\n")
            heading, marks = self._marks(first.strip(), default, where)
            facet = HEADINGS[language].get(heading)
            place = f"{where}, section « {heading} »"
            if facet is None:
                allowed = ", ".join(HEADINGS[language])
                raise CorpusError(f"{where} : section inconnue {heading!r} ; sections permises : {allowed}")
            if facet in sections:
                raise CorpusError(f"{place} : section écrite deux fois")
            sections[facet] = self._section(facet, heading, rest, marks, language, place)
        return sections

    def _section(self, facet: Facet, heading: str, text: str, marks: _Marks, language: Language, place: str) -> Section:
        items: list[Item] = []
        for line in filter(None, (line.strip() for line in text.splitlines())):
            bullet = line.startswith("- ")
            items += self._items(line.removeprefix("- "), bullet, marks, language, place)
        if not items:
            raise CorpusError(f"{place} : vide ; écrire « {NOTHING[language]} : » et pourquoi")
        empty = items[0].text.startswith(NOTHING[language])
        if empty and (len(items[0].text.split()) < 6 or any(i.text.startswith(NOTHING[language]) for i in items[1:])):
            raise CorpusError(f"{place} : « {NOTHING[language]} » doit dire pourquoi, une seule fois")
        return Section(facet, heading, tuple(items), empty)

    def _items(self, line: str, bullet: bool, around: _Marks, language: Language, place: str) -> list[Item]:
        kept = _PARAM.sub(lambda found: found[0].replace("{", "\0").replace("}", "\1"), line)
        text, marks = self._marks(kept, around, place)
        text = text.replace("\0", "{").replace("\1", "}")
        items = []
        for validity in self._periods(text, Validity(marks.start, marks.end), place):
            on = validity.start or validity.end or date.max
            filled = _PARAM.sub(lambda found, on=on: self._value(found, on, language, place), text)  # type: ignore[misc]
            if len(filled.split()) > MAX_ITEM_WORDS:
                raise CorpusError(f"{place} : texte de plus de {MAX_ITEM_WORDS} mots, à couper : {filled[:50]!r}")
            items.append(Item(filled, marks.tags, validity, marks.reference, bullet))
        return items

    def _marks(self, text: str, around: _Marks, place: str) -> tuple[str, _Marks]:
        marks = around
        for found in _BRACES.finditer(text):
            marks = self._apply(found[1], marks, place)
        if marks.start and marks.end and marks.start > marks.end:
            raise CorpusError(f"{place} : {{from:}} après {{until:}} dans {text[:50]!r}")
        return _BRACES.sub("", text).strip(), marks

    def _apply(self, directive: str, marks: _Marks, place: str) -> _Marks:
        key, colon, value = directive.partition(":")
        if not colon:
            tag: Any = choice(directive, TAGS, f"{place}, étiquette")
            return replace(marks, tags=(*marks.tags, tag))
        if key in ("from", "until"):
            try:
                day = date.fromisoformat(value)
            except ValueError:
                raise CorpusError(f"{place} : {{{directive}}} n'est pas une date AAAA-MM-JJ") from None
            return replace(marks, start=day) if key == "from" else replace(marks, end=day)
        if key == "source":
            source, _, locator = value.partition("|")
            choice(source, self.sources, f"{place}, source")
            locator = locator or marks.reference.locator
            return replace(marks, reference=Reference(source, locator, self._confidence(source)))
        if key == "confidence":
            level: Any = choice(value, CONFIDENCES, f"{place}, confiance")
            return replace(marks, reference=replace(marks.reference, confidence=level))
        raise CorpusError(
            f"{place} : directive inconnue {{{directive}}} ; permises : param, from, until, source, confidence, "
            f"ou une étiquette ({', '.join(TAGS)})"
        )

    def _confidence(self, source: str) -> Any:
        return self.sources[source].confidence

    def _parameter(self, key: str, place: str) -> Parameter:
        if key not in self.parameters:
            raise CorpusError(f"{place} : paramètre inconnu {key!r} ; connus : {', '.join(sorted(self.parameters))}")
        return self.parameters[key]

    def _periods(self, text: str, whole: Validity, place: str) -> list[Validity]:
        """`whole` cut where a parameter of `text` changes; the days before its first value are left out."""
        periods = [whole]
        for key in {found[1] for found in _PARAM.finditer(text)}:
            parameter = self._parameter(key, place)
            cut = []
            for period in periods:
                for dated in parameter.values:
                    span = parameter.validity(dated)
                    start = max(filter(None, (period.start, span.start)), default=None)
                    end = min(filter(None, (period.end, span.end)), default=None)
                    if start is None or end is None or start <= end:
                        cut.append(Validity(start, end))
            periods = cut
        return sorted(periods, key=lambda period: period.start or date.min)

    def _value(self, found: re.Match[str], on: date, language: Language, place: str) -> str:
        parameter = self._parameter(found[1], place)
        dated = parameter.at(on)
        value = dated.value if dated else None
        if found[2] is not None:
            key: Any = int(found[2]) if found[2].isdigit() else found[2]
            if not isinstance(value, dict) or key not in value:
                raise CorpusError(f"{place} : {found[0]} n'a pas de valeur au {on}")
            value = value[key]
        if value is None:
            raise CorpusError(
                f"{place} : {found[0]} n'a pas de valeur au {on} ; borner le texte par {{from:}} ou {{until:}}"
            )
        return _rendered(value, parameter, language)


def _rendered(value: Any, parameter: Parameter, language: Language) -> str:
    if isinstance(value, str) and value in parameter.words:
        return parameter.words[value][language]
    if isinstance(value, dict) and language in value:
        return str(value[language])
    if isinstance(value, list):
        names = [str(part) for part in value]
        joint = " et " if language == "fr" else " and "
        return joint.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    unit = _UNITS[language].get(parameter.unit or "")
    return f"{value} {unit[value != 1]}" if unit else str(value)
