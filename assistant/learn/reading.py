"""A lesson as it reads on a day: values of the rules put in, what does not hold left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.rules.shown import day, numbers
from assistant.rules.words import words
from corpus.fill import Filler
from corpus.lessons import FILLED, Lesson, Line, Part
from corpus.load import Rules
from corpus.records import DatedValue, Language, Parameter


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or bullet, with `**bold**` as its only markup."""

    text: str
    bullet: bool


def lesson_text(lesson: Lesson, rules: Rules, on: date) -> Mapping[Part, tuple[Paragraph, ...]]:
    """The parts of a lesson on a day.

    Raises:
        CorpusError: a place names an entry that the value of that day does not have.
    """
    return {
        part: tuple(read for line in lines if (read := _read(line, lesson, rules, on)) is not None)
        for part, lines in lesson.parts.items()
    }


def _read(line: Line, lesson: Lesson, rules: Rules, on: date) -> Paragraph | None:
    if not line.validity.holds(on):
        return None
    for found in FILLED.finditer(line.text):
        dated = rules.parameters[found[2]].at(on)
        if dated is None or dated.value is None:
            return None
    filler = Filler(rules.parameters)

    def filled(found: re.Match[str]) -> str:
        parameter, path = rules.parameters[found[2]], found[3].strip(".").split(".") if found[3] else []
        if found[1] in ("first", "last"):
            start = parameter.values[0 if found[1] == "first" else -1].start
            return filler.fill(f"{{param:{found[2]}{found[3]}}}", start, lesson.language, f"lessons, {lesson.id}")
        if found[1] == "param":
            return filler.fill(found[0], on, lesson.language, f"lessons, {lesson.id}")
        return _derived(found[1], parameter, path, on, lesson.language)

    text = FILLED.sub(filled, line.text)
    if line.confidence != "high":
        said = words(lesson.language)
        text += f" ({said.units['reserve'].format(said.confidence[line.confidence])})"
    return Paragraph(text[:1].upper() + text[1:] if not line.bullet else text, line.bullet)


def _derived(what: str, parameter: Parameter, path: list[str], on: date, language: Language) -> str:
    """A count, a list of indicators, or the day the last value begins."""
    if what == "start":
        return day(parameter.values[-1].start, language)
    dated = parameter.at(on)
    found = _entries(dated, path)
    return str(len(found)) if what == "count" else numbers(found, language)


def _entries(dated: DatedValue | None, path: list[str]) -> list[int]:
    """What a list or table has under a key, or its keys that have a value ("major"), within a range ("21-33")."""
    value: Any = dated.value if dated else []
    for step in path:
        if re.fullmatch(r"\d+-\d+", step):
            low, high = map(int, step.split("-"))
            value = [n for n in value if low <= n <= high]
        elif isinstance(value, dict):
            key: Any = int(step) if step.isdigit() else step
            value = value[key] if key in value else [n for n, entry in value.items() if entry == step]
    return list(value)
