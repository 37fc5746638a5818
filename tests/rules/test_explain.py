from __future__ import annotations

import json
from datetime import date

from assistant.rules import Reader, severity
from assistant.rules.data import severity_data
from assistant.rules.explain import trace_text
from assistant.rules.shown import day
from assistant.rules.words import Words, words


def test_why_tells_parameter_value_period_source_confidence_and_check(reader):
    outcome = severity(12, reader)
    text = trace_text(outcome.trace, reader.rules, "fr")
    for part in (
        "par indicateur [12]",
        "mineure ou majeure",
        "28 octobre 2019",
        "guide de lecture V9",
        "élevée",
        "22 novembre 2026",
    ):
        assert part in text
    assert "minor or major" in trace_text(outcome.trace, reader.rules, "en")


def test_the_record_is_plain_json(reader):
    data = json.loads(json.dumps(severity_data(12, severity(12, reader), reader)))
    assert data["trace"][0]["parameter"] == "severity"
    assert data["sources"][0]["title"].startswith("Guide de lecture")


def test_a_trace_only_holds_what_decided(corpus):
    reader = Reader(corpus.rules, date(2026, 11, 22))
    assert [step.parameter for step in severity(4, reader).trace] == ["severity"]
    assert [step.parameter for step in severity(12, reader).trace] == ["severity", "minor-when"]


def test_dates_read_as_people_write_them():
    assert day(date(2026, 11, 1), "fr") == "1er novembre 2026"
    assert day(date(2026, 8, 4), "en") == "4 August 2026"


def test_both_languages_have_the_same_words():
    for name in Words.__annotations__:
        assert getattr(words("fr"), name).keys() == getattr(words("en"), name).keys()
