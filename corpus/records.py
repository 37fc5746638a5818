"""The frozen records that the corpus is made of.

A `Sheet` (one indicator) has `Section`s (one per facet), a section has `Item`s
(one paragraph or bullet), and every item rests on a `Reference` to a `Source`.
A `Parameter` is one dated value or list that a rule reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

Language = Literal["fr", "en"]
Confidence = Literal["high", "medium", "low"]
Wording = Literal["ours", "official", "user"]
Facet = Literal[
    "summary",
    "statement",
    "expected_level",
    "evidence",
    "details",
    "nonconformity",
    "obligations",
    "new_entrant",
    "subcontracting",
    "glossary",
    "versions",
    "practice",
    "example",
    "faq",
]
Key = int | str
"""What a sheet is about: an indicator (its number) or a topic (its id)."""
Tag = Literal["CFA", "VAE", "CBC", "alternance", "PSH", "FOAD", "certifying"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
FACETS: tuple[Facet, ...] = get_args(Facet)
TAGS: tuple[Tag, ...] = get_args(Tag)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A text that facts rest on. `rank`: 1 is the strongest authority (law)."""

    id: str
    title: str
    short: str
    """How a citation names it, in a few words."""
    publisher: str
    version: str | None
    published: date | None
    rank: int
    licence: str
    confidence: Confidence
    """What a fact known through this source is worth, unless the fact says otherwise."""
    checked_on: date
    note: str | None = None


@dataclass(frozen=True)
class Reference:
    """Where in a source, and how sure."""

    source: str
    """Id of a `Source`."""
    locator: str
    confidence: Confidence


@dataclass(frozen=True)
class Validity:
    """Days on which a text or a value holds, both ends included; None = open."""

    start: date | None = None
    end: date | None = None

    def holds(self, on: date) -> bool:
        """Whether `on` is within the period."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


ALWAYS = Validity()


@dataclass(frozen=True)
class Item:
    """One paragraph or bullet of a section, parameters already filled in."""

    text: str
    tags: tuple[Tag, ...]
    validity: Validity
    reference: Reference
    bullet: bool
    mark: str
    """Short digest of the text before its parameters were filled in: the same on all days."""


@dataclass(frozen=True)
class Section:
    """One facet of a sheet. An `empty` section says "Néant" and why."""

    facet: Facet
    heading: str
    items: tuple[Item, ...]
    empty: bool


@dataclass(frozen=True)
class Sheet:
    """What the corpus says of one indicator or topic, in one language."""

    key: Key
    criterion: int | None
    """None for a topic."""
    language: Language
    title: str
    subject: str
    """The subject in a few words, as it stands in "l'indicateur 12 (…)"."""
    names: Mapping[Language, tuple[str, ...]]
    """What users call it, by the language of who asks."""
    validity: Validity
    related: Mapping[int, str]
    """Neighbouring indicators, each with the difference in a few words (empty for a topic)."""
    sections: tuple[Section, ...]

    def section(self, facet: Facet) -> Section | None:
        """The section of a facet; an indicator's sheet has all of them, a topic's only some."""
        return next((section for section in self.sections if section.facet == facet), None)


@dataclass(frozen=True)
class DatedValue:
    """The value of a parameter from `start` on; `value` None = the rule ended."""

    start: date
    value: Any
    reference: Reference
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A value or list that a rule reads, by date."""

    id: str
    label: str
    label_en: str
    unit: str | None
    values: tuple[DatedValue, ...]
    """Oldest first."""
    checked_on: date
    words: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    """How coded values read in a sentence, for a closed set such as severities."""

    @property
    def labels(self) -> Mapping[Language, str]:
        """What it is, by language."""
        return {"fr": self.label, "en": self.label_en}

    def at(self, on: date) -> DatedValue | None:
        """The value in force on a day, or None before the first one."""
        found = None
        for dated in self.values:
            if dated.start <= on:
                found = dated
        return found

    def validity(self, dated: DatedValue) -> Validity:
        """The period during which one of `values` holds."""
        from datetime import timedelta

        later = [other.start for other in self.values if other.start > dated.start]
        return Validity(dated.start, min(later) - timedelta(days=1) if later else None)


_VERDICT = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)? ?: (?=\S)")


@dataclass(frozen=True, kw_only=True)
class Misconception:
    """A false idea that people hold, and what is true."""

    id: str
    said: Mapping[Language, str]
    """The false idea in one sentence."""
    phrases: Mapping[Language, tuple[str, ...]]
    """How people let it show."""
    cues: Mapping[Language, tuple[str, ...]]
    """Regular expressions over folded text that recognise it."""
    correction: Mapping[Language, str]
    """May name parameters (`{param:id}`)."""
    indicators: tuple[int, ...]
    validity: Validity
    reference: Reference
    rows: tuple[int, ...]
    """Rows of the list of known errors that it covers (see `misconceptions.yaml`)."""

    def truth(self, language: Language) -> str:
        """The correction without the verdict that it begins with ("Faux : ", "Non confirmé : ")."""
        told = self.correction[language]
        verdict = _VERDICT.match(told)
        rest = told[verdict.end() :] if verdict else told
        return rest[0].upper() + rest[1:]


OUTSIDE = "outside"
"""The key of wordings about what the corpus does not treat."""


@dataclass(frozen=True, kw_only=True)
class Saying:
    """How somebody puts something, in their own words."""

    key: Key
    """What it is about."""
    language: Language
    text: str
    facet: str | None
    """The facet it asks for, or "applicability"; None = none in particular."""
    also: tuple[Key, ...]
    """What else fairly fits."""
    persona: str
    """The list it comes from: lists are kept apart when something is tuned."""
    answers: tuple[str, ...] = ()
    """Marks of the lines of the French sheet that answer it, each by itself, best first."""
    half: tuple[str, ...] = ()
    """Marks of those that answer a part of it."""


@dataclass(frozen=True, kw_only=True)
class Sequel:
    """A message that goes on with a conversation, and what it does there (see `index.sequel`)."""

    text: str
    language: Language
    about: str
    """What it is about, seen from the subject before."""
    asks: str
    """What it asks of it."""
    who: tuple[str, ...]
    """Circumstances that it tells or supposes, with "no " before those that it denies."""
    holds: str | None
    """"told" of the speaker's organisation, or "supposed"; None without circumstances."""
    persona: str
    before: str = ""
    """The question before it, where it was written down with it."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A question with what it asks, whatever its subject."""

    text: str
    language: Language
    asks: str
    """See `index.asked.LABELS`."""
    fair: tuple[str, ...]
    """What else a colleague would accept."""
    persona: str
