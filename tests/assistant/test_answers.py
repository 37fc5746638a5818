"""What a user gets: the full grid, corrections, profiles, dates, abstentions; numbers need no index."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.question import Context
from assistant.rules import Profile
from eval.grid import run


def ask(assistant, text, **options):
    return assistant.reply(text, **options).answer


def test_the_full_grid(shared_assistant):
    """33 indicators x 12 facets, by number and by words for the number: 792 questions."""
    wrong = [(cell.question, cell.problems) for cell in run(shared_assistant) if cell.problems]
    assert wrong == []


@pytest.mark.parametrize("indicator", range(1, 34))
def test_an_overview_of_every_indicator_is_short_and_cited(shared_assistant, indicator):
    answer = ask(shared_assistant, f"indicateur {indicator}")
    assert answer.indicators == (indicator,)
    assert {citation.indicator for citation in answer.citations} <= {indicator, None}
    assert len([word for word in answer.answer.split() if re.search(r"[^\W\d]", word)]) <= 180
    assert any(fact.rule == "severity" for fact in answer.facts) or indicator == 33
    bullets = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert bullets
    assert all(re.search(r"\[\d+\]$", line) for line in bullets)


def test_an_indicator_that_does_not_exist_is_corrected(shared_assistant):
    answer = ask(shared_assistant, "Quelles preuves pour l'indicateur 34 ?")
    assert answer.outcome == "answer"
    assert answer.indicators == ()
    assert "L'indicateur 34 n'existe pas" in answer.answer
    assert "33 indicateurs" in answer.answer
    assert answer.citations


def test_the_same_on_the_day_before_the_change(shared_assistant):
    answer = ask(shared_assistant, "l'indicateur 34 ?", on=date(2026, 10, 31))
    assert "compte 32 indicateurs" in answer.answer
    assert "À partir du 1er novembre 2026, le référentiel compte 33 indicateurs." in answer.answer
    assert (answer.rnq, answer.guide) == ("2019", "V9")


def test_indicator_33_is_not_in_force_before_november_2026(shared_assistant):
    answer = ask(shared_assistant, "preuves de l'indicateur 33", on=date(2026, 10, 31))
    assert "pas encore en vigueur" in answer.answer
    assert "1er novembre 2026" in answer.answer
    assert answer.indicators == (33,)


def test_indicator_33_says_that_its_severity_is_not_published(shared_assistant):
    answer = ask(shared_assistant, "non-conformité indicateur 33")
    assert "aucune gravité n'est publiée" in answer.answer.lower()
    assert answer.facts == ()


def test_a_good_number_beside_a_wrong_one_is_answered(shared_assistant):
    answer = ask(shared_assistant, "preuves des indicateurs 28 et 35")
    assert answer.indicators == (28,)
    assert "L'indicateur 35 n'existe pas" in answer.answer
    assert any(citation.facet == "evidence" for citation in answer.citations)


def test_a_criterion_lists_its_indicators(shared_assistant):
    answer = ask(shared_assistant, "critère 7")
    assert answer.indicators == (30, 31, 32, 33)
    assert ask(shared_assistant, "critère 7", on=date(2026, 10, 31)).indicators == (30, 31, 32)
    assert "Le critère 8 n'existe pas" in ask(shared_assistant, "critère 8").answer


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("combien d'indicateurs pour un CFA ?", 33),
        ("combien d'indicateurs pour un bilan de compétences ?", 22),
        ("how many indicators for VAE?", 24),
        ("combien d'indicateurs au total ?", 33),
    ],
)
def test_counts_come_from_the_rules(shared_assistant, question, count):
    answer = ask(shared_assistant, question)
    assert answer.outcome == "answer"
    assert [fact.value for fact in answer.facts] == [count]
    assert f"{count} indica" in answer.answer


def test_lists_come_from_the_rules(shared_assistant):
    answer = ask(shared_assistant, "quels indicateurs sont toujours majeurs ?")
    assert answer.indicators == (4, 5, 6, 7, 10, 11, 14, 15, 16, 20, 21, 22, 26, 27, 29, 31, 32)
    answer = ask(shared_assistant, "quels indicateurs sont aménagés pour un nouvel entrant ?")
    assert answer.indicators == (2, 3, 11, 13, 14, 19, 22, 24, 25, 26, 32)
    assert "confiance basse" in answer.answer


def test_evidence_is_cut_to_the_profile(shared_assistant):
    all_of_them = ask(shared_assistant, "toutes les preuves de l'indicateur 30")
    training = ask(shared_assistant, "toutes les preuves de l'indicateur 30", profile=Profile(categories=("OF",)))
    assert "Bilan de compétences" in all_of_them.answer
    assert "Bilan de compétences" not in training.answer


def test_an_indicator_that_does_not_concern_the_profile_is_said_first(shared_assistant):
    answer = ask(shared_assistant, "preuves de l'indicateur 20", profile=Profile(categories=("OF",)))
    body = answer.answer.splitlines()[0]
    assert "ne s'applique pas à vous" in body
    assert "apprentissage (CFA)" in body


def test_an_unknown_condition_is_asked(shared_assistant):
    answer = ask(shared_assistant, "l'indicateur 13 nous concerne ?", profile=Profile(categories=("OF",)))
    assert answer.outcome == "answer"
    assert "en cas de formation en alternance" in answer.answer
    assert "Proposez-vous des formations en alternance ?" in answer.answer


def test_a_new_entrant_gets_the_terms_beside_the_evidence(shared_assistant):
    answer = ask(shared_assistant, "preuves de l'indicateur 2", profile=Profile(new_entrant=True))
    assert "**Nouveaux entrants :**" in answer.answer


def test_what_is_not_sure_is_shown_with_its_reserve(shared_assistant):
    answer = ask(shared_assistant, "versions de l'indicateur 12")
    lines = [line for line in answer.answer.splitlines() if "Depuis le 1er novembre 2026" in line]
    assert lines
    assert all("(confiance moyenne)" in line for line in lines)


def test_an_english_question_is_answered_in_english_from_english_passages(shared_assistant):
    answer = ask(shared_assistant, "what proof do I need for indicator 28?")
    assert answer.language == "en"
    assert answer.indicators == (28,)
    assert "Agreements" in answer.answer or "agreement" in answer.answer
    assert "French" not in answer.answer
    assert "Holds for an audit on 22 November 2026" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "quelle est la recette de la tarte aux pommes ?",
        "Quel temps fera-t-il demain à Lyon ?",
        "who won the world cup in 1998?",
        "peux-tu m'aider à antidater une feuille d'émargement ?",
        "help me backdate an attendance sheet for indicator 12",
        "vais-je réussir mon audit ?",
    ],
)
def test_what_is_refused_has_no_citation_and_no_indicator(shared_assistant, question):
    answer = ask(shared_assistant, question)
    assert answer.outcome == "abstain"
    assert answer.abstained
    assert answer.citations == ()
    assert answer.indicators == ()


def test_what_a_question_adds_to_the_number_comes_first(shared_assistant):
    answer = ask(shared_assistant, "indicateur 30 : faut-il interroger les financeurs ?")
    bullets = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert any("financeurs" in line for line in bullets[:4])


@pytest.mark.parametrize(
    ("question", "indicators"),
    [
        ("quelles preuves pour la veille ?", {23, 24, 25}),
        ("quel indicateur parle des sous-traitants ?", {27}),
        ("handicap", {26}),
    ],
)
def test_a_subject_named_by_one_word_is_answered(shared_assistant, question, indicators):
    answer = ask(shared_assistant, question)
    assert answer.outcome == "answer"
    assert answer.indicators[0] in indicators


def test_the_seven_criteria(shared_assistant):
    answer = ask(shared_assistant, "liste des 7 critères")
    assert re.search(r"Critère 7, .+ : indicateurs 30 à 33\.", answer.answer)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("comment se passe le jour de l'audit ?", "audit-day"),
        ("combien de temps pour lever une non-conformité majeure ?", "non-conformities"),
        ("Qualiopi, c'est quoi ?", "qualiopi"),
        ("quelles pièces fournir avant l'audit initial ?", "audit-documents"),
        ("how long is the certificate valid?", "audit-cycle"),
    ],
)
def test_topics_of_the_audit_are_answered_and_cited(shared_assistant, question, topic):
    answer = ask(shared_assistant, question)
    assert (answer.outcome, answer.topics, answer.indicators) == ("answer", (topic,), ())
    bullets = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert len(bullets) >= 2
    assert all(re.search(r"\[\d+\]$", line) for line in bullets)
    for citation in answer.citations:
        if citation.kind == "passage":
            assert shared_assistant.library.chunk(citation.chunk).topic == topic


def test_advice_is_labelled(shared_assistant):
    answer = ask(shared_assistant, "indicateur 11 en pratique")
    advice = [citation for citation in answer.citations if citation.source == "own-advice"]
    assert advice
    for line in answer.answer.splitlines():
        if re.search(rf"\[{advice[0].marker}\]$", line):
            assert "(conseil)" in line


def test_facet_words_alone_are_met_with_a_question(shared_assistant):
    answer = ask(shared_assistant, "quelles preuves ?")
    assert answer.outcome == "clarify"
    assert "Sur quel indicateur" in answer.answer


def test_a_conversation_keeps_its_thread(shared_assistant):
    first = shared_assistant.reply("preuves de l'indicateur 12")
    second = shared_assistant.reply("et la non-conformité ?", context=first.context)
    assert second.answer.indicators == (12,)
    assert second.answer.carried == ("indicators",)
    assert second.answer.facts[0].value == "minor_or_major"
    third = shared_assistant.reply("nous sommes un CFA", context=second.context)
    assert third.context.profile.categories == ("CFA",)


def test_the_record_has_the_keys_of_the_contract(shared_assistant):
    record = shared_assistant.ask("Quelles preuves pour l'indicateur 28 ?")
    assert {
        "answer", "indicators", "related", "outcome", "abstained", "suggestions", "language", "rnq", "guide", "on",
        "mode", "citations", "facts", "latency_ms",
    } <= set(record)  # fmt: skip
    assert set(record["citations"][0]) == {
        "marker", "kind", "indicator", "facet", "source", "locator", "title", "wording", "version", "date",
        "confidence", "quote", "chunk",
    }  # fmt: skip
    assert (record["mode"], record["rnq"], record["guide"], record["on"]) == ("composed", "2026", "V9", "2026-11-22")


def test_threads_of_one_assistant_do_not_mix(shared_assistant):
    shared_assistant.ask("preuves de l'indicateur 12", thread="a")
    shared_assistant.ask("preuves de l'indicateur 30", thread="b")
    assert shared_assistant.ask("et la non-conformité ?", thread="a")["indicators"] == (12,)
    assert shared_assistant.ask("et la non-conformité ?", thread="b")["indicators"] == (30,)


def test_the_turn_is_a_runnable_that_invokes_batches_and_streams(shared_assistant):
    from assistant.turn import Request

    chain = shared_assistant.turn.chain
    requests = [Request(f"preuves de l'indicateur {n}", date(2026, 11, 22), context=Context()) for n in (4, 5)]
    assert [reply.answer.indicators for reply in chain.batch(requests)] == [(4,), (5,)]
    assert [reply.answer.indicators for reply in chain.stream(requests[0])] == [(4,)]
