"""What a question leaves to the turn before, read alone and in whole conversations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.adding import SHORT
from assistant.followup import ELSEWHERE, LEANING, LISTED, SUBCONTRACTORS, SURELY_SAME, with_context
from assistant.given import Given
from assistant.question import Context, Question
from assistant.rules import NonConformity, Profile
from assistant.sequel import SAME

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
    assert (found.text, found.themes, found.carried) == ("une question", ("duration",), ("question",))
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


@pytest.mark.parametrize(
    ("said", "brief", "language"),
    [("shorter", True, "fr"), ("in_french", False, "fr"), ("in_english", False, "en")],
)
def test_the_last_answer_is_wanted_in_another_form(said, brief, language):
    found = after(EVIDENCE, said=(said,))
    assert found == replace(EVIDENCE.question, brief=brief, language=language, carried=("question",))
    assert after(Context(), said=(said,)).brief is False


def test_shorter_and_in_another_language():
    found = after(replace(EVIDENCE, question=replace(PLAIN, text="avant", language="en")), said=("shorter",))
    assert (found.brief, found.language) == (True, "en")
    found = after(EVIDENCE, said=("shorter", "in_english"))
    assert (found.brief, found.language) == (True, "en")


@pytest.mark.parametrize(
    "known",
    [{"indicators": (30,)}, {"themes": ("duration",)}, {"given": Given(found=(NonConformity(12, "minor"),))}],
    ids=["a number", "a rule", "non-conformities"],
)
def test_a_question_of_its_own_is_no_wish_for_another_form(known):
    found = after(EVIDENCE, said=("shorter", "in_english"), **known)
    assert (found.text, found.brief, found.language) == ("une question", False, "fr")


@pytest.mark.parametrize(("topic", "facet"), LISTED.items())
def test_which_ones_asks_for_the_list_behind_a_topic(topic, facet):
    context = Context(topics=(topic,))
    which = {"intents": frozenset({"which"}), "leans": True}
    found = after(context, **which)
    assert (found.facets, found.carried) == ((facet,), ("topics",))
    assert after(Context(topics=("audit-day",)), **which).carried == ()
    assert after(context, intents=frozenset({"which"})).carried == ()
    assert after(context, **which | {"facets": ("evidence",)}).facets == ("evidence",)


@pytest.mark.parametrize(
    ("known", "named", "refused"),
    [
        ({"leans": True}, (), "certifier_price"),
        ({"leans": True, "profile": Profile(categories=("CBC",))}, (), "certifier_price"),
        ({"leans": False}, (), None),
        ({"leans": True, "facets": ("evidence",)}, (), None),
        ({"leans": True, "themes": ("costs",)}, (), None),
        ({"leans": True}, (31,), None),
        ({"leans": True, "indicators": (12,)}, (), None),
    ],
    ids=["leans", "for others", "on its own", "a facet", "a rule", "a subject", "a number"],
)
def test_a_refusal_goes_on_as_long_as_nothing_else_is_asked(known, named, refused):
    assert after(Context(refused="certifier_price"), named=frozenset(named), **known).refused == refused
    assert after(Context(), named=frozenset(named), **known).refused is None


@pytest.mark.parametrize(
    ("known", "refused"),
    [
        ({"leans": True, "facets": ("evidence",)}, "forge"),
        ({"leans": True, "themes": ("duration",)}, "forge"),
        ({"leans": True, "new": 0.9}, None),
        ({"leans": True, "indicators": (12,)}, None),
        ({"leans": False}, None),
    ],
    ids=["a facet", "a rule", "a subject of its own", "a number", "on its own"],
)
def test_who_insists_on_forging_is_refused_whatever_the_words(known, refused):
    assert after(Context(refused="forge"), **known).refused == refused


@pytest.mark.parametrize(
    ("known", "carried"),
    [
        ({"same": SAME}, ("indicators",)),
        ({"same": SAME - 0.01}, ()),
        ({"same": SAME, "outside": ("vat",)}, ()),
        ({"same": SAME, "themes": ("costs",)}, ()),
        ({"same": SAME, "themes": ("deadline",)}, ("indicators",)),
    ],
    ids=["sure", "not sure", "a neighbouring subject", "a rule", "how long to correct"],
)
def test_what_is_surely_about_the_same_needs_no_other_word(known, carried):
    found = after(EVIDENCE, LEANING + 1, topic="des mots à elle", **known)
    assert found.carried == carried
    assert found.indicators == ((12,) if carried else ())


def test_a_name_said_in_passing_is_no_other_subject():
    sure = {"same": SURELY_SAME, "facets": ("nonconformity",)}
    assert after(EVIDENCE, SHORT, named=OTHER, **sure).indicators == (12,)
    assert after(EVIDENCE, SHORT, named=OTHER, **sure | {"same": SURELY_SAME - 0.01}).indicators == ()


@pytest.mark.parametrize(("new", "stays"), [(ELSEWHERE - 0.01, 12), (ELSEWHERE, None)])
def test_what_surely_names_a_subject_of_its_own_does_not_stay(new, stays):
    assert after(EVIDENCE, LEANING, topic="des mots à elle", new=new).stays == stays


def test_those_to_whom_one_subcontracts_come_into_play():
    if_so = {"leans": True, "profile": Profile(uses_subcontractors=True)}
    assert after(EVIDENCE, **if_so).indicators == (12, SUBCONTRACTORS)
    assert after(EVIDENCE, **if_so | {"profile": Profile(uses_subcontractors=False)}).indicators == (12,)
    again = replace(EVIDENCE, indicators=(SUBCONTRACTORS,))
    assert after(again, **if_so).indicators == (SUBCONTRACTORS,)


def test_back_to_a_subject_that_is_named():
    context = replace(EVIDENCE, earlier=(12, "audit-day", 30))
    found = after(context, said=("returns",))
    assert (found.returns, found.before) == (True, ("audit-day", 30))  # of 12 it is already
    assert not after(context).returns


@pytest.mark.parametrize(("earlier", "indicators"), [((12, "audit-day", 30), (12, 30)), (("audit-day", 12), ())])
def test_the_last_two_are_indicators(earlier, indicators):
    found = after(replace(EVIDENCE, indicators=(), earlier=earlier), said=("both",), facets=("nonconformity",))
    assert found.indicators == indicators


def test_the_first_one_is_an_indicator():
    found = after(replace(EVIDENCE, earlier=("audit-day", 30, 12)), said=("first",))
    assert found.indicators == (30,)


def test_a_circumstance_told_takes_the_subject_along():
    told = {"states": True, "profile": Profile(remote=True)}
    assert after(EVIDENCE, LEANING + 1, **told).carried == ("indicators",)
    assert after(EVIDENCE, LEANING + 1, states=True).carried == ()
    assert after(EVIDENCE, LEANING + 1, named=OTHER, **told).indicators == (12,)  # what it names is the circumstance


COUNT = Context(
    question=replace(PLAIN, text="combien ?", intents=frozenset({"count"}), profile=Profile(categories=("OF",)))
)


@pytest.mark.parametrize(
    ("known", "again"),
    [
        ({"leans": True, "profile": Profile(categories=("CFA",))}, True),
        ({"states": True, "profile": Profile(categories=("CFA",))}, True),
        ({"profile": Profile(categories=("CFA",))}, False),
        ({"leans": True, "profile": Profile(categories=("CFA",)), "refused": "forge"}, False),
        ({"leans": True, "profile": Profile(categories=("CFA",)), "facets": ("evidence",)}, False),
        ({"leans": True}, False),
    ],
    ids=["leans", "told", "on its own", "refused", "a facet", "no circumstance"],
)
def test_a_list_is_asked_again_for_another_organisation(known, again):
    found = after(COUNT, **known)
    assert found.carried == (("question",) if again else ())
    assert ("count" in found.intents) is again


def test_what_is_asked_again_keeps_whether_it_is_supposed():
    known = {"leans": True, "profile": Profile(categories=("CFA",)), "categories": ("CFA",)}
    found = after(COUNT, hypothesis=True, supposes=True, adds=True, language="en", **known)
    assert (found.hypothesis, found.supposes, found.adds, found.language) == (True, True, True, "en")
    assert (found.profile, found.categories) == (Profile(categories=("OF", "CFA")), ("CFA",))
    found = after(COUNT, corrects=True, **known)
    assert (found.hypothesis, found.corrects) == (False, True)


def test_how_one_teaches_asks_no_rule_again():
    """Said after a question on an audit, "en visio" is said of the audit; a list may depend on it."""
    remote = {"leans": True, "profile": Profile(remote=True)}
    assert after(DURATION, **remote).carried == ()
    assert after(COUNT, **remote).carried == ("question",)


FOUND = Given(found=(NonConformity(12, "minor"),))


@pytest.mark.parametrize(
    ("said", "known", "decided"),
    [
        (("then",), {}, True),
        (("granted",), {}, True),
        ((), {"hint": "decision", "same": SAME}, True),
        ((), {"hint": "decision", "same": SAME - 0.01}, False),
        ((), {}, False),
        (("granted",), {"themes": ("costs",)}, False),
    ],
)
def test_what_becomes_of_the_non_conformities_told_before(said, known, decided):
    before = Context(question=replace(PLAIN, themes=("deadline",), given=FOUND), given=FOUND)
    found = after(before, said=said, **known)
    assert ("decision" in found.themes) is decided
    if decided:
        assert (found.given.found, found.carried) == (FOUND.found, ("question",))


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
