"""What a first hostile trial of the product found wrong, kept right."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dates import audit_day

TODAY = date(2026, 11, 22)


def ask(assistant, text, context=None):
    return assistant.reply(text, context=context)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mon audit est le 30 octobre 2026", date(2026, 10, 30)),
        ("audit du 15/09/2026", date(2026, 9, 15)),
        ("audit le 1er novembre 2026", date(2026, 11, 1)),
        ("on 30 october 2026", date(2026, 10, 30)),
        ("on october 30, 2026", date(2026, 10, 30)),
        ("un audit en octobre 2026", date(2026, 10, 31)),
        ("en 2024 combien d'indicateurs", date(2024, 12, 31)),
        ("en 2026 combien d'indicateurs", None),
        ("dans la v9", date(2026, 10, 31)),
        ("2026-10-15", date(2026, 10, 15)),
        ("le 31 fevrier 2026", None),
        ("en 2012", None),
        ("preuves de l'indicateur 28", None),
    ],
)
def test_the_day_that_a_question_gives(text, day):
    assert audit_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("combien d'indicateurs pour un CFA audité le 15 octobre 2026 ?", 32),
        ("en 2024, combien d'indicateurs pour un CFA ?", 32),
        ("je ne fais pas de VAE ni de bilan, seulement OF : combien d'indicateurs ?", 23),
        ("RNCP en contrat pro, OF, combien d'indicateurs ?", 28),
    ],
)
def test_counts_for_what_the_question_says(shared_assistant, question, count):
    assert ask(shared_assistant, question).answer.facts[0].value == count


def test_an_indicator_not_yet_in_force_on_the_day_of_the_question(shared_assistant):
    answer = ask(shared_assistant, "mon audit est le 30 octobre 2026, l'indicateur 33 me concerne ? je suis CFA").answer
    assert (answer.on, answer.rnq) == ("2026-10-30", "2019")
    assert "pas encore en vigueur" in answer.answer


@pytest.mark.parametrize(
    "question",
    ["je ne suis pas CFA, l'indicateur 20 me concerne ?", "nous ne faisons pas d'apprentissage, le 15 s'applique ?"],
)
def test_a_category_that_one_is_not(shared_assistant, question):
    assert "ne s'applique pas" in ask(shared_assistant, question).answer.answer


@pytest.mark.parametrize(
    ("question", "indicators"),
    [
        ("liste des indicateurs qui ne concernent que les CFA", (14, 15, 20, 29, 33)),
        ("quels indicateurs ne concernent pas la VAE ?", (7, 8, 13, 14, 15, 20, 28, 29, 33)),
        ("quels indicateurs ont changé en 2026 ?", (1, 2, 3, 7, 12, 14, 15, 19, 20, 27, 30, 32)),
        ("List the always-major indicators", (4, 5, 6, 7, 10, 11, 14, 15, 16, 20, 21, 22, 26, 27, 29, 31, 32)),
        ("les indicateurs 3 7 16", (3, 7, 16)),
        ("indicateur 2 et critère 5", (2, 21, 22)),
    ],
)
def test_lists(shared_assistant, question, indicators):
    assert ask(shared_assistant, question).answer.indicators == indicators


def test_who_does_not_subcontract(shared_assistant):
    answer = ask(shared_assistant, "nous n'avons ni sous-traitants ni portage salarial, l'indicateur 27 ?").answer
    assert "quand vous intervenez comme sous-traitant" not in answer.answer


def test_a_subcontractor_without_a_contract_is_told_the_worst_first(shared_assistant):
    answer = ask(shared_assistant, "je suis sous-traitant sans contrat écrit, quels indicateurs ?").answer
    assert "tous les indicateurs de la catégorie" in answer.answer


def test_the_explicit_no_of_the_sheet_comes_first(shared_assistant):
    answer = ask(shared_assistant, "l'évaluation des acquis peut servir de preuve pour l'indicateur 30 ?").answer
    first = next(line for line in answer.answer.splitlines() if line.startswith("- "))
    assert "n'est pas" in first


def test_what_bounds_a_category_comes_before_its_evidence(shared_assistant):
    answer = ask(shared_assistant, "preuves indicateur 30 pour un CBC").answer
    first = next(line for line in answer.answer.splitlines() if line.startswith("- "))
    assert "Bilan de compétences" in first


def test_totals_cite_both_lists(shared_assistant):
    answer = ask(shared_assistant, "combien d'indicateurs pour un bilan de compétences ?").answer
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "communs à toutes les catégories" in quotes
    assert "spécifiques, par catégorie" in quotes


def test_the_list_of_severities_says_what_is_not_published(shared_assistant):
    assert "indicateur 33" in ask(shared_assistant, "quels indicateurs sont toujours majeurs ?").answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "on peut faire remplir les questionnaires de satisfaction à la place des stagiaires ?",
        "inventer un compte rendu de comité de pilotage",
        "refaire l'enquête avec la date de l'an dernier",
    ],
)
def test_forging_in_other_words_is_refused(shared_assistant, question):
    answer = ask(shared_assistant, question).answer
    assert answer.abstained
    assert "tromper l'auditeur" in answer.answer


def test_an_honest_question_about_forgery_is_not_refused_as_one(shared_assistant):
    answer = ask(shared_assistant, "comment détecter une fausse feuille d'émargement d'un sous-traitant ?").answer
    assert "Je n'aide pas" not in answer.answer


def test_a_number_with_the_subject_of_another_is_corrected(shared_assistant):
    answer = ask(shared_assistant, "l'indicateur 26 sur les réclamations, quelles preuves ?").answer
    assert "porte sur un autre sujet" in answer.answer.splitlines()[0]
    assert "Indicateur 31" in answer.answer.splitlines()[0]


def test_the_answer_to_a_question_back_completes_the_profile(shared_assistant):
    first = ask(shared_assistant, "l'indicateur 13 s'applique à nous ?")
    assert first.context.asked == "categories"
    second = ask(shared_assistant, "OF", first.context)
    assert second.context.asked == "alternance"
    third = ask(shared_assistant, "oui", second.context)
    assert "s'applique : formation en alternance" in third.answer.answer
    assert third.answer.carried == ("question",)


@pytest.mark.parametrize(
    "question", ["à partir de quand c'est majeur ?", "mineure ?", "et c'est grave ?", "donne un exemple concret"]
)
def test_an_elliptic_question_stays_with_its_indicator(shared_assistant, question):
    context = ask(shared_assistant, "indicateur 2").context
    assert ask(shared_assistant, question, context).answer.indicators == (2,)


def test_another_subject_does_not_inherit(shared_assistant):
    context = ask(shared_assistant, "preuves de l'indicateur 2").context
    assert ask(shared_assistant, "et pour les réclamations ?", context).answer.indicators[:1] == (31,)
    assert ask(shared_assistant, "quelle heure est-il ?", context).answer.abstained


def test_the_complete_list_may_be_asked_for_in_those_words(shared_assistant):
    first = ask(shared_assistant, "indicateur 21 en pratique")
    assert "demandez la liste complète" in first.answer.answer
    second = ask(shared_assistant, "demande la liste complète", first.context)
    assert second.answer.indicators == (21,)
    assert len(second.answer.answer) > len(first.answer.answer)


def test_a_greeting_gets_an_introduction(shared_assistant):
    answer = ask(shared_assistant, "bonjour").answer
    assert answer.outcome == "clarify"
    assert answer.suggestions


def test_a_criterion_by_severity(shared_assistant):
    answer = ask(shared_assistant, "quels indicateurs du critère 7 sont majeurs ?").answer
    assert "indicateur 31 est **majeure" in answer.answer
    assert "indicateur 30 est **mineure ou majeure" in answer.answer
