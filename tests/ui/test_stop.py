"""Stop: what was said of an answer stays, marked as incomplete; the conversation goes on."""

from __future__ import annotations

from dataclasses import replace

import gradio as gr
import pytest

from assistant.ui.chat import Chat
from assistant.ui.frame import Frame
from assistant.ui.shown.conversation import Exchange
from assistant.ui.threads import Session


@pytest.fixture
def chat(shared_assistant):
    with gr.Blocks() as app:
        return Chat(Frame(app, shared_assistant, "assistant"))


def test_a_growing_answer_is_kept_as_far_as_it_came(chat, shared_assistant):
    answer = shared_assistant.reply("preuves de l'indicateur 28").answer
    growing = Exchange("preuves 28", answer, shown=answer.answer.splitlines()[0])
    html, session = chat.stopped(Session((growing,)), "fr")
    assert session.exchanges == (replace(growing, stopped=True),)
    assert "incomplète" in html
    assert "growing" not in html
    assert "Conventions" not in html


def test_a_question_still_waiting_is_told_as_stopped(chat):
    html, session = chat.stopped(Session((Exchange("preuves 28"),)), "en")
    assert session.exchanges[0].stopped
    assert "waiting" not in html
    assert "stopped at your request" in html


def test_nothing_else_changes(chat, shared_assistant):
    answer = shared_assistant.reply("preuves de l'indicateur 28").answer
    for exchanges in ((), (Exchange("q", answer),), (Exchange("q", error="no"),)):
        assert chat.stopped(Session(exchanges), "fr")[1] == Session(exchanges)
