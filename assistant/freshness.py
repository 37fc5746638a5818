"""Whether the texts were compared with their sources lately: a new guide may appear any day."""

from __future__ import annotations

from datetime import date, timedelta

from corpus.load import Rules

PATIENCE = timedelta(days=90)


def last_check(rules: Rules) -> date:
    """The oldest day on which a source or a value was checked."""
    days = [source.checked_on for source in rules.sources.values()]
    return min([*days, *(parameter.checked_on for parameter in rules.parameters.values())])


def outdated(rules: Rules, today: date) -> bool:
    """Whether something was not checked for more than 90 days."""
    return today - last_check(rules) > PATIENCE
