"""The contradiction guard: no alarm on what is true, an alarm on what the rules deny, and the true fact with it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from assistant.claims import contradictions
from assistant.claims.text import normal, sentences
from assistant.rules import Reader
from tests.conftest import REFERENCE, TODAY

TABLE = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text(encoding="utf-8"))
WRONG = [(block["day"], text) for block in TABLE for text in block["wrong"]]
RIGHT = [(block["day"], text) for block in TABLE for text in block["right"]]


def said(text, rules, day=TODAY, **options):
    return [(one.claim.kind, one.claim.subject) for one in contradictions(text, Reader(rules, day), **options)]


def test_what_the_rules_deny_raises_an_alarm_that_tells_the_truth(corpus):
    for day, text in WRONG:
        found = contradictions(text, Reader(corpus.rules, day))
        assert found, text
        for one in found:
            assert one.steps and one.parameters, text
            assert {*one.parameters} == {step.parameter for step in one.steps}
            for language in ("fr", "en"):
                assert one.truth[language], text
                assert not re.search(r"[{}]|\.$", one.truth[language]), one.truth[language]


def test_the_true_facts_told_raise_none(corpus):
    told = {
        (day, text)
        for day, wrong in WRONG
        for one in contradictions(wrong, Reader(corpus.rules, day))
        for text in one.truth.values()
    }
    assert [(text, alarms) for day, text in sorted(told) if (alarms := said(text, corpus.rules, day))] == []


def test_what_is_true_raises_none(corpus):
    assert [(text, alarms) for day, text in RIGHT if (alarms := said(text, corpus.rules, day))] == []


@pytest.mark.parametrize(
    "text",
    [
        # rows 2, 13, 17 and 18 of what the reference texts get wrong
        "L'indicateur 12 s'applique à toutes les formations, sans seuil de durée.",
        "Indicator 12 applies to every course, with no length threshold.",
        "L'audit de surveillance a lieu à 18 mois.",
        "The surveillance audit takes place at 18 months.",
        "Le renouvellement a lieu à 36 mois.",
        "The renewal audit takes place after 36 months.",
        "Le certificat vaut 4 ans si l'organisme a été certifié avant le 1er janvier 2022.",
        "The certificate is valid for four years for those certified before 1 January 2022.",
        "Cinq mineures valent une majeure, donc le certificat n'est pas délivré.",
        "Five minors count as a major, so the certificate is not issued.",
    ],
)
def test_wrong_statements_of_the_reference_texts(corpus, text):
    assert said(text, corpus.rules)


def test_no_alarm_on_the_reading_guide(corpus):
    path = REFERENCE / "guide-de-lecture-v9.md"
    if not path.is_file():
        pytest.skip("the reading guide is not beside this checkout")
    lines = path.read_text(encoding="utf-8").splitlines()
    day = date(2025, 6, 1)
    assert [(line, alarms) for line in lines if (alarms := said(line, corpus.rules, day))] == []


def test_no_alarm_on_the_corpus(corpus):
    """Every item of every sheet, on a day on which it holds."""
    alarms = []
    for sheet in corpus.sheets:
        indicator = sheet.key if isinstance(sheet.key, int) else None
        for item in (item for section in sheet.sections for item in section.items):
            day = TODAY if item.validity.holds(TODAY) else item.validity.end
            found = said(item.text, corpus.rules, day, indicator=indicator)
            alarms += [(sheet.key, item.text, found)] if found else []
    assert alarms == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Le 31 peut être mineur, j'ai 6 mois ?", True),
        ("J'ai trois mois pour corriger ma mineure, c'est ça ?", True),
        ("Mon certificat dure quatre ans, il faut une surveillance ?", True),
        ("The certificate is valid for four years, right?", True),
        ("Est-ce que le 31 peut être mineur ?", False),
        ("Is the certificate valid for four years?", False),
        ("La surveillance est-elle à 18 mois ?", False),
        ("Combien de temps pour corriger une majeure ?", False),
    ],
)
def test_what_a_question_takes_for_granted(corpus, text, taken):
    assert said(text, corpus.rules) == []
    assert bool(said(text, corpus.rules, asserted_only=False)) is taken


def test_the_indicator_of_the_line_is_used_when_none_is_named(corpus):
    assert said("Une non-conformité y est toujours majeure.", corpus.rules, indicator=12)
    assert not said("Une non-conformité y est toujours majeure.", corpus.rules, indicator=31)
    assert said("Cet indicateur ne concerne que les CFA.", corpus.rules, indicator=4)


def test_the_day_decides(corpus):
    start = date(2026, 11, 1)
    text = "Le référentiel compte 32 indicateurs."
    assert said(text, corpus.rules, start) == [("count", "indicators in force")]
    assert said(text, corpus.rules, start - timedelta(days=1)) == []
    assert said("Les indicateurs 4 et 5 sont inchangés depuis la réforme de 2026.", corpus.rules, start) == []


def test_where_nothing_is_known_there_is_no_alarm(corpus):
    assert (
        said("Le certificat vaut dix ans et le référentiel compte 50 indicateurs.", corpus.rules, date(2018, 1, 1))
        == []
    )


def test_the_record_of_the_reader_is_left_alone(corpus):
    reader = Reader(corpus.rules, TODAY)
    reader.read("indicator-count")
    assert contradictions("Le référentiel compte 40 indicateurs.", reader)
    assert [step.parameter for step in reader.trace()] == ["indicator-count"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dix-sept indicateurs", "17 indicateurs"),
        ("the twenty-second month", "the 22e month"),
        ("quatorzième mois", "14e mois"),
        ("une journée et demie", "1.5 jour"),
        ("half a day", "0.5 jour"),
        ("un trimestre", "3 mois"),
        ("750 000 €, or 750,000 euros", "750000 €, or 750000 euros"),
    ],
)
def test_numbers_are_written_alike(text, expected):
    assert normal(text) == expected


def test_abbreviations_do_not_end_a_sentence():
    assert len(sentences("L'ind. 4 est en NC maj. uniquement. Le 12 non.")) == 2
