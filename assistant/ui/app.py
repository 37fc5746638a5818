"""The page: conversation, question, profile, source panel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
from assistant.ui.spoken import REMEMBER, Spoken, Words, language_for
from assistant.ui.threads import QUIET, Session, ThreadList, keep
from corpus.errors import ProfileError, QualiopiError
from corpus.records import LANGUAGES, Language

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
    say = messages.say
    spoken = Spoken(messages)

    def answer(question: str, session: Session, language: Language, *profile: Any) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            gr.Info(say(language, "ui.empty_question"))
            yield page.conversation(session.exchanges, language), session, ""
            return
        waiting = replace(session, exchanges=(*session.exchanges, Exchange(question)))
        yield page.conversation(waiting.exchanges, language), session, ""
        try:
            shown = ""
            for reply in assistant.stream(question, profile=_profile(*profile), context=session.context):
                for text in stream(reply.answer, shown):
                    shown = text
                    growing = (*session.exchanges, Exchange(question, reply.answer, shown=shown))
                    yield page.conversation(growing, language), session, ""
        except QualiopiError as error:
            failed = replace(session, exchanges=(*session.exchanges, Exchange(question, error=error.said)))
            yield page.conversation(failed.exchanges, language), failed, question
            return
        session = replace(session, thread=keep(assistant, session, question, reply, language))
        exchanges = (*session.exchanges, Exchange(question, reply.answer))
        done = replace(session, exchanges=exchanges, context=reply.context)
        yield page.conversation(done.exchanges, language), done, ""

    worded = assistant.settings.llm is not None
    model = described(assistant.settings) if worded else None

    def state_of_search(language: Language) -> str:
        ready = "ui.ready_llm" if worded else "ui.ready"
        return say(language, ready if assistant.ready else "ui.loading")

    def spoken_in(language: Language, session: Session) -> list[Any]:
        """All words of the page in another language; answers stay in that of their question."""
        return [page.conversation(session.exchanges, language), *spoken.updates(language)]

    def welcome(request: gr.Request) -> list[Any]:
        language = language_for(request)
        return [language, *spoken_in(language, Session())]

    with gr.Blocks(title=say("fr", "ui.title"), analytics_enabled=False) as app:
        session = gr.State(Session())
        language = gr.Radio(
            [(say(name, "ui.language"), name) for name in LANGUAGES],
            value="fr",
            label=" / ".join(say(name, "ui.languages") for name in LANGUAGES),
            show_label=False,
            container=False,
            elem_id="language",
        )
        head: dict[str, Words] = {"value": lambda to: _head(messages, model, to) + _banner(assistant, messages, to)}
        spoken.make(gr.HTML, head, elem_id="top")
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=3, min_width=280, elem_id="main"):
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
            with gr.Column(scale=2, min_width=280, elem_id="side"):
                spoken.make(gr.HTML, {"value": lambda to: _panel(messages, to)}, js_on_load=None)
                with spoken.make(gr.Accordion, {"label": "ui.profile"}, open=False, elem_id="profile"):
                    spoken.make(gr.Markdown, {"value": "ui.profile_help_llm" if worded else "ui.profile_help"})
                    profile = _form(spoken, messages)
                threads = ThreadList(assistant, page, messages, spoken)
                again = spoken.make(gr.Button, {"value": "ui.again"}, size="sm", elem_id="again")
        outputs = [conversation, session, question]
        inputs = [question, session, language, *profile]
        events = [gr.on([question.submit, send.click], answer, inputs, outputs, **QUIET)]
        for example in examples:
            events.append(example.click(answer, [example, session, language, *profile], outputs, **QUIET))
        afresh = again.click(lambda to: (page.conversation((), to), Session(), ""), language, outputs, **QUIET)
        words = [conversation, *spoken.components]
        app.load(welcome, None, [language, *words], **QUIET)
        language.input(None, language, None, js=REMEMBER, **QUIET)
        language.input(spoken_in, [language, session], words, **QUIET)
        threads.wire(app, language, outputs, [*events, afresh])
        timer = gr.Timer(PATIENCE)
        timer.tick(
            lambda to: (state_of_search(to), gr.Timer(active=not assistant.ready)), language, [status, timer], **QUIET
        )
    return app


def _head(messages: Messages, model: str | None, language: Language) -> str:
    """Title and notices; with a language model, what it is given.

    The script of the page reads the language of the page and the title of its window from it.
    """

    def say(key: str, **values: object) -> str:
        return escape(messages.say(language, key, **values))

    tagline = say("ui.tagline" if model is None else "ui.tagline_llm")
    told = "" if model is None else f'<p class="notice" role="note">{say("ui.notice_llm", name=model)}</p>'
    return (
        f'<header lang="{language}" data-title="{say("ui.title")}"><h1>{say("ui.heading")}</h1>'
        f'<p class="tagline">{tagline}</p><p class="notice" role="note">{say("ui.notice")}</p>{told}</header>'
    )


def _banner(assistant: Assistant, messages: Messages, language: Language) -> str:
    """A warning when the texts were not checked for 90 days."""
    rules = assistant.corpus.rules
    if not outdated(rules, assistant.settings.day()):
        return ""
    text = messages.say(language, "version.outdated", checked=day(last_check(rules), language))
    return f'<p class="notice" role="alert">{text}</p>'


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


def _form(spoken: Spoken, messages: Messages) -> list[Any]:
    """What a person may say of the organisation, in the order of `_profile`."""

    def categories(language: Language) -> list[tuple[str, str]]:
        return [(words(language).categories[category], category) for category in CATEGORIES]

    def choices(language: Language) -> list[tuple[str, str]]:
        return [(messages.say(language, f"ui.{name}"), name) for name in ANSWERS]

    return [
        spoken.make(gr.CheckboxGroup, {"choices": categories, "label": "ui.categories"}),
        *(spoken.make(gr.Radio, {"choices": choices, "label": f"ui.flag.{flag}"}, value="unknown") for flag in FLAGS),
        spoken.make(gr.Textbox, {"label": "ui.audit_date", "placeholder": "ui.day"}, max_lines=1),
    ]


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
        raise ProfileError("profile.audit_day", text=repr(text)) from None
