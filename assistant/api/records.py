"""What the API is sent and what it answers, as its description shows them.

Answers are the very data of `--json`; these records describe them, and a test holds each answer against them. What they
mean is said in `messages/pages/api.*.yaml`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError

from assistant.question import MAX_CHARACTERS
from assistant.record import Citation, Fact, Mode, OutcomeKind
from assistant.rules import Profile
from corpus.records import Confidence, Facet, Language, Tag


def _iso_day(value: Any) -> Any:
    if value is None or (isinstance(value, date) and type(value) is date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("day", "not a day") from None


Day = Annotated[date, BeforeValidator(_iso_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day as text (2026-11-22), no time and no number of seconds."""


Known = Annotated[Any, PlainValidator(lambda given: given, json_schema_input_type=Profile)]
"""A profile as it is sent; `Profile.parse` reads it, whose errors name what is allowed."""


class Sent(BaseModel):
    """What is sent: an unknown key is refused."""

    model_config = ConfigDict(extra="forbid")


class Ask(Sent):
    """A question in its circumstances."""

    question: Annotated[str, WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_CHARACTERS})]
    profile: Known | None = None
    thread: str | None = None
    on: Day | None = None
    lang: Language | None = None
    why: Annotated[bool, Strict()] = False


class Record(BaseModel):
    """What is answered: nothing but what is described."""

    model_config = ConfigDict(extra="forbid")


class Problem(Record):
    """Why there is no answer."""

    error: str
    id: str


class Source(Record):
    """Where a fact stands."""

    source: str
    locator: str
    title: str
    version: str | None
    date: str | None
    confidence: Confidence


class Read(Source):
    """One dated parameter that was read."""

    parameter: str
    label: str
    value: Any
    valid_from: str | None
    valid_until: str | None
    checked_on: str


class AnswerRecord(Record):
    """The record of `qualiopi ask --json` (see `assistant.record.Answer`)."""

    answer: str
    indicators: list[int]
    related: list[int]
    topics: list[str]
    outcome: OutcomeKind
    abstained: bool
    suggestions: list[str]
    language: Language
    rnq: str
    guide: str
    on: str
    mode: Mode
    prompt: str | None
    citations: list[Citation]
    facts: list[Fact]
    carried: list[str]
    trace: list[Read] = Field(default=[])
    latency_ms: int


class Hit(Record):
    """One passage found."""

    rank: int
    indicator: int | None
    topic: str | None
    criterion: int | None
    facet: Facet
    language: Language
    publics: list[str]
    start: str | None
    end: str | None
    source: str
    locator: str
    confidence: Confidence
    title: str
    text: str
    empty: bool
    chunk: str


class Found(Record):
    """The record of `qualiopi search --json`."""

    query: str
    on: str
    hits: list[Hit]


class Item(Record):
    """One paragraph or bullet."""

    text: str
    bullet: bool
    publics: list[Tag]
    valid_from: str | None
    valid_until: str | None
    source: Source


class SheetSection(Record):
    """One facet of a sheet."""

    facet: Facet
    heading: str
    empty: bool
    items: list[Item]


class Related(Record):
    """A neighbouring indicator."""

    indicator: int
    difference: str


class SheetRow(Record):
    """One sheet among all."""

    key: int | str
    criterion: int | None
    title: str
    subject: str


class Sheets(Record):
    """The sheets in force on a day."""

    on: str
    rnq: str
    guide: str
    language: Language
    sheets: list[SheetRow]


class SheetRecord(SheetRow):
    """A sheet as it holds on a day."""

    on: str
    rnq: str
    guide: str
    language: Language
    valid_from: str | None
    valid_until: str | None
    related: list[Related]
    sections: list[SheetSection]


class Status(Record):
    """The record of `qualiopi status --json`."""

    version: str
    home: str
    size_bytes: int
    on: str
    rnq: str
    guide: str
    texts_checked_on: str
    texts_outdated: bool
    sheets: int
    model: str
    language_model: str
    index: str
    conversations: int | str
