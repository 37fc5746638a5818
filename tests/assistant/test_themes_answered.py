"""What the chat makes of the rules: durations, delays, decisions, lists; and of false premises, corrected first."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.question import Context

CASES = yaml.safe_load((Path(__file__).parent / "themes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["turns"][-1][:60]) for case in CASES])
def test_answered_by_the_rules(case, shared_assistant):
    context = Context()
    for turn in case["turns"]:
        reply = shared_assistant.reply(turn, context=context)
        context = reply.context
    answer = reply.answer
    assert answer.outcome == "answer"
    assert answer.citations
    first = answer.answer.splitlines()[0]
    assert case.get("first", "") in first
    assert all(part in answer.answer for part in case.get("says", ()))
    assert not any(part in answer.answer for part in case.get("never", ()))
    if "facts" in case:
        assert answer.facts[0].rule == case["facts"]
