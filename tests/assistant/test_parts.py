"""A message taken apart: the story, and the questions one after the other."""

from __future__ import annotations

import pytest

from assistant.parts import FEWEST_UNMARKED, FEWEST_WORDS, MOST, parts

TWO = "Nous sommes un CFA de douze apprentis. Quelles preuves pour le 12 ? Et combien de temps dure l'audit initial ?"


def test_what_is_told_and_what_is_asked():
    found = parts(TWO)
    assert found.story == "Nous sommes un CFA de douze apprentis."
    assert found.questions == ("Quelles preuves pour le 12 ?", "combien de temps dure l'audit initial ?")


def test_what_is_told_between_and_after_the_questions_is_told_too():
    text = (
        "Quelles preuves faut-il pour l'indicateur 12 ? Nous faisons surtout de la VAE. "
        "Et combien de jours dure l'audit ? Merci d'avance !"
    )
    assert parts(text).story == "Nous faisons surtout de la VAE. Merci d'avance !"


@pytest.mark.parametrize(
    "text",
    [
        "Quelles preuves pour l'indicateur 12 ?",
        "Pourquoi ? Et le 13 ?",
        "Nous sommes un CFA qui forme douze apprentis par an, notre audit est en mars. Que demande l'indicateur 12 ?",
        "Nous sommes un CFA qui forme douze apprentis par an. Notre audit est en mars. Expliquez le 12, puis le 13.",
        "",
    ],
)
def test_one_question_stays_whole(text):
    assert parts(text) is None


@pytest.mark.parametrize(("words", "several"), [(FEWEST_WORDS - 1, False), (FEWEST_WORDS, True)])
def test_how_long_a_message_of_several_questions_is_at_least(words, several):
    first = " ".join(["mot"] * (words - 2))
    text = f"{first}? Et après?"
    assert len(text.split()) == words
    assert (parts(text) is not None) is several


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("Première question : ", "Deuxième question : "),
        ("Premièrement, ", "Deuxièmement, "),
        ("ma première question : ", "et la dernière : "),
        ("First question: ", "second: "),
        ("1) ", "2) "),
        ("a. ", "b. "),
        ("- ", "- "),
        ("• ", "• "),
        ("", ""),
    ],
)
def test_a_question_loses_its_number(number, other):
    first, second = (
        "quelles preuves faut-il pour l'indicateur numéro douze ?",
        "combien de jours dure un audit initial ?",
    )
    found = parts(f"{number}{first} {other}{second}")
    assert found.questions == (first, second)
    assert parts(f"Bonjour à toute l'équipe.\n{number}{first}\n{other}{second}").questions == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "un indépendant doit-il montrer ses diplômes de formateur ?",
        "12 mois suffisent-ils pour corriger une non-conformité mineure ?",
        "la première année, est-on audité sur tous les indicateurs ?",
        "dernière question de ma part, combien coûte un audit ?",
    ],
)
def test_what_only_looks_like_a_number_stays(question):
    assert parts(f"Quelles preuves faut-il montrer pour l'indicateur 12 ? {question}").questions[1] == question


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("Et combien de jours dure un audit initial ?", "combien de jours dure un audit initial ?"),
        ("Enfin, combien de jours dure un audit initial ?", "combien de jours dure un audit initial ?"),
        ("And how many days does an initial audit take?", "how many days does an initial audit take?"),
        ("Et pour un CFA ?", "Et pour un CFA ?"),
        ("And for a CFA?", "And for a CFA?"),
    ],
)
def test_only_a_short_and_leans_on_the_question_before(asked, question):
    story = "Notre audit de surveillance est prévu au mois de mars, à distance."
    assert parts(f"{story} Quelles preuves pour le 12 ? {asked}").questions[1] == question


