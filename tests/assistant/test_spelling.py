"""Short forms written out before cues are looked for, and what only looks like one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.cues import load_cues
from assistant.spelling import Spelling


@pytest.fixture(scope="module")
def spelling():
    return Spelling(load_cues().values())


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("c koi le 9", "c'est quoi le 9"),
        ("g perdu une feuille", "j'ai perdu une feuille"),
        ("jai ri1 pr le livret", "j'ai ri1 pour le livret"),
        ("cb de tps pr corriger ?", "combien de temps pour corriger ?"),
        ("kes ke c ?", "qu'est-ce que c'est ?"),
        ("nos ss traitants", "nos sous-traitants"),
        ("est ce que le 9 compte", "est-ce que le 9 compte"),
        ("w/ apprentices or w/o", "with apprentices or without"),
        ("im new, wat do u need", "i'm new, what do you need"),
        ("Jai un doute", "j'ai un doute"),
        ("et le 9, pk ?", "et le 9, pourquoi ?"),
    ],
)
def test_what_is_shortened_is_written_out(spelling, typed, written):
    assert spelling.out(typed) == written


@pytest.mark.parametrize(
    "text",
    [
        "Quelles preuves pour l'indicateur 9 ?",
        "c'est l'auditeur qui choisit",
        "c’est noté",
        "CB de bilans, TT de la semaine",
        "a) le livret c) le règlement g) le plan",
        "voir la partie c.",
        "un certificat, une qualification, un référent",
        "2h/pers",
        "-c",
        "",
    ],
)
def test_the_rest_stays_as_typed(spelling, text):
    assert spelling.out(text) == text


def test_a_single_capital_is_a_word_at_the_beginning_of_a_sentence(spelling):
    assert spelling.out("C quoi ? G un doute") == "c'est quoi ? j'ai un doute"


def test_the_longest_short_form_wins():
    written = {"ss": "sans", "ss t": "sous-traitant"}, {"t": "to"}
    mine = Spelling([SimpleNamespace(written=one) for one in written])
    assert mine.out("ss t, ss rien, t") == "sous-traitant, sans rien, to"
    assert mine.out("sst tt t'es") == "sst tt t'es"


def test_nothing_that_stands_for_a_short_form_is_one():
    written = {short: long for cues in load_cues().values() for short, long in cues.written.items()}
    spelling = Spelling(load_cues().values())
    assert len(written) > 100
    assert {short: spelling.out(long) for short, long in written.items() if spelling.out(long) != long} == {}
    assert [short for short in written if short != short.lower()] == []


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("c koi le 9 ?", "c'est quoi le 9 ?"),
        ("cb d'indicateurs pr un CFA ?", "combien d'indicateurs pour un CFA ?"),
        ("wat evid for indicator 9?", "what evidence for indicator 9?"),
    ],
)
def test_a_question_in_short_forms_gets_the_same_answer(shared_assistant, typed, plain):
    short, long = (shared_assistant.reply(text).answer for text in (typed, plain))
    assert (short.outcome, short.indicators, short.answer) == ("answer", long.indicators, long.answer)
