"""A number given with the subject of another: corrected first, then the subject is answered."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.compose.pairs import RIVAL, SURE, repaired
from assistant.draft import Draft, Line
from assistant.question import Question
from index.search import Found, Hit

QUESTION = Question("...", "fr", indicators=(26,), facets=("evidence",), claimed="les réclamations")
DRAFT = Draft("answer", (Line("Preuves du 26.", "lead"),), (26,))


def found(desk, *scored, sure=SURE):
    hits = []
    for key, score in scored:
        hits.append(Hit(tuple(desk.passages(key, "summary")), score))
    return Found(tuple(hits), sure)


def test_the_subject_meant_is_answered_after_the_correction(desk_of):
    desk = desk_of()
    draft = repaired(DRAFT, QUESTION, desk, found(desk, (31, 10.0), (26, RIVAL * 10 - 0.1)))
    assert draft.outcome == "answer"
    assert draft.indicators == (31,)
    assert draft.related[0] == 26
    first = draft.lines[0].text
    assert "indicateur 26" in first
    assert "Indicateur 31" in first
    assert {line.indicator for line in draft.lines[1:]} <= {31, None}


@pytest.mark.parametrize(
    ("scored", "sure"),
    [
        ([(31, 10.0), (26, 1.0)], SURE - 0.01),
        ([(31, 10.0), (26, RIVAL * 10)], SURE),
        ([(26, 10.0), (31, 9.0)], SURE),
        ([("audit-day", 10.0), (31, 5.0)], SURE),
        ([], SURE),
    ],
    ids=["not sure", "the number is nearly as near", "the number is right", "a topic", "nothing found"],
)
def test_the_number_stands_where_nothing_speaks_clearly_for_another(desk_of, scored, sure):
    desk = desk_of()
    assert repaired(DRAFT, QUESTION, desk, found(desk, *scored, sure=sure)) == DRAFT


def test_a_number_that_does_not_exist_is_told_before_the_subject_meant(desk_of):
    desk = desk_of()
    none = Draft("answer", (Line("Le 45 n'existe pas.", "lead"),))
    draft = repaired(none, replace(QUESTION, indicators=(45,)), desk, found(desk, (31, 10.0)))
    assert (draft.outcome, draft.indicators) == ("answer", (31,))
    assert draft.lines[0] == none.lines[0]
    assert {line.indicator for line in draft.lines[1:]} <= {31, None}
    assert 45 not in draft.related
    assert repaired(none, replace(QUESTION, indicators=(45,)), desk, found(desk, (31, 10.0), sure=SURE - 0.01)) == none


@pytest.mark.parametrize(
    ("question", "given", "meant"),
    [
        ("l'indicateur 45 qui parle de la veille légale, c'est grave ?", 45, 23),
        ("indicator 50 on disability, what evidence?", 50, 26),
    ],
)
def test_what_a_number_that_does_not_exist_was_to_be_about(shared_assistant, question, given, meant):
    answer = shared_assistant.reply(question).answer
    first, *rest = answer.answer.splitlines()
    assert (answer.outcome, answer.indicators) == ("answer", (meant,))
    assert re.search(rf"\b{given}\b.*(?:n'existe pas|[^.]*\b33\b)", first)
    assert str(given) not in " ".join(rest)
    assert given not in answer.related


def test_a_refusal_is_not_repaired(desk_of):
    desk = desk_of()
    refused = replace(DRAFT, outcome="abstain")
    assert repaired(refused, QUESTION, desk, found(desk, (31, 10.0))) == refused


@pytest.mark.parametrize(
    ("question", "given", "meant"),
    [
        ("l'indicateur 26 sur les réclamations, quelles preuves ?", 26, 31),
        ("le 26 c'est bien les réclamations ?", 26, 31),
        ("the indicator 26 about complaints, what evidence?", 26, 31),
        ("indicator 12 on complaints: is it minor or major?", 12, 31),
        ("que montrer pour l'indicateur 31 qui parle de la veille légale et réglementaire ?", 31, 23),
        ("indicator 30, which covers legal and regulatory watch: what evidence?", 30, 23),
    ],
)
def test_a_wrong_pair_is_repaired(shared_assistant, question, given, meant):
    answer = shared_assistant.reply(question).answer
    assert answer.indicators == (meant,)
    assert given in answer.related
    first = answer.answer.splitlines()[0]
    assert f" {given} " in first
    assert f" {meant} " in first.replace(":", " ")
    assert {citation.indicator for citation in answer.citations} <= {meant, None}


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("l'indicateur 31 sur les réclamations, quelles preuves ?", 31),
        ("le 31 c'est bien les réclamations ?", 31),
        ("le 12 c'est la majeure d'office ?", 12),
        ("indicator 31 about complaints, what evidence?", 31),
        ("l'indicateur 26 sur le handicap, quelles preuves ?", 26),
        ("l'indicateur 30 sur la satisfaction des financeurs, quelles preuves ?", 30),
        ("quelles preuves pour l'indicateur 12 sur une formation de trois jours ?", 12),
        ("indicator 2 on the day of the audit, what evidence?", 2),
    ],
)
def test_a_right_pair_is_left_alone(shared_assistant, question, number):
    answer = shared_assistant.reply(question).answer
    assert answer.indicators == (number,)
    first = answer.answer.splitlines()[0]
    assert not first.startswith(("Attention", "Note"))


def test_the_next_question_leans_on_the_subject_meant(shared_assistant):
    before = shared_assistant.reply("l'indicateur 26 sur les réclamations, quelles preuves ?")
    answer = shared_assistant.reply("et la non-conformité ?", context=before.context).answer
    assert (answer.indicators, answer.carried) == ((31,), ("indicators",))
    assert before.context.indicators == (31,)