def test_the_first_ones_of_many():
    questions = [f"Quelles preuves faut-il montrer pour l'indicateur {number} ?" for number in range(1, MOST + 2)]
    found = parts(" ".join(questions))
    assert (found.questions, found.left) == (tuple(questions[:MOST]), tuple(questions[MOST:]))


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "On panique !!! Où regarde-t-on les réclamations ?! Et c'est grave si c'est vide ?!?",
            ("Où regarde-t-on les réclamations ?", "c'est grave si c'est vide ?"),
        ),
        (
            "On nous demande « combien de temps vaut le certificat ? » et « où faut-il l'afficher ? ». Merci !",
            ("combien de temps vaut le certificat ?", "où faut-il l'afficher ?"),
        ),
        (
            "Question 1 : que prouver pour le 9 ? Question 2 : quelle gravité pour le 9 ?",
            ("que prouver pour le 9 ?", "quelle gravité pour le 9 ?"),
        ),
        (
            "5) What is asked for indicator 9? 6) Is indicator 9 graded?",
            ("What is asked for indicator 9?", "Is indicator 9 graded?"),
        ),
        (
            "Peux-tu me dire : 1) la gravité du 13 ; 2) celle du 14 ; 3) celle du 18 ?",
            ("la gravité du 13 ;", "celle du 14 ;", "celle du 18 ?"),
        ),
        (
            "Deux questions : quelle gravité pour le 11 ? Et quel délai pour corriger une majeure ?",
            ("quelle gravité pour le 11 ?", "quel délai pour corriger une majeure ?"),
        ),
        (
            "Notre audit approche. Will it be on site? Name one indicator that is always reviewed. Can you help us?",
            ("Will it be on site?", "Name one indicator that is always reviewed."),
        ),
        (
            "Au 30, qui dois-je solliciter, et l'absence d'avis serait-elle une mineure ? Qui vise la salle ?",
            (
                "Au 30, qui dois-je solliciter ?",
                "l'absence d'avis serait-elle une mineure ?",
                "Qui vise la salle ?",
            ),
        ),
    ],
)
def test_however_questions_are_set_apart(text, questions):
    assert parts(text).questions == questions


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "Trois points : combien de temps dure l'audit ; quelles preuves pour le 9 ; quel délai pour une majeure",
            ("combien de temps dure l'audit ?", "quelles preuves pour le 9 ?", "quel délai pour une majeure ?"),
        ),
        (
            "audit en mars et je voudrais savoir combien de jours il nous faut et aussi quelles preuves demande le 9",
            (
                "audit en mars et je voudrais savoir combien de jours il nous faut ?",
                "quelles preuves demande le 9 ?",
            ),
        ),
        (
            "quelles preuves faut-il pour le 9, combien de temps dure l'audit, et que risque-t-on sans livret ?",
            (
                "quelles preuves faut-il pour le 9 ?",
                "combien de temps dure l'audit ?",
                "que risque-t-on sans livret ?",
            ),
        ),
        (
            "Mon chef demande si le 12 est pour nous et si un suivi absent y est mineur ou majeur à la fin",
            (
                "Mon chef demande si le 12 est pour nous ?",
                "si un suivi absent y est mineur ou majeur à la fin ?",
            ),
        ),
        (
            "Our new boss asks whether 9 is meant for us or not and whether a missing record is a major or not",
            (
                "Our new boss asks whether 9 is meant for us or not ?",
                "whether a missing record is a major or not ?",
            ),
        ),
        (
            "we are getting ready for March and I want to know how many days it takes and which evidence 9 calls for",
            (
                "we are getting ready for March and I want to know how many days it takes ?",
                "which evidence 9 calls for ?",
            ),
        ),
        (
            "Donnez les preuves du 9. Et expliquez ensuite la gravité du 21 à qui ne sait rien de ce qu'on demande là.",
            (
                "Donnez les preuves du 9.",
                "expliquez ensuite la gravité du 21 à qui ne sait rien de ce qu'on demande là.",
            ),
        ),
    ],
)
def test_questions_without_a_mark_of_their_own(text, questions):
    found = parts(text)
    assert (found.story, found.questions, found.left) == ("", questions, ())


def test_what_is_told_in_the_same_breath():
    found = parts(
        "Nous sommes une école de langues avec deux formatrices salariées et cent stagiaires par an, "
        "je voudrais savoir quelles preuves il faut pour le 21 et combien de jours dure l'audit"
    )
    assert found.story == "Nous sommes une école de langues avec deux formatrices salariées et cent stagiaires par an"
    assert found.questions == (
        "je voudrais savoir quelles preuves il faut pour le 21 ?",
        "combien de jours dure l'audit ?",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Quelles preuves pour le 9 et pour le 10 ?",
        "Le certificat vaut-il trois ou quatre ans ?",
        "Quelles preuves pour le 9 ? D'accord ?",
        "Can you help us? What evidence do we need for indicator 9?",
        "quelle gravité ? quel délai ?",
        "Nous sommes un CFA et nous formons douze apprentis par an dans un village du Jura où il neige en hiver.",
        "What evidence do we need for indicator 9 when the learner and the trainer have never met in the same room?",
    ],
)
def test_what_is_no_second_question(text):
    assert parts(text) is None


def test_two_short_questions_with_words_enough_of_their_own():
    text = "Combien de temps vaut-il ? Qui vient nous voir ?"
    assert len(text.split()) < FEWEST_WORDS
    assert parts(text).questions == ("Combien de temps vaut-il ?", "Qui vient nous voir ?")
    assert parts("Combien de temps vaut-il ? Et ensuite ?") is None


@pytest.mark.parametrize("count", [FEWEST_UNMARKED - 1, FEWEST_UNMARKED])
def test_how_long_a_message_without_question_mark_is_at_least(count):
    text = "combien de jours dure l'audit et quelles preuves pour le 9"
    text += " mot" * (count - len(text.split()))
    assert len(text.split()) == count
    assert (parts(text) is not None) is (count == FEWEST_UNMARKED)
