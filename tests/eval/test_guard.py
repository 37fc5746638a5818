"""The guard on the labelled sentences of the dev split, and on true sentences made false."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from eval.guard import HERE, Case, Outcome, load_cases, measure, mutations, report, run, true_cases, true_items
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def cases():
    return load_cases("dev")


def test_precision_and_recall_on_dev(corpus, cases):
    outcomes = run(cases, corpus.rules)
    measures = measure(outcomes)
    wrong = [(o.case.text, o.alarms) for o in outcomes if not o.right]
    assert measures.recall >= 0.95, wrong
    assert measures.precision >= 0.98, wrong
    assert set(report(outcomes)) == {"overall", "kind", "lang"}


def test_mutated_sentences_are_caught(corpus, cases):
    french = [sheet for sheet in corpus.sheets if sheet.language == "fr" and isinstance(sheet.key, str)]
    part = replace(corpus, sheets=tuple(french))
    told = [*true_cases(cases, corpus.rules), *true_items(part, TODAY)]
    found = mutations(told, corpus.rules, 200, 1)
    for kind in ("number", "severity"):
        caught, missed = found[kind]
        assert len(caught) >= 10
        assert len(caught) / (len(caught) + len(missed)) >= 0.9, (kind, [mutant.text for mutant in missed])


def test_measures_count_alarms_and_misses():
    def outcome(contradicts: bool, alarm: bool) -> Outcome:
        return Outcome(Case("x", "fr", date(2026, 11, 22), "", contradicts, "count", ""), ("alarm",) if alarm else ())

    measures = measure([outcome(True, True), outcome(True, False), outcome(False, True), outcome(False, False)])
    assert (measures.precision, measures.recall, measures.false_alarms, measures.missed) == (0.5, 0.5, 1, 1)


def test_the_dev_split_is_the_frozen_one():
    digest = hashlib.sha256((HERE / "dev.jsonl").read_bytes()).hexdigest()
    assert digest in (HERE / "README.md").read_text(encoding="utf-8")


def test_the_command_prints_json(capsys, monkeypatch):
    from assistant.cli import main

    with pytest.raises(SystemExit) as stop:
        main(("eval", "guard", "--json", "--misses"))
    assert not stop.value.code
    data = json.loads(capsys.readouterr().out)
    assert data["split"] == "dev"
    assert data["overall"]["cases"] == 160
