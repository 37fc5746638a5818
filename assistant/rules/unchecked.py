"""What is due for a check: parameters and sources not compared with the texts for some months."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.rules.calendar import months_after
from corpus.load import Rules

MONTHS = 6


def unchecked(rules: Rules, on: date, months: int = MONTHS) -> list[tuple[str, str, date]]:
    """("parameter" or "source", id, last check) of all that was last checked `months` months before `on`, or earlier.

    The oldest come first.
    """
    limit = months_after(on, -months)
    ages = [("parameter", parameter.id, parameter.checked_on) for parameter in rules.parameters.values()]
    ages += [("source", source.id, source.checked_on) for source in rules.sources.values()]
    return sorted((entry for entry in ages if entry[2] <= limit), key=lambda entry: entry[2])


def unchecked_data(rules: Rules, on: date, months: int = MONTHS) -> list[dict[str, Any]]:
    """The record of `rules unchecked --json`."""
    found = unchecked(rules, on, months)
    return [{"kind": kind, "id": key, "checked_on": checked.isoformat()} for kind, key, checked in found]
