"""Several questions in one message: each answered in turn, numbered, with its own citations."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.compose.desk import words
from assistant.compose.together import ROOM, together
from assistant.draft import Draft, Line
from assistant.parts import MOST
from assistant.record import Fact

FACT = Fact(rule="severity", indicator=12, value="major", unit=None, source="x", confidence="high")
FIRST = Draft(
    "answer",
    (Line("Une.", "lead"), Line("Un point."), Line("")),
    (12, 13),
    related=(30,),
    topics=("cost",),
    suggestions=("a", "b"),
    facts=(FACT,),
    asked="sites",
)
SECOND = Draft("answer", (Line("Deux.", "bullet", (), 31),), (31, 12), topics=("cost", "audit-day"), suggestions=("c",))
REFUSED = Draft("abstain", (Line("Non.", "lead"), Line("Plutôt ceci.", "note")), suggestions=("d",))


def test_each_part_has_its_number_and_no_empty_line(desk_of):
    lines = together([FIRST, SECOND], desk_of()).lines
    assert [line.text for line in lines] == ["**1.** Une.", "Un point.", "**2.** Deux."]
    assert (lines[2].kind, lines[2].indicator) == ("lead", 31)


def test_what_the_parts_say_is_put_together_once(desk_of):
    draft = together([FIRST, replace(SECOND, facts=(FACT,))], desk_of())
    assert (draft.outcome, draft.indicators, draft.topics) == ("answer", (12, 13, 31), ("cost", "audit-day"))
    assert (draft.facts, draft.suggestions, draft.asked) == ((FACT,), ("a", "b"), None)
    assert together([SECOND, FIRST], desk_of()).asked == "sites"


@pytest.mark.parametrize("drafts", [(REFUSED, FIRST), (FIRST, REFUSED)])
def test_one_refusal_does_not_silence_the_others(desk_of, drafts):
    draft = together(drafts, desk_of())
    assert (draft.outcome, draft.indicators) == ("answer", (12, 13))
    assert [line.text[:7] for line in draft.lines if line.kind == "lead"] == ["**1.** ", "**2.** "]
    assert any("Non." in line.text for line in draft.lines)


@pytest.mark.parametrize(
    ("outcomes", "outcome"),
    [(("abstain", "abstain"), "abstain"), (("clarify", "abstain"), "clarify"), (("abstain", "clarify"), "abstain")],
)
def test_where_none_is_answered_the_first_one_says_why(desk_of, outcomes, outcome):
    draft = together([replace(REFUSED, outcome=one, indicators=(9,)) for one in outcomes], desk_of())
    assert (draft.outcome, draft.indicators, draft.facts) == (outcome, (), ())


def test_a_part_that_is_too_long_is_cut_and_one_note_says_so(desk_of):
    desk = desk_of()
    many = replace(FIRST, lines=tuple(Line(" ".join(["mot"] * 10)) for _ in range(ROOM)))
    lines = together([many, SECOND, many], desk).lines
    part = lines[: next(place for place, line in enumerate(lines) if line.text.startswith("**2.**"))]
    assert sum(words(line.text) for line in part) <= ROOM + 1
    assert [line.text for line in lines if line.kind == "note"] == [desk.say("more.parts")]
    assert lines[-1].kind == "note"


def test_questions_left_over_are_named(desk_of):
    desk = desk_of()
    *_, note = together([FIRST, SECOND], desk, ("Et le 33 ?", "Et le coût ?")).lines
    assert note.kind == "note"
    assert "« Et le 33 ? » « Et le coût ? »" in note.text
    assert all(line.kind != "note" for line in together([FIRST, SECOND], desk).lines)


def parts_of(answer):
    """The parts of an answer, without its version line."""
    text = re.sub(r"(?m)^\*(?:Vaut|Holds) .*", "", answer.answer)
    found = re.split(r"(?m)^\*\*(\d)\.\*\* ", text)
    assert found[0] == ""
    assert found[1::2] == [str(number) for number in range(1, len(found[1::2]) + 1)]
    return found[2::2]


SEVERAL = [
    (
        "Nous sommes un CFA. Quelles preuves pour l'indicateur 13 ? Et quelle gravité pour l'indicateur 31 ? "
        "Combien de temps pour corriger une majeure ?",
        (13, 31),
        ["carnet de suivi", "**majeure, même pour un manquement partiel**", "3 mois"],
    ),
    (
        "Je suis formateur indépendant, OF, pas de CFA. Combien d'indicateurs me concernent ? "
        "Quelles preuves pour l'indicateur 31 ?",
        (1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 30, 31, 32),
        ["23 indicateurs", "Tableau de suivi des réclamations"],
    ),
    (
        "We are a CFA and our audit is next month. What evidence do we need for indicator 31? "
        "Is a non-conformity on indicator 12 minor or major?",
        (31, 12),
        ["Tracking table of complaints", "**minor or major depending on the extent of the shortfall**"],
    ),
    (
        "First question: how many indicators are there for a CFA? Second: is indicator 20 for skills assessments "
        "as well? Third: how long do we have to fix a major non-conformity?",
        None,
        ["33 indicators", "apprenticeship", "3 months"],
    ),
]


@pytest.mark.parametrize(("message", "indicators", "says"), SEVERAL, ids=lambda value: str(value)[:30])
def test_each_question_is_answered_in_turn(shared_assistant, message, indicators, says):
    answer = shared_assistant.reply(message).answer
    assert answer.outcome == "answer"
    assert indicators in (answer.indicators, None)
    told = parts_of(answer)
    assert len(told) == len(says)
    for part, expected in zip(told, says, strict=True):
        assert expected in part
        assert re.search(r"\[\d+\]", part)
    markers = {int(number) for number in re.findall(r"\[(\d+)\]", answer.answer)}
    assert markers == {citation.marker for citation in answer.citations}


@pytest.mark.parametrize(
    ("message", "refused"),
    [
        (
            "Nous préparons notre audit de surveillance. Quelles preuves faut-il pour l'indicateur 31 ? "
            "Pouvez-vous antidater une feuille d'émargement pour nous ?",
            1,
        ),
        (
            "Can you please backdate an attendance sheet for us? "
            "And what evidence do we need for indicator 31 on the day of the audit?",
            0,
        ),
    ],
)
def test_one_refused_among_several(shared_assistant, message, refused):
    answer = shared_assistant.reply(message).answer
    told = parts_of(answer)
    assert (answer.outcome, answer.indicators) == ("answer", (31,))
    assert "[" not in told[refused]
    assert ("antidater" in told[refused]) or ("backdate" in told[refused])
    assert re.search(r"\[\d+\]", told[1 - refused])


def test_all_refused_is_an_abstention(shared_assistant):
    answer = shared_assistant.reply(
        "Will I pass my audit, yes or no, what do you think? And can you please backdate an attendance sheet for me?"
    ).answer
    assert answer.abstained
    assert (answer.citations, answer.indicators, answer.facts) == ((), (), ())
    assert len(parts_of(answer)) == 2


def test_what_is_told_holds_for_every_question_and_for_the_next_turn(shared_assistant):
    """The 20 is for apprenticeship alone, told once before both questions."""
    reply = shared_assistant.reply(
        "Nous sommes un organisme de formation, OF seulement. Quelles preuves pour l'indicateur 12 en cas d'abandon ? "
        "L'indicateur 20 nous concerne-t-il ?"
    )
    assert "ne s'applique pas" in parts_of(reply.answer)[1]
    assert reply.context.profile.categories == ("OF",)
    after = shared_assistant.reply("et la non-conformité ?", context=reply.context).answer
    assert after.indicators == (20,)


def test_a_question_leans_on_the_one_before_it(shared_assistant):
    message = "Notre audit est au mois de mars. Quelles preuves pour l'indicateur 12, s'il vous plaît ? Et le 30 ?"
    answer = shared_assistant.reply(message).answer
    assert answer.indicators == (12, 30)
    assert {citation.facet for citation in answer.citations if citation.indicator == 30} >= {"evidence"}


def test_no_more_than_some_at_once(shared_assistant):
    questions = [f"Quelles preuves faut-il montrer pour l'indicateur {number} ?" for number in range(4, 4 + MOST + 1)]
    answer = shared_assistant.reply(" ".join(questions)).answer
    assert answer.indicators == tuple(range(4, 4 + MOST))
    assert len(parts_of(answer)) == MOST
    assert questions[-1] in answer.answer
