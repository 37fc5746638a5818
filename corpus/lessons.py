"""Reads the school: lessons (`lessons/{fr,en}/*.md`) and the cases of its quizzes (`lessons/cases.yaml`).

A lesson has a front matter and three `##` sections. Values of the rules stand in it as places, filled when it is read:

    {param:minor-correction}  {param:severity.12}     the value, as in a sheet
    {count:severity.major}                            how many entries a list or table has, or have that value
    {list:severity.major.21-33}                       which indicators, here between 21 and 33
    {start:indicator-count}                           the day its last value begins
    {first:indicator-count} {last:indicator-count}    its first and its last value

A line may end with `{from:2026-11-01}`, `{until:2026-10-31}` and `{confidence:low}`. One whose parameter has no value
on a day does not stand in the lesson of that day. Lessons are no part of what is searched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from corpus.errors import CorpusError
from corpus.load import Corpus
from corpus.records import CONFIDENCES, LANGUAGES, Confidence, Language, Reference, Validity
from corpus.said import Place, said, within
from corpus.strict import choice, fields, parse_yaml, read_text

Part = Literal["reading", "example", "points"]
CaseKind = Literal["situation", "evidence"]
HEADINGS: Mapping[Language, Mapping[str, Part]] = {
    "fr": {"Lecture": "reading", "Exemple": "example", "À retenir": "points"},
    "en": {"Reading": "reading", "Example": "example", "In short": "points"},
}
QUESTIONS = (
    "situation evidence not_evidence severity partial applies count subcontract criterion version change order dates "
    "duration sites surveillance decision deadline entrant adapted mine misconception statement"
).split()
"""Kinds of questions that a lesson may ask (see `assistant.learn`)."""
FILLED = re.compile(r"\{(param|count|list|start|first|last):([a-z0-9-]+)((?:\.[a-zA-Z0-9-]+)*)\}")
_MARK = re.compile(r"\s*\{(from|until|confidence):([^{}]*)\}\s*$")
_FACTS = ("lesson", "order", "indicators", "questions", "misconceptions", "further", "sources")
"""What a lesson says in the same way in all languages."""


@dataclass(frozen=True)
class Line:
    """One paragraph or bullet of a lesson, its places not yet filled."""

    text: str
    bullet: bool
    validity: Validity
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One lesson in one language."""

    id: str
    order: int
    language: Language
    title: str
    goal: str
    indicators: tuple[int, ...]
    """Those that its quiz may ask about, where they are in force."""
    questions: tuple[str, ...]
    misconceptions: tuple[str, ...]
    further: tuple[str, ...]
    """Topics of the library to read next."""
    sources: tuple[Reference, ...]
    parts: Mapping[Part, tuple[Line, ...]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A fictional situation or piece of evidence."""

    id: str
    kind: CaseKind
    indicator: int
    """The one that it belongs to."""
    unlike: tuple[int, ...]
    """Those that it surely does not belong to."""
    text: Mapping[Language, str]


@dataclass(frozen=True)
class School:
    """All lessons in their order, by language, and the cases by id."""

    lessons: Mapping[Language, tuple[Lesson, ...]]
    cases: Mapping[str, Case]


def load_school(corpus: Corpus) -> School:
    """The school of a corpus, read from the same folder.

    Raises:
        CorpusError: a file is not well formed, names what does not exist, or the languages differ.
    """
    folder = corpus.folder / "lessons"
    lessons = {language: _lessons(folder / language, language, corpus) for language in LANGUAGES}
    for french, english in zip(*lessons.values(), strict=False):
        for name in ("id", *_FACTS[1:]):
            if getattr(french, name) != getattr(english, name):
                raise CorpusError("lessons.differ", lesson=french.id, key=name)
    if len({len(found) for found in lessons.values()}) > 1:
        raise CorpusError("lessons.count", counts=[len(found) for found in lessons.values()])
    return School(lessons, _cases(folder / "cases.yaml", corpus))


def _lessons(folder: Path, language: Language, corpus: Corpus) -> tuple[Lesson, ...]:
    found = [_lesson(path, language, corpus) for path in sorted(folder.glob("*.md"))]
    return tuple(sorted(found, key=lambda lesson: lesson.order))


def _lesson(path: Path, language: Language, corpus: Corpus) -> Lesson:
    where = f"lessons/{language}/{path.name}"
    parts = read_text(path).split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise CorpusError("sheets.header", where=where)
    place = said("place.header", place=where)
    kinds: dict[str, Any] = {**dict.fromkeys(_FACTS, list), "lesson": str, "order": int, "title": str, "goal": str}
    head = fields(parse_yaml(parts[1], place), place, required=kinds)
    for name, allowed in _allowed(corpus).items():
        for value in head[name]:
            choice(value, allowed, within(place, name))
    return Lesson(
        id=head["lesson"],
        order=head["order"],
        language=language,
        title=head["title"],
        goal=head["goal"],
        indicators=tuple(head["indicators"]),
        questions=tuple(head["questions"]),
        misconceptions=tuple(head["misconceptions"]),
        further=tuple(head["further"]),
        sources=tuple(_reference(text, corpus, within(place, "sources")) for text in head["sources"]),
        parts=_parts(parts[2], language, corpus, where),
    )


def _allowed(corpus: Corpus) -> dict[str, Any]:
    """What the lists of a front matter may name."""
    keys = {sheet.key for sheet in corpus.sheets}
    return {"indicators": keys, "questions": QUESTIONS, "misconceptions": corpus.misconceptions, "further": keys}


def _reference(text: str, corpus: Corpus, place: Place) -> Reference:
    source, _, locator = text.partition("|")
    found = corpus.rules.sources[choice(source, corpus.rules.sources, place)]
    return Reference(found.id, locator, found.confidence)


def _parts(body: str, language: Language, corpus: Corpus, where: str) -> dict[Part, tuple[Line, ...]]:
    found: dict[Part, tuple[Line, ...]] = {}
    before, *chunks = re.split(r"^## ", body, flags=re.MULTILINE)
    if before.strip():
        raise CorpusError("sheets.before", where=where, text=repr(before.strip()[:40]))
    for chunk in chunks:
        heading, _, text = chunk.partition("\n")
        part = HEADINGS[language].get(heading.strip())
        if part is None:
            raise CorpusError("sheets.section", where=where, heading=repr(heading), allowed=list(HEADINGS[language]))
        place = said("place.section", place=where, heading=heading.strip())
        if part in found:
            raise CorpusError("sheets.twice", place=place)
        found[part] = tuple(_line(line.strip(), corpus, place) for line in text.splitlines() if line.strip())
    missing = [heading for heading, part in HEADINGS[language].items() if not found.get(part)]
    if missing:
        raise CorpusError("sheets.missing", where=where, missing=missing)
    return found


def _line(text: str, corpus: Corpus, place: Place) -> Line:
    days: dict[str, date] = {}
    confidence: Any = "high"
    while mark := _MARK.search(text):
        text = text[: mark.start()]
        if mark[1] == "confidence":
            confidence = choice(mark[2], CONFIDENCES, said("place.confidence", place=place))
            continue
        try:
            days[mark[1]] = date.fromisoformat(mark[2])
        except ValueError:
            raise CorpusError("sheets.day", place=place, directive=f"{mark[1]}:{mark[2]}") from None
    for name in (found[2] for found in FILLED.finditer(text)):
        choice(name, corpus.rules.parameters, within(place, "param"))
    if "{" in FILLED.sub("", text):
        raise CorpusError("lessons.place", place=place, text=repr(text[:60]))
    validity = Validity(days.get("from"), days.get("until"))
    return Line(text.removeprefix("- "), text.startswith("- "), validity, confidence)


def _cases(path: Path, corpus: Corpus) -> dict[str, Case]:
    where = f"lessons/{path.name}"
    keys: Any = {sheet.key for sheet in corpus.sheets}
    cases = {}
    for key, raw in parse_yaml(read_text(path), where).items():
        place = within(where, key)
        required = {"kind": str, "indicator": int, "unlike": list, "fr": str, "en": str}
        found = fields(raw, place, required=required, optional={"also": list})
        kind: Any = choice(found["kind"], ("situation", "evidence"), within(place, "kind"))
        also = {found["indicator"], *found.get("also", [])}
        for number in (*also, *found["unlike"]):
            choice(number, keys, within(place, "unlike"))
        if also & set(found["unlike"]):
            raise CorpusError("lessons.case", place=place, indicators=sorted(also & set(found["unlike"])))
        text: dict[Language, str] = {language: found[language] for language in LANGUAGES}
        cases[key] = Case(id=key, kind=kind, indicator=found["indicator"], unlike=tuple(found["unlike"]), text=text)
    return cases
