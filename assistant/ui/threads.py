"""The list of kept conversations next to the chat: reopen, rename, delete, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Literal

import gradio as gr
from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from assistant.export.conversation import file_name
from assistant.export.document import exported
from assistant.messages import Messages
from assistant.question import Context
from assistant.record import Answer
from assistant.service import Assistant
from assistant.state.records import Place
from assistant.turn import Reply
from assistant.ui.attached import attached
from assistant.ui.frame import LAST, QUIET
from assistant.ui.shown.conversation import Exchange
from assistant.ui.spoken import Spoken, language_for
from corpus.errors import QualiopiError
from corpus.records import Language
from corpus.said import said

FORMATS = {"md": ("Markdown", "text/markdown; charset=utf-8"), "docx": ("Word", "application/octet-stream")}


@dataclass(frozen=True)
class Session:
    """One visitor's conversation."""

    exchanges: tuple[Exchange, ...] = ()
    context: Context = field(default_factory=Context)
    thread: int | None = None
    """The number of the conversation in what is kept; None before its first answer."""


def keep(
    assistant: Assistant, session: Session, question: str, reply: Reply, language: Language = "fr"
) -> Place | None:
    """Keep a turn before its answer is shown; the page warns if that fails, and shows the answer all the same."""
    try:
        return assistant.conversations.keep(session.thread, assistant.finished(question, reply))
    except QualiopiError as error:
        gr.Warning(escape(error.text(language)), title=Messages().say(language, "ui.threads.not_kept"))
        return None


def reopened(assistant: Assistant, number: int) -> Session:
    """A kept conversation, ready to go on; an empty one if it was deleted meanwhile.

    Raises:
        StateProblem: the file of conversations cannot be used.
    """
    kept = assistant.conversations
    turns = kept.turns(number)
    unreadable = said("threads.unreadable")
    exchanges = tuple(
        Exchange(turn.question, _shown(assistant, turn.answer), place=(number, turn.place), opinion=turn.opinion)
        if turn.answer
        else Exchange(turn.question, error=unreadable)
        for turn in turns
    )
    return Session(exchanges, kept.context(number), number) if turns else Session()


