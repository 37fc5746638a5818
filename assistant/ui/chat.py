"""What the chat does: answers as they grow, stop, forget, resume. Nothing is kept here between two events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

import gradio as gr

from assistant.question import Context
from assistant.rules import Profile
from assistant.rules.summary import summary
from assistant.ui.frame import Frame
from assistant.ui.shown.conversation import Exchange, Page
from assistant.ui.shown.typography import french_spaces
from assistant.ui.spoken import language_for
from assistant.ui.threads import Session, keep, reopened
from corpus.errors import QualiopiError
from corpus.records import Language

FIRST: Language = "fr"
"""The language of the page before it knows its visitor."""


class Chat:
    """What the chat does; each visitor's conversation is in the session handed around.

    Args:
        frame: of the screen.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame, self.assistant, self.say = frame, frame.assistant, frame.messages.say
        self.page = Page(frame.assistant.library, frame.messages)

    @property
    def invitation(self) -> str:
        """What is there before the page has opened; it names no conversation, so that the tab forgets none."""
        return f'<div class="turns">{self.page.conversation((), FIRST)}</div>'

    def shown(self, session: Session, to: Language) -> str:
        """The conversation as HTML; the script of the screen remembers its number for this tab."""
        return self._within(session, self.page.conversation(session.exchanges, to))

    def answer(self, question: str, session: Session, to: Language, profile: Any) -> Iterator[tuple[Any, ...]]:
        """Conversation, session and question box while the answer grows."""
        if not question.strip():
            gr.Info(self.say(to, "ui.empty_question"))
            yield self.shown(session, to), session, ""
            return
        before, number = self.page.turns(session.exchanges, to), len(session.exchanges) + 1

        def growing(exchange: Exchange, **changes: Any) -> tuple[str, Session]:
            grown = replace(session, exchanges=(*session.exchanges, exchange), **changes)
            return self._within(grown, before + self.page.turn(number, exchange, to, last=True)), grown

        yield *growing(Exchange(question)), ""
        try:
            known = self.frame.known(profile)
            for reply in self.assistant.stream(question, profile=known, context=session.context):
                if self.assistant.settings.llm is not None:  # composed answers come whole
                    yield *growing(Exchange(question, reply.answer, shown=reply.answer.answer)), ""
        except QualiopiError as error:
            yield *growing(Exchange(question, error=error.said)), question
            return
        place = keep(self.assistant, session, question, reply, to)
        thread = place.conversation if place else session.thread
        yield *growing(Exchange(question, reply.answer, place=place), context=reply.context, thread=thread), ""

    def stopped(self, session: Session, to: Language) -> tuple[str, Session]:
        """The conversation after the reader stopped an answer: what was said of it stays, marked as incomplete."""
        *before, last = session.exchanges or (Exchange(""),)
        if last.question and last.error is None and (last.answer is None or last.shown is not None):
            session = replace(session, exchanges=(*before, replace(last, stopped=True)))
        return self.shown(session, to), session

    def resumed(self, request: gr.Request, thread: str, session: Session) -> tuple[Any, Any]:
        """The conversation that the tab was in, or the invitation to begin one.

        A reader may be quicker than the page, whose last events may arrive after the first answer: nothing is redrawn
        that is there already, and nothing changes once a conversation was begun.
        """
        to = language_for(request)
        if session.exchanges or (not thread and to == FIRST):
            return gr.skip(), gr.skip()
        try:
            session = reopened(self.assistant, int(thread)) if thread.isdecimal() else Session()
        except QualiopiError:
            session = Session()  # the next turn says what is wrong with the file
        return self.shown(session, to), session

    def forgotten(self, session: Session, to: Language) -> Session:
        """The session without what the next question would lean on; the organisation stays known."""
        gr.Info(self.say(to, "ui.forgotten"))
        return replace(session, context=Context(profile=session.context.profile))

    def organisation_forgotten(self, session: Session) -> Session:
        """The session without what the conversation said of the organisation."""
        return replace(session, context=replace(session.context, profile=Profile()))

    def organisation(self, to: Language, profile: Profile, session: Session) -> str:
        """Whom the answers are for: the profile of this browser, and what the conversation added."""

        def line(key: str, of: Profile, action: str) -> str:
            text = escape(french_spaces(summary(of, to)))
            return f"<p>{escape(self.say(to, key))} <strong>{text}</strong> {action}</p>"

        edit = f'<a href="/perimetre">{escape(self.say(to, "ui.organisation_edit"))}</a>'
        forget = escape(self.say(to, "ui.forget"))
        button = f'<button type="button" class="link" data-press="forget-organisation">{forget}</button>'
        said = session.context.profile
        extra = line("ui.organisation_said", said, button) if said != Profile() and said != profile else ""
        return line("ui.organisation", profile, edit) + extra

    def _within(self, session: Session, html: str) -> str:
        return f'<div class="turns" data-thread="{session.thread or ""}">{html}</div>'
