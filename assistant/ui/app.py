"""The page: conversation, question, profile, source panel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.freshness import last_check, outdated
from assistant.messages import Messages
from assistant.model import described
from assistant.rules import CATEGORIES, Profile
from assistant.rules.shown import day
from assistant.rules.words import words
from assistant.service import Assistant, stream
from assistant.ui.render import Exchange, Page, french_spaces
from assistant.ui.threads import QUIET, Session, ThreadList, keep
from corpus.errors import ProfileError, QualiopiError

HERE = Path(__file__).parent
FLAGS = (
    "certifying",
    "alternance",
    "work_placement",
    "afest",
    "only_short",
    "uses_subcontractors",
    "umbrella",
    "subcontractor",
    "new_entrant",
)
ANSWERS: dict[str, bool | None] = {"unknown": None, "yes": True, "no": False}
PATIENCE = 2
"""Seconds between two looks at whether search by meaning is ready."""


def build_app(assistant: Assistant) -> gr.Blocks:
    """The web app over an assistant.

    Args:
        assistant: `warm_up` is the caller's affair.
    """
    messages = Messages()
    page = Page(assistant.library, messages)

    def say(key: str, **values: object) -> str:
        return messages.say("fr", key, **values)

    def answer(question: str, session: Session, *profile: Any) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            gr.Info(say("ui.empty_question"))
            yield page.conversation(session.exchanges), session, ""
            return
        waiting = replace(session, exchanges=(*session.exchanges, Exchange(question)))
        yield page.conversation(waiting.exchanges), session, ""
        try:
            shown = ""
            for reply in assistant.stream(question, profile=_profile(*profile), context=session.context):
                for text in stream(reply.answer, shown):
                    shown = text
                    growing = (*session.exchanges, Exchange(question, reply.answer, shown=shown))
                    yield page.conversation(growing), session, ""
        except QualiopiError as error:
            failed = replace(session, exchanges=(*session.exchanges, Exchange(question, error=str(error))))
            yield page.conversation(failed.exchanges), failed, question
            return
        session = replace(session, thread=keep(assistant, session, question, reply))
        exchanges = (*session.exchanges, Exchange(question, reply.answer))
        done = replace(session, exchanges=exchanges, context=reply.context)
        yield page.conversation(done.exchanges), done, ""

    worded = assistant.settings.llm is not None
    model = described(assistant.settings)

    def state_of_search() -> tuple[str, Any]:
        if assistant.ready:
            return say("ui.ready_llm" if worded else "ui.ready"), gr.Timer(active=False)
        return say("ui.loading"), gr.Timer(active=True)

    with gr.Blocks(title=say("ui.title"), analytics_enabled=False) as app:
        session = gr.State(Session())
        gr.HTML(_header(say, model if worded else None) + _banner(assistant, say), elem_id="top")
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=3, min_width=280, elem_id="main"):
                conversation = gr.HTML(page.conversation(()), elem_id="conversation", js_on_load=None)
                with gr.Row(elem_id="ask-row"):
                    question = gr.Textbox(
                        label=say("ui.question"),
                        placeholder=say("ui.placeholder"),
                        lines=1,
                        max_lines=6,
                        scale=5,
                        elem_id="question",
                        autofocus=True,
                    )
                    send = gr.Button(say("ui.send"), variant="primary", scale=1, min_width=110, elem_id="send")
                with gr.Row(elem_id="examples"):
                    examples = [
                        gr.Button(french_spaces(text), size="sm", elem_classes="example")
                        for text in (say(f"ui.example.{n}") for n in range(1, 5))
                    ]
                status = gr.Markdown(say("ui.loading"), elem_id="status")
            with gr.Column(scale=2, min_width=280, elem_id="side"):
                gr.HTML(
                    f'<aside id="source" role="region" aria-label="{say("ui.panel")}" tabindex="-1">'
                    f'<p class="hint">{say("ui.panel_empty")}</p></aside>',
                    js_on_load=None,
                )
                with gr.Accordion(say("ui.profile"), open=False, elem_id="profile"):
                    gr.Markdown(say("ui.profile_help_llm" if worded else "ui.profile_help"))
                    profile: list[Any] = [
                        gr.CheckboxGroup(
                            [(words("fr").categories[category], category) for category in CATEGORIES],
                            label=say("ui.categories"),
                        )
                    ]
                    choices = [(say(f"ui.{name}"), name) for name in ANSWERS]
                    profile += [gr.Radio(choices, value="unknown", label=say(f"ui.flag.{flag}")) for flag in FLAGS]
                    profile.append(gr.Textbox(label=say("ui.audit_date"), placeholder="JJ/MM/AAAA", max_lines=1))
                threads = ThreadList(assistant, page, say)
                again = gr.Button(say("ui.again"), size="sm", elem_id="again")
        outputs = [conversation, session, question]
        inputs = [question, session, *profile]
        events = [gr.on([question.submit, send.click], answer, inputs, outputs, **QUIET)]
        events += [example.click(answer, [example, session, *profile], outputs, **QUIET) for example in examples]
        events.append(again.click(lambda: (page.conversation(()), Session(), ""), None, outputs, **QUIET))
        threads.wire(app, outputs, events)
        timer = gr.Timer(PATIENCE)
        timer.tick(state_of_search, None, [status, timer], show_progress="hidden", api_visibility="private")
    return app


def _header(say: Any, model: str | None) -> str:
    """Title and notices; with a language model, what it is given."""
    tagline = say("ui.tagline") if model is None else say("ui.tagline_llm")
    told = "" if model is None else f'<p class="notice" role="note">{escape(say("ui.notice_llm", name=model))}</p>'
    return (
        f'<header><h1>{say("ui.heading")}</h1><p class="tagline">{tagline}</p>'
        f'<p class="notice" role="note">{say("ui.notice")}</p>{told}</header>'
    )


def _banner(assistant: Assistant, say: Any) -> str:
    """A warning when the texts were not checked for 90 days."""
    rules = assistant.corpus.rules
    if not outdated(rules, assistant.settings.day()):
        return ""
    text = say("version.outdated", checked=day(last_check(rules), "fr"))
    return f'<p class="notice" role="alert">{text}</p>'


def _profile(categories: list[str], *rest: Any) -> Profile:
    *flags, audit_date = rest
    data: dict[str, Any] = {"categories": categories or []}
    data |= {name: ANSWERS[value] for name, value in zip(FLAGS, flags, strict=True)}
    if audit_date and audit_date.strip():
        data["audit_date"] = _iso(audit_date.strip())
    return Profile.parse(data)


def _iso(text: str) -> str:
    """A date typed as 15/10/2026 or 2026-10-15.

    Raises:
        ProfileError: it is neither.
    """
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    written = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise ProfileError(f"Date de l'audit : {text!r} n'est pas une date ; écrivez JJ/MM/AAAA.") from None
