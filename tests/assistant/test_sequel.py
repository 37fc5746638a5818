"""What the learned model adds to a message that goes on with a conversation, chance by chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.given import Given
from assistant.question import Question
from assistant.rules import NonConformity, Profile
from assistant.sequel import (
    FALSE,
    IDLE,
    LITTLE,
    LONGEST_IDLE,
    OTHERWISE,
    SAME,
    STEPPING,
    SURE_NOT,
    SURELY,
    TOLD,
    cleared,
    continued,
)
from index.sequel import ABOUT, DENIED, NOTHING, OTHER, WHY, Sequel

PLAIN = Question("une suite", "fr")
A_LITTLE = 0.01


def likely(*, about="same", same=SAME, asks=OTHER, chance=0.0, told=0.0, who=(), **others):
    """Chances as the model gives them, the likeliest first; the labels left out have none."""
    abouts = {"same": same, about: same} if about == "same" else {about: same, "same": 0.0}
    asked = {asks: chance, **others}
    return Sequel(
        {**dict.fromkeys(ABOUT, 0.0), **abouts} if about == "same" else {**abouts, "new": 0.0},
        dict(sorted(asked.items(), key=lambda pair: -pair[1])),
        dict(who),
        told,
    )


def go_on(question=PLAIN, **chances):
    return continued(question, likely(**chances))


@pytest.mark.parametrize(
    ("cue", "same", "leans"),
    [(False, SAME, True), (False, SAME - A_LITTLE, False), (True, 0.0, True)],
    ids=["likely enough", "not quite", "a cue says so"],
)
def test_it_leans_on_the_turn_before(cue, same, leans):
    found = go_on(replace(PLAIN, leans=cue), same=same)
    assert (found.leans, found.same) == (leans, same)


def test_how_likely_it_names_another_subject_is_kept():
    assert continued(PLAIN, Sequel({"new": 0.8, "same": 0.2}, {OTHER: 1.0})).new == 0.8


@pytest.mark.parametrize(
    ("who", "known"),
    [
        ({"remote": TOLD}, {"remote": True}),
        ({"remote": TOLD - A_LITTLE}, {}),
        ({"remote": TOLD, DENIED: SURE_NOT}, {"remote": False}),
        ({"remote": TOLD, DENIED: SURE_NOT - A_LITTLE}, {"remote": True}),
        ({"new_entrant": TOLD, DENIED: 1.0}, {"new_entrant": True}),
        ({"CBC": TOLD, "OF": 0.99}, {"categories": ["OF", "CBC"]}),
        ({"CBC": TOLD, DENIED: SURE_NOT}, {}),
        ({"CFA": TOLD, "remote": TOLD}, {"categories": ["CFA"], "remote": True}),
        ({DENIED: 1.0}, {}),
    ],
)
def test_the_circumstances_that_it_most_likely_tells(who, known):
    assert go_on(replace(PLAIN, text="une question sans suite"), who=who).profile.known() == known


def test_nothing_is_denied_without_a_negation():
    said = {"remote": 1.0, DENIED: 1.0}
    assert go_on(replace(PLAIN, text="tout se fait en ligne"), who=said).profile.remote is True
    assert go_on(replace(PLAIN, text="on ne fait plus rien en ligne"), who=said).profile.remote is False


def test_what_the_cues_say_of_the_organisation_stands():
    said = replace(PLAIN, profile=Profile(remote=False, categories=("VAE",)), categories=("VAE",), audit="initial")
    found = go_on(said, who={"remote": 1.0, "CFA": 1.0, "surveillance": 1.0, "afest": 1.0})
    assert found.profile.known() == {"remote": False, "categories": ["VAE"], "afest": True}
    assert found.audit == "initial"


def test_the_kind_of_audit_is_no_circumstance_of_the_organisation():
    found = go_on(who={"renewal": TOLD})
    assert (found.audit, found.profile) == ("renewal", Profile())
    assert go_on(who={"renewal": TOLD - A_LITTLE}).audit is None


@pytest.mark.parametrize(
    ("told", "nothing", "points", "who", "ourselves", "states"),
    [
        (SURELY, SURELY, False, {"remote": 1.0}, True, True),
        (SURELY, SURELY - A_LITTLE, False, {"remote": 1.0}, True, False),
        (SURELY, SURELY, True, {"remote": 1.0}, True, False),
        (SURELY - A_LITTLE, SURELY, False, {"remote": 1.0}, False, False),
        (SURELY, SURELY, False, {}, False, False),
    ],
    ids=["told, nothing asked", "told and asked", "told of something", "supposed", "no circumstance"],
)
def test_what_is_told_of_oneself(told, nothing, points, who, ourselves, states):
    found = go_on(replace(PLAIN, points=points), told=told, asks=NOTHING, chance=nothing, who=who)
    assert (found.ourselves, found.states) == (ourselves, states)


IDLE_ALREADY = [
    {"profile": Profile(remote=True)},
    {"indicators": (12,)},
    {"themes": ("duration",)},
    {"audit": "initial"},
    {"given": Given(sites=3)},
    {"left": 2},
    {"text": "c'est noté ?"},
    {"why": True},
    {"step": 1},
]


@pytest.mark.parametrize("known", IDLE_ALREADY, ids=lambda known: next(iter(known)))
def test_a_message_that_says_something_is_not_only_acknowledged(known):
    assert not go_on(replace(PLAIN, **known), asks=NOTHING, chance=1.0).idle


def test_a_message_that_asks_nothing_is_only_acknowledged():
    assert go_on(asks=NOTHING, chance=IDLE).idle
    assert not go_on(asks=NOTHING, chance=IDLE - A_LITTLE).idle
    assert not go_on(asks=NOTHING, chance=IDLE, who={"remote": TOLD}).idle


@pytest.mark.parametrize(("chance", "idle"), [(LITTLE, False), (LITTLE - A_LITTLE, True)])
def test_the_cue_of_a_facet_may_be_there_by_chance(chance, idle):
    question = replace(PLAIN, facets=("practice",))
    assert go_on(question, asks=NOTHING, chance=0.8, practice=chance).idle is idle


@pytest.mark.parametrize(
    ("about", "chance", "known", "step"),
    [
        ("next", STEPPING, {}, 1),
        ("previous", STEPPING, {}, -1),
        ("next", STEPPING - A_LITTLE, {}, 0),
        ("earlier", 0.99, {}, 0),
        ("next", 0.99, {"indicators": (12,)}, 0),
        ("previous", 0.99, {"step": 1}, 1),
    ],
)
def test_a_step_to_the_next_or_the_previous_one(about, chance, known, step):
    assert go_on(replace(PLAIN, **known), about=about, same=chance).step == step


@pytest.mark.parametrize("label", ["evidence", "nonconformity", "example", "applicability"])
def test_a_likely_facet_fills_what_no_cue_says(label):
    assert go_on(asks=label, chance=SURELY).facets == (label,)
    assert go_on(asks=label, chance=SURELY - A_LITTLE).facets == ()


@pytest.mark.parametrize(
    "known",
    [
        {"facets": ("evidence",)},
        {"themes": ("costs",)},
        {"refused": "forge"},
        {"why": True},
        {"intents": frozenset({"identify"})},
        {"intents": frozenset({"greet"})},
    ],
    ids=str,
)
def test_what_the_cues_say_is_asked_stands(known):
    question = replace(PLAIN, **known)
    found = go_on(question, same=0.0, asks="nonconformity", chance=0.99)
    assert (found.facets, found.themes, found.intents, found.hint) == (
        question.facets,
        question.themes,
        question.intents,
        None,
    )


@pytest.mark.parametrize(
    ("label", "themes", "hint"),
    [
        ("deadline", ("deadline",), "deadline"),
        ("duration", ("duration",), "duration"),
        ("place", ("place",), "place"),
        ("decision", (), "decision"),
        ("calendar", (), "calendar"),
    ],
)
def test_a_rule_is_called_for_or_hinted_at(label, themes, hint):
    found = go_on(asks=label, chance=SURELY)
    assert (found.themes, found.hint) == (themes, hint)
    assert go_on(asks=label, chance=SURELY - A_LITTLE).hint is None


@pytest.mark.parametrize("label", ["costs", "documents"])
def test_beside_a_number_no_rule_is_called_for(label):
    found = go_on(replace(PLAIN, indicators=(12,)), asks=label, chance=0.99)
    assert (found.themes, found.hint) == ((), None)


@pytest.mark.parametrize(("same", "listed"), [(SAME - A_LITTLE, True), (SAME, False)])
@pytest.mark.parametrize("label", ["which", "count"])
def test_a_list_is_asked_for_only_where_it_does_not_go_on(label, same, listed):
    assert (label in go_on(same=same, asks=label, chance=SURELY).intents) is listed
    assert label not in go_on(replace(PLAIN, indicators=(12,)), same=same, asks=label, chance=0.9).intents


@pytest.mark.parametrize(("same", "why"), [(SAME, True), (SAME - A_LITTLE, False)])
def test_the_reason_is_asked_of_what_was_said_before(same, why):
    assert go_on(same=same, asks=WHY, chance=SURELY).why is why


def test_for_another_day_the_same_is_asked():
    assert go_on(replace(PLAIN, on=date(2026, 10, 31)), asks="versions", chance=0.99).facets == ()
    assert go_on(asks="versions", chance=0.99).facets == ("versions",)


@pytest.mark.parametrize(
    ("chance", "of_the_cue", "same", "found", "themes"),
    [
        (OTHERWISE, FALSE - A_LITTLE, SAME, (), ("costs",)),
        (OTHERWISE, FALSE, SAME, (), ("duration", "costs")),
        (OTHERWISE - A_LITTLE, FALSE - A_LITTLE, SAME, (), ("duration", "costs")),
        (OTHERWISE, FALSE - A_LITTLE, SAME - A_LITTLE, (), ("duration", "costs")),
        (OTHERWISE, FALSE - A_LITTLE, SAME, (NonConformity(None, "minor"),), ("duration", "costs")),
    ],
    ids=["by chance", "likely too", "not sure of another", "does not go on", "non-conformities told"],
)
def test_a_rule_called_for_by_chance_gives_way(chance, of_the_cue, same, found, themes):
    question = replace(PLAIN, themes=("duration", "costs"), given=Given(found=found))
    got = go_on(question, same=same, asks="evidence", chance=chance, duration=of_the_cue, costs=0.2)
    assert got.themes == themes


@pytest.mark.parametrize(
    ("asks", "chance", "refused"),
    [("calendar", STEPPING, None), ("calendar", STEPPING - A_LITTLE, "forge"), (OTHER, 0.99, "forge")],
)
def test_odd_words_alone_refuse_nothing_that_a_message_surely_asks(asks, chance, refused):
    found = cleared(replace(PLAIN, refused="forge"), Sequel(asks={asks: chance}))
    assert found.refused == refused


@pytest.mark.parametrize(("words", "idle"), [(LONGEST_IDLE, True), (LONGEST_IDLE + 1, False)])
def test_a_long_message_does_not_only_thank(words, idle):
    assert go_on(replace(PLAIN, text="merci " * words), asks=NOTHING, chance=IDLE).idle is idle


def test_other_figures_ask_the_same_rule_again():
    told = replace(PLAIN, given=Given(turnover=200_000))
    assert go_on(asks="costs", chance=SURELY).themes == ("costs",)
    assert go_on(told, asks="costs", chance=SURELY).themes == ()


@pytest.mark.parametrize(("chance", "counts"), [(OTHERWISE, True), (OTHERWISE - A_LITTLE, False)])
def test_how_many_indicators_is_asked_of_the_whole_whatever_came_before(chance, counts):
    assert ("count" in go_on(same=SAME, asks="count", chance=chance).intents) is counts
