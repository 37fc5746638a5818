"""The list of kept conversations next to the chat: reopen, rename, delete, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Literal
from urllib.parse import quote

import gradio as gr
from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse

from assistant.export.conversation import file_name
from assistant.export.document import exported
from assistant.messages import Messages
from assistant.question import Context
from assistant.record import Answer
from assistant.service import Assistant
from assistant.turn import Reply
from assistant.ui.render import Exchange, Page
from corpus.errors import QualiopiError

Say = Callable[..., str]
FORMATS = {"md": ("Markdown", "text/markdown; charset=utf-8"), "docx": ("Word", "application/octet-stream")}
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True)
class Session:
    """One visitor's conversation."""

    exchanges: tuple[Exchange, ...] = ()
    context: Context = field(default_factory=Context)
    thread: int | None = None
    """The number of the conversation in what is kept; None before its first answer."""


def keep(assistant: Assistant, session: Session, question: str, reply: Reply) -> int | None:
    """Keep a turn before its answer is shown; the page warns if that fails, and shows the answer all the same."""
    try:
        return assistant.conversations.keep(session.thread, assistant.finished(question, reply))
    except QualiopiError as error:
        gr.Warning(escape(str(error)), title=Messages().say("fr", "ui.threads.not_kept"))
        return session.thread


def reopened(assistant: Assistant, number: int) -> Session:
    """A kept conversation, ready to go on; an empty one if it was deleted meanwhile.

    Raises:
        StateProblem: the file of conversations cannot be used.
    """
    kept = assistant.conversations
    turns = kept.turns(number)
    unreadable = Messages().say("fr", "threads.unreadable")
    exchanges = tuple(
        Exchange(turn.question, _shown(assistant, turn.answer))
        if turn.answer
        else Exchange(turn.question, error=unreadable)
        for turn in turns
    )
    return Session(exchanges, kept.context(number), number) if turns else Session()


