"""Sloppy questions, from `stances.yaml`: answered, refused with what to do instead, corrected, or not disturbed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

TABLE = yaml.safe_load((Path(__file__).parent / "stances.yaml").read_text(encoding="utf-8"))
VERDICT = re.compile(
    r"\W*(?:faux|attention|d[ée]pass[ée]|false|careful|note|outdated|raccourci|shortcut|impr[ée]cis)\b", re.I
)


@pytest.mark.parametrize("question", TABLE["answered"])
def test_what_can_be_answered_is(shared_assistant, question):
    answer = shared_assistant.reply(question).answer
    assert answer.outcome in ("answer", "clarify")
    assert answer.citations or answer.outcome == "clarify"


@pytest.mark.parametrize(("kind", "question"), [(kind, q) for kind, asked in TABLE["refused"].items() for q in asked])
def test_what_must_be_refused_is(shared_assistant, kind, question):
    answer = shared_assistant.reply(question).answer
    assert (answer.outcome, answer.citations, answer.indicators) == ("abstain", (), ())
    assert len(answer.answer.split("\n\n")) >= 2  # what is refused, then where to ask or what to do instead
    if kind == "forge":
        assert re.search(r"plan d.action|action plan", answer.answer)


@pytest.mark.parametrize(("question", "truth"), TABLE["corrected"])
def test_a_false_premise_is_corrected(shared_assistant, question, truth):
    answer = shared_assistant.reply(question).answer
    assert answer.outcome == "answer"
    assert re.search(truth, answer.answer[:700], re.I)
    assert not re.match(r"\W*(?:oui|yes)\b", answer.answer, re.I)
    assert answer.citations


@pytest.mark.parametrize("question", [*TABLE["open"], *TABLE["true"]])
def test_what_is_open_or_true_is_not_called_false(shared_assistant, question):
    answer = shared_assistant.reply(question).answer
    assert answer.outcome == "answer"
    assert not VERDICT.match(answer.answer)
