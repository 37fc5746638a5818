"""Why: what the rules read for the last answer, said in full."""

from __future__ import annotations

import re

import pytest

from assistant.compose.why import MOST, explained
from assistant.draft import Draft, Line, RuleSupport
from assistant.rules import severity

ANSWER = Draft("answer", (Line("Réponse.", "lead"),), (12,))


def steps_of(desk, *indicators):
    found = []
    for indicator in indicators:
        desk.reader.forget()
        found += severity(indicator, desk.reader).trace
    return tuple(found)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_value_read_is_told_and_cited(desk_of, language):
    desk = desk_of(language)
    steps = steps_of(desk, 12)
    draft = explained(Draft("answer", ANSWER.lines, (12,), trace=steps), desk)
    before, lead, *told = draft.lines
    assert before == ANSWER.lines[0]
    assert lead.text == desk.say("why.lead")
    assert len(told) == len({(step.parameter, step.label) for step in steps})
    for line in told:
        (support,) = line.support
        assert isinstance(support, RuleSupport)
        assert support.step in steps
        assert support.quote == line.text


def test_the_same_value_is_told_once_and_a_long_trace_is_cut(desk_of):
    desk = desk_of()
    twice = explained(Draft("answer", (), trace=steps_of(desk, 12, 12)), desk).lines
    assert len({line.text for line in twice}) == len(twice)
    assert len(twice) == len(explained(Draft("answer", (), trace=steps_of(desk, 12)), desk).lines)
    many = explained(Draft("answer", (), trace=steps_of(desk, *range(1, 13))), desk).lines
    assert len(many) == MOST + 1


def test_passages_alone_say_it_where_no_rule_was_read(desk_of):
    desk = desk_of()
    assert [line.text for line in explained(ANSWER, desk).lines[1:]] == [desk.say("why.passages")]


@pytest.mark.parametrize("outcome", ["abstain", "clarify"])
def test_without_an_answer_there_is_nothing_to_explain(desk_of, outcome):
    draft = Draft(outcome, ANSWER.lines, trace=steps_of(desk_of(), 12))
    assert explained(draft, desk_of()) == draft


@pytest.mark.parametrize(
    ("question", "why", "lead", "says"),
    [
        ("non-conformité de l'indicateur 12", "pourquoi ?", "**Pourquoi :**", "mineure ou majeure selon"),
        ("severity of indicator 31", "why?", "**Why:**", "major, even for a partial shortfall"),
        ("combien d'indicateurs pour un CFA ?", "et pourquoi ?", "**Pourquoi :**", "communs à toutes les catégories"),
        ("durée de l'audit initial, OF, 200 000 € de CA ?", "pourquoi si long ?", "**Pourquoi :**", "jour"),
        ("preuves de l'indicateur 12", "pourquoi ?", "passages cités", "aucune règle chiffrée"),
    ],
)
def test_why_after_an_answer(shared_assistant, question, why, lead, says):
    first = shared_assistant.reply(question)
    answer = shared_assistant.reply(why, context=first.context).answer
    assert answer.carried == ("question",)
    assert (answer.outcome, answer.indicators, answer.facts) == (
        "answer",
        first.answer.indicators,
        first.answer.facts,
    )
    assert lead not in first.answer.answer
    reason = answer.answer[answer.answer.index(lead) :]
    assert says in reason
    bullets = [line for line in reason.splitlines() if line.startswith("- ")]
    assert all(re.search(r"\[\d+\]$", line) for line in bullets)
    assert bool(bullets) is lead.startswith("**")


def test_the_reason_is_in_the_language_of_the_answer(shared_assistant):
    first = shared_assistant.reply("severity of indicator 31")
    answer = shared_assistant.reply("why?", context=first.context).answer
    assert answer.language == "en"
    assert "indicateur" not in answer.answer.lower()


@pytest.mark.parametrize(
    ("question", "why"), [("combien coûte Qualiopi ?", "pourquoi ?"), ("cost of Qualiopi?", "why?")]
)
def test_values_read_are_told_in_words(shared_assistant, question, why):
    first = shared_assistant.reply(question)
    answer = shared_assistant.reply(why, context=first.context).answer.answer
    assert "500" in answer.split("**", 2)[-1]
    assert not re.search(r"None|True|False|\bfrom : |\bitem\b|[{}]", answer)


@pytest.mark.parametrize("question", ["pourquoi ?", "why?", "et le suivant ?", "tu es sûr ?", "what about it?"])
def test_what_needs_an_answer_before_it_asks_back(shared_assistant, question):
    answer = shared_assistant.reply(question).answer
    assert (answer.outcome, answer.citations) == ("clarify", ())
