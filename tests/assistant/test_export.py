"""A conversation as Markdown and as a Word file: what is visible, with its notes; text of users stays text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from assistant.export.conversation import file_name, plain, to_markdown, transcript
from assistant.export.document import to_docx
from assistant.messages import Messages
from assistant.state.records import Conversation, StoredTurn
from tests.payloads import PAYLOADS, Parsed

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKDOWN = [
    "# Titre\n- liste\n1. un\n2) deux\n===\n---\n> cité",
    "[^1]: note `code` ~~barré~~ **gras** _i_ | a | b |",
    "http://example.org/ &lt;b&gt; &amp; <!-- x --> [x]: http://example.org",
    "\\[a](b) ![i](http://example.org/i.png) <http://example.org>\n    code",
]


def turn(question, answer, place=1, corpus="abc", version="1.0"):
    return StoredTurn(place, question, answer, NOW, corpus, version)


def document(*turns, name="Audit", language="fr"):
    conversation = Conversation(1, name, language, NOW, NOW, len(turns))
    return transcript(conversation, turns, Messages(), language, date(2026, 11, 23))


@pytest.fixture(scope="module")
def two(shared_assistant):
    first = shared_assistant.reply("preuves de l'indicateur 28")
    second = shared_assistant.reply("et la nc ?", context=first.context)
    return turn("preuves de l'indicateur 28", first.answer), turn("et la nc ?", second.answer, 2)


def notes_of(markdown):
    return dict(re.findall(r"^\[\^(\d+)\]: (.*)$", markdown, flags=re.MULTILINE))


def test_markdown_has_questions_answers_notes_version_and_hash(two):
    text = to_markdown(document(*two))
    for part in (
        "# Audit",
        "23 novembre 2026",
        "version 1.0",
        "abc",
        "## Question 1, le 22 novembre 2026 à",
        "> preuves de l'indicateur 28",
        "Conventions de partenariat ou de formation. [^1]",
        "*Vaut pour un audit au 22 novembre 2026",
    ):
        assert part in text
    called = re.findall(r"\[\^(\d+)\](?!:)", text)
    notes = notes_of(text)
    assert list(dict.fromkeys(called)) == list(notes) == [str(n) for n in range(1, len(notes) + 1)]
    expected = [citation.quote for one in two for citation in one.answer.citations]
    assert len(notes) == len(expected)
    for note, quote in zip(notes.values(), expected, strict=True):
        assert plain(" ".join(quote.split())) in note


def test_word_has_the_same_words_and_real_notes(two):
    content = to_docx(document(*two))
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "word/footnotes.xml" in names
    part = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/footnotes.xml"))
    notes = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in part.iter(f"{W}footnote")}
    body = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    called = [call.get(f"{W}id") for call in body.iter(f"{W}footnoteReference")]
    assert called == [str(n) for n in range(1, len(notes) - 1)]  # two of them are the lines above the notes
    markdown = notes_of(to_markdown(document(*two)))
    assert [plain(notes[number]) for number in called] == list(markdown.values())
    from docx import Document

    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    for part in (
        "Conventions de partenariat ou de formation.",
        "version 1.0",
        "abc",
        "et la nc ?",
        "Vaut pour un audit",
    ):
        assert part in text
    assert not re.search(r"\*\*|\[\d+\]|[\ue000\ue001]", text)


def test_word_can_be_read_by_another_program(two):
    from markitdown import MarkItDown

    text = MarkItDown().convert_stream(io.BytesIO(to_docx(document(*two))), file_extension=".docx").markdown
    assert "Guide de lecture du référentiel national qualité" in text
    assert "**mineure ou majeure selon l'étendue du manquement**" in text


@pytest.mark.parametrize("payload", PAYLOADS + MARKDOWN)
def test_text_of_users_stays_text(two, payload):
    hostile = replace(two[0].answer, answer=f"Votre document : {payload.splitlines()[0]} [1]")
    made = document(turn(payload, hostile), name=payload.splitlines()[0][:80])
    html = MarkdownIt("gfm-like", {"linkify": False}).render(to_markdown(made))
    assert not {"script", "img", "iframe", "svg", "a", "b", "code", "pre", "table"} & Parsed(html).tags
    asked = re.search(r"<blockquote>(.*?)</blockquote>", html, flags=re.DOTALL)[1]
    assert Parsed(asked).tags <= {"p"}
    shown = "".join(ElementTree.fromstring(f"<r>{asked}</r>").itertext())
    assert shown.split() == payload.split()
    from docx import Document

    word = Document(io.BytesIO(to_docx(made)))
    assert payload.split() == next(p.text for p in word.paragraphs if p.style.name == "Quote").split()


def test_control_characters_do_not_break_the_file(two):
    made = document(turn("a\x00b\x0b\x1b[0m\ufffe\r\n c\ue0001\ue001", two[0].answer))
    assert to_docx(made)
    assert "> ab\\[0m\n> c1\n" in to_markdown(made)


def test_nothing_hidden_is_exported(two, shared_assistant):
    answer = shared_assistant.reply("NC de l'indicateur 12 ?").answer
    assert answer.trace
    text = to_markdown(document(turn("q", answer)))
    for secret in ("latency", "trace", answer.citations[-1].source):
        assert secret not in text


def test_an_abstention_shows_what_it_proposes(shared_assistant):
    answer = shared_assistant.reply("quelle est la capitale du Pérou ?").answer
    assert answer.outcome == "abstain"
    text = to_markdown(document(turn("q", answer)))
    for suggestion in answer.suggestions:
        assert f"→ {suggestion}" in text


def test_several_versions_are_all_named_and_an_unreadable_answer_is_said(two):
    text = to_markdown(document(two[0], turn("q", None, 2, "def", "2.0")))
    assert "version 1.0, 2.0" in text
    assert "abc, def" in text
    assert "ne sait pas relire" in text


def test_in_english(shared_assistant):
    answer = shared_assistant.reply("evidence for indicator 28?").answer
    text = to_markdown(document(turn("evidence for indicator 28?", answer), language="en"))
    for part in ("Conversation exported on 23 November 2026", "Qualiopi assistant, version", "our rewording"):
        assert part in text


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Audit 2026 : suite", "Audit-2026-suite.md"),
        ("../../x", "x.md"),
        ("???", "conversation.md"),
        ("é" * 80, "é" * 60 + ".md"),
    ],
)
def test_file_names(name, file):
    assert file_name(name, "md") == file
