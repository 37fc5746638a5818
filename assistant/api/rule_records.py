"""What the rules answer over HTTP, as the description of the API shows it (see `records`)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from assistant.api.records import Read, Record, Source
from assistant.rules import Profile
from corpus.records import Confidence


class Dated(Read):
    """One value of a parameter."""

    note: str | None


class Outcome(Record):
    """What all outcomes of rules have in common."""

    reason: str
    sources: list[Source]
    confidence: Confidence
    trace: list[Read]
    missing: list[str] = Field(default=[])
    not_applicable: Literal[True] = Field(default=True)


class Severity(Outcome):
    """The record of `qualiopi rules severity --json`."""

    indicator: int
    on: str
    rnq: str
    value: str | None
    unit: None
    minor_when: str | None
    exception: str = Field(default="")


class Verdict(Outcome):
    """Whether one indicator applies."""

    indicator: int
    applies: bool | None
    condition: str = Field(default="")
    without_object: bool | None = None
    readings: dict[str, bool] = Field(default={})


class Applicability(Record):
    """The record of `qualiopi rules applicability --json`."""

    on: str
    rnq: str
    profile: Profile
    count: int
    indicators: list[Verdict]
    missing: list[str]
    questions: list[str]


class Statement(Record):
    """One sentence of an outcome."""

    text: str
    confidence: Confidence
    sources: list[Source]


class Theme(Outcome):
    """The record of `qualiopi rules THEME --json`; what was asked and the details of the theme stand in it too."""

    model_config = ConfigDict(extra="allow")

    rule: str
    on: str
    rnq: str
    value: Any
    unit: str | None
    statements: list[Statement]
    questions: list[str] = Field(default=[])


class ParameterRow(Record):
    """One dated parameter among all."""

    parameter: str
    label: str
    unit: str | None
    values: int
    checked_on: str


class ParameterHistory(Record):
    """A parameter with all its values."""

    parameter: str
    label: str
    unit: str | None
    values: list[Dated]


class Unchecked(Record):
    """A value or source that is due for a check."""

    kind: Literal["parameter", "source"]
    id: str
    checked_on: str
