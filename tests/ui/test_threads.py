"""Kept conversations in the page: reopened as they were, each visitor apart, old sources included."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest

from assistant.messages import Messages
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.state.records import Finished
from assistant.ui.shown.conversation import Page
from assistant.ui.threads import Session, keep, reopened
from tests.conftest import TODAY


@pytest.fixture
def assistant(tmp_path, corpus):
    return Assistant(Settings(home=tmp_path / "home", today=TODAY), corpus=corpus)


def asked(assistant, session, question):
    reply = assistant.reply(question, context=session.context)
    place = keep(assistant, session, question, reply)
    return replace(session, thread=place.conversation, context=reply.context)


def test_each_visitor_has_a_conversation_named_after_the_first_question(assistant):
    first = asked(assistant, Session(), "preuves de l'indicateur 28")
    second = asked(assistant, Session(), "preuves de l'indicateur 28")
    first = asked(assistant, first, "et la nc ?")
    names = {one.id: (one.name, one.turns) for one in assistant.conversations.listing()}
    question = "preuves de l'indicateur 28"
    assert names == {first.thread: (question, 2), second.thread: (f"{question} (2)", 1)}


def test_a_reopened_conversation_shows_the_same_and_goes_on(assistant):
    session = asked(assistant, Session(), "preuves de l'indicateur 28")
    again = reopened(assistant, session.thread)
    assert (again.context, again.thread) == (session.context, session.thread)
    (exchange,) = again.exchanges
    assert exchange.question == "preuves de l'indicateur 28"
    assert "Conventions de partenariat" in exchange.answer.answer
    assert reopened(assistant, 999) == Session()


def test_a_citation_whose_source_is_gone_keeps_its_number_only(assistant):
    reply = assistant.reply("preuves de l'indicateur 28")
    old = replace(reply.answer.citations[0], source="a-source-of-yesterday")
    answer = replace(reply.answer, citations=(old, *reply.answer.citations[1:]))
    number = assistant.conversations.keep(None, Finished("q", answer, reply.context)).conversation
    html = Page(assistant.library, Messages()).conversation(reopened(assistant, number).exchanges)
    assert "formation. [1]" in html
    assert 'data-source="s1-2"' in html


def test_a_passage_that_is_gone_is_shown_by_its_quote(assistant):
    reply = assistant.reply("preuves de l'indicateur 28")
    old = replace(reply.answer.citations[0], chunk="0" * 64)
    answer = replace(reply.answer, citations=(old, *reply.answer.citations[1:]))
    number = assistant.conversations.keep(None, Finished("q", answer, reply.context)).conversation
    html = Page(assistant.library, Messages()).conversation(reopened(assistant, number).exchanges)
    panel = unescape(html.split('<template id="s1-1">')[1].split("</template>")[0])
    assert "Comptes rendus de comités de pilotage" in panel
    assert "notre reformulation d'après" in panel
    assert "lu dans les règles" not in panel
