"""Questions in users' own words, without numbers: is the right indicator found, and is nothing answered off topic?"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "questions"
EVERYDAY = Path(__file__).parent / "everyday"
Rank = Callable[[str, str], tuple[list[int], bool]]
"""From (question, language) to indicators, best first, and whether it abstains."""


@dataclass(frozen=True)
class Case:
    """One question. `indicators`: acceptable ones, best first; empty where the right thing is to abstain."""

    id: str
    question: str
    lang: str
    indicators: tuple[int, ...]
    abstain: bool


@dataclass(frozen=True)
class Outcome:
    """What a solver made of a case."""

    case: Case
    ranked: tuple[int, ...]
    abstained: bool


@dataclass(frozen=True)
class Measures:
    """Shares between 0 and 1 over the cases of one language; no hit counts 0."""

    cases: int
    first: float
    """The right indicator comes first."""
    in_three: float
    answered: float
    """Answerable questions that are answered."""
    answered_right: float
    """Answerable questions that are answered with the right indicator."""
    off_topic: int
    refused: float
    """Off-topic questions that are refused."""


def load_cases(split: str) -> list[Case]:
    """The cases of a split: "dev", "test", or "held" (three files of `everyday`, never tuned on)."""
    files = [HERE / f"{split}.jsonl"] if split in ("dev", "test") else sorted(EVERYDAY.glob(f"{split}-*.jsonl"))
    data = [
        json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    return [
        Case(d["id"], d["question"], d["lang"], tuple(d["indicators"]), d.get("abstain", not d["indicators"]))
        for d in data
    ]


def run(cases: Sequence[Case], rank: Rank) -> list[Outcome]:
    """The outcome of every case."""
    outcomes = []
    for case in cases:
        ranked, abstained = rank(case.question, case.lang)
        outcomes.append(Outcome(case, tuple(ranked), abstained))
    return outcomes


def measure(outcomes: Sequence[Outcome], lang: str | None = None) -> Measures:
    """The measures over one language, or over all."""
    mine = [o for o in outcomes if lang is None or o.case.lang == lang]
    asked = [o for o in mine if not o.case.abstain]
    off = [o for o in mine if o.case.abstain]

    def share(hits: Sequence[bool]) -> float:
        return sum(hits) / len(hits) if hits else 0.0

    return Measures(
        cases=len(asked),
        first=share([_hit(o, 1) for o in asked]),
        in_three=share([_hit(o, 3) for o in asked]),
        answered=share([not o.abstained for o in asked]),
        answered_right=share([not o.abstained and _hit(o, 1) for o in asked]),
        off_topic=len(off),
        refused=share([o.abstained for o in off]),
    )


def _hit(outcome: Outcome, k: int) -> bool:
    return bool(set(outcome.ranked[:k]) & set(outcome.case.indicators))
