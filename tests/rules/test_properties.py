"""What holds for every profile, day and sum, whatever the values: the rules as such (hypothesis)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.rules import (
    CATEGORIES,
    DISPLAY,
    NonConformity,
    NotApplicable,
    Profile,
    Reader,
    Value,
    adapted_audit,
    applicability,
    calendar,
    changes,
    corrections,
    costs,
    decision,
    documents,
    duration,
    exemption,
    months_after,
    new_entrant,
    principal,
    rule_of_minors,
    severity,
    sites,
    subcontracting,
    surveillance_scope,
    toolbox,
    versions,
    who_is_new,
)
from assistant.rules.explain import sentences, trace_text
from assistant.rules.outcome import Missing
from corpus.errors import RuleError
from corpus.load import load_rules

RULES = load_rules()
FIRST, CHANGE = date(2019, 6, 6), date(2026, 11, 1)

quick = settings(max_examples=60, deadline=None, database=None, derandomize=True)
days = st.dates(FIRST, date(2032, 12, 31)) | st.sampled_from([FIRST, CHANGE - timedelta(days=1), CHANGE])
late_days = st.dates(date(2024, 3, 8), date(2032, 12, 31)) | st.sampled_from([CHANGE - timedelta(days=1), CHANGE])
"""Days on which every list is known."""
maybe = st.sampled_from([None, True, False])
categories = st.lists(st.sampled_from(CATEGORIES), unique=True, max_size=4).map(tuple)
some_categories = st.lists(st.sampled_from(CATEGORIES), unique=True, min_size=1, max_size=4).map(tuple)
profiles = st.builds(
    Profile,
    categories=categories,
    certifying=maybe,
    alternance=maybe,
    afest=maybe,
    work_placement=maybe,
    only_short=maybe,
    new_entrant=maybe | categories,
    subcontractor=st.sampled_from([None, True, False, "only"]),
    uses_subcontractors=maybe,
    umbrella=maybe,
    registry=st.sampled_from([None, ("RNCP",), ("RS",), ("RNCP", "RS")]),
)

# ── durations and sites ───────────────────────────────────────────────────────────────────────────────────────────────

turnovers = st.integers(0, 2_000_000) | st.sampled_from([0, 149_999, 150_000, 749_999, 750_000])
computed = st.sampled_from(["initial", "renewal", "extension", "adapted"])


def half_days(on, audit, chosen, turnover, establishments):
    found = duration(chosen, Reader(RULES, on), audit=audit, turnover=turnover, establishments=establishments)
    assert sum(line["half_days"] for line in found.details["sum"]) == found.details["half_days"] == 2 * found.value
    return found.details["half_days"]


@quick
@given(days, computed, some_categories, turnovers, turnovers, st.integers(1, 300), st.integers(1, 300), some_categories)
def test_an_audit_never_shrinks_with_the_organisation(on, audit, mine, turnover, other, places, others, more):
    base = half_days(on, audit, mine, turnover, places)
    assert base >= 1
    assert half_days(on, audit, mine, max(turnover, other), places) >= base
    assert half_days(on, audit, mine, turnover, max(places, others)) >= base
    assert half_days(on, audit, tuple(dict.fromkeys((*mine, *more))), turnover, places) >= base


@quick
@given(days, some_categories, turnovers, st.integers(1, 300))
def test_an_adapted_audit_is_never_longer_than_the_ordinary_one(on, mine, turnover, places):
    ordinary = half_days(on, "initial", mine, turnover, places)
    assert half_days(on, "renewal", mine, turnover, places) == ordinary
    assert half_days(on, "adapted", mine, turnover, places) < ordinary


@quick
@given(days, st.permutations(CATEGORIES), turnovers, st.integers(1, 300))
def test_the_order_of_the_categories_does_not_matter(on, mine, turnover, places):
    assert half_days(on, "initial", tuple(mine), turnover, places) == half_days(
        on, "initial", CATEGORIES, turnover, places
    )


def nearest(sampled, square):
    """Whether an integer is the nearest one to the root of a square, without floating point."""
    return (sampled == 0 or (2 * sampled - 1) ** 2 <= 4 * square) and 4 * square <= (2 * sampled + 1) ** 2


@quick
@given(days, st.integers(1, 100_000), st.integers(0, 1000))
def test_sampled_sites(on, places, more):
    reader = Reader(RULES, on)
    beyond = places - 1
    initial, later = (sites(places, reader, audit=audit).value for audit in ("initial", "surveillance"))
    assert initial == sites(places, reader, audit="renewal").value
    assert 0 <= later <= initial <= beyond
    assert (initial == 0) is (later == 0) is (beyond == 0)
    assert nearest(initial, beyond)
    assert nearest(later, Fraction(36, 100) * beyond)
    assert sites(places + more, reader).value >= initial
    assert sites(places + more, reader, audit="surveillance").value >= later


@given(places=st.integers(-1000, 0))
@quick
def test_there_is_at_least_one_site(places):
    with pytest.raises(RuleError):
        sites(places, Reader(RULES, CHANGE))
    with pytest.raises(RuleError):
        duration(("OF",), Reader(RULES, CHANGE), turnover=100_000, establishments=places)


# ── decisions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

GRADED = (1, 2, 3, 8, 9, 12, 13, 17, 18, 19, 23, 24, 25, 28, 30)
audits = st.sampled_from(["initial", "surveillance", "renewal", "extension"])


@st.composite
def audited(draw):
    """A kind of audit and possible non-conformities of it, one an indicator."""
    audit = draw(audits)
    entries = st.integers(1, 32) | st.just(DISPLAY) if audit == "surveillance" else st.integers(1, 32)
    numbers = draw(st.lists(entries, unique=True, max_size=12))
    numbers += draw(st.sampled_from([[], [n for n in GRADED[:6] if n not in numbers]]))
    found = [
        NonConformity(
            number,
            draw(st.sampled_from(["minor", "minor", "major"])) if number in GRADED else "major",
            lifted=draw(st.booleans()),
            found="now" if audit == "initial" else draw(st.sampled_from(["now", "now", "before"])),
        )
        for number in numbers
    ]
    return audit, found


def decided(audit, found):
    return decision(found, audit, Profile(), Reader(RULES, CHANGE))


@settings(quick, max_examples=150)
@given(audited())
def test_a_decision_is_what_the_order_says(case):
    """No open major, an old open minor being one, and fewer than five open minors."""
    audit, found = case
    still = [nc for nc in found if not nc.lifted]
    minors = [nc for nc in still if nc.severity == "minor" and nc.found == "now"]
    outcome = decided(audit, found)
    assert outcome.value is (len(minors) == len(still) and len(minors) < 5)
    assert len(outcome.details["open_minors"]) == len(minors)
    assert len(outcome.details["open_majors"]) == len(still) - len(minors)
    assert outcome.details["minors_to_lift"] == max(0, len(minors) - 4)
    assert outcome.asks == (("notified",) if still else ())


@settings(quick, max_examples=150)
@given(audited(), st.data())
def test_one_more_never_helps_and_lifting_one_never_harms(case, data):
    audit, found = case
    assume(found)
    chosen = data.draw(st.sampled_from(found))
    rest = [nc for nc in found if nc is not chosen]
    without, with_open, with_lifted = (
        decided(audit, entries).value
        for entries in (rest, [*rest, replace(chosen, lifted=False)], [*rest, replace(chosen, lifted=True)])
    )
    assert not (with_open and not without)
    assert not (with_open and not with_lifted)
    assert with_lifted is without


@quick
@given(audited(), st.dates(CHANGE, date(2099, 12, 31)))
def test_every_deadline_counts_from_the_notification(case, notified):
    audit, found = case
    outcome = decision(found, audit, Profile(), Reader(RULES, CHANGE), notified=notified)
    months = {"minor": 6, "major": 3, "below_limit": 3}
    details = outcome.details
    expected = {name: later(notified, count).isoformat() for name, count in months.items()}
    expected["major_verified"] = later(later(notified, 3), 1).isoformat()
    told = {
        "minor": bool(details["open_minors"]),
        "major": bool(details["open_majors"]),
        "major_verified": bool(details["open_majors"]),
        "below_limit": details["minors_to_lift"] > 0,
    }
    assert details["deadlines"] == {name: day for name, day in expected.items() if told[name]}
    assert outcome.asks == ()


# ── who is concerned ──────────────────────────────────────────────────────────────────────────────────────────────────

COMMON = {1, 2, 4, 5, 6, 9, 10, 11, 12, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 30, 31, 32}
CELLS = {
    3: {"OF": "certifying", "VAE": "always", "CFA": "always"},
    7: {"OF": "certifying", "CFA": "always"},
    8: {"OF": "always", "CFA": "always"},
    13: {"OF": "alternance", "CFA": "always"},
    14: {"CFA": "always"},
    15: {"CFA": "always"},
    16: {"OF": "certifying", "VAE": "always", "CFA": "always"},
    20: {"CFA": "always"},
    28: {"OF": "company", "CFA": "always"},
    29: {"CFA": "always"},
    33: {"CFA": "always"},
}
"""The matrix of section A.2 of the facts: VAE and apprenticeship lead to a certification by nature, and apprenticeship
is alternance with time in a company."""


def either(*values):
    """True if one is, else unknown if one is, else false."""
    return True if True in values else None if None in values else False


def expected(indicator, profile, on):
    """What the matrix says of an indicator, or "absent"."""
    if indicator == 33 and on < CHANGE:
        return "absent"
    if profile.subcontractor == "only" and on >= date(2024, 3, 8) and indicator in (1, 2, 3):
        return False
    if indicator in COMMON:
        return True
    if not profile.categories:
        return None
    strict = profile.registry is None or "RNCP" in profile.registry
    certifying = bool(profile.registry) if profile.certifying is None and profile.registry else profile.certifying
    holds = {
        "always": True,
        "certifying": certifying if not certifying else strict,
        "alternance": profile.alternance,
        "company": either(profile.alternance, profile.work_placement, profile.afest),
    }
    cells = CELLS[indicator]
    return either(*(holds[cells[category]] for category in profile.categories if category in cells))


@settings(quick, max_examples=250)
@given(profiles, days)
def test_an_indicator_applies_exactly_if_its_conditions_hold(profile, on):
    found = {verdict.indicator: verdict.applies for verdict in applicability(profile, Reader(RULES, on)).verdicts}
    matrix = {number: expected(number, profile, on) for number in range(1, 34)}
    assert found == {number: holds for number, holds in matrix.items() if holds != "absent"}


@quick
@given(profiles, days)
def test_12_and_27_have_an_object_exactly_if_their_conditions_hold(profile, on):
    found = {
        verdict.indicator: verdict.without_object for verdict in applicability(profile, Reader(RULES, on)).verdicts
    }
    used = either(profile.uses_subcontractors, profile.umbrella)
    assert found[27] is (None if used is None else not used)
    assert found[12] is (profile.only_short if on >= date(2024, 1, 23) else None)
    assert [found[number] for number in found if number not in (12, 27)] == [None] * (len(found) - 2)


@quick
@given(profiles, days)
def test_each_question_settles_something(profile, on):
    """What is asked is not known yet, and knowing it changes a verdict for one of its answers."""
    reader = Reader(RULES, on)
    before = applicability(profile, reader)
    answers = {"categories": [(name,) for name in CATEGORIES], "registry": [("RNCP",), ("RS",)]}
    for fact in before.missing:
        assert getattr(profile, fact) in (None, ())
        after = [
            applicability(replace(profile, **{fact: answer}), reader) for answer in answers.get(fact, [True, False])
        ]
        assert any(found.verdicts != before.verdicts for found in after)


@quick
@given(profiles, late_days, st.booleans())
def test_the_scope_of_a_surveillance_audit_lies_within_what_applies(profile, on, adapted):
    assume(profile.categories)
    reader = Reader(RULES, on)
    applying = set(applicability(profile, reader).applying)
    outcome = surveillance_scope(profile, reader, adapted=adapted)
    left = outcome.details["not_reviewed"]
    assert set(outcome.value) | set(left) == applying
    assert not set(outcome.value) & set(left)
    assert not set(left) & {4, 5, 6, 7, 10, 11, 14, 15, 16, 20, 21, 22, 26, 27, 29, 31, 32, 1, 3, 17, 19}
    if profile.new_entrant is True:
        assert left == []
    if not adapted:
        assert set(outcome.value) <= set(surveillance_scope(profile, reader, adapted=True).value)
    for earlier in left:
        assert earlier in surveillance_scope(profile, reader, adapted=adapted, earlier=[earlier]).value


# ── months ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def later(day, months):
    """Months counted by hand: the same day, or the last one of a shorter month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@settings(quick, max_examples=300)