class ThreadList:
    """The components of the list, made where the page is being laid out.

    Args:
        assistant: keeps the conversations.
        page: shows a reopened one.
        say: the words of the interface.
    """

    def __init__(self, assistant: Assistant, page: Page, say: Say) -> None:
        self._assistant, self._page, self._say = assistant, page, say
        with gr.Accordion(say("ui.threads"), open=False, elem_id="threads"):
            self._choice = gr.Dropdown(label=say("ui.threads.list"), choices=[], elem_id="thread-list")
            with gr.Row():
                self._open = gr.Button(say("ui.threads.open"), size="sm", elem_id="thread-open")
                self._delete = gr.Button(say("ui.threads.delete"), size="sm", elem_id="thread-delete")
            with gr.Row():
                self._name = gr.Textbox(label=say("ui.threads.name"), max_lines=1, elem_id="thread-name")
                self._rename = gr.Button(say("ui.threads.rename"), size="sm", elem_id="thread-rename")
            self._links = gr.HTML("", elem_id="thread-export", js_on_load=None)
            self._note = gr.HTML("", elem_id="thread-note", js_on_load=None)
            with gr.Row(visible=False) as self._sure:
                self._yes = gr.Button(
                    say("ui.threads.delete_sure"), size="sm", variant="stop", elem_id="thread-delete-sure"
                )
                self._no = gr.Button(say("ui.threads.cancel"), size="sm", elem_id="thread-cancel")

    def wire(self, app: gr.Blocks, outputs: Sequence[Any], after: Sequence[Any]) -> None:
        """Connect the list to the chat.

        Args:
            app: the page, whose loading fills the list.
            outputs: conversation, session and question of the chat.
            after: events of the chat after which the list has changed.
        """
        session, choice = outputs[1], self._choice
        app.load(self._listed, session, choice, **QUIET)
        for event in after:
            event.then(self._listed, session, choice, **QUIET)
        choice.change(self._picked, choice, [self._links, self._name, self._note, self._sure], **QUIET)
        self._open.click(self._reopen, [choice, session], [*outputs, self._note], **QUIET)
        renaming = [choice, self._name]
        gr.on([self._rename.click, self._name.submit], self._renamed, renaming, [choice, self._note], **QUIET)
        self._delete.click(self._ask_first, choice, [self._note, self._sure], **QUIET)
        self._no.click(lambda: ("", gr.Row(visible=False)), None, [self._note, self._sure], **QUIET)
        self._yes.click(self._deleted, [choice, *outputs], [choice, *outputs, self._note, self._sure], **QUIET)

    def _choices(self) -> list[tuple[str, int]]:
        try:
            return [(one.name, one.id) for one in self._assistant.conversations.listing()]
        except QualiopiError:
            return []  # the page opens all the same; the next turn says what is wrong with the file

    def _listed(self, session: Session) -> Any:
        choices = self._choices()
        known = {number for _, number in choices}
        return gr.Dropdown(choices=choices, value=session.thread if session.thread in known else None)

    def _picked(self, number: int | None) -> tuple[Any, ...]:
        if number is None:  # nothing is chosen any more: what was told of a deletion stays
            return "", "", gr.skip(), gr.Row(visible=False)
        return self._export_links(number), "", "", gr.Row(visible=False)

    def _export_links(self, number: int) -> str:
        say = self._say
        links = (
            f'<a href="/export/{number}/{form}" download>{escape(say("ui.threads.export", format=label))}</a>'
            for form, (label, _) in FORMATS.items()
        )
        return f"<p>{' · '.join(links)}</p>"

    def _reopen(self, number: int | None, session: Session) -> tuple[Any, ...]:
        try:
            one = None if number is None else self._assistant.conversations.get(number)
            if one is None:
                key = "ui.threads.none" if number is None else "threads.gone"
                return gr.skip(), session, gr.skip(), self._told(self._say(key))
            opened = reopened(self._assistant, one.id)
        except QualiopiError as error:
            return gr.skip(), session, gr.skip(), self._told(str(error))
        told = self._told(self._say("ui.threads.opened", name=one.name))
        return self._page.conversation(opened.exchanges), opened, "", told

    def _renamed(self, number: int | None, name: str) -> tuple[Any, ...]:
        if number is None:
            return gr.skip(), self._told(self._say("ui.threads.none"))
        try:
            kept = self._assistant.conversations
            before = kept.get(number)
            kept.rename(number, name)
        except QualiopiError as error:
            return gr.skip(), self._told(str(error))
        old = before.name if before else ""
        told = self._told(self._say("threads.renamed", old=old, new=name.strip()))
        return gr.Dropdown(choices=self._choices(), value=number), told

    def _ask_first(self, number: int | None) -> tuple[Any, ...]:
        try:
            one = None if number is None else self._assistant.conversations.get(number)
        except QualiopiError as error:
            return self._told(str(error)), gr.Row(visible=False)
        if one is None:
            return self._told(self._say("ui.threads.none")), gr.Row(visible=False)
        return self._told(self._say("threads.confirm", name=one.name, turns=one.turns)), gr.Row(visible=True)

    def _deleted(self, number: int | None, conversation: str, session: Session, question: str) -> tuple[Any, ...]:
        shown: tuple[Any, ...] = (gr.skip(), session, gr.skip())
        hidden = gr.Row(visible=False)
        if number is None:
            return gr.skip(), *shown, self._told(self._say("ui.threads.none")), hidden
        try:
            one = self._assistant.conversations.get(number)
            self._assistant.conversations.delete(number)
        except QualiopiError as error:
            return gr.skip(), *shown, self._told(str(error)), hidden
        if session.thread == number:
            shown = (self._page.conversation(()), Session(), "")
        told = self._told(self._say("threads.deleted", name=one.name if one else ""))
        return gr.Dropdown(choices=self._choices(), value=None), *shown, told, hidden

    @staticmethod
    def _told(text: str) -> str:
        return f'<p role="status">{escape(text)}</p>'


def serve_exports(web: FastAPI, assistant: Assistant) -> None:
    """Add `/export/NUMBER/FORMAT`, which the links of the list download."""

    @web.get("/export/{number}/{form}")
    def export(number: int, form: Literal["md", "docx"]) -> Response:
        try:
            kept = assistant.conversations
            one = kept.get(number)
            if one is None:
                return PlainTextResponse(Messages().say("fr", "threads.gone"), 404)
            content = exported(kept, one, form, assistant.settings.day())
        except QualiopiError as error:
            return PlainTextResponse(str(error), 503)
        name = quote(file_name(one.name, form))
        disposition = f"attachment; filename*=UTF-8''{name}"
        return Response(content, media_type=FORMATS[form][1], headers={"Content-Disposition": disposition})


def _shown(assistant: Assistant, answer: Answer) -> Answer:
    """An answer whose citations can all be opened: a source that the corpus no longer has keeps its marker only."""
    sources = assistant.corpus.rules.sources
    return replace(answer, citations=tuple(one for one in answer.citations if one.source in sources))
