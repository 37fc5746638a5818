"""The gate: a fixed sample of dev cases that every change must still answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from assistant.service import Assistant
from eval.gold import load_gold
from eval.measures import Measure, mean
from eval.records import Case, Judged
from eval.scorers import score
from eval.solvers.ours import make

FILE = Path(__file__).parent / "gate.json"
SIZE = 60


def sample() -> list[Case]:
    """The fixed sample: every kind of the dev split in turn, in the order of the file."""
    by_kind: dict[str, list[Case]] = {}
    for case in load_gold("dev"):
        by_kind.setdefault(case.kind, []).append(case)
    found: list[Case] = []
    for place in range(max(map(len, by_kind.values()))):
        found += [cases[place] for cases in by_kind.values() if place < len(cases)]
    return found[:SIZE]


def judge(assistant: Assistant, today: date) -> list[Judged]:
    """The sample answered by an assistant without embedding model, and scored."""
    solve = make("assistant", assistant)
    judged = []
    for case in sample():
        response = solve(case)
        judged.append(Judged(case, response, score(case, response, assistant.corpus.rules, today)))
    return judged


def passed(judged: Sequence[Judged]) -> Measure:
    """The pass rate with its interval."""
    found = mean([float(one.passed) for one in judged])
    assert found is not None
    return found


def recorded(file: Path = FILE) -> dict[str, Any]:
    """The pass rate when it was last recorded."""
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def record(judged: Sequence[Judged], today: date, file: Path = FILE) -> None:
    """Keep a pass rate as the one that later changes are held to."""
    data = {"cases": len(judged), "recorded_on": today.isoformat(), **asdict(passed(judged))}
    file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