@given(st.dates(date(1990, 1, 1), date(2400, 12, 31)), st.integers(-240, 240))
def test_months_after(day, months):
    found = months_after(day, months)
    assert found == later(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@quick
@given(st.dates(FIRST, date(2400, 12, 31)))
def test_the_days_of_a_certificate_come_in_order(day):
    found = calendar(day, Reader(RULES, CHANGE)).value
    assert list(found.values()) == sorted(found.values())
    assert list(found)[-1] == "expiry"
    years = 3 if day >= date(2021, 1, 1) else 4
    assert found["expiry"] == later(day, 12 * years).isoformat()
    assert found["window_start"] == later(day, 14).isoformat()
    assert found["window_end"] == later(day, 22 if years == 3 else 28).isoformat()


# ── every outcome of every theme ──────────────────────────────────────────────────────────────────────────────────────

numbers = st.integers(1, 33)
outcomes = {
    "severity": st.tuples(numbers).map(lambda a: lambda r: severity(a[0], r)),
    "new-entrant": st.tuples(numbers, audits | st.none(), categories).map(
        lambda a: lambda r: new_entrant(a[0], r, audit=a[1], new=a[2])
    ),
    "who-is-new": st.just(who_is_new),
    "subcontracting": st.tuples(numbers, maybe).map(lambda a: lambda r: subcontracting(a[0], r, contract=a[1])),
    "principal": st.just(principal),
    "adapted": profiles.map(lambda p: lambda r: adapted_audit(p, r)),
    "surveillance": st.tuples(profiles, st.booleans()).map(
        lambda a: lambda r: surveillance_scope(a[0], r, adapted=a[1])
    ),
    "decision": st.tuples(audited(), st.none() | st.dates(date(2033, 1, 1), date(2040, 12, 31))).map(
        lambda a: lambda r: decision(a[0][1], a[0][0], Profile(), r, notified=a[1])
    ),
    "duration": st.tuples(
        categories, computed | st.just("surveillance"), turnovers | st.none(), st.integers(1, 99) | st.none(), maybe
    ).map(
        lambda a: lambda r: duration(a[0], r, audit=a[1], turnover=a[2], establishments=a[3], new_entrant=a[4])
    ),
    "rule-of-minors": st.just(rule_of_minors),
    "sites": st.tuples(st.integers(1, 400), audits).map(lambda a: lambda r: sites(a[0], r, audit=a[1])),
    "calendar": st.dates(FIRST, date(2100, 12, 31)).map(lambda d: lambda r: calendar(d, r)),
    "corrections": st.dates(FIRST, date(2100, 12, 31)).map(lambda d: lambda r: corrections(d, r)),
    "costs": st.just(costs),
    "documents": st.just(documents),
    "toolbox": st.just(toolbox),
    "exemption": st.just(exemption),
    "versions": st.just(versions),
    "changes": st.tuples(numbers).map(lambda a: lambda r: changes(a[0], r)),
}  # fmt: skip


@pytest.mark.parametrize("theme", outcomes)
@settings(quick, max_examples=40)
@given(on=late_days, data=st.data())
def test_every_outcome_has_a_source_and_reads_in_both_languages(theme, on, data):
    reader = Reader(RULES, on)
    outcome = data.draw(outcomes[theme])(reader)
    assert isinstance(outcome, Value | Missing | NotApplicable)
    assert outcome.trace
    for step in outcome.trace:
        parameter = RULES.parameters[step.parameter]
        assert step.reference.source in RULES.sources
        assert step.reference in {dated.reference for dated in parameter.values}
        assert step.checked_on == parameter.checked_on
    told = {language: sentences(outcome, language) for language in ("fr", "en")}
    assert len(told["fr"]) == len(told["en"]) > 0
    for language, texts in told.items():
        for text in (*texts, trace_text(outcome.trace, RULES, language)):
            assert not set("{}") & set(text)
        assert all(text[0] == text[0].upper() and text.endswith(".") and ".." not in text for text in texts)
    if isinstance(outcome, Value):
        assert outcome.statements
        assert {step for said in outcome.statements for step in map(key, said.trace)} <= {key(s) for s in outcome.trace}


def key(step):
    return step.parameter, step.label, step.reference


@pytest.mark.parametrize("theme", outcomes)
@settings(quick, max_examples=25)
@given(on=st.dates(date(2015, 1, 1), date(2026, 12, 31)), data=st.data())
def test_on_any_day_there_is_an_outcome_or_one_clear_line(theme, on, data):
    try:
        outcome = data.draw(outcomes[theme])(Reader(RULES, on))
    except RuleError as refused:
        assert "\n" not in str(refused)
        assert len(str(refused)) > 20
        return
    assert outcome.trace
    for step in outcome.trace:
        starts = [dated.start for dated in RULES.parameters[step.parameter].values]
        assert step.validity.start in starts
