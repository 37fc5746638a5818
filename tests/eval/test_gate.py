"""The gate on a fixed sample: quotes verbatim, nothing against the rules, no fall of the pass rate."""

from __future__ import annotations

import pytest

from eval import gate
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def judged(shared_assistant):
    return gate.judge(shared_assistant, TODAY)


def test_the_sample_is_fixed_and_has_every_kind():
    sample = gate.sample()
    assert len(sample) == gate.SIZE
    assert len({case.kind for case in sample}) == 19
    assert [case.id for case in sample] == [case.id for case in gate.sample()]


@pytest.mark.parametrize("name", ["verbatim", "forbidden"])
def test_no_exception_is_allowed(judged, name):
    assert [(j.case.id, j.scores[name].reason) for j in judged if j.scores[name].value not in (None, 1)] == []


def test_hard_facts_are_those_of_the_rules(shared_assistant, reader):
    """Every fact of the record is what the rule says when asked again."""
    from assistant.rules import Profile, Value, severity
    from eval.gold import load_gold

    seen = 0
    for case in load_gold("dev"):
        reply = shared_assistant.reply(case.turns[-1], profile=Profile.parse(case.profile))
        for fact in reply.answer.facts:
            if fact.rule == "severity" and fact.indicator is not None:
                outcome = severity(fact.indicator, reader)
                assert fact.value == (outcome.value if isinstance(outcome, Value) else None)
                seen += 1
    assert seen >= 15


def test_the_pass_rate_stays_in_its_recorded_interval(judged):
    recorded = gate.recorded()
    assert recorded["cases"] == len(judged)
    now = gate.passed(judged).value
    lost = [one.case.id for one in judged if not one.passed]
    assert now >= recorded["low"], f"{now:.2f} < {recorded['low']:.2f} ; échecs : {lost}"
