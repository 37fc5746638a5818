"""The chat: conversation, question, source panel, kept conversations."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import gradio as gr

from assistant.ui.chat import Chat
from assistant.ui.frame import LAST, QUIET, Frame
from assistant.ui.shown.typography import french_spaces
from assistant.ui.threads import Session, ThreadList
from corpus.records import Language

PATIENCE = 2
"""Seconds between two looks at whether search by meaning is ready."""
RESUME = "() => [sessionStorage.getItem('qualiopi_thread') ?? '', null]"
"""In the browser: the conversation that this tab was in, for a reader who comes back from another screen."""


def build(frame: Frame) -> None:
    """Lay the screen out and connect it."""
    chat, spoken, language = Chat(frame), frame.spoken, frame.language
    assistant, say = frame.assistant, frame.messages.say

    def state_of_search(to: Language) -> str:
        ready = "ui.ready_llm" if frame.settings.llm is not None else "ui.ready"
        return say(to, ready if assistant.ready else "ui.loading")

    def example(number: int) -> Callable[[Language], str]:
        return lambda to: french_spaces(say(to, f"ui.example.{number}"))

    session, resume = gr.State(Session()), gr.Textbox(visible=False)
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=3, min_width=280, elem_id="main", elem_classes="at-once"):
            heading = {"value": lambda to: f'<h1 class="quiet">{escape(say(to, "ui.nav.assistant"))}</h1>'}
            spoken.make(gr.HTML, heading, elem_id="heading", js_on_load=None)
            organisation = gr.HTML("", elem_id="organisation", js_on_load=None)
            conversation = gr.HTML(chat.invitation, elem_id="conversation", js_on_load=None)
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
                stop = spoken.make(gr.Button, {"value": "ui.stop"}, scale=1, min_width=110, elem_id="stop")
            with gr.Row(elem_id="examples"):
                examples = [
                    spoken.make(gr.Button, {"value": example(n)}, size="sm", elem_classes="example")
                    for n in range(1, 5)
                ]
            status = spoken.make(gr.Markdown, {"value": state_of_search}, elem_id="status")
            notice = {"value": lambda to: f'<p class="notice" role="note">{escape(say(to, "ui.notice"))}</p>'}
            spoken.make(gr.HTML, notice, elem_id="notice", js_on_load=None)
        with gr.Column(scale=2, min_width=280, elem_id="side"):
            spoken.make(gr.HTML, {"value": lambda to: _panel(frame, to)}, js_on_load=None)
            threads = ThreadList(assistant, chat.shown, frame.messages, spoken)
            again = spoken.make(gr.Button, {"value": "ui.again"}, size="sm", elem_id="again")
    with gr.Row(elem_id="offstage"):
        forget = spoken.make(gr.Button, {"value": "ui.forget"}, elem_id="forget")
        forget_organisation = spoken.make(gr.Button, {"value": "ui.forget"}, elem_id="forget-organisation")

    outputs = [conversation, session, question]
    profile = frame.profile
    asked = [question, session, language, profile]
    events = [gr.on([question.submit, send.click], chat.answer, asked, outputs, **QUIET)]
    events += [one.click(chat.answer, [one, *asked[1:]], outputs, **QUIET) for one in examples]
    for_whom = {"fn": frame.with_language(chat.organisation), "inputs": [language, profile, session]} | LAST
    for event in events:
        event.then(outputs=organisation, **for_whom)
    stop.click(chat.stopped, [session, language], [conversation, session], cancels=events, **QUIET)
    forget.click(chat.forgotten, [session, language], session, **QUIET)
    forget_organisation.click(chat.organisation_forgotten, session, session, **QUIET).then(
        outputs=organisation, **for_whom
    )
    afresh = again.click(lambda to: (chat.shown(Session(), to), Session(), ""), language, outputs, **QUIET)
    frame.redraw(chat.organisation, [session], [organisation])
    opened = frame.app.load(chat.resumed, [resume, session], [conversation, session], js=RESUME, **QUIET)
    language.input(lambda now, to: chat.shown(now, to), [session, language], conversation, **QUIET)
    threads.wire(language, outputs, [*events, afresh, opened])
    timer = gr.Timer(PATIENCE)
    timer.tick(
        lambda to: (state_of_search(to), gr.Timer(active=not assistant.ready)), language, [status, timer], **QUIET
    )


def _panel(frame: Frame, language: Language) -> str:
    """The panel of sources before anything is cited; it keeps its invitation for later."""
    label, hint = (escape(frame.messages.say(language, key)) for key in ("ui.panel", "ui.panel_empty"))
    return (
        f'<aside id="source" role="region" aria-label="{label}" data-hint="{hint}" tabindex="-1">'
        f'<p class="hint">{hint}</p></aside>'
    )
