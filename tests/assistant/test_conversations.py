"""Whole conversations, and messages with several questions, as users write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.question import Context

KEYS = {"turns", "outcome", "main", "topic", "says", "never", "carried", "profile", "parts"}


def conversations(name):
    entries = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    assert all(set(entry) <= KEYS for entry in entries)
    return [pytest.param(entry, id=" | ".join(entry["turns"])[:90]) for entry in entries]


def last_answer(assistant, turns):
    context = Context()
    for turn in turns:
        reply = assistant.reply(turn, context=context)
        context = reply.context
    return reply.answer, context


def body(answer):
    """The answer without its version line."""
    return re.sub(r"\n\*(?:Vaut|Holds) .*$", "", answer.answer.replace("’", "'"), flags=re.DOTALL)


@pytest.mark.parametrize("case", conversations("conversations.yaml"))
def test_the_last_turn_is_understood(shared_assistant, case):
    answer, context = last_answer(shared_assistant, case["turns"])
    assert answer.outcome == case.get("outcome", "answer")
    if "main" in case:
        assert answer.indicators[:1] == (case["main"],)
    if "topic" in case:
        assert answer.topics[:1] == (case["topic"],)
    if "carried" in case:
        assert answer.carried == tuple(case["carried"])
    for name, value in case.get("profile", {}).items():
        assert context.profile.known().get(name) == value
    for pattern in case.get("says", ()):
        assert re.search(pattern, body(answer))
    for pattern in case.get("never", ()):
        assert not re.search(pattern, body(answer))


@pytest.mark.parametrize("case", conversations("messages.yaml"))
def test_every_question_of_a_message_is_answered(shared_assistant, case):
    answer, _ = last_answer(shared_assistant, case["turns"])
    told = re.split(r"(?m)^\*\*\d+\.\*\* ", body(answer))[1:]
    assert answer.outcome == "answer"
    assert len(told) == len(case["parts"])
    for part, patterns in zip(told, case["parts"], strict=True):
        assert all(re.search(pattern, part, re.DOTALL) for pattern in patterns)


def test_a_part_stays_short(shared_assistant):
    case = conversations("messages.yaml")[0].values[0]
    answer, _ = last_answer(shared_assistant, case["turns"])
    for part in re.split(r"(?m)^\*\*\d+\.\*\* ", body(answer))[1:]:
        assert len(part.split()) < 130
