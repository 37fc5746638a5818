"""Conversations and turns as they are kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from assistant.question import Context
from assistant.record import Answer
from assistant.state.opinions import Opinion
from corpus.errors import ThreadError
from corpus.records import Language

LOCAL = "local"
"""The owner of what a person alone on a machine keeps."""
LONGEST_NAME = 80
_TITLE = 60
"""Characters of a question that make the name of its conversation."""


@dataclass(frozen=True)
class Finished:
    """A turn that has its answer."""

    question: str
    answer: Answer
    context: Context
    """What the next turn may lean on."""


@dataclass(frozen=True)
class StoredTurn:
    """A turn read back."""

    place: int
    """1, 2, 3 ... in the conversation."""
    question: str
    answer: Answer | None
    """None = kept by another version in a form that this one cannot read."""
    asked_at: datetime
    corpus: str
    """Hash of the texts that it was answered from."""
    version: str
    """Of the assistant that answered."""
    opinion: Opinion | None = None
    """What the reader said of the answer."""


class Place(NamedTuple):
    """Where a turn is kept."""

    conversation: int
    turn: int
    """1, 2, 3 ... in the conversation."""


@dataclass(frozen=True)
class Conversation:
    """One conversation in a list."""

    id: int
    name: str
    language: Language
    """Of its last answer."""
    created: datetime
    changed: datetime
    turns: int


def checked_name(name: str) -> str:
    """A name of a conversation, without surrounding space.

    Raises:
        ThreadError: it is empty, has more than 80 characters, or line breaks and other control characters.
    """
    cleaned = unicodedata.normalize("NFC", name.strip())
    if not 1 <= len(cleaned) <= LONGEST_NAME or not cleaned.isprintable():
        raise ThreadError("threads.bad_name", name=ascii(cleaned[:LONGEST_NAME]), longest=LONGEST_NAME)
    return cleaned


def name_from(question: str, taken: set[str]) -> str:
    """A name for a conversation that begins with a question; numbered when it is taken."""
    plain = "".join(letter if letter.isprintable() else " " for letter in question)
    line = unicodedata.normalize("NFC", " ".join(plain.split()))
    title = line if len(line) <= _TITLE else line[:_TITLE].rsplit(" ", 1)[0] + "…"
    name, number = title, 1
    while name in taken:
        number += 1
        name = f"{title} ({number})"
    return name
