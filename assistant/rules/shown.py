"""How values read in a sentence: dates, amounts, durations, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.rules.words import words
from corpus.records import Language


@dataclass(frozen=True, order=True)
class HalfDays:
    """A duration of audit, counted in half-days."""

    count: int

    @property
    def days(self) -> float:
        """The same in days (exact: multiples of 0.5)."""
        return self.count / 2


@dataclass(frozen=True)
class Amount:
    """A number with its unit: "month", "year", "day", "site", "EUR" ..."""

    count: int
    unit: str
    names: tuple[Any, ...] = ()
    """What is counted, said in brackets."""


_MONTHS_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def day(value: date, language: Language) -> str:
    """A date as a person writes it: "1er novembre 2026", "1 November 2026"."""
    if language == "fr":
        return f"{'1er' if value.day == 1 else value.day} {_MONTHS_FR[value.month - 1]} {value.year}"
    return f"{value.day} {value:%B %Y}"


def shown(value: Any, language: Language) -> str:
    """Any value of a reason, in words."""
    if isinstance(value, dict):
        return str(value[language])
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, HalfDays):
        return _half_days(value, language)
    if isinstance(value, Amount):
        return _amount(value, language)
    if isinstance(value, list | tuple):
        return _listed(value, language)
    return str(value)


def _listed(values: Sequence[Any], language: Language) -> str:
    """Numbers in order, three or more in a row as a range; other values with commas."""
    if values and all(isinstance(value, int) for value in values):
        return numbers(values, language)
    names = words(language).categories
    return ", ".join(names.get(part, part) if isinstance(part, str) else shown(part, language) for part in values)


def numbers(values: Iterable[int], language: Language) -> str:
    """The numbers in order, three or more in a row as a range: "1 à 6, 9, 10"."""
    runs: list[list[int]] = []
    for number in sorted(values):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    joint = words(language).units["range"]
    parts: list[str] = []
    for run in runs:
        parts += [joint.format(run[0], run[-1])] if len(run) > 2 else [str(number) for number in run]
    return ", ".join(parts)


def _half_days(value: HalfDays, language: Language) -> str:
    units = words(language).units
    if value.count == 1:
        return str(units["half-day"][0])
    whole = f"{value.count // 2}{units['half'] if value.count % 2 else ''}"
    return f"{whole} {units['day'][value.count >= (4 if language == 'fr' else 3)]}"


def _amount(value: Amount, language: Language) -> str:
    units = words(language).units
    if value.unit == "EUR":
        grouped = f"{value.count:,}"
        return f"€{grouped}" if language == "en" else f"{grouped.replace(',', ' ')} €"
    plural = value.count > 1 if language == "fr" else value.count != 1
    named = f" ({_listed(value.names, language)})" if value.names else ""
    return f"{value.count} {units[value.unit][plural]}{named}"
