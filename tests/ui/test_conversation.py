"""What the web page shows: text is text, chips resolve, the passage is marked."""

from __future__ import annotations

import re
from html import unescape

import pytest

from assistant.library import Library
from assistant.messages import Messages
from assistant.state.opinions import Opinion
from assistant.ui.shown.conversation import Exchange, Page
from assistant.ui.shown.source import Sources, highlighted
from index.chunk import chunks_of
from tests.payloads import PAYLOADS, is_only_text


@pytest.fixture(scope="module")
def page(corpus):
    return Page(Library(corpus), Messages())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_question_is_shown_as_text(page, payload, shared_assistant):
    answer = shared_assistant.reply(f"preuves de l'indicateur 12 {payload}").answer
    told = Opinion("down", "other", payload)
    kept = Exchange(payload, answer, place=(1, 1), opinion=told)
    for exchange in (Exchange(payload), Exchange(payload, error=payload), Exchange(payload, answer), kept):
        assert is_only_text(page.conversation([exchange]))


def test_markup_would_be_seen():
    for payload in PAYLOADS:
        if payload.startswith(("<script", "<img", "<svg", "<a ", "<iframe", "<details", "<form", "<b onload")):
            assert not is_only_text(f"<p>{payload}</p>"), payload


def test_every_marker_is_a_button_that_opens_its_source(page, shared_assistant):
    answer = shared_assistant.reply("non-conformité de l'indicateur 12").answer
    html = page.conversation([Exchange("q", answer)])
    opened = set(re.findall(r'data-source="(s1-\d+)"', html))
    assert opened == {f"s1-{citation.marker}" for citation in answer.citations}
    assert opened == set(re.findall(r'<template id="(s1-\d+)"', html))
    assert "[1]" not in re.sub(r"<template.*?</template>|data-copy=\"[^\"]*\"", "", html, flags=re.DOTALL)


def test_the_panel_says_source_version_date_and_whose_words(shared_assistant):
    answer = shared_assistant.reply("preuves de l'indicateur 28").answer
    html = unescape(Sources(shared_assistant.library, Messages()).html(answer.citations[0], "fr"))
    for part in ("Guide de lecture du référentiel", "V9", "8 janvier 2024", "notre reformulation d'après", "<mark>"):
        assert part in html


def test_the_quote_is_marked_inside_the_passage(corpus):
    for chunk in chunks_of(corpus)[::7]:
        for quote in (chunk.lines[0], chunk.text, chunk.lines[-1]):
            html = highlighted(chunk, quote)
            assert html.count("<mark>") == html.count("</mark>") >= 1
            assert "\0" not in html
            assert "\1" not in html


def test_two_answers_do_not_share_sources(page, shared_assistant):
    answers = [shared_assistant.reply(f"preuves de l'indicateur {n}").answer for n in (28, 12)]
    html = page.conversation([Exchange("a", answers[0]), Exchange("b", answers[1])])
    ids = re.findall(r'<template id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_while_streaming_only_what_was_said_is_shown(page, shared_assistant):
    answer = shared_assistant.reply("preuves de l'indicateur 28").answer
    first = answer.answer.splitlines()[0]
    html = page.conversation([Exchange("q", answer, shown=first)])
    assert "Conventions" not in html
    assert "copy" not in html


def test_an_empty_page_invites(page):
    assert "Posez une question" in page.conversation([])
