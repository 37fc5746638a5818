"""What a question leaves to the turn before, read alone and in whole conversations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.followup import LEANING, SHORT, with_context
from assistant.given import Given
from assistant.question import Context, Question
from assistant.rules import NonConformity, Profile

PLAIN = Question("une question", "fr")
EVIDENCE = Context(indicators=(12,), facets=("evidence",), question=replace(PLAIN, text="avant"), earlier=(12,))


OTHER = frozenset({31})


def after(context, words=5, *, named=frozenset(), said=(), **known):
    return with_context(replace(PLAIN, **known), context, words, named=named, said=frozenset(said))


@pytest.mark.parametrize(
    ("context", "stays"),
    [
        (EVIDENCE, 12),
        (Context(topics=("audit-day",)), "audit-day"),
        (Context(indicators=(31, 12), topics=("audit-day",)), 31),
        (Context(), None),
    ],
)
def test_a_question_of_its_own_may_still_be_about_the_subject_before(context, stays):
    found = after(context, LEANING, named=OTHER)
    assert (found.stays, found.indicators, found.carried) == (stays, (), ())
    assert after(context, LEANING + 1, named=OTHER).stays is None


@pytest.mark.parametrize(
    "known",
    [
        {"refused": "forge"},
        {"intents": frozenset({"which"})},
        {"intents": frozenset({"greet"})},
        {"indicators": (30,), "facets": ("evidence",)},
        {"criteria": (7,)},
    ],
)
def test_what_says_enough_leans_on_nothing(known):
    found = after(EVIDENCE, **known)
    assert (found.stays, found.carried) == (None, ())
    assert found.indicators == known.get("indicators", ())


@pytest.mark.parametrize(
    ("words", "named", "leans", "carried"),
    [
        (SHORT, (), False, ("indicators",)),
        (SHORT, (12,), False, ("indicators",)),
        (SHORT + 1, (), False, ()),
        (SHORT, (31,), False, ()),
        (LEANING, (12, 31), True, ("indicators",)),
        (LEANING, (31,), True, ()),
        (LEANING + 1, (), True, ()),
    ],
)
def test_how_long_a_question_about_a_facet_leans_on_the_number_before(words, named, leans, carried):
    found = after(EVIDENCE, words, named=frozenset(named), facets=("nonconformity",), leans=leans)
    assert found.carried == carried
    assert found.indicators == ((12,) if carried else ())
    assert found.facets == ("nonconformity",)


def test_why_asks_the_last_question_again():
    found = after(EVIDENCE, why=True)
    assert (found.text, found.why, found.carried) == ("avant", True, ("question",))
    assert after(Context(), why=True).carried == ()
    assert after(EVIDENCE, why=True, indicators=(30,)).text == "une question"


@pytest.mark.parametrize(
    ("known", "facets"), [({}, ("evidence",)), ({"facets": ("nonconformity",)}, ("nonconformity",))]
)
def test_back_to_the_first_subject(known, facets):
    context = replace(EVIDENCE, indicators=(30,), earlier=(12, 31, 30))
    found = after(context, said=("first",), **known)
    assert (found.indicators, found.facets, found.carried) == ((12,), facets, ("indicators",))
    assert after(replace(context, earlier=()), said=("first",), **known).indicators != (12,)


@pytest.mark.parametrize(
    ("said", "leans", "facets"),
    [(("among",), False, ("evidence",)), ((), True, ("evidence",)), ((), False, ())],
    ids=["among", "leans", "neither"],
)
def test_another_number_takes_the_facet_along(said, leans, facets):
    found = after(EVIDENCE, indicators=(13,), said=said, leans=leans)
    assert (found.indicators, found.facets) == ((13,), facets)
    assert found.carried == (("facets",) if facets else ())
    assert after(EVIDENCE, indicators=(13,), facets=("details",), said=said, leans=leans).facets == ("details",)


@pytest.mark.parametrize(("step", "number"), [(1, 13), (-1, 11)])
def test_the_next_and_the_previous_one(step, number):
    found = after(replace(EVIDENCE, indicators=(12, 20)), step=step)
    assert (found.indicators, found.facets, found.carried) == ((number,), ("evidence",), ("indicators", "facets"))


DURATION = Context(
    question=replace(
        PLAIN, text="durée ?", themes=("duration",), given=Given(turnover=200_000), profile=Profile(categories=("OF",))
    )
)


def test_one_more_circumstance_asks_the_rule_again():
    found = after(DURATION, leans=True, given=Given(sites=10))
    assert (found.text, found.themes, found.carried) == ("durée ?", ("duration",), ("question",))
    assert found.given == Given(turnover=200_000, sites=10)
    found = after(DURATION, leans=True, profile=Profile(new_entrant=True))
    assert found.profile == Profile(categories=("OF",), new_entrant=True)
    assert after(DURATION, SHORT + 1, leans=True, given=Given(sites=10)).carried == ("question",)
    assert after(DURATION, LEANING + 1, leans=True, given=Given(sites=10)).carried == ()
    assert after(DURATION, SHORT + 1, given=Given(sites=10)).carried == ()
    assert after(DURATION, leans=True, given=Given(sites=10), facets=("evidence",)).carried == ()


def test_how_many_are_still_open_asks_for_the_decision_again():
    minor = tuple(NonConformity(None, "minor") for _ in range(6))
    before = Context(question=replace(PLAIN, themes=("five",), given=Given(found=minor)))
    found = after(before, left=3)
    assert (found.themes, found.given.found, found.carried) == (("decision",), minor[:3], ("question",))


def test_figures_said_before_still_hold_but_not_the_non_conformities():
    before = Context(given=Given(turnover=200_000, found=(NonConformity(None, "minor"),)))
    assert after(before, 30, given=Given(sites=2)).given == Given(turnover=200_000, sites=2)


CONVERSATIONS = [
    (["preuves de l'indicateur 12", "et le 30 ?", "revenons au premier"], (12,), ("indicators",), "evidence"),
    (["evidence for indicator 12", "what about 30?", "back to the first one"], (12,), ("indicators",), "evidence"),
    (["preuves de l'indicateur 12", "le 13 en fait partie ?"], (13,), ("facets",), "evidence"),
    (["quels indicateurs sont toujours majeurs ?", "le 12 en fait partie ?"], (12,), ("facets",), "nonconformity"),
    (["preuves de l'indicateur 12", "pourquoi ?"], (12,), ("question",), "evidence"),
    (["evidence for indicator 30", "why?"], (30,), ("question",), "evidence"),
    (["preuves de l'indicateur 12", "le suivant ?"], (13,), ("indicators", "facets"), "evidence"),
]


@pytest.mark.parametrize(("turns", "indicators", "carried", "facet"), CONVERSATIONS, ids=lambda value: str(value)[-40:])
def test_a_conversation_goes_on(shared_assistant, turns, indicators, carried, facet):
    context = Context()
    for turn in turns:
        reply = shared_assistant.reply(turn, context=context)
        context = reply.context
    assert reply.answer.outcome == "answer"
    assert (reply.answer.indicators, reply.answer.carried) == (indicators, carried)
    assert facet in {citation.facet for citation in reply.answer.citations}


@pytest.mark.parametrize(
    ("first", "second", "indicators", "topics", "carried"),
    [
        ("comment traiter une réclamation ?", "et si le client réclame par téléphone ?", (31,), (), ("indicators",)),
        ("comment traiter une réclamation ?", "faut-il répondre par écrit ?", (31,), (), ("indicators",)),
        ("how do we handle a complaint?", "does a phone call count?", (31,), (), ("indicators",)),
        ("comment se passe le jour de l'audit ?", "et qui doit être présent ?", (), ("audit-day",), ("topics",)),
    ],
)
def test_a_question_stays_with_its_subject(shared_assistant, first, second, indicators, topics, carried):
    before = shared_assistant.reply(first)
    answer = shared_assistant.reply(second, context=before.context).answer
    assert (answer.indicators, answer.topics, answer.carried) == (indicators, topics, carried)
    alone = shared_assistant.reply(second).answer
    assert alone.carried == ()


@pytest.mark.parametrize(
    ("second", "indicators"),
    [
        ("comment traiter la réclamation d'un client mécontent ?", (31,)),
        ("quelle est la recette de la tarte aux pommes ?", ()),
        ("comment antidater une attestation ?", ()),
        ("quelles preuves pour la veille légale et réglementaire ?", (23,)),
    ],
)
def test_another_subject_is_not_held_back(shared_assistant, second, indicators):
    before = shared_assistant.reply("preuves de l'indicateur 12")
    answer = shared_assistant.reply(second, context=before.context).answer
    assert (answer.indicators, answer.carried) == (indicators, ())
