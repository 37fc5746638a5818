"""The chat: conversation, question, source panel, kept conversations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from typing import Any

import gradio as gr

from assistant.messages import Messages
from assistant.rules import Profile
from assistant.service import stream
from assistant.ui.frame import QUIET, Frame
from assistant.ui.shown.conversation import Exchange, Page, french_spaces
from assistant.ui.threads import Session, ThreadList, keep
from corpus.errors import QualiopiError
from corpus.records import Language

PATIENCE = 2
"""Seconds between two looks at whether search by meaning is ready."""


def build(frame: Frame) -> None:
    """Lay the screen out and connect it."""
    assistant, messages, spoken, language = frame.assistant, frame.messages, frame.spoken, frame.language
    page = Page(assistant.library, messages)
    say = messages.say

    def answer(question: str, session: Session, to: Language, profile: Any) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            gr.Info(say(to, "ui.empty_question"))
            yield page.conversation(session.exchanges, to), session, ""
            return
        waiting = replace(session, exchanges=(*session.exchanges, Exchange(question)))
        yield page.conversation(waiting.exchanges, to), session, ""
        try:
            shown = ""
            for reply in assistant.stream(question, profile=frame.known(profile), context=session.context):
                for text in stream(reply.answer, shown):
                    shown = text
                    growing = (*session.exchanges, Exchange(question, reply.answer, shown=shown))
                    yield page.conversation(growing, to), session, ""
        except QualiopiError as error:
            failed = replace(session, exchanges=(*session.exchanges, Exchange(question, error=error.said)))
            yield page.conversation(failed.exchanges, to), failed, question
            return
        session = replace(session, thread=keep(assistant, session, question, reply, to))
        exchanges = (*session.exchanges, Exchange(question, reply.answer))
        done = replace(session, exchanges=exchanges, context=reply.context)
        yield page.conversation(done.exchanges, to), done, ""

    def state_of_search(to: Language) -> str:
        ready = "ui.ready_llm" if frame.settings.llm is not None else "ui.ready"
        return say(to, ready if assistant.ready else "ui.loading")

    session = gr.State(Session())
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=3, min_width=280, elem_id="main"):
            spoken.make(gr.HTML, {"value": lambda to: f'<h1 class="quiet">{escape(say(to, "ui.nav.assistant"))}</h1>'})
            conversation = gr.HTML(page.conversation(()), elem_id="conversation", js_on_load=None)
            with gr.Row(elem_id="ask-row"):
                question = spoken.make(
                    gr.Textbox,
                    {"label": "ui.question", "placeholder": "ui.placeholder"},
                    lines=1,
                    max_lines=6,
                    scale=5,
                    elem_id="question",
                    autofocus=True,
                )
                send = spoken.make(
                    gr.Button, {"value": "ui.send"}, variant="primary", scale=1, min_width=110, elem_id="send"
                )
            with gr.Row(elem_id="examples"):
                examples = [
                    spoken.make(gr.Button, {"value": _example(messages, n)}, size="sm", elem_classes="example")
                    for n in range(1, 5)
                ]
            status = spoken.make(gr.Markdown, {"value": state_of_search}, elem_id="status")
            notice = {"value": lambda to: f'<p class="notice" role="note">{escape(say(to, "ui.notice"))}</p>'}
            spoken.make(gr.HTML, notice, elem_id="notice", js_on_load=None)
        with gr.Column(scale=2, min_width=280, elem_id="side"):
            spoken.make(gr.HTML, {"value": lambda to: _panel(messages, to)}, js_on_load=None)
            threads = ThreadList(assistant, page, messages, spoken)
            again = spoken.make(gr.Button, {"value": "ui.again"}, size="sm", elem_id="again")
    outputs = [conversation, session, question]
    inputs = [question, session, language, frame.profile]
    events = [gr.on([question.submit, send.click], answer, inputs, outputs, **QUIET)]
    for example in examples:
        events.append(example.click(answer, [example, session, language, frame.profile], outputs, **QUIET))
    afresh = again.click(lambda to: (page.conversation((), to), Session(), ""), language, outputs, **QUIET)

    def redrawn(to: Language, _: Profile, session: Session) -> str:
        """The conversation with its words in another language; answers stay in that of their question."""
        return page.conversation(session.exchanges, to)

    frame.redraw(redrawn, [session], [conversation])
    threads.wire(frame.app, language, outputs, [*events, afresh])
    timer = gr.Timer(PATIENCE)
    timer.tick(
        lambda to: (state_of_search(to), gr.Timer(active=not assistant.ready)), language, [status, timer], **QUIET
    )


def _panel(messages: Messages, language: Language) -> str:
    """The panel of sources before anything is cited; it keeps its invitation for later."""
    label, hint = (escape(messages.say(language, key)) for key in ("ui.panel", "ui.panel_empty"))
    return (
        f'<aside id="source" role="region" aria-label="{label}" data-hint="{hint}" tabindex="-1">'
        f'<p class="hint">{hint}</p></aside>'
    )


def _example(messages: Messages, number: int) -> Callable[[Language], str]:
    def text(language: Language) -> str:
        said = messages.say(language, f"ui.example.{number}")
        return french_spaces(said) if language == "fr" else said

    return text
