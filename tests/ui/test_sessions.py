"""Many visitors at once: everybody gets the answers of their own conversation."""

from __future__ import annotations

import pytest

from eval.bench_sessions import dialogue, mixed_up
from eval.visitors import Told, Visitor, together

pytestmark = pytest.mark.browser  # the app that Chromium looks at; no browser is needed here


def test_fifty_visitors_at_once_get_their_own_answers(served):
    told = together(served, [dialogue(n) for n in range(50)])
    assert mixed_up(told) == []
    assert all("non-conformité" in answers[2].text for answers in told)


def test_an_answer_of_another_visitor_would_be_seen():
    mine = [Told(f"Preuves pour l'indicateur {n + 1} (x)", 1, 0.1) for n in range(3)]
    rest = [Told("x", 2, 0.1), Told("x", 3, 0.1)]
    assert mixed_up([[one, *rest] for one in mine]) == []
    assert mixed_up([[mine[1], *rest], [mine[0], *rest]]) == [0, 1]
    assert mixed_up([[mine[0], rest[1], rest[1]]]) == [0]


def test_a_visitor_leans_on_the_own_question_only(served):
    first, second = Visitor(served), Visitor(served)
    first.ask("preuves de l'indicateur 30")
    second.ask("preuves de l'indicateur 12")
    assert "l'indicateur 30 " in first.ask("et la gravité ?").text
    assert "l'indicateur 12 " in second.ask("et la gravité ?").text
