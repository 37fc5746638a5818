"""The one way to read the corpus: `load()` for everything, `load_rules()` for the dated values alone (fast)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from corpus.errors import CorpusError, RuleError
from corpus.misconceptions import load_misconceptions
from corpus.parameters import HERE, load_parameters, load_sources
from corpus.records import (
    LANGUAGES,
    OUTSIDE,
    Asking,
    Facet,
    Item,
    Key,
    Language,
    Misconception,
    Parameter,
    Saying,
    Sequel,
    Sheet,
    Source,
)
from corpus.sayings import load_askings, load_sayings, load_sequels
from corpus.sheets import SheetReader
from corpus.strict import parse_yaml, read_text


@dataclass(frozen=True)
class Rules:
    """Sources and dated parameters: all that a rule needs."""

    sources: dict[str, Source]
    parameters: dict[str, Parameter]

    def parameter(self, name: str) -> Parameter:
        """A dated parameter by name.

        Raises:
            RuleError: there is none; the message lists them.
        """
        if name not in self.parameters:
            raise RuleError("parameters.unknown", name=repr(name), known=sorted(self.parameters))
        return self.parameters[name]


@dataclass(frozen=True)
class Corpus:
    """Everything the corpus says."""

    rules: Rules
    sheets: tuple[Sheet, ...]
    misconceptions: dict[str, Misconception]
    surfaces: dict[Language, dict[Key, tuple[str, ...]]]
    """Everyday words and phrases for each indicator, by the language of who asks."""
    hash: str
    """sha256 over the names and contents of all corpus files."""
    folder: Path = HERE
    """Where it was read."""

    @cached_property
    def sayings(self) -> tuple[Saying, ...]:
        """How people put things; read when an index is built or something is measured.

        Raises:
            CorpusError: a list is not well formed.
        """
        known = {sheet.key for sheet in self.sheets} | {OUTSIDE}
        return tuple(saying for saying in load_sayings(self.folder) if saying.key in known)

    @cached_property
    def askings(self) -> tuple[Asking, ...]:
        """Questions labelled with what they ask; read when something is fitted.

        Raises:
            CorpusError: a list is not well formed.
        """
        return load_askings(self.folder)

    @cached_property
    def sequels(self) -> tuple[Sequel, ...]:
        """How conversations go on, labelled; read when something is fitted.

        Raises:
            CorpusError: a list is not well formed.
        """
        return load_sequels(self.folder)

    def sheet(self, key: Key, language: Language = "fr") -> Sheet:
        """The sheet of an indicator (its number) or topic (its id).

        Raises:
            CorpusError: there is none in that language.
        """
        for sheet in self.sheets:
            if sheet.key == key and sheet.language == language:
                return sheet
        raise CorpusError("load.no_sheet", key=key, language=language)

    def items(self, key: Key, language: Language) -> tuple[tuple[Facet, Item], ...]:
        """The lines of a sheet with their facets, in order; the n-th is the same in all languages.

        Raises:
            CorpusError: there is no such sheet.
        """
        sections = self.sheet(key, language).sections
        return tuple((section.facet, item) for section in sections for item in section.items)

    def sheet_on(self, key: Key, language: Language, on: date, facet: str | None = None) -> Sheet:
        """A sheet as it holds on a day: only what is valid then, and only one facet if one is named.

        Raises:
            CorpusError: there is no such sheet or facet, or the sheet is not in force.
        """
        sheet = self.sheet(key, language)
        known = [section.facet for section in sheet.sections]
        if facet is not None and facet not in known:
            raise CorpusError("corpus.facet", facet=repr(facet), allowed=known)
        if not sheet.validity.holds(on):
            raise CorpusError("corpus.not_in_force", title=sheet.title, day=on)
        sections = tuple(
            replace(section, items=tuple(item for item in section.items if item.validity.holds(on)))
            for section in sheet.sections
            if facet in (None, section.facet)
        )
        return replace(sheet, sections=sections)

    def names(self, spoken: Language) -> dict[Key, list[str]]:
        """What every indicator and topic is called by those who ask in a language: titles, aliases, everyday words."""
        names: dict[Key, list[str]] = {sheet.key: [] for sheet in self.sheets}
        for sheet in self.sheets:
            names[sheet.key] += sheet.names[spoken]
            if sheet.language == spoken:
                names[sheet.key] += [sheet.title, sheet.subject]
        for key, words in self.surfaces[spoken].items():
            names.setdefault(key, []).extend(words)
        return names

    @property
    def all_names(self) -> dict[Key, list[str]]:
        """The names of every indicator and topic in all languages."""
        by_language = [self.names(language) for language in LANGUAGES]
        return {key: [name for names in by_language for name in names.get(key, [])] for key in by_language[0]}


def load_rules(folder: Path = HERE) -> Rules:
    """Sources and parameters.

    Raises:
        CorpusError: a file is not well formed.
    """
    sources = load_sources(folder)
    return Rules(sources, load_parameters(sources, folder))


def load(folder: Path = HERE) -> Corpus:
    """The whole corpus.

    Raises:
        CorpusError: a file is not well formed, or two sheets have the same subject.
    """
    rules = load_rules(folder)
    misconceptions = load_misconceptions(rules.sources, folder)
    reader = SheetReader(rules.sources, rules.parameters, misconceptions)
    sheets: dict[tuple[Language, Key], Sheet] = {}
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.md")):
            sheet = reader.read(path, language)
            if (language, sheet.key) in sheets:
                raise CorpusError("load.two_sheets", language=language, file=path.name, key=sheet.key)
            sheets[language, sheet.key] = sheet
    ordered = sorted(sheets.values(), key=_order)
    return Corpus(rules, tuple(ordered), misconceptions, load_surfaces(folder), corpus_hash(folder), folder)


def _order(sheet: Sheet) -> tuple[bool, bool, int, str]:
    """French first, indicators by number before topics by id."""
    number = sheet.key if isinstance(sheet.key, int) else 0
    return (sheet.language != "fr", isinstance(sheet.key, str), number, str(sheet.key))


def load_surfaces(folder: Path = HERE) -> dict[Language, dict[Key, tuple[str, ...]]]:
    """The everyday words of `surfaces/*.yaml`, by language and indicator; a language may have no file.

    Raises:
        CorpusError: a file is not a mapping from indicators to lists of texts.
    """
    surfaces: dict[Language, dict[Key, tuple[str, ...]]] = {}
    for language in LANGUAGES:
        path = folder / "surfaces" / f"{language}.yaml"
        where = f"surfaces/{path.name}"
        data = parse_yaml(read_text(path), where) if path.is_file() else {}
        for indicator, words in data.items():
            if not isinstance(indicator, int) or not all(isinstance(word, str) for word in words):
                raise CorpusError("load.surface", where=where, indicator=repr(indicator))
        surfaces[language] = {indicator: tuple(words) for indicator, words in data.items()}
    return surfaces


def corpus_hash(folder: Path = HERE) -> str:
    """sha256 over names and contents of the YAML and Markdown files, independent of where the corpus lies."""
    digest = hashlib.sha256()
    for path in sorted(
        [*folder.glob("*.yaml"), *folder.glob("*/*.yaml"), *folder.glob("*/*.md"), *folder.glob("surfaces/lists/*")]
    ):
        if path.parent.name in ("said", "lessons"):  # errors and quizzes are no part of what is searched
            continue
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    return digest.hexdigest()
