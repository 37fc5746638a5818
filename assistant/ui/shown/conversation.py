"""Turns a conversation into HTML: all text escaped, markers as buttons, each with the passage it opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt

from assistant.library import Library
from assistant.messages import Messages
from assistant.record import Answer, Citation
from assistant.rules.shown import day
from assistant.rules.words import words
from corpus.records import Language
from corpus.said import Said
from index.chunk import Chunk

_MARKER = re.compile(r"\[(\d+)\]")
_BEFORE_PUNCTUATION = re.compile(r"(?<=\S) (?=[?!:;»])|(?<=«) ")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "link", "autolink", "html_inline", "html_block"]
)

SHOWN = 600
"""Characters of a question that the conversation repeats."""


@dataclass(frozen=True)
class Exchange:
    """A question and what came back."""

    question: str
    answer: Answer | None = None
    error: str | Said | None = None
    shown: str | None = None
    """The part of the answer shown so far, while it is being streamed; None = all of it."""


class Page:
    """Renders conversations.

    Args:
        library: gives the passages that citations open.
        messages: the words of the interface.
    """

    def __init__(self, library: Library, messages: Messages) -> None:
        self._library = library
        self._messages = messages

    def conversation(self, exchanges: Sequence[Exchange], language: Language = "fr") -> str:
        """The whole conversation, or the invitation to begin; answers keep the language they have."""
        if not exchanges:
            return f'<div class="empty">{escape(self._messages.say(language, "ui.empty"))}</div>'
        return "".join(self._exchange(number, exchange, language) for number, exchange in enumerate(exchanges, start=1))

    def _exchange(self, number: int, exchange: Exchange, language: Language) -> str:
        shown = exchange.question if len(exchange.question) <= SHOWN else exchange.question[:SHOWN] + "…"
        asked = f'<div class="turn user"><div class="bubble">{escape(shown)}</div></div>'
        if exchange.error is not None:
            error = exchange.error.text(language) if isinstance(exchange.error, Said) else exchange.error
            return f'{asked}<div class="turn bot error" role="alert">{escape(error)}</div>'
        if exchange.answer is None:
            waiting = escape(self._messages.say(language, "ui.searching"))
            return f'{asked}<div class="turn bot waiting" aria-busy="true">{waiting}</div>'
        answer = exchange.answer
        say = self._messages.say
        text = answer.answer if exchange.shown is None else exchange.shown
        body = _MARKER.sub(lambda found: self._chip(number, found, answer), _MARKDOWN.render(french_spaces(text)))
        parts = [f'<div class="answer">{body}</div>']
        if exchange.shown is None:
            parts += [self._template(number, citation, answer.language) for citation in answer.citations]
            parts.append(self._after(answer))
            parts.append(
                f'<button type="button" class="copy" data-copy="{escape(_plain(answer.answer))}">'
                f"{escape(say(answer.language, 'ui.copy'))}</button>"
            )
        return f'{asked}<div class="turn bot {answer.outcome}" lang="{answer.language}">{"".join(parts)}</div>'

    def _chip(self, number: int, found: re.Match[str], answer: Answer) -> str:
        marker = int(found[1])
        citation = next((citation for citation in answer.citations if citation.marker == marker), None)
        if citation is None:
            return escape(found[0])
        label = self._messages.say(
            answer.language, "ui.chip", n=marker, source=self._short(citation), locator=citation.locator
        )
        return (
            f'<button type="button" class="chip {citation.kind}" data-source="s{number}-{marker}" '
            f'aria-label="{escape(label)}" title="{escape(label)}">{marker}</button>'
        )

    def _short(self, citation: Citation) -> str:
        return self._library.corpus.rules.sources[citation.source].short

    def _template(self, number: int, citation: Citation, language: Language) -> str:
        return f'<template id="s{number}-{citation.marker}">{self.source(citation, language)}</template>'

    def source(self, citation: Citation, language: Language) -> str:
        """What the side panel shows of a citation."""
        say = self._messages.say
        source = self._library.corpus.rules.sources[citation.source]
        rows = [
            (say(language, "ui.source"), citation.title),
            (say(language, "ui.locator"), citation.locator),
            (say(language, "ui.version"), citation.version or "–"),
            (say(language, "ui.date"), day(source.published, language) if source.published else "–"),
            (say(language, "ui.publisher"), source.publisher),
            (say(language, "ui.confidence"), words(language).confidence[citation.confidence]),
            (say(language, "ui.checked"), day(source.checked_on, language)),
        ]
        facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
        chunk = self._library.chunk(citation.chunk) if citation.chunk else None
        ours = say(language, "quote.ours", source=source.short)
        label = say(language, "quote.user") if citation.wording == "user" else ours
        if chunk is not None:
            text = f"<div class='passage' lang='{chunk.language}'>{highlighted(chunk, citation.quote)}</div>"
            title = chunk.title
        else:  # a rule, or a passage that is no longer in the corpus, of a conversation reopened
            text = f"<p class='rule'>{escape(citation.quote)}</p>"
            title = citation.title
        if citation.kind == "rule":
            label, title = say(language, "ui.rule"), say(language, "ui.rule_title")
        note = f"<p class='note'>{escape(source.note)}</p>" if source.note else ""
        return (
            f"<h2>[{citation.marker}] {escape(title)}</h2><p class='label'>{escape(label)}</p>{text}"
            f"<dl>{facts}</dl>{note}"
            f'<button type="button" class="back" data-back>{escape(say(language, "ui.back"))}</button>'
        )

    def _after(self, answer: Answer) -> str:
        """What to ask next: suggestions, each a button that asks."""
        if not answer.suggestions:
            return ""
        buttons = "".join(
            f'<button type="button" class="suggestion" data-ask="{escape(text)}">{escape(french_spaces(text))}</button>'
            for text in answer.suggestions
        )
        return f'<div class="suggestions">{buttons}</div>'


def highlighted(chunk: Chunk, quote: str) -> str:
    """The passage in HTML, the quoted part marked."""
    start = chunk.text.find(quote)
    before, after = chunk.text[:start], chunk.text[start + len(quote) :]
    lines = f"{escape(before)}\0{escape(quote)}\1{escape(after)}".split("\n")
    marked = []
    inside = False
    for line in lines:
        opens, closes = "\0" in line, "\1" in line
        html = line.removeprefix("- ")
        html = f"\0{html.removeprefix(chr(0) + '- ')}" if html.startswith("\0- ") else html
        if inside and not opens:
            html = "\0" + html
        inside = (inside or opens) and not closes
        if inside:
            html += "\1"
        bullet = line.replace("\0", "").startswith("- ")
        html = html.replace("\0", "<mark>").replace("\1", "</mark>")
        marked.append(f"<p class='item'>{html}</p>" if bullet else f"<p>{html}</p>")
    return "".join(marked)


def french_spaces(text: str) -> str:
    """No line break before French punctuation (for display only)."""
    return _BEFORE_PUNCTUATION.sub("\u00a0", text)


def _plain(markdown: str) -> str:
    """The answer as it is copied: without Markdown stars, markers kept."""
    return markdown.replace("**", "").replace("*", "")
