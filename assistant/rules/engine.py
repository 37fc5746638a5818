"""Reads dated parameters on a day and remembers what was read, so that "why?" needs no second text."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.rules.outcome import NotApplicable, Reason, Statement, Step, once
from assistant.rules.shown import day
from corpus.errors import NoValueError, RuleError
from corpus.load import Rules
from corpus.records import LANGUAGES


class Reader:
    """The parameters as they stand on one day.

    Args:
        rules: sources and parameters, from `corpus.load.load_rules`.
        on: the day of the audit.
    """

    def __init__(self, rules: Rules, on: date) -> None:
        self.rules = rules
        self.on = on
        self._steps: list[Step] = []
        self._looked: dict[tuple[str, Any], tuple[Any, Step]] = {}
        """What was looked up, since a rule reads the same few parameters for every indicator."""

    def read(self, parameter: str, key: Any = None) -> Any:
        """The value of a parameter on the day, or the entry `key` of a value that is a table.

        Returns:
            The value; None where the table has no such entry or the rule has ended.

        Raises:
            NoValueError: no value is known on that day.
        """
        value, step = self._look(parameter, key)
        if value is not None:
            self._steps.append(step)
        return value

    def optional(self, parameter: str, key: Any = None) -> Any:
        """As `read`, but None before the first value."""
        if self.rules.parameters[parameter].at(self.on) is None:
            return None
        return self.read(parameter, key)

    def _look(self, parameter: str, key: Any) -> tuple[Any, Step]:
        known = self._looked.get((parameter, key))
        if known is None:
            known = self._looked[parameter, key] = self._looked_up(parameter, key)
        return known

    def _looked_up(self, parameter: str, key: Any) -> tuple[Any, Step]:
        found = self.rules.parameters[parameter]
        dated = found.at(self.on)
        if dated is None:
            first = found.values[0].start
            on, since = ({language: day(each, language) for language in LANGUAGES} for each in (self.on, first))
            raise NoValueError("rule.no_value", label=found.labels, on=on, first=since)
        value = dated.value if key is None or dated.value is None else dated.value.get(key)
        label = found.label if key is None else f"{found.label} [{key}]"
        return value, Step(
            parameter, label, value, found.validity(dated), dated.reference, found.checked_on, found.words
        )

    def trace(self) -> tuple[Step, ...]:
        """What was read since the last call, without repetition; the record starts anew."""
        steps = once(self._steps)
        self._steps = []
        return steps

    def forget(self) -> None:
        """Start the record anew: what was read so far does not matter for what comes."""
        self._steps = []

    def state(self, code: str, **values: Any) -> Statement:
        """A sentence of the word lists, resting on what was read since the last call of `trace` or `state`."""
        return Statement(Reason(code, values), self.trace())

    def on_day(self, on: date) -> Reader:
        """The same parameters on another day."""
        return Reader(self.rules, on)

    @property
    def rnq(self) -> str:
        """The version of the référentiel on the day ("2019" or "2026"), not recorded in the trace."""
        return str(self._look("rnq-version", None)[0])

    @property
    def guide(self) -> str:
        """The reading guide that applies on the day ("V9"), not recorded in the trace.

        Raises:
            NoValueError: the day is before the first guide.
        """
        return str(self._look("guide-version", None)[0])

    @property
    def last_indicator(self) -> int:
        """The highest indicator number ever coded."""
        numbers: list[list[int]] = [dated.value for dated in self.rules.parameters["indicators-in-force"].values]
        return max(map(max, numbers))

    def absent(self, indicator: int) -> NotApplicable | None:
        """Why an indicator has no object on the day because it is not in force yet; None if it is.

        The record of what was read starts anew.

        Raises:
            RuleError: no version of the référentiel has that number; the message says how many there are.
            NoValueError: nothing is known on the day.
        """
        if not 1 <= indicator <= self.last_indicator:
            count = self._look("indicator-count", None)[0]
            raise RuleError("rule.indicator", indicator=indicator, on=self.on, count=count)
        self.forget()
        if indicator in self.read("indicators-in-force"):
            self.forget()
            return None
        values = self.rules.parameters["indicators-in-force"].values
        start = next((dated.start for dated in values if dated.start > self.on and indicator in dated.value), None)
        return NotApplicable(Reason("not_in_force", {"start": start}), self.trace())
