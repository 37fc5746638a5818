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
from assistant.rules import Step
from assistant.rules.data import steps_of
from assistant.state.opinions import Opinion
from assistant.ui.shown.answer import Foot
from assistant.ui.shown.source import Sources
from assistant.ui.shown.typography import french_spaces
from corpus.records import Language
from corpus.said import Said

_MARKER = re.compile(r"\[(\d+)\]")
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
    stopped: bool = False
    """The reader stopped it there."""
    place: tuple[int, int] | None = None
    """Number of the conversation and of the turn in what is kept; None = not kept."""
    opinion: Opinion | None = None
    """What the reader said of the answer before it was reopened."""


class Page:
    """Renders conversations.

    Args:
        library: gives the passages that citations open.
        messages: the words of the interface.
    """

    def __init__(self, library: Library, messages: Messages) -> None:
        self._library = library
        self._messages = messages
        self._sources = Sources(library, messages)

    def conversation(self, exchanges: Sequence[Exchange], language: Language = "fr") -> str:
        """The whole conversation, or the invitation to begin; answers keep the language they have."""
        if not exchanges:
            return f'<div class="empty">{escape(self._messages.say(language, "ui.empty"))}</div>'
        *before, last = exchanges
        return self.turns(before, language) + self.turn(len(exchanges), last, language, last=True)

    def turns(self, exchanges: Sequence[Exchange], language: Language) -> str:
        """Exchanges that others follow."""
        return "".join(self.turn(number, exchange, language) for number, exchange in enumerate(exchanges, start=1))

    def turn(self, number: int, exchange: Exchange, language: Language, *, last: bool = False) -> str:
        """One exchange.

        Args:
            number: its place in the conversation shown, from 1.
            exchange: question and answer, as far as it came.
            language: of the page.
            last: whether no other follows.
        """
        shown = exchange.question if len(exchange.question) <= SHOWN else exchange.question[:SHOWN] + "…"
        asked = f'<div class="turn user"><div class="bubble">{escape(shown)}</div></div>'
        if exchange.error is not None:
            error = exchange.error.text(language) if isinstance(exchange.error, Said) else exchange.error
            return f'{asked}<div class="turn bot error" role="alert">{escape(error)}</div>'
        if exchange.answer is None and exchange.stopped:
            return f'{asked}<div class="turn bot">{self._stopped(language)}</div>'
        if exchange.answer is None:
            waiting = escape(self._messages.say(language, "ui.searching"))
            return f'{asked}<div class="turn bot waiting" aria-busy="true">{waiting}</div>'
        answer = exchange.answer
        text = answer.answer if exchange.shown is None else exchange.shown
        body = _MARKER.sub(lambda found: self._chip(number, found, answer), _MARKDOWN.render(french_spaces(text)))
        parts = [f'<div class="answer">{body}</div>']
        if exchange.shown is None:
            trace = steps_of(answer.trace, self._library.corpus.rules)
            parts += [self._template(number, citation, answer.language, trace) for citation in answer.citations]
            foot = Foot(answer, self._library.corpus.rules, self._messages)
            parts.append(foot.html(trace, exchange.place, exchange.opinion, last=last))
        elif exchange.stopped:
            parts.append(self._stopped(language))
        state = "" if exchange.shown is None or exchange.stopped else " growing"
        return f'{asked}<div class="turn bot {answer.outcome}{state}" lang="{answer.language}">{"".join(parts)}</div>'

    def _stopped(self, language: Language) -> str:
        return f'<p class="stopped">{escape(self._messages.say(language, "ui.stopped"))}</p>'

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

    def _template(self, number: int, citation: Citation, language: Language, trace: Sequence[Step]) -> str:
        html = self._sources.html(citation, language, trace)
        return f'<template id="s{number}-{citation.marker}">{html}</template>'
