"""`qualiopi learn` in the terminal."""

from __future__ import annotations

import io
import json

import pytest

from tests.assistant.conftest import qualiopi  # noqa: F401 - the command line, run in process


@pytest.fixture
def typed(monkeypatch):
    def give(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))

    return give


def test_the_lessons(qualiopi, monkeypatch, tmp_path):  # noqa: F811
    assert " 9. Non-conformités et décision" in qualiopi("learn", "list")[1]
    monkeypatch.setenv("QUALIOPI_LANG", "en")
    assert len(json.loads(qualiopi("learn", "list", "--json")[1])) == 10
    out = qualiopi("learn", "lesson", "9")[1]
    assert "corrected within 6 months" in out
    assert "→ arrêté du 31 mai 2023, article 5" in out
    assert "indicator 33" not in qualiopi("learn", "lesson", "6", "--on", "2026-10-31")[1]
    code, _, err = qualiopi("learn", "lesson", "11")
    assert (code, err) == (1, "There is no lesson 11: they go from 1 to 10.\n")
    assert not (tmp_path / "home").exists()


def test_a_quiz_is_answered_and_kept(qualiopi, typed, tmp_path):  # noqa: F811
    shown = json.loads(qualiopi("learn", "quiz", "9", "--json", "--seed", "1000")[1])
    typed("x", *(question["right"] for question in shown))
    code, out, _ = qualiopi("learn", "quiz", "9", "--learner", "Zoé")
    assert (code, out.count("Juste. ")) == (0, 10)
    assert "10 bonne(s) réponse(s) sur 10" in out
    assert qualiopi("learn", "progress")[1] == "Zoé : 1 leçon(s) réussie(s) sur 10, score 100 %\n"
    assert "(réussie)" in qualiopi("learn", "list", "--learner", "Zoé")[1]
    assert qualiopi("learn", "review", "--learner", "Zoé")[1] == "Rien à revoir aujourd'hui.\n"
    assert qualiopi("learn", "progress", "--csv", str(tmp_path / "a.csv"))[0] == 0
    assert "Zoé;" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    code, _, err = qualiopi("learn", "certificate", "--learner", "Zoé")
    assert (code, "1 sur 10" in err) == (1, True)


def test_a_quiz_without_a_name_is_not_kept(qualiopi, typed, tmp_path):  # noqa: F811
    typed(*["A"] * 10)
    assert qualiopi("learn", "quiz", "1")[0] == 0
    assert not (tmp_path / "home").exists()
    assert "learn quiz 1 --learner" in qualiopi("learn", "progress")[1]


def test_what_was_missed_is_asked_again(qualiopi, typed):  # noqa: F811
    shown = json.loads(qualiopi("learn", "quiz", "4", "--json", "--seed", "1000")[1])
    wrong = ["B" if question["right"] == "A" else "A" for question in shown]
    typed(*wrong)
    assert "0 bonne(s) réponse(s) sur 10" in qualiopi("learn", "quiz", "4", "--learner", "Zoé")[1]
    typed(*["A"] * 10)
    assert "Question 10 sur 10" in qualiopi("learn", "review", "--learner", "Zoé")[1]
    assert qualiopi("learn", "review", "--learner", "Nina")[0] == 1
