from __future__ import annotations

from datetime import date

import pytest

from assistant.compose import SURE
from index.search import Search
from tests.conftest import TODAY


@pytest.fixture
def search(shared_assistant):
    """With the packaged model: the weights were fitted for it."""
    return shared_assistant.search


def test_at_most_one_hit_per_indicator_best_first(search):
    found = search.find("enquête de satisfaction des stagiaires et des financeurs", on=TODAY)
    numbers = [hit.key for hit in found.hits]
    assert numbers[0] == 30
    assert len(numbers) == len(set(numbers)) == 10
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("conseil de perfectionnement", 20),
        ("réclamation d'un client mécontent", 31),
        ("veille juridique", 23),
        ("reclamations", 31),
        ("un stagiaire en fauteuil roulant, qui contacter ?", 26),
    ],
)
def test_subjects_in_users_words(search, question, indicator):
    assert search.find(question, on=TODAY).hits[0].key == indicator


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("comment se passe le jour de l'audit ?", "audit-day"),
        ("combien de temps le certificat est-il valable ?", "audit-cycle"),
        ("boîte à outils des douze documents", "toolbox"),
        ("c'est quoi qualiopi", "qualiopi"),
    ],
)
def test_topics_are_found_as_indicators_are(search, question, topic):
    assert search.find(question, on=TODAY).hits[0].key == topic


def test_an_english_question_finds_french_passages(search):
    found = search.find("how do we handle customer complaints?", on=TODAY, spoken="en")
    assert found.hits[0].key == 31
    assert found.hits[0].chunk.language == "fr"


def test_only_passages_valid_on_the_day(search):
    question = "évaluation des enseignements par les apprenants"
    assert search.find(question, on=date(2026, 11, 1)).hits[0].key == 33
    assert 33 not in [hit.key for hit in search.find(question, on=date(2026, 10, 31), k=33).hits]


def test_off_topic_weighs_little_and_on_topic_much(search):
    assert search.find("recette de la tarte aux pommes", on=TODAY).sure < SURE
    assert search.find("traitement des réclamations et des aléas", on=TODAY).sure > SURE


def test_nothing_in_common_finds_nothing_by_words(small_home, corpus):
    assert Search.open(small_home, corpus).find("zzz qqq", on=TODAY).sure < SURE
