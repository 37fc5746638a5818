"""What the next turn may lean on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.draft import Draft
from assistant.given import Given
from assistant.memory import NEAR_MEMORY, remembered
from assistant.question import Context, Question
from assistant.rules import Profile

QUESTION = Question("une question", "fr", facets=("evidence",))
ANSWER = Draft("answer", (), (12, 13), topics=("audit-day",), asked="alternance")
BEFORE = Context(
    indicators=(30,),
    facets=("details",),
    profile=Profile(categories=("OF",), remote=True),
    question=replace(QUESTION, text="avant"),
    given=Given(turnover=200_000),
    topics=("cost",),
    earlier=(30,),
    asked="sites",
)


def test_an_answer_is_what_the_next_question_leans_on():
    found = remembered(BEFORE, QUESTION, ANSWER)
    assert (found.indicators, found.facets, found.topics) == ((12, 13), ("evidence",), ("audit-day",))
    assert (found.question, found.asked) == (QUESTION, "alternance")


@pytest.mark.parametrize("outcome", ["abstain", "clarify"])
def test_no_answer_changes_nothing_but_what_is_known(outcome):
    said = replace(QUESTION, profile=Profile(alternance=True), given=Given(sites=3))
    found = remembered(BEFORE, said, replace(ANSWER, outcome=outcome))
    assert found.profile == Profile(categories=("OF",), remote=True, alternance=True)
    assert found.given == Given(turnover=200_000, sites=3)
    assert found.told == (QUESTION.text,)
    assert replace(found, profile=BEFORE.profile, given=BEFORE.given, told=()) == BEFORE


def test_what_is_said_of_the_organisation_adds_up():
    said = replace(QUESTION, profile=Profile(categories=("CFA",), alternance=True), on=date(2026, 10, 15))
    found = remembered(BEFORE, said, ANSWER).profile
    assert found == Profile(categories=("CFA",), remote=True, alternance=True, audit_date=date(2026, 10, 15))
    assert remembered(BEFORE, QUESTION, ANSWER).profile == BEFORE.profile


@pytest.mark.parametrize(
    ("facets", "kept"), [(("new_entrant",), False), (("subcontracting",), False), (("evidence",), True)]
)
def test_what_is_asked_about_is_not_what_one_is(facets, kept):
    said = replace(QUESTION, facets=facets, profile=Profile(new_entrant=True, subcontractor=True, alternance=True))
    found = remembered(Context(), said, ANSWER).profile
    assert (found.new_entrant, found.subcontractor) == ((True, True) if kept else (None, None))
    assert found.alternance is True


@pytest.mark.parametrize("intent", ["only_for", "not_for"])
def test_a_list_for_others_says_nothing_of_ones_own_categories(intent):
    said = replace(QUESTION, intents=frozenset({intent}), profile=Profile(categories=("CFA",)))
    assert remembered(BEFORE, said, ANSWER).profile.categories == ("OF",)
    assert remembered(Context(), said, ANSWER).profile.categories == ()


@pytest.mark.parametrize(("count", "kept"), [(NEAR_MEMORY, True), (NEAR_MEMORY + 1, False)])
def test_the_next_question_does_not_lean_on_a_long_list(count, kept):
    listed = tuple(range(1, count + 1))
    found = remembered(BEFORE, QUESTION, replace(ANSWER, indicators=listed))
    assert found.indicators == (listed if kept else ())
    assert found.earlier == (30, 1)


def test_main_subjects_in_the_order_in_which_they_came_up():
    context = Context()
    for number in (12, 30, 12, 4):
        context = remembered(context, QUESTION, replace(ANSWER, indicators=(number, 99)))
    assert context.earlier == (12, 30, 4)
    assert remembered(context, QUESTION, replace(ANSWER, indicators=())).earlier == (12, 30, 4, "audit-day")
