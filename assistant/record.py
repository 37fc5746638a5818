"""The answer as a record: what `ask --json` prints and what the chat shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from corpus.records import Confidence, Language, Wording

OutcomeKind = Literal["answer", "clarify", "abstain"]
Mode = Literal["composed", "generated"]


@dataclass(frozen=True, kw_only=True)
class Citation:
    """What a marker points to."""

    marker: int
    kind: Literal["passage", "rule"]
    indicator: int | None
    facet: str | None
    source: str
    locator: str
    title: str
    wording: Wording
    version: str | None
    date: str | None
    confidence: Confidence
    quote: str
    """Passage: a verbatim part of the chunk, at most 300 characters. Rule: what was read."""
    chunk: str | None
    """Id of the passage; None for a rule."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A hard fact taken from a rule."""

    rule: str
    indicator: int | None
    value: Any
    unit: str | None
    source: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One turn's answer. Every `[n]` in `answer` is the marker of a citation."""

    answer: str
    """Markdown."""
    indicators: tuple[int, ...]
    """Those the answer is about and cites, the main one first."""
    related: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    """Ids of the topics that the answer is about."""
    outcome: OutcomeKind
    suggestions: tuple[str, ...] = ()
    language: Language
    rnq: str
    guide: str
    on: str
    mode: Mode = "composed"
    prompt: str | None = None
    """Which prompt a language model was given (digest of its file); None = no model was asked."""
    citations: tuple[Citation, ...] = ()
    facts: tuple[Fact, ...] = ()
    carried: tuple[str, ...] = ()
    """What was taken over from the turn before."""
    trace: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    """What the rules read, for "why?"."""
    latency_ms: int = 0

    @property
    def abstained(self) -> bool:
        """Whether there is no answer."""
        return self.outcome == "abstain"

    def to_dict(self, *, why: bool = False) -> dict[str, Any]:
        """The record as JSON data; with `why`, the trace of the rules too."""
        data = asdict(self)
        if not why:
            data.pop("trace")
        data["abstained"] = self.abstained
        return data
