"""Answers about a topic of the audit process: the lines that answer the question come first."""

from __future__ import annotations

import re

import pytest

from assistant.compose.desk import ROOM, ROOM_FOR_ALL, words
from assistant.compose.topics import MORE_ROOM, about_topic
from assistant.draft import PassageSupport
from assistant.question import Question
from index.search import Found, Hit

NOTHING = Found(())


def summary_of(topic, desk):
    return [line.text for chunk in desk.passages(topic, "summary") for line in desk.lines_of(chunk)]


def body(draft, topic, desk):
    """The lines after title and summary."""
    said = summary_of(topic, desk)
    return [line for line in draft.lines[1:] if line.text not in said]


def test_a_question_of_a_sheet_finds_its_own_answer_first(corpus, desk_of):
    asked, missed = 0, []
    for sheet in corpus.sheets:
        if isinstance(sheet.key, int):
            continue
        desk = desk_of(sheet.language)
        for line in [line for chunk in desk.passages(sheet.key, "faq") for line in desk.lines_of(chunk)]:
            question = re.match(r"\*\*(.+?\?)\*\*", line.text)
            if question is None:
                continue
            asked += 1
            draft = about_topic(Question(question[1], sheet.language), desk, sheet.key, NOTHING)
            if body(draft, sheet.key, desk)[0].text != line.text:
                missed.append(question[1])
    assert asked > 300
    assert len(missed) / asked < 0.04, missed


@pytest.mark.parametrize(
    ("topic", "question", "says"),
    [
        ("audit-cycle", "peut-on faire l'audit de surveillance à distance ?", "distance"),
        ("audit-cycle", "what happens when my certificate expires?", "expir"),
        ("audit-day", "qui doit être présent le jour de l'audit ?", "Qui doit être là"),
        ("non-conformities", "à partir de quand court le délai pour corriger ?", "notification"),
        ("moments", "what must be done at the end of a course?", "After"),
    ],
)
def test_the_closest_lines_come_first_where_they_surely_answer(desk_of, topic, question, says):
    language = "en" if re.search(r"\b(?:what|who)\b", question) else "fr"
    desk = desk_of(language)
    draft = about_topic(Question(question, language), desk, topic, NOTHING)
    assert draft.topics == (topic,)
    assert any(says in line.text for line in draft.lines[1:5])


def test_the_topic_in_brief_comes_first_where_no_line_surely_answers(desk_of):
    desk = desk_of()
    draft = about_topic(Question("parlez-moi de tout cela", "fr"), desk, "audit-day", NOTHING)
    assert draft.lines[1].text in summary_of("audit-day", desk)


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("le plan d'audit", "Relisez le plan dès sa réception"),
        ("l'auditeur peut-il emporter des documents ?", "Face à l'auditeur"),
    ],
)
def test_a_passage_that_the_search_found_comes_before_others(desk_of, question, beginning):
    desk, topic = desk_of(), "audit-day"
    chunks = [chunk for facet in ("details", "practice") for chunk in desk.passages(topic, facet)]
    chosen = next(chunk for chunk in chunks if beginning in chunk.text)

    def place(found):
        lines = body(about_topic(Question(question, "fr"), desk, topic, found), topic, desk)
        mine = [n for n, line in enumerate(lines) if any(s.chunk.id == chosen.id for s in line.support)]
        return min(mine, default=len(lines))

    assert place(Found((Hit((chosen,), 1.0),), 0.9)) < place(NOTHING)


@pytest.mark.parametrize("facet", ["details", "faq", "practice"])
def test_the_facet_asked_for_needs_no_summary(desk_of, facet):
    desk = desk_of()
    draft = about_topic(
        Question("dites-moi tout du jour de l'audit", "fr", facets=(facet,)), desk, "audit-day", NOTHING
    )
    assert not set(summary_of("audit-day", desk)) & {line.text for line in draft.lines}
    supports = [s for line in draft.lines for s in line.support if isinstance(s, PassageSupport)]
    assert {support.chunk.facet for support in supports} >= {facet}


@pytest.mark.parametrize(("more", "room"), [(False, ROOM + MORE_ROOM), (True, ROOM_FOR_ALL)])
def test_an_answer_keeps_to_its_room(desk_of, more, room):
    desk = desk_of()
    draft = about_topic(Question("le jour de l'audit", "fr", more=more), desk, "audit-day", NOTHING)
    assert sum(words(line.text) for line in draft.lines if line.kind != "note") <= room
    assert len({line.text for line in draft.lines}) == len(draft.lines)
    longer = about_topic(Question("le jour de l'audit", "fr", more=True), desk, "audit-day", NOTHING)
    assert len(longer.lines) >= len(draft.lines)


def test_only_indicators_that_are_named_and_cited_are_said_to_be_answered(desk_of):
    draft = about_topic(Question("tout", "fr", more=True), desk_of(), "new-entrants", NOTHING)
    text = " ".join(line.text for line in draft.lines if line.support)
    assert draft.indicators
    assert all(re.search(rf"\b{number}\b", text) for number in draft.indicators)
    assert not set(draft.related) & set(draft.indicators)


@pytest.mark.parametrize(
    ("question", "topic", "says"),
    [
        ("qui doit être présent le jour de l'audit ?", "audit-day", "Qui doit être là le jour de l'audit"),
        ("peut-on faire l'audit de surveillance à distance ?", "audit-cycle", "distance"),
        ("quand faut-il lancer le renouvellement du certificat ?", "audit-cycle", "renouvellement"),
        ("what happens if my certificate expires?", "audit-cycle", "expir"),
    ],
)
def test_what_a_user_reads_first(shared_assistant, question, topic, says):
    answer = shared_assistant.reply(question).answer
    assert (answer.outcome, answer.topics) == ("answer", (topic,))
    bullets = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert any(says in line for line in bullets[:4])
    assert all(re.search(r"\[\d+\]$", line) for line in bullets)


@pytest.mark.parametrize(("topic", "central"), [("disability", 26), ("subcontracting", 27)])
def test_a_topic_names_the_indicator_it_is_about(desk_of, topic, central):
    draft = about_topic(
        Question("une personne aveugle arrive demain", "fr", topic="aveugle"), desk_of("fr"), topic, NOTHING
    )
    assert central in draft.indicators
    line = next(line for line in draft.lines if line.indicator == central or str(central) in line.text)
    assert any(isinstance(support, PassageSupport) for support in line.support)
