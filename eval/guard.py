"""The contradiction guard: what share of its alarms is right, what share of false sentences it sees."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.claims.check import contradictions, examined
from assistant.rules import Reader
from corpus.load import Corpus, Rules
from eval.mutate import KINDS, Mutant, mutants

HERE = Path(__file__).parent / "guard"


@dataclass(frozen=True)
class Case:
    """One labelled sentence, judged on a day."""

    id: str
    lang: str
    on: date
    text: str
    contradicts: bool
    kind: str
    fact: str


@dataclass(frozen=True)
class Outcome:
    """What the guard makes of a case."""

    case: Case
    alarms: tuple[str, ...]
    """What it says is wrong; empty = no alarm."""

    @property
    def right(self) -> bool:
        """Whether alarm and label agree."""
        return bool(self.alarms) == self.case.contradicts


@dataclass(frozen=True)
class Measures:
    """Precision and recall of the alarms; 1 where there is nothing to alarm on, 0 where nothing is caught."""

    cases: int
    precision: float
    recall: float
    false_alarms: int
    missed: int


def load_cases(split: str) -> list[Case]:
    """The labelled sentences of a split ("dev", "test" or "fresh")."""
    lines = (HERE / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if line.strip()]


def _case(data: dict[str, Any]) -> Case:
    return Case(**{**data, "on": date.fromisoformat(data["on"])})


def run(cases: Iterable[Case], rules: Rules) -> list[Outcome]:
    """The outcome of every case."""
    outcomes = []
    for case in cases:
        found = contradictions(case.text, Reader(rules, case.on))
        alarms = tuple(f"{one.claim.kind} / {one.claim.subject} / {one.claim.said}" for one in found)
        outcomes.append(Outcome(case, alarms))
    return outcomes


def measure(outcomes: Sequence[Outcome]) -> Measures:
    """Precision and recall over outcomes."""
    alarms = [outcome for outcome in outcomes if outcome.alarms]
    wrong = [outcome for outcome in outcomes if outcome.case.contradicts]
    caught = sum(outcome.right for outcome in alarms)
    return Measures(
        cases=len(outcomes),
        precision=caught / len(alarms) if alarms else 1.0,
        recall=caught / len(wrong) if wrong else 1.0,
        false_alarms=len(alarms) - caught,
        missed=len(wrong) - caught,
    )


def report(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The measures overall, by kind and by language, as JSON data."""

    def grouped(key: Callable[[Case], str]) -> dict[str, Any]:
        names = sorted({key(outcome.case) for outcome in outcomes})
        return {name: asdict(measure([o for o in outcomes if key(o.case) == name])) for name in names}

    return {
        "overall": asdict(measure(outcomes)),
        "kind": grouped(lambda case: case.kind),
        "lang": grouped(lambda case: case.lang),
    }


Told = tuple[str, date, int | None]
"""A sentence, the day it is judged on, and the indicator that it speaks of when it names none."""


def true_cases(cases: Iterable[Case], rules: Rules) -> list[Told]:
    """The sentences labelled true in which the guard recognises a claim."""
    texts: list[Told] = [(case.text, case.on, None) for case in cases if not case.contradicts]
    return [told for told in texts if _true(*told, rules)]


def true_items(corpus: Corpus, on: date) -> list[Told]:
    """The sentences of the corpus, valid on a day, in which the guard recognises a claim."""
    found: list[Told] = []
    for sheet in corpus.sheets:
        indicator = sheet.key if isinstance(sheet.key, int) else None
        items = (item for section in sheet.sections for item in section.items if item.validity.holds(on))
        for item in items if sheet.validity.holds(on) else ():
            claims = examined(item.text, Reader(corpus.rules, on), indicator=indicator)
            said = dict.fromkeys(sentence for sentence, _, _ in claims)
            found += [(text, on, indicator) for text in said if _true(text, on, indicator, corpus.rules)]
    return list(dict.fromkeys(found))


def _true(text: str, on: date, indicator: int | None, rules: Rules) -> bool:
    claims = examined(text, Reader(rules, on), indicator=indicator)
    return bool(claims) and not any(wrong for _, _, wrong in claims)


def mutations(
    sentences: Sequence[Told], rules: Rules, count: int, seed: int
) -> dict[str, tuple[list[Mutant], list[Mutant]]]:
    """By kind of mutation: the false sentences that raise an alarm, and those that do not.

    Args:
        sentences: true ones, from `true_cases` and `true_items`.
        rules: sources and parameters.
        count: at most that many of each kind.
        seed: which ones.
    """
    drawn: dict[str, list[Mutant]] = {kind: [] for kind in KINDS}
    for text, on, indicator in sentences:
        for mutant in mutants(text, on, indicator, Reader(rules, on)):
            drawn[mutant.kind].append(mutant)
    found: dict[str, tuple[list[Mutant], list[Mutant]]] = {}
    for kind, all_of_kind in drawn.items():
        sample = random.Random(f"{seed}-{kind}").sample(all_of_kind, min(count, len(all_of_kind)))
        caught = [m for m in sample if contradictions(m.text, Reader(rules, m.on), indicator=m.indicator)]
        found[kind] = (caught, [mutant for mutant in sample if mutant not in caught])
    return found
