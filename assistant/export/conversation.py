"""A conversation as a document: questions, visible answers, one numbered note for each citation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from assistant.messages import Messages
from assistant.record import Answer, Citation
from assistant.rules.shown import day
from assistant.settings import package_version
from assistant.state.records import Conversation, StoredTurn
from corpus.records import Language
from corpus.said import said

NOTE = re.compile("\ue000(\\d+)\ue001")
"""Where a note is called in the answer of an `Exchange`: private characters, which no text of ours holds."""
_MARKER = re.compile(r"\[(\d+)\]")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000\ue001\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r"([\\`*_\[\]#|~!])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


@dataclass(frozen=True)
class Exchange:
    """A question and its answer."""

    heading: str
    question: str
    answer: str
    """Markdown of ours, notes called by `NOTE`; not yet escaped."""
    notes: tuple[tuple[int, str], ...]
    """Those called first in this answer, with their numbers, which run through the document."""


@dataclass(frozen=True)
class Transcript:
    """What a document of any format holds."""

    title: str
    about: tuple[str, ...]
    """Day of the export, version, hash of the texts."""
    exchanges: tuple[Exchange, ...]


def transcript(
    conversation: Conversation, turns: Sequence[StoredTurn], messages: Messages, language: Language, today: date
) -> Transcript:
    """What is exported of a conversation.

    Args:
        conversation: gives the title.
        turns: in their order.
        messages: the words between questions and answers.
        language: of these words.
        today: the day of the export.
    """
    about = [messages.say(language, "threads.exported", day=day(today, language))]
    versions = _once(turn.version for turn in turns) or [package_version()]
    about.append(messages.say(language, "threads.versions", versions=", ".join(versions)))
    if hashes := _once(turn.corpus for turn in turns):
        about.append(messages.say(language, "threads.corpus", hashes=", ".join(hashes)))
    exchanges: list[Exchange] = []
    noted = 0
    for turn in turns:
        exchange = _exchange(turn, noted + 1, messages, language)
        noted += len(exchange.notes)
        exchanges.append(exchange)
    return Transcript(clean(conversation.name), tuple(about), tuple(exchanges))


def to_markdown(document: Transcript) -> str:
    """The document as Markdown with footnotes `[^1]`; HTML and Markdown of users are shown as text."""
    parts = [f"# {plain(document.title)}", "\n".join(f"- {plain(line)}" for line in document.about)]
    notes: list[str] = []
    for exchange in document.exchanges:
        parts.append(f"## {plain(exchange.heading)}")
        parts.append("\n".join(f"> {line}" for line in plain(exchange.question).split("\n")))
        parts.append(NOTE.sub(r"[^\1]", _harmless(exchange.answer)))
        notes += [f"[^{number}]: {plain(text)}" for number, text in exchange.notes]
    return "\n\n".join([*parts, "\n".join(notes)]).rstrip() + "\n"


def file_name(name: str, suffix: str) -> str:
    """A file name for a conversation: its letters and digits, at most 60."""
    words = re.findall(r"\w+", name)
    return f"{'-'.join(words)[:60].strip('-') or 'conversation'}.{suffix}"


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no link."""
    lines = "\n".join(line.strip() for line in text.split("\n"))
    escaped = _SPECIAL.sub(r"\\\1", escape(lines, quote=False)).replace("://", ":\\//")
    return _LINE_START.sub(_line_start, escaped)


def note_text(citation: Citation, messages: Messages, language: Language) -> str:
    """One citation as a note: whose words, title, place, version, day, and the words."""
    if citation.kind == "rule" or citation.wording == "user":
        whose = "ui.rule" if citation.kind == "rule" else "quote.user"
        lead = f"{citation.title} ({messages.say(language, whose)})"
    else:
        lead = messages.say(language, "quote.ours", source=citation.title)
    published = day(date.fromisoformat(citation.date), language) if citation.date else None
    where = ", ".join(part for part in (lead, citation.locator, citation.version, published) if part)
    return " ".join(clean(messages.say(language, "threads.note", where=where, quote=citation.quote)).split())


def _exchange(turn: StoredTurn, first: int, messages: Messages, language: Language) -> Exchange:
    asked = turn.asked_at.astimezone()
    heading = messages.say(
        language, "threads.asked", n=turn.place, day=day(asked.date(), language), time=f"{asked:%H:%M}"
    )
    answer = turn.answer
    if answer is None:
        return Exchange(heading, clean(turn.question), said("threads.unreadable").text(language), ())
    text, notes = _noted(answer, first, messages)
    if answer.outcome != "answer":  # then the text speaks of what is proposed below
        text += "".join(f"\n\n→ {suggestion}" for suggestion in answer.suggestions)
    return Exchange(heading, clean(turn.question), text, notes)


def _noted(answer: Answer, first: int, messages: Messages) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The answer with its markers as calls of notes numbered from `first`, and these notes."""
    citations = {citation.marker: citation for citation in answer.citations}
    numbers: dict[int, int] = {}

    def called(found: re.Match[str]) -> str:
        marker = int(found[1])
        if marker not in citations:
            return found[0]
        return f"\ue000{numbers.setdefault(marker, first + len(numbers))}\ue001"

    text = _MARKER.sub(called, clean(answer.answer))
    notes = ((number, note_text(citations[marker], messages, answer.language)) for marker, number in numbers.items())
    return text, tuple(notes)


def _harmless(markdown: str) -> str:
    """Our Markdown without HTML, links or images that a quoted text may have brought in."""
    text = escape(markdown, quote=False).replace("://", ":\\//").replace("`", "\\`")
    return text.replace("![", "!\\[").replace("](", "]\\(").replace("]:", "]\\:").replace("[^", "\\[^")


def _line_start(found: re.Match[str]) -> str:
    """A line that begins like a list or an underline begins with these signs as text."""
    return f"{found[1]}\\{found[2]}" if not found[2].isdigit() else f"{found[1]}{found[2]}\\"


def clean(text: str) -> str:
    """The text without control characters, which no file of these formats can hold."""
    return _NOT_TEXT.sub("", text)


def _once(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]
