"""What readers said of answers: helpful or not, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from corpus.errors import OpinionError

Kind = Literal["up", "down"]
Reason = Literal["wrong", "missing_source", "too_long", "unclear", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)
LONGEST_COMMENT = 500


@dataclass(frozen=True)
class Opinion:
    """What a reader said of one answer; the last word counts."""

    kind: Kind
    reason: Reason | None = None
    """Why it did not help."""
    comment: str = ""
    """At most 500 characters."""


@dataclass(frozen=True)
class Judged:
    """An opinion with what it is about."""

    opinion: Opinion
    thread: str
    place: int
    question: str
    answer: str
    """As it was shown, Markdown."""
    said_at: str
    """ISO time in UTC."""
    corpus: str
    version: str


def opinion_of(kind: object, reason: object, comment: object) -> Opinion:
    """An opinion from what a browser sent.

    Raises:
        OpinionError: one of the three is not allowed.
    """
    if kind not in get_args(Kind):
        raise OpinionError("opinion.kind", kind=repr(kind), allowed=get_args(Kind))
    if reason is not None and reason not in REASONS:
        raise OpinionError("opinion.reason", reason=repr(reason), allowed=REASONS)
    if not isinstance(comment, str) or len(comment) > LONGEST_COMMENT:
        raise OpinionError("opinion.comment", most=LONGEST_COMMENT)
    plain = "".join(letter if letter.isprintable() else " " for letter in comment).strip()
    return Opinion(kind, reason if kind == "down" else None, plain)  # type: ignore[arg-type]