class ThreadList:
    """The components of the list, made where the page is being laid out.

    Args:
        assistant: keeps the conversations.
        shown: gives the HTML of a conversation in a language.
        messages: the words of the interface.
        spoken: makes the components.
    """

    def __init__(
        self, assistant: Assistant, shown: Callable[[Session, Language], str], messages: Messages, spoken: Spoken
    ) -> None:
        self._assistant, self._shown, self._say = assistant, shown, messages.say

        def button(key: str, name: str, **settings: Any) -> Any:
            return spoken.make(
                gr.Button, {"value": f"ui.threads.{key}"}, size="sm", elem_id=f"thread-{name}", **settings
            )

        with spoken.make(gr.Accordion, {"label": "ui.threads"}, open=False, elem_id="threads"):
            self._choice = spoken.make(gr.Dropdown, {"label": "ui.threads.list"}, choices=[], elem_id="thread-list")
            with gr.Row():
                self._open = button("open", "open")
                self._delete = button("delete", "delete")
            with gr.Row():
                self._name = spoken.make(gr.Textbox, {"label": "ui.threads.name"}, max_lines=1, elem_id="thread-name")
                self._rename = button("rename", "rename")
            self._links = gr.HTML("", elem_id="thread-export", js_on_load=None)
            self._note = gr.HTML("", elem_id="thread-note", js_on_load=None)
            with gr.Row(visible=False) as self._sure:
                self._yes = button("delete_sure", "delete-sure", variant="stop")
                self._no = button("cancel", "cancel")

    def wire(self, language: Any, outputs: Sequence[Any], after: Sequence[Any]) -> None:
        """Connect the list to the chat.

        Args:
            language: of the page, the component that holds it.
            outputs: conversation, session and question of the chat.
            after: events of the chat, its opening among them, after which the list has changed.
        """
        session, choice = outputs[1], self._choice
        for event in after:
            event.then(self._listed, session, choice, **LAST)
        links = [self._links, self._name, self._note, self._sure]
        choice.change(self._picked, [choice, language], links, **QUIET)
        language.input(self._said_again, [choice, language], [self._links, self._note, self._sure], **QUIET)
        self._open.click(self._reopen, [choice, session, language], [*outputs, self._note], **QUIET)
        renaming = [choice, self._name, language]
        gr.on([self._rename.click, self._name.submit], self._renamed, renaming, [choice, self._note], **QUIET)
        self._delete.click(self._ask_first, [choice, language], [self._note, self._sure], **QUIET)
        self._no.click(lambda: ("", gr.Row(visible=False)), None, [self._note, self._sure], **QUIET)
        deleted = [choice, *outputs, self._note, self._sure]
        self._yes.click(self._deleted, [choice, session, language], deleted, **QUIET)

    def _choices(self) -> list[tuple[str, int]]:
        try:
            return [(one.name, one.id) for one in self._assistant.conversations.listing()]
        except QualiopiError:
            return []  # the page opens all the same; the next turn says what is wrong with the file

    def _listed(self, session: Session) -> Any:
        choices = self._choices()
        known = {number for _, number in choices}
        return gr.Dropdown(choices=choices, value=session.thread if session.thread in known else None)

    def _picked(self, number: int | None, language: Language) -> tuple[Any, ...]:
        if number is None:  # nothing is chosen any more: what was told of a deletion stays
            return "", "", gr.skip(), gr.Row(visible=False)
        return self._export_links(number, language), "", "", gr.Row(visible=False)

    def _said_again(self, number: int | None, language: Language) -> tuple[Any, ...]:
        """In another language: the links too; what was told or asked before is over."""
        links = gr.skip() if number is None else self._export_links(number, language)
        return links, "", gr.Row(visible=False)

    def _export_links(self, number: int, language: Language) -> str:
        links = (
            f'<a href="/export/{number}/{form}" download>'
            f"{escape(self._say(language, 'ui.threads.export', format=label))}</a>"
            for form, (label, _) in FORMATS.items()
        )
        return f"<p>{' · '.join(links)}</p>"

    def _reopen(self, number: int | None, session: Session, language: Language) -> tuple[Any, ...]:
        try:
            one = None if number is None else self._assistant.conversations.get(number)
            if one is None:
                gone = said("threads.gone").text(language)
                text = self._say(language, "ui.threads.none") if number is None else gone
                return gr.skip(), session, gr.skip(), self._told(text)
            opened = reopened(self._assistant, one.id)
        except QualiopiError as error:
            return gr.skip(), session, gr.skip(), self._told(error.text(language))
        told = self._told(self._say(language, "ui.threads.opened", name=one.name))
        return self._shown(opened, language), opened, "", told

    def _renamed(self, number: int | None, name: str, language: Language) -> tuple[Any, ...]:
        if number is None:
            return gr.skip(), self._told(self._say(language, "ui.threads.none"))
        try:
            kept = self._assistant.conversations
            before = kept.get(number)
            kept.rename(number, name)
        except QualiopiError as error:
            return gr.skip(), self._told(error.text(language))
        old = before.name if before else ""
        told = self._told(self._say(language, "threads.renamed", old=old, new=name.strip()))
        return gr.Dropdown(choices=self._choices(), value=number), told

    def _ask_first(self, number: int | None, language: Language) -> tuple[Any, ...]:
        try:
            one = None if number is None else self._assistant.conversations.get(number)
        except QualiopiError as error:
            return self._told(error.text(language)), gr.Row(visible=False)
        if one is None:
            return self._told(self._say(language, "ui.threads.none")), gr.Row(visible=False)
        sure = self._say(language, "threads.confirm", name=one.name, turns=one.turns)
        return self._told(sure), gr.Row(visible=True)

    def _deleted(self, number: int | None, session: Session, language: Language) -> tuple[Any, ...]:
        shown: tuple[Any, ...] = (gr.skip(), session, gr.skip())
        hidden = gr.Row(visible=False)
        if number is None:
            return gr.skip(), *shown, self._told(self._say(language, "ui.threads.none")), hidden
        try:
            one = self._assistant.conversations.get(number)
            self._assistant.conversations.delete(number)
        except QualiopiError as error:
            return gr.skip(), *shown, self._told(error.text(language)), hidden
        if session.thread == number:
            shown = (self._shown(Session(), language), Session(), "")
        told = self._told(self._say(language, "threads.deleted", name=one.name if one else ""))
        return gr.Dropdown(choices=self._choices(), value=None), *shown, told, hidden

    @staticmethod
    def _told(text: str) -> str:
        return f'<p role="status">{escape(text)}</p>'


def serve_exports(web: FastAPI, assistant: Assistant) -> None:
    """Add `/export/NUMBER/FORMAT`, which the links of the list download."""

    @web.get("/export/{number}/{form}")
    def export(number: int, form: Literal["md", "docx"], request: Request) -> Response:
        language = language_for(request)
        try:
            kept = assistant.conversations
            one = kept.get(number)
            if one is None:
                return PlainTextResponse(said("threads.gone").text(language), 404)
            content = exported(kept, one, form, assistant.settings.day())
        except QualiopiError as error:
            return PlainTextResponse(error.text(language), 503)
        return attached(content, file_name(one.name, form), FORMATS[form][1])


def _shown(assistant: Assistant, answer: Answer) -> Answer:
    """An answer whose citations can all be opened: a source that the corpus no longer has keeps its marker only."""
    sources = assistant.corpus.rules.sources
    return replace(answer, citations=tuple(one for one in answer.citations if one.source in sources))
