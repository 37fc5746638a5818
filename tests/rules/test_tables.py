"""The YAML tables of the rules: a person of the trade can read and add a case."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.rules import Profile, Reader, applicability, severity
from assistant.rules.data import applicability_data, severity_data
from corpus.errors import RuleError

HERE = Path(__file__).parent


def cases(name):
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", cases("applicability.yaml"))
def test_applicability(case, corpus):
    reader = Reader(corpus.rules, case["day"])
    profile = Profile.parse(case["profile"])
    if "error" in case:
        with pytest.raises(RuleError, match=case["error"]):
            applicability(profile, reader)
        return
    data = applicability_data(profile, applicability(profile, reader), reader)
    by_number = {entry["indicator"]: entry for entry in data["indicators"]}
    if "applies" in case:
        assert [n for n, entry in by_number.items() if entry["applies"] is True] == case["applies"]
    if "count" in case:
        assert data["count"] == case["count"]
    if "unknown" in case:
        assert [n for n, entry in by_number.items() if entry["applies"] is None] == case["unknown"]
    if "missing" in case:
        assert data["missing"] == case["missing"]
    for number, expected in case.get("without_object", {}).items():
        assert by_number[number]["without_object"] is expected
        assert by_number[number]["condition"]
    assert len(data["questions"]) == len(data["missing"])
    assert all(entry["sources"] and entry["trace"] and entry["reason"] for entry in data["indicators"])


@pytest.mark.parametrize("case", cases("severity.yaml"))
def test_severity(case, corpus):
    reader = Reader(corpus.rules, case["day"])
    if "error" in case:
        with pytest.raises(RuleError, match=case["error"]):
            severity(case["indicator"], reader)
        return
    data = severity_data(case["indicator"], severity(case["indicator"], reader), reader)
    if "value" in case:
        assert data["value"] == case["value"]
    if "minor_when" in case:
        found = data["minor_when"]
        assert found is None if case["minor_when"] is None else case["minor_when"] in found
    if "exception" in case:
        assert case["exception"] in data["exception"]
    if "missing" in case:
        assert data["missing"] == case["missing"]
        assert data["value"] is None
    if "not_applicable" in case:
        assert data["not_applicable"] is True
        assert case["not_applicable"] in data["reason"]
    if "confidence" in case:
        assert data["confidence"] == case["confidence"]
    if "sources" in case:
        assert [f"{s['source']} {s['locator']}" for s in data["sources"]] == case["sources"]


def test_the_published_lists_of_severities(reader):
    """Order of 31 May 2023, article 5 and preamble of the guide V9: 17 major only, 15 graded."""
    values = {n: severity(n, reader) for n in range(1, 33)}
    major = [n for n, outcome in values.items() if outcome.value == "major"]
    assert major == [4, 5, 6, 7, 10, 11, 14, 15, 16, 20, 21, 22, 26, 27, 29, 31, 32]
    graded = [n for n in values if n not in major]
    assert graded == [1, 2, 3, 8, 9, 12, 13, 17, 18, 19, 23, 24, 25, 28, 30]
    assert all(values[n].details["minor_when"] for n in graded)


def test_every_indicator_belongs_to_one_criterion(corpus):
    for dated in corpus.rules.parameters["criteria"].values:
        numbers = sorted(n for mine in dated.value.values() for n in mine)
        assert numbers == corpus.rules.parameters["indicators-in-force"].at(dated.start).value
        assert len(numbers) == corpus.rules.parameters["indicator-count"].at(dated.start).value
