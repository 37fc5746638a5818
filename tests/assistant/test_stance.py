"""What a question takes for granted is told from what it leaves open; what it says a number is about is read."""

from __future__ import annotations

import re

import pytest

from assistant.claimed import claimed
from assistant.compose.stance import asks, stated
from assistant.reading import Reading
from index.lexical import fold


@pytest.fixture(scope="module")
def numbers():
    return Reading().numbers


@pytest.mark.parametrize(
    "question",
    [
        "Peut-on changer de certificateur ?",
        "peut on changer de certificateur",
        "Un indépendant est-il concerné ?",
        "Est-ce que tous les indicateurs s'appliquent à nous ?",
        "L'indicateur 22 impose-t-il un CDI ?",
        "Trois mois ou six mois pour une mineure ?",
        "Une non-conformité au 12, c'est mineur ou majeur ?",
        "Is Qualiopi compulsory?",
        "Does the initial audit have to be on site?",
        "So can we rent our premises?",
    ],
)
def test_an_open_question_says_nothing(question):
    assert "?" not in stated(question).replace("une non-conformite au 12,", "")
    assert len(stated(question)) < len(question)


@pytest.mark.parametrize(
    "question",
    [
        "Qualiopi est gratuit, non ?",
        "Le certificat dure cinq ans, c'est bien ça ?",
        "Qualiopi est gratuit, n'est-ce pas ?",
        "Est-il vrai que la surveillance est annuelle ?",
        "The certificate lasts five years, right?",
        "Renewal is remote, isn't it?",
        "le 22 oblige à avoir un CDI",
    ],
)
def test_what_is_only_to_be_confirmed_is_said(question):
    assert stated(question) == re.sub(r"\s+", " ", fold(question))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Indicator 17 requires owning our premises, so can we not rent?",
            "indicator 17 requires owning our premises,",
        ),
        ("Mon sous-traitant est certifié, dois-je le suivre ?", "mon sous-traitant est certifie,"),
    ],
)
def test_what_is_said_before_a_question_stays_said(question, said):
    assert stated(question) == said


def test_a_question_word_at_the_beginning_only_asks():
    assert asks("Combien de mineures font une majeure ?")
    assert not asks("Le 31 est sans objet, combien de preuves ?")


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("l'indicateur 12 sur le handicap, quelles preuves ?", "le handicap"),
        ("pour le handicap c'est l'indicateur 12, je mets quoi", "le handicap"),
        ("La sous-traitance, indicateur 21 : que vérifie l'auditeur ?", "la sous-traitance"),
        ("Les réclamations relèvent bien du 30 ?", "les reclamations"),
        ("Trainers' skills are covered by indicator 26, aren't they?", "trainers' skills"),
        ("Le positionnement à l'entrée c'est le 5 non ?", "le positionnement a l'entree"),
        ("pour l'indicateur 3 (analyse du besoin), ça suffit ?", "analyse du besoin"),
        ("celui de la veille pédagogique, le 20, comment le prouver", "la veille pedagogique"),
        ("Indicateur 13, amélioration continue : des exemples ?", "amelioration continue"),
        ("indicator 24 about complaints, what must I show?", "complaints"),
        ("une NC mineure sur le 32, on corrige pour quand", None),
        ("l'indicateur 12 on le montre comment", None),
        ("formation d'une seule journée, l'indicateur 12 ça s'applique ?", None),
        ("VAE : le 7 nous concerne ?", None),
        ("indicator 2 on the day of the audit, what evidence?", None),
        ("l'indicateur 12 et le 26 sur le handicap", None),
    ],
)
def test_what_a_number_is_said_to_be_about(numbers, question, what):
    folded = re.sub(r"\s+", " ", fold(question))
    assert claimed(folded, numbers.find(folded)) == what
