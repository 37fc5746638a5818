"""Fills the dated parameters into the texts that name them: `{param:id}` or `{param:id.key}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from corpus.errors import CorpusError
from corpus.records import Language, Parameter, Validity
from corpus.said import Place

PLACE = re.compile(r"\{param:([a-z0-9-]+)(?:\.([a-zA-Z0-9]+))?\}")
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


class Filler:
    """Puts values into texts.

    Args:
        parameters: by id.
    """

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self.parameters = parameters

    def fill(self, text: str, on: date, language: Language, place: Place) -> str:
        """The text with the values of a day.

        Raises:
            CorpusError: a parameter is unknown, or has no value on that day; the message begins with `place`.
        """
        return PLACE.sub(lambda found: self._value(found, on, language, place), text)

    def parameter(self, key: str, place: Place) -> Parameter:
        """The parameter of an id.

        Raises:
            CorpusError: there is none.
        """
        if key not in self.parameters:
            raise CorpusError("fill.unknown", place=place, key=repr(key), known=sorted(self.parameters))
        return self.parameters[key]

    def periods(self, text: str, whole: Validity, place: Place) -> list[Validity]:
        """`whole` cut where a parameter of `text` changes; the days before its first value are left out."""
        periods = [whole]
        for key in {found[1] for found in PLACE.finditer(text)}:
            parameter = self.parameter(key, place)
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

    def _value(self, found: re.Match[str], on: date, language: Language, place: Place) -> str:
        parameter = self.parameter(found[1], place)
        dated = parameter.at(on)
        value = dated.value if dated else None
        if found[2] is not None:
            key: Any = int(found[2]) if found[2].isdigit() else found[2]
            if not isinstance(value, dict) or key not in value:
                raise CorpusError("fill.no_value", place=place, what=found[0], on=on)
            value = value[key]
        if value is None:
            raise CorpusError("fill.no_value_then", place=place, what=found[0], on=on)
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
