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
    found = remembered(BEFORE, replace(QUESTION, indicators=(12, 13)), ANSWER)
    assert (found.indicators, found.facets, found.topics) == ((12, 13), ("evidence",), ("audit-day",))
    assert (found.question, found.asked) == (replace(QUESTION, indicators=(12, 13)), "alternance")


def test_indicators_that_a_topic_only_mentions_are_not_carried():
    assert remembered(BEFORE, QUESTION, ANSWER).indicators == ()
    assert remembered(BEFORE, QUESTION, replace(ANSWER, topics=())).indicators == (12, 13)


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
    found = remembered(BEFORE, QUESTION, replace(ANSWER, indicators=listed, topics=()))
    assert found.indicators == (listed if kept else ())
    assert found.earlier == (30, 1)


def test_main_subjects_in_the_order_in_which_they_came_up():
    context = Context()
    for number in (12, 30, 12, 4):
        context = remembered(context, QUESTION, replace(ANSWER, indicators=(number, 99)))
    assert context.earlier == (12, 30, 4)
    assert remembered(context, QUESTION, replace(ANSWER, indicators=())).earlier == (12, 30, 4, "audit-day")


SUPPOSED = replace(BEFORE, supposed=Profile(new_entrant=True))
IF = replace(QUESTION, profile=Profile(categories=("CFA",)), hypothesis=True, leans=True)


def test_what_is_supposed_does_not_stick():
    found = remembered(BEFORE, IF, ANSWER)
    assert (found.profile, found.supposed) == (BEFORE.profile, Profile(categories=("CFA",)))
    assert found.known_for(replace(QUESTION, leans=True)).categories == ("CFA",)
    assert found.known_for(QUESTION) == BEFORE.profile


def test_suppositions_add_up_as_long_as_the_questions_go_on():
    found = remembered(SUPPOSED, IF, ANSWER)
    assert found.supposed == Profile(new_entrant=True, categories=("CFA",))
    goes_on = replace(QUESTION, points=True)
    assert remembered(found, goes_on, ANSWER).supposed == found.supposed
    assert remembered(found, QUESTION, replace(ANSWER, carried=("indicators",))).supposed == found.supposed
    assert remembered(found, QUESTION, ANSWER).supposed == Profile()


def test_a_supposed_day_is_no_day_of_the_audit():
    found = remembered(BEFORE, replace(QUESTION, on=date(2026, 10, 31), hypothesis=True, leans=True), ANSWER)
    assert (found.profile.audit_date, found.supposed.audit_date) == (None, date(2026, 10, 31))
    assert remembered(BEFORE, replace(QUESTION, on=date(2026, 10, 31)), ANSWER).profile.audit_date == date(2026, 10, 31)


def test_what_is_told_ends_what_was_supposed():
    told = replace(QUESTION, profile=Profile(remote=False), leans=True)
    found = remembered(SUPPOSED, told, ANSWER)
    assert (found.profile, found.supposed) == (replace(BEFORE.profile, remote=False), Profile())


@pytest.mark.parametrize("outcome", ["abstain", "clarify"])
def test_what_is_supposed_without_an_answer_does_not_stick_either(outcome):
    found = remembered(SUPPOSED, IF, replace(ANSWER, outcome=outcome))
    assert (found.profile, found.supposed) == (BEFORE.profile, Profile(new_entrant=True, categories=("CFA",)))


@pytest.mark.parametrize(
    ("known", "goes_on"),
    [
        ({}, False),
        ({"leans": True}, True),
        ({"points": True}, True),
        ({"carried": ("facets",)}, True),
        ({"stays": "audit-day"}, True),
        ({"supposes": True, "states": True}, False),
    ],
    ids=str,
)
def test_a_question_goes_on_with_the_one_before(known, goes_on):
    question = replace(QUESTION, **known)
    assert question.goes_on is goes_on
    assert SUPPOSED.known_for(question).new_entrant is (True if goes_on else None)


def test_a_refusal_is_remembered_until_something_is_answered():
    refused = replace(ANSWER, outcome="abstain")
    found = remembered(BEFORE, replace(QUESTION, refused="forge"), refused)
    assert (found.refused, found.indicators, found.question) == ("forge", BEFORE.indicators, BEFORE.question)
    assert remembered(found, QUESTION, replace(ANSWER, outcome="clarify")).refused == "forge"
    assert remembered(found, replace(QUESTION, refused="unknowable"), refused).refused == "unknowable"
    assert remembered(found, QUESTION, ANSWER).refused is None


def test_topics_are_subjects_of_the_conversation_where_no_indicator_is():
    found = remembered(BEFORE, QUESTION, replace(ANSWER, indicators=()))
    assert found.earlier == (30, "audit-day")
    assert remembered(found, QUESTION, replace(ANSWER, indicators=(), topics=())).earlier == (30, "audit-day")
    assert remembered(found, QUESTION, replace(ANSWER, indicators=(), topics=("cost", "audit-day"))).earlier == (
        30,
        "audit-day",
        "cost",
    )
