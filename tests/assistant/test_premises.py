"""False ideas corrected before anything else is answered; what is only asked is not disturbed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import eval as eval_package
from assistant.compose.premises import DOUBTFUL, LONG, NEAR, SAME, corrected
from assistant.draft import Draft, Line, PassageSupport
from assistant.question import Question
from tests.conftest import TODAY

PLAIN = Draft("answer", (Line("Réponse.", "lead"), Line("Un.", "note"), Line("Deux.", "note")))
FRANCHISE = "my franchisor is Qualiopi certified so I'm covered"
FALSE = re.compile(r"\W*(?:Faux|False|Dépassé|Outdated)\b")
OTHER = {"fr": "en", "en": "fr"}


def told(entry, language):
    """The beginning of a correction, before any value that a parameter fills in."""
    return entry.correction[language].split("{param", 1)[0].strip()


@pytest.fixture
def told_in_the_other_language(corpus):
    """What people say of false ideas, put into an answer of the other language: no cue of that language knows it."""
    return [
        (entry, Question(phrase, OTHER[spoken]))
        for entry in corpus.misconceptions.values()
        if entry.validity.holds(TODAY)
        for spoken in OTHER
        for phrase in entry.phrases[spoken]
    ]


def test_every_false_idea_is_recognised_by_its_meaning(told_in_the_other_language, desk_of):
    desks = {language: desk_of(language) for language in OTHER}
    first = {
        (entry.id, question): corrected(PLAIN, question, desks[question.language]).lines[0].text
        for entry, question in told_in_the_other_language
    }
    own = [
        first[entry.id, question].startswith(f"**{told(entry, question.language)}")
        for entry, question in told_in_the_other_language
    ]
    assert sum(own) / len(own) > 0.8  # the others are contradictions of a rule, said by the rule, or questions
    unmet = [question for (_, question), text in first.items() if text == PLAIN.lines[0].text]
    assert len(unmet) / len(first) < 0.05
    assert all(re.search(r"\?$|^(?:how|what|when|which)\b", question.text) for question in unmet)


def test_where_nothing_else_is_known_a_question_is_corrected_too(told_in_the_other_language, desk_of):
    desks = {language: desk_of(language) for language in OTHER}
    nothing = Draft("abstain", PLAIN.lines)
    silent = [
        (entry.id, question.text)
        for entry, question in told_in_the_other_language
        if corrected(nothing, question, desks[question.language]).outcome != "answer"
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("question", "idea"),
    [
        ("en tant que freelance je ne suis pas concerné par qualiopi", "independent-exempt"),
        ("As a freelance I am not concerned by Qualiopi", "independent-exempt"),
        ("my subcontractors need their own Qualiopi certificate", "subcontractor-certified"),
        ("sous-traitants : il leur faut la certification Qualiopi à eux aussi ?", "subcontractor-certified"),
        ("Qualiopi enregistre nos formations au RNCP", "qualiopi-is-rncp"),
        ("the 22 wants a skills development plan", "development-plan-22"),
        ("guide V10 is out", "v10-in-force"),
    ],
)
def test_in_words_of_their_own(shared_assistant, corpus, question, idea):
    answer = shared_assistant.reply(question).answer
    assert answer.outcome == "answer"
    assert answer.answer.startswith(f"**{told(corpus.misconceptions[idea], answer.language)}")
    assert answer.citations[0].quote


def neutral():
    """The neutral questions of the sets for development: nobody wrote them to show a false idea."""
    folder = Path(eval_package.__file__).parent
    for name in ("questions", "facets"):
        for line in (folder / name / "dev.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            yield Question(case["question"], case["lang"])


def test_questions_that_take_nothing_for_granted_are_answered_first(desk_of):
    desks = {language: desk_of(language) for language in OTHER}
    asked = list(neutral())
    disturbed = [
        question.text
        for question in asked
        if corrected(PLAIN, question, desks[question.language]).lines[0] != PLAIN.lines[0]
    ]
    assert len(asked) > 500
    assert len(disturbed) / len(asked) < 0.02, disturbed


@pytest.mark.parametrize(
    "question",
    [
        "comment traiter une réclamation ?",
        "quelles preuves pour l'indicateur 26 ?",
        "How many indicators apply to a CFA?",
        "combien de temps le certificat est-il valable ?",
        "how long is the certificate valid?",
        "quel délai pour corriger une majeure ?",
        "comment se passe l'audit de surveillance ?",
        "une non-conformité au 12, c'est mineur ou majeur ?",
    ],
)
def test_a_true_question_is_not_told_that_it_is_wrong(shared_assistant, question):
    answer = shared_assistant.reply(question).answer
    first = answer.answer.splitlines()[0]
    assert answer.outcome == "answer"
    assert not first.lstrip("*").startswith(("Faux", "False", "Dépassé", "Outdated", "Attention", "Careful"))


def test_what_is_only_near_is_told_beside_the_answer(desk_of, shared_assistant):
    phrases, ideas = shared_assistant.library.false_ideas
    beside = 0
    for question in neutral():
        desk = desk_of(question.language)
        place, alike = desk.library.meanings.nearest(question.text, phrases)
        lines = corrected(PLAIN, question, desk).lines
        if alike < NEAR or len(lines) == len(PLAIN.lines):
            continue
        if alike < SAME and lines[0] == PLAIN.lines[0]:
            beside += 1
            assert lines[1].kind == "bullet"  # before the notes, which come last
            beginnings = ideas[place].correction[question.language], ideas[place].truth(question.language)
            assert lines[1].text.startswith(tuple(text.split("{param", 1)[0].strip() for text in beginnings))
            assert lines[2:] == PLAIN.lines[1:]
    assert beside >= 10


def test_a_correction_is_told_beside_only_what_it_is_about(desk_of):
    """Indicator 31 and those who have no complaint, in an answer about another indicator."""
    question, desk = Question("nous n'avons pas eu de réclamation, et alors", "fr"), desk_of()
    _, alike = desk.library.meanings.nearest(question.text, desk.library.false_ideas[0])
    assert NEAR <= alike < SAME
    assert len(corrected(replace(PLAIN, indicators=(31,)), question, desk).lines) == 4
    assert corrected(replace(PLAIN, indicators=(12,)), question, desk) == replace(PLAIN, indicators=(12,))


BESIDE = Question("nous n'avons pas eu de réclamation, et alors", "fr")


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_what_is_true_comes_after_two_lines_and_before_the_notes(desk_of, place):
    lines = tuple(Line(f"Ligne {number}.", "note" if number >= place else "bullet") for number in range(4))
    told = corrected(Draft("answer", lines, (31,)), BESIDE, desk_of()).lines
    (aside,) = (line for line in told if line not in lines)
    assert aside.kind == "bullet"
    assert "**" not in aside.text
    assert told.index(aside) == min(place, 2)
    assert tuple(line for line in told if line != aside) == lines


def test_what_the_answer_says_already_is_not_told_beside(desk_of):
    draft = replace(PLAIN, indicators=(31,))
    (aside,) = (line for line in corrected(draft, BESIDE, desk_of()).lines if line not in draft.lines)
    said = replace(draft, lines=(*draft.lines, replace(aside, kind="bullet")))
    assert corrected(said, BESIDE, desk_of()) == said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("une majeure se corrige en 3 mois, je suppose que oui", "fr"),
        ("La surveillance a lieu entre le 14e et le 22e mois, c'est ce qu'on m'a dit", "fr"),
        ("A major non-conformity has to be corrected within three months I guess", "en"),
    ],
)
def test_what_is_right_is_not_called_false(desk_of, text, language):
    assert not [
        line for line in corrected(PLAIN, Question(text, language), desk_of(language)).lines if FALSE.match(line.text)
    ]


def test_an_odd_wording_that_was_only_taken_for_an_instruction_is_corrected(desk_of, corpus):
    refused, entry = Draft("abstain", PLAIN.lines), corpus.misconceptions["franchise-covers"]
    odd = Question(FRANCHISE, "en", refused="instruction")
    assert corrected(refused, odd, desk_of("en")).lines[0].text.startswith(f"**{told(entry, 'en')}")
    assert corrected(refused, replace(odd, intents=frozenset({"steer"})), desk_of("en")) == refused
    assert corrected(refused, replace(odd, refused="unknowable"), desk_of("en")) == refused


@pytest.mark.parametrize("outcome", ["abstain", "clarify"])
def test_what_cannot_be_answered_may_still_be_corrected(desk_of, corpus, outcome):
    entry = corpus.misconceptions["franchise-covers"]
    draft = corrected(Draft(outcome, PLAIN.lines), Question(FRANCHISE, "fr"), desk_of())
    if outcome == "clarify":
        assert draft == Draft("clarify", PLAIN.lines)
    else:
        assert (draft.outcome, draft.topics, draft.indicators) == ("answer", ("misunderstandings",), entry.indicators)
        assert draft.lines[0].text.startswith(f"**{told(entry, 'fr')}")
        assert all(isinstance(support, PassageSupport) for support in draft.lines[0].support)


@pytest.mark.parametrize(
    "known",
    [{"refused": "forge"}, {"outside": ("vat",)}, {"off_topic": DOUBTFUL + 0.01}],
    ids=["refused", "outside", "doubtful"],
)
def test_a_refusal_stays_one(desk_of, known):
    refused = Draft("abstain", PLAIN.lines)
    assert corrected(refused, replace(Question(FRANCHISE, "fr"), **known), desk_of()) == refused


def test_a_long_text_is_like_no_single_idea(desk_of):
    """The same again and again means the same, and says too much all the same."""
    times = LONG // len(FRANCHISE.split())
    some, many = (" ".join([FRANCHISE] * count) for count in (times, times + 1))
    assert desk_of().library.meanings.nearest(FRANCHISE, [many])[1] > SAME
    assert corrected(PLAIN, Question(some, "fr"), desk_of()) != PLAIN
    assert corrected(PLAIN, Question(many, "fr"), desk_of()) == PLAIN


@pytest.mark.parametrize(
    ("idea", "day", "corrects"),
    [
        ("thirty-three-quiz", date(2026, 10, 31), False),
        ("thirty-three-quiz", date(2026, 11, 1), True),
        ("application-documents-2019", date(2023, 8, 31), False),
        ("application-documents-2019", date(2023, 9, 1), True),
    ],
)
def test_an_idea_is_false_from_its_day_on(desk_of, corpus, idea, day, corrects):
    entry = corpus.misconceptions[idea]
    draft = corrected(PLAIN, Question(entry.said["en"], "fr"), desk_of("fr", day))
    assert draft.lines[0].text.startswith(f"**{told(entry, 'fr')}") is corrects
