from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from assistant.question import MAX_CHARACTERS, Context, Question
from assistant.reading import Reading
from assistant.rules import Profile
from corpus.errors import QuestionError

HERE = Path(__file__).parent


def cases(name):
    return [pytest.param(c, id=c["q"]) for c in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def reading():
    return Reading()


def check(case, question):
    for name in ("language", "refused"):
        if name in case:
            assert getattr(question, name) == case[name]
    for name in ("indicators", "criteria", "facets", "carried"):
        if name in case:
            assert list(getattr(question, name)) == case[name]
    if "intents" in case:
        assert set(case["intents"]) <= question.intents
    for key, value in case.get("profile", {}).items():
        assert question.profile.known()[key] == value


@pytest.mark.parametrize("case", cases("questions.yaml"))
def test_what_is_asked(case, reading):
    check(case, reading.understand(case["q"], Context()))


@pytest.mark.parametrize("case", cases("followups.yaml"))
def test_what_the_next_question_leans_on(case, reading):
    check(case, reading.understand(case["q"], Context((12,), ("evidence",))))


def test_a_follow_up_without_anything_before_carries_nothing(reading):
    assert reading.understand("et pour un nouvel entrant ?", Context()).indicators == ()


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00"])
def test_an_empty_question_is_refused_with_an_example(reading, text):
    with pytest.raises(QuestionError, match="Question vide"):
        reading.understand(text, Context())


def test_the_longest_question_and_one_character_more(reading):
    assert reading.understand("a" * MAX_CHARACTERS, Context()).text
    with pytest.raises(QuestionError, match="10001 caractères, 10000 au plus"):
        reading.understand("a" * (MAX_CHARACTERS + 1), Context())


def test_the_language_can_be_forced(reading):
    assert reading.understand("Quelles preuves pour l'indicateur 28 ?", Context(), "en").language == "en"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("non, pour un CFA", {"categories": ["CFA"]}),
        ("No, I mean a CFA", {"categories": ["CFA"]}),
        ("et si on arrête l'alternance ?", {"alternance": False}),
        ("and if we drop the placement?", {"work_placement": False}),
        ("Notre centre VAE a été créé il y a trois mois.", {"categories": ["VAE"], "new_entrant": True}),
        ("We only work as subcontractors.", {"subcontractor": "only"}),
        ("J'interviens uniquement pour le compte d'autres organismes.", {"subcontractor": "only"}),
        ("je vends des petits ateliers", {"categories": ["OF"]}),
        ("on ne fait pas de formations", {}),
        ("We run evening classes and two CFAs", {"categories": ["CFA"]}),
        ("Je travaille uniquement en sous-traitance.", {"subcontractor": "only"}),
    ],
)
def test_what_a_question_says_of_the_organisation(reading, text, said):
    assert reading.understand(text, Context()).profile.known() == said


@pytest.mark.parametrize(
    ("text", "audit", "themes"),
    [
        ("le renouvellement se fait-il à distance ?", "renewal", ("place",)),
        ("does the auditor come to us for the surveillance?", "surveillance", ("place",)),
        ("comment auditer une formation à distance ?", None, ()),
        ("quand est le prochain audit ?", None, ()),
    ],
)
def test_the_audit_that_a_question_speaks_of(reading, text, audit, themes):
    found = reading.understand(text, Context())
    assert (found.audit, found.themes) == (audit, themes)


@pytest.mark.parametrize(
    "text", ["Est-ce une mineure ou une majeure ?", "is it a minor or a major?", "c'est une majeure ?"]
)
def test_a_severity_asked_about_is_no_non_conformity_found(reading, text):
    found = reading.understand(text, Context())
    assert (found.given.found, "decision" in found.themes) == ((), False)


def test_non_conformities_each_on_its_own_indicator(reading):
    found = reading.understand("trois mineures et une majeure à l'indicateur 32", Context()).given.found
    assert [(one.severity, one.indicator) for one in found] == [("minor", None)] * 3 + [("major", 32)]


ABOUT_9 = Context((9,), ("evidence",))


@pytest.mark.parametrize(
    ("text", "context", "supposed"),
    [
        ("et pour un CFA ?", ABOUT_9, True),
        ("et si on était un CFA ?", ABOUT_9, True),
        ("and before November 2026?", ABOUT_9, True),
        ("non, nous sommes un CFA", ABOUT_9, False),
        ("en fait on est un CFA", ABOUT_9, False),
        ("nous sommes un CFA", ABOUT_9, False),
        ("we are a CFA, does that change anything?", ABOUT_9, False),
        ("et la gravité ?", ABOUT_9, False),
        ("et pour un CFA ?", Context(), False),
    ],
)
def test_what_is_supposed_or_told(reading, text, context, supposed):
    assert reading.understand(text, context).hypothesis is supposed


@pytest.mark.parametrize(
    ("text", "adds", "corrects"),
    [
        ("et si on ajoute la VAE ?", True, False),
        ("and if we throw in skills assessments?", True, False),
        ("non, un CFA", False, True),
        ("actually we are a CFA", False, True),
        ("et pour un CFA ?", False, False),
    ],
)
def test_what_comes_beside_or_instead(reading, text, adds, corrects):
    found = reading.understand(text, ABOUT_9)
    assert (found.adds, found.corrects) == (adds, corrects)


@pytest.mark.parametrize("before", ["fr", "en"])
@pytest.mark.parametrize(
    ("text", "language"), [("21 ?", None), ("CFA ?", None), ("et la gravité ?", "fr"), ("how bad is it?", "en")]
)
def test_the_language_of_the_conversation_where_the_words_do_not_tell(reading, before, text, language):
    context = Context((9,), question=Question("...", before))
    assert reading.understand(text, context).language == (language or before)


def test_french_where_nothing_tells(reading):
    assert reading.understand("21 ?", Context()).language == "fr"


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("ok, 21?", (21,)),
        ("et le livret pour 21 alors ?", (21,)),
        ("on a 21 stagiaires", ()),
        ("on a eu 2 mineures", ()),
    ],
)
def test_the_number_that_stands_alone_in_a_message(reading, text, indicators):
    assert reading.understand(text, replace(ABOUT_9, question=Question("...", "fr"))).indicators[:1] == indicators


@pytest.mark.parametrize("text", ["ok merci", "bien reçu, je note", "great, thank you"])
def test_what_is_only_acknowledged_leans_on_nothing(reading, text):
    found = reading.understand(text, ABOUT_9)
    assert (found.idle, found.indicators, found.carried, found.stays) == (True, (), (), None)
    assert not reading.understand(f"{text}, et la gravité ?", ABOUT_9).idle
    assert not reading.understand(text, Context()).idle


def test_what_is_added_to_a_list_comes_beside_what_was_known(shared_assistant):
    context = Context(
        profile=Profile(categories=("OF",)), question=Question("combien ?", "fr", intents=frozenset({"count"}))
    )
    added, instead = (
        shared_assistant.reply(text, context=context).answer.answer
        for text in ("et si on ajoute la VAE ?", "et pour la VAE ?")
    )
    assert "(OF), VAE" in added.splitlines()[0]
    assert "OF" not in instead.splitlines()[0]
