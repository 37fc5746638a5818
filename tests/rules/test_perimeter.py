"""The whole of a profile: the state of every indicator, what is adapted, what is left to ask, two sides compared."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.rules import Profile, Reader, applicability, surveillance_scope
from assistant.rules.perimeter import compared, perimeter
from corpus.errors import NoValueError

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 1)
PLAIN = {"categories": ["OF"], "certifying": False, "alternance": False, "work_placement": False, "afest": False}
PROFILES = [
    {},
    {"categories": ["OF"]},
    PLAIN,
    {**PLAIN, "only_short": True, "uses_subcontractors": False, "umbrella": False},
    {"categories": ["CBC", "VAE"]},
    {"categories": ["CFA"], "new_entrant": True},
    {"categories": ["OF"], "certifying": True, "registry": ["RS"], "subcontractor": "only"},
]


@pytest.fixture
def of(corpus):
    def make(data, on=NOVEMBER):
        return perimeter(Profile.parse(data), Reader(corpus.rules, on))

    return make


def numbers(lines):
    return [line.indicator for line in lines]


@pytest.mark.parametrize("on", [OCTOBER, NOVEMBER])
@pytest.mark.parametrize("data", PROFILES, ids=str)
def test_the_states_are_those_of_applicability(of, corpus, data, on):
    found = of(data, on)
    verdicts = applicability(Profile.parse(data), Reader(corpus.rules, on))
    assert found.count == verdicts.count
    assert numbers(found.lines) == list(range(1, 33 if on == OCTOBER else 34))
    expected = {verdict.indicator: verdict.applies for verdict in verdicts.verdicts}
    for line in found.lines:
        state = {True: ("applies", "without_object"), False: ("not_applicable",), None: ("depends",)}
        assert line.state in state[expected[line.indicator]], line.indicator


def test_an_indicator_without_object_is_counted_and_shown_apart(of):
    found = of({**PLAIN, "only_short": True, "uses_subcontractors": False, "umbrella": False})
    assert numbers(found.having("without_object")) == [12, 27]
    assert found.count == 23
    assert len(found.having("applies")) == 21


def test_one_question_for_what_depends(of):
    questions = {line.indicator: line.question for line in of({"categories": ["OF"]}).lines if line.question}
    assert questions == {
        **dict.fromkeys([3, 7, 16], "certifying"),
        12: "only_short",
        13: "alternance",
        27: "uses_subcontractors",
        28: "alternance",
    }
    assert {line.question for line in of(PLAIN).lines if line.state == "depends"} == set()
    assert of({"categories": ["OF"]}).settled_by("certifying") == (3, 7, 16)
    assert of({"categories": ["OF"], "certifying": True, "alternance": True}).missing[0] == "registry"


def test_what_is_adapted_for_a_new_entrant_at_each_audit(of):
    initial = of({"categories": ["CFA"], "new_entrant": True, "audit": "initial"}, OCTOBER)
    assert numbers(line for line in initial.lines if line.adapted) == [2, 3, 11, 13, 14, 19, 22, 24, 25, 26, 32]
    codes = {note.reason.code for line in initial.lines for note in line.notes}
    assert "entrant_initial" in codes
    assert "entrant_surveillance" not in codes
    assert {step.parameter for note in initial.general["new_entrant"] for step in note.trace} >= {
        "new-entrant-definition"
    }
    assert not of({"categories": ["CFA"], "new_entrant": False}).general


def test_only_what_is_new_is_adapted(of):
    found = of({"categories": ["OF", "VAE"], "certifying": True, "registry": ["RNCP"], "new_entrant": ["VAE"]})
    adapted = numbers(line for line in found.lines if line.adapted)
    assert adapted == [2, 3, 11, 19, 22, 24, 25, 26, 32]  # 13 concerns no VAE


def test_nothing_is_published_on_33_for_a_new_entrant(of):
    notes = of({"categories": ["CFA"], "new_entrant": True}).lines[32].notes
    assert [note.reason.code for note in notes] == ["entrant_not_published"]


def test_a_subcontractor(of):
    some = of({"categories": ["CFA"], "subcontractor": True}, OCTOBER)
    assert numbers(line for line in some.lines if line.adapted) == [1, 2, 3, 5, 7, 9, 13, 16, 26, 28, 30]
    only = of({"categories": ["CFA"], "subcontractor": "only"}, OCTOBER)
    assert numbers(only.having("not_applicable")) == [1, 2, 3]
    assert only.count == 29
    assert [step.parameter for note in only.general["subcontractor"] for step in note.trace] == [
        "subcontractor-no-contract"
    ]


def test_a_day_on_which_too_little_is_known_is_refused(of):
    assert of({"categories": ["OF"]}, date(2022, 1, 1)).guide == "V7"
    with pytest.raises(NoValueError, match="nouveaux entrants"):
        of({"categories": ["OF"], "new_entrant": True}, date(2022, 1, 1))


def test_the_reform_compared(of, reader):
    cfa = {"categories": ["CFA"]}
    pairs = {pair.indicator: pair for pair in compared(of(cfa, OCTOBER), of(cfa, NOVEMBER), reader)}
    assert (pairs[33].first, pairs[33].second) == ("not_in_force", "applies")
    changed = [1, 2, 3, 7, 12, 14, 15, 19, 20, 27, 30, 31, 32, 33]
    assert [n for n, pair in pairs.items() if pair.changed] == changed
    assert [n for n, pair in pairs.items() if pair.differs] == changed
    assert {step.reference.source for step in pairs[12].changed.trace} == {"decree-2026-728"}


def test_what_concerns_neither_side_is_no_difference(of, reader):
    pairs = compared(of(PLAIN, OCTOBER), of(PLAIN, NOVEMBER), reader)
    assert [pair.indicator for pair in pairs if pair.differs] == [1, 2, 12, 19, 27, 30, 31, 32]


def test_two_profiles_compared(of, reader):
    both = compared(of(PLAIN), of({**PLAIN, "categories": ["CFA"]}), reader)
    assert [pair.indicator for pair in both if pair.differs] == [3, 7, 13, 14, 15, 16, 20, 28, 29, 33]
    assert not any(pair.changed for pair in both)
    subcontracting = compared(of(PLAIN), of({**PLAIN, "subcontractor": True}), reader)
    assert [pair.indicator for pair in subcontracting if pair.differs] == [1, 2, 5, 9, 26, 30]
    assert not any(pair.differs for pair in compared(of(PLAIN), of(PLAIN), reader))


@pytest.mark.parametrize("data", [one for one in PROFILES if one.get("categories")], ids=str)
def test_a_surveillance_audit_marks_what_its_rule_reviews(of, corpus, data):
    found = of({**data, "audit": "surveillance"})
    outcome = surveillance_scope(Profile.parse(data), Reader(corpus.rules, NOVEMBER))
    applying = found.having("applies")  # what has no object is not marked
    reviewed = [line.indicator for line in applying if line.review and line.review.reason.code != "review_left"]
    assert reviewed == [n for n in outcome.value if n in numbers(applying)]
    assert all(line.review is None for line in of({**data, "audit": "initial"}).lines)
