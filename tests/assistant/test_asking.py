"""What the learned model adds to the cues of a question, chance by chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.asking import (
    CERTAIN,
    CLAIM,
    CONFIRMED,
    FEWEST,
    LIKELY,
    NEIGHBOUR,
    OPEN,
    REFUSE,
    REFUSED,
    STORY,
    SURER,
    THEMES,
    completed,
)
from assistant.question import Question
from assistant.reading import WEAK_FACETS
from corpus.records import FACETS
from index.asked import LABELS

PLAIN = Question("une question sur notre organisme", "fr")
A_LITTLE = 0.01


def likely(label, chance, **others):
    """Chances as the model gives them, the likeliest first; what is left goes to a label that changes nothing."""
    given = {label: chance, **others}
    rest = dict.fromkeys((name for name in LABELS if name not in given), 0.0)
    return dict(sorted({**rest, **given}.items(), key=lambda pair: -pair[1]))


def complete(question, label, chance, **others):
    return completed(question, likely(label, chance, **others), WEAK_FACETS)


@pytest.mark.parametrize("label", [name for name in (*FACETS, "applicability") if name in LABELS and name != "summary"])
def test_a_likely_facet_fills_what_no_cue_says(label):
    assert complete(PLAIN, label, LIKELY + A_LITTLE).facets == (label,)
    assert complete(PLAIN, label, LIKELY - A_LITTLE).facets == ()


def test_what_an_indicator_is_about_is_told_with_the_rest():
    """No facet: the overview begins with the summary."""
    assert complete(PLAIN, "summary", 0.99).facets == ()


@pytest.mark.parametrize(
    ("cues", "chance", "of_the_cue", "facets"),
    [
        (("nonconformity",), SURER + A_LITTLE, 0.01, ("evidence",)),
        (("nonconformity",), SURER - A_LITTLE, 0.01, ("nonconformity",)),
        (("nonconformity",), SURER + A_LITTLE, 0.2, ("nonconformity",)),
        (("summary",), SURER + A_LITTLE, 0.2, ("evidence",)),
        (("summary",), LIKELY - A_LITTLE, 0.01, ("summary",)),
        (("versions", "evidence"), 0.9, 0.01, ("versions", "evidence")),
    ],
    ids=["stray cue", "not sure enough", "both likely", "weak cue", "weak cue, not sure", "said already"],
)
def test_a_cue_gives_way_only_to_what_is_surer(cues, chance, of_the_cue, facets):
    question = replace(PLAIN, facets=cues)
    assert complete(question, "evidence", chance, **{cues[0]: of_the_cue}).facets == facets


def test_a_number_alone_asks_for_everything():
    number = replace(PLAIN, indicators=(12,))
    assert complete(number, "evidence", 0.99).facets == ()
    about = replace(number, topic="rupture")
    assert complete(about, "evidence", SURER + A_LITTLE).facets == ("evidence",)
    assert complete(about, "evidence", SURER - A_LITTLE).facets == ()


def test_beside_a_number_both_facets_are_answered():
    question = replace(PLAIN, indicators=(12,), topic="rupture", facets=("nonconformity",))
    found = complete(question, "evidence", SURER + A_LITTLE, nonconformity=0.01)
    assert found.facets == ("nonconformity", "evidence")


@pytest.mark.parametrize(
    "question",
    [
        replace(PLAIN, intents=frozenset({"count"}), text="combien d'indicateurs"),
        replace(PLAIN, themes=("duration",)),
    ],
    ids=["count", "theme"],
)
def test_a_facet_does_not_come_beside_a_list_or_a_rule(question):
    assert complete(question, "evidence", 0.55).facets == ()


@pytest.mark.parametrize(
    ("label", "facets", "kept"),
    [("identify", ("evidence",), ()), ("which", ("evidence",), ("evidence",)), ("count", (), ())],
)
def test_a_likely_intent_is_taken(label, facets, kept):
    found = complete(replace(PLAIN, facets=facets), label, LIKELY + A_LITTLE)
    assert label in found.intents
    assert found.facets == kept
    assert complete(replace(PLAIN, facets=facets), label, LIKELY - A_LITTLE).intents == frozenset()


@pytest.mark.parametrize(
    "question",
    [
        replace(PLAIN, indicators=(12,)),
        replace(PLAIN, themes=("duration",)),
        replace(PLAIN, intents=frozenset({"which"})),
    ],
    ids=["number", "theme", "other intent"],
)
def test_an_intent_is_not_taken_where_the_question_says_more(question):
    assert complete(question, "identify", 0.5).intents == question.intents


def test_a_false_friend_loses_its_intent():
    """Nothing is counted by "quels critères regarder ?"."""
    question = replace(PLAIN, text="quels critères regarder ?", intents=frozenset({"count", "greet"}))
    assert complete(question, "practice", SURER + A_LITTLE).intents == frozenset({"greet"})
    assert "count" in complete(question, "practice", SURER - A_LITTLE).intents
    assert "count" in complete(question, "practice", SURER + A_LITTLE, count=0.2).intents
    named = replace(question, text="combien d'indicateurs regarder ?")
    assert "count" in complete(named, "practice", SURER + A_LITTLE).intents


@pytest.mark.parametrize("theme", THEMES)
def test_a_likely_rule_is_a_hint_that_the_search_confirms(theme):
    found = complete(PLAIN, theme, LIKELY + A_LITTLE)
    assert (found.hint, found.themes, found.facets) == (theme, (), ())
    assert complete(PLAIN, theme, LIKELY - A_LITTLE).hint is None


def test_a_rule_called_for_by_chance_gives_way_to_what_is_surely_asked():
    question = replace(PLAIN, themes=("duration", "sites"))
    assert complete(question, "practice", SURER + A_LITTLE).themes == ("sites",)
    assert complete(question, "practice", SURER - A_LITTLE).themes == question.themes
    assert complete(question, "practice", SURER + A_LITTLE, duration=0.2).themes == question.themes


def test_the_name_of_a_neighbouring_subject_weighs_and_does_not_decide():
    question = replace(PLAIN, outside=("vat",))
    even = OPEN / (OPEN + NEIGHBOUR * (1 - OPEN))  # what the name brings to `OPEN`
    ours, theirs = (complete(question, "evidence", 0.5, outside=even + more) for more in (-A_LITTLE, A_LITTLE))
    assert (ours.outside, theirs.outside) == ((), ("vat",))
    assert ours.off_topic < OPEN < theirs.off_topic
    assert complete(PLAIN, "evidence", 0.5, outside=even).off_topic == pytest.approx(even)
    assert complete(question, "outside", 0.99).outside == ("vat",)


@pytest.mark.parametrize(
    ("chance", "of_the_cue", "facets"), [(0.8, 0.1, ()), (0.8, 0.2, ("versions",)), (0.5, 0.1, ("versions",))]
)
def test_a_facet_named_by_chance_gives_way_to_a_sure_rule(chance, of_the_cue, facets):
    found = complete(replace(PLAIN, facets=("versions",)), "costs", chance, versions=of_the_cue)
    assert (found.hint, found.facets) == ("costs", facets)


HONEST = replace(PLAIN, intents=frozenset({"honest"}))
NUMBERED = replace(PLAIN, indicators=(12,))


@pytest.mark.parametrize(
    ("question", "label", "chance", "refused"),
    [
        (PLAIN, "forge", REFUSE, "forge"),
        (PLAIN, "forge", REFUSE - A_LITTLE, None),
        (PLAIN, "instruction", REFUSE, "instruction"),
        (PLAIN, "advice", REFUSE, None),
        (PLAIN, "advice", CERTAIN, "advice"),
        (PLAIN, "certifier_price", CERTAIN - A_LITTLE, None),
        (PLAIN, "unknowable", CERTAIN, "unknowable"),
        (HONEST, "forge", CERTAIN - A_LITTLE, None),
        (HONEST, "forge", CERTAIN, "forge"),
        (NUMBERED, "forge", CERTAIN - A_LITTLE, None),
        (NUMBERED, "forge", CERTAIN, "forge"),
        (NUMBERED, "advice", CERTAIN, None),
        (PLAIN, "outside", 0.99, None),
    ],
)
def test_how_sure_a_refusal_must_be(question, label, chance, refused):
    assert complete(question, label, chance).refused == refused


def test_what_would_be_refused_adds_up():
    found = complete(PLAIN, "forge", 0.4, instruction=0.25, evidence=0.2)
    assert found.refused == "forge"
    assert found.off_topic == pytest.approx(0.65)


def test_what_is_lost_is_not_forged():
    """An honest question ("we lost the sheets, what now?"), unless somebody asks to make them again."""
    lost = replace(PLAIN, intents=frozenset({"missing"}))
    assert complete(lost, "forge", CERTAIN - A_LITTLE).refused is None
    assert complete(lost, "forge", CERTAIN - A_LITTLE).off_topic == 0.0
    assert complete(replace(lost, intents=frozenset({"missing", "making"})), "forge", REFUSE).refused == "forge"
    assert complete(lost, "forge", CERTAIN).refused == "forge"


@pytest.mark.parametrize(("label", "cue"), CONFIRMED.items())
def test_a_cue_makes_a_refusal_as_sure(label, cue):
    said = replace(PLAIN, intents=frozenset({cue}))
    assert complete(said, label, REFUSE).refused == label
    assert complete(said, label, REFUSE - A_LITTLE).refused is None
    assert complete(replace(PLAIN, intents=frozenset({"honest"})), label, REFUSE).refused is None


def test_how_likely_something_is_only_to_be_confirmed_is_kept():
    assert complete(PLAIN, CLAIM, 0.8).claims == pytest.approx(0.8)
    assert complete(PLAIN, "evidence", 0.8).claims == 0.0


def test_a_neighbouring_subject_in_a_story_of_ours():
    told = replace(PLAIN, text=" ".join(["mot"] * (STORY + 1)), outside=("billing",))
    assert complete(told, "practice", 0.5).outside == ()
    assert complete(told, "practice", 0.3, outside=0.5).outside == ("billing",)
    assert complete(told, "practice", 0.3, outside=0.5).off_topic == 0.0


@pytest.mark.parametrize(
    ("label", "others", "doubt"),
    [("advice", {"outside": 0.3}, "advice"), ("outside", {"advice": 0.3}, "outside"), ("evidence", {}, "outside")],
)
def test_a_doubt_is_kept_for_the_search(label, others, doubt):
    found = complete(PLAIN, label, 0.4, **others)
    assert found.doubt == doubt
    assert found.off_topic == pytest.approx(0.0 if label == "evidence" else 0.7)


def test_a_long_story_is_not_refused_for_a_small_part_of_it():
    story = replace(PLAIN, text=" ".join(["mot"] * (STORY + 1)))
    assert complete(story, "forge", 0.99).refused is None
    assert complete(replace(PLAIN, text=" ".join(["mot"] * STORY)), "forge", 0.99).refused == "forge"


def test_a_name_is_no_request():
    for text, refused in (("mot " * (FEWEST - 1), None), ("mot " * FEWEST, "forge")):
        assert complete(replace(PLAIN, text=text), "forge", 0.99).refused == refused


def test_what_the_cues_refuse_stays_refused():
    refused = replace(PLAIN, refused="unknowable", facets=("evidence",))
    assert complete(refused, "summary", 0.99) == refused


def test_every_refusal_has_a_label_and_a_message(desk_of):
    assert set(REFUSED) <= set(LABELS)
    for language in ("fr", "en"):
        for kind in REFUSED:
            assert desk_of(language).say(f"abstain.{kind}") != desk_of(language).say(f"abstain.{kind}_near")
