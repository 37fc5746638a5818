"""The gold set: reads and checks it (see README.md)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

from corpus.errors import CorpusError
from corpus.said import Place, said, within
from corpus.strict import fields
from eval.records import Case, Expect, Split, Spoken

HERE = Path(__file__).parent
KINDS = (
    "evidence", "expected_level", "severity", "applicability", "new_entrant", "subcontracting", "glossary", "versions",
    "audit_process", "duration_cost", "toolbox", "disability", "identify", "follow_up", "false_premise", "out_of_scope",
    "noisy", "situation", "onboarding", "abstain", "control", "several",
)  # fmt: skip
NEAR = 0.75
"""Share of words in common from which two questions are the same one."""


def load_gold(source: str | Path) -> list[Case]:
    """The cases of a split ("dev", "test") or of a file.

    Raises:
        CorpusError: the file is not readable, or a line is not a case; the message says which and what is allowed.
    """
    path = HERE / f"{source}.jsonl" if source in get_args(Split) else Path(source)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError("eval.gold_file", path=path, reason=error) from None
    cases = [
        _case(line, said("place.line", place=path.name, line=number))
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise CorpusError("eval.two_cases", file=path.name, case=case.id)
        seen.add(case.id)
    return cases


def gold_hash(cases: Iterable[Case]) -> str:
    """sha256 over the cases as read."""
    return hashlib.sha256("\n".join(repr(case) for case in cases).encode()).hexdigest()


def _case(line: str, where: Place) -> Case:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise CorpusError("unreadable_json", where=where, reason=error) from None
    found = fields(
        data,
        where,
        required={"id": str, "lang": str, "kind": str, "split": str, "turns": list, "expect": dict},
        optional={"profile": (dict, type(None)), "model_answer": str, "source": str},
    )
    expect = fields(
        found["expect"],
        within(where, "expect"),
        required={},
        optional={"cite": list, "cite_any": list, "facts": list, "forbid": list, "abstain": bool},
    )
    for name, allowed in (("lang", get_args(Spoken)), ("kind", KINDS), ("split", get_args(Split))):
        if found[name] not in allowed:
            raise CorpusError("eval.gold_value", where=where, name=name, value=repr(found[name]), allowed=allowed)
    return Case(
        id=found["id"],
        lang=found["lang"],
        kind=found["kind"],
        split=found["split"],
        turns=tuple(found["turns"]),
        profile=found.get("profile") or {},
        expect=Expect(
            cite=tuple(expect.get("cite", ())),
            cite_any=_groups(expect.get("cite_any", ())),
            facts=_groups(expect.get("facts", ())),
            forbid=tuple(expect.get("forbid", ())),
            abstain=expect.get("abstain", False),
        ),
        model_answer=found.get("model_answer", ""),
        source=found.get("source", ""),
    )


def _groups(raw: Iterable[Any]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(group) for group in raw)


def check(cases: Sequence[Case]) -> list[str]:
    """What is wrong with cases, one line each: patterns, model answers, near-duplicates across splits."""
    problems = []
    for case in cases:
        problems += [f"{case.id} : {problem}" for problem in _problems(case)]
    dev, test = ([case for case in cases if case.split == split] for split in get_args(Split))
    for one in dev:
        for other in test:
            if _near(one, other):
                problems.append(f"{one.id} et {other.id} : presque la même question")
    return problems


def _problems(case: Case) -> list[str]:
    expect = case.expect
    found = []
    if not case.turns or not all(isinstance(turn, str) and turn.strip() for turn in case.turns):
        found.append("aucune question")
    patterns = [pattern for group in expect.facts for pattern in group] + list(expect.forbid)
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            return [*found, f"{pattern!r} n'est pas une expression régulière ({error})"]
    if expect.abstain and (expect.cite or expect.cite_any or expect.facts):
        found.append("s'abstenir et citer à la fois")
    if case.model_answer:
        for group in expect.facts:
            if not any(re.search(pattern, case.model_answer, re.IGNORECASE) for pattern in group):
                found.append(f"la réponse modèle ne dit pas {group}")
        found += [
            f"la réponse modèle dit {pattern!r}, qui est interdit"
            for pattern in expect.forbid
            if re.search(pattern, case.model_answer, re.IGNORECASE)
        ]
    return found


def _near(one: Case, other: Case) -> bool:
    first, second = (set(re.findall(r"\w{3,}", " ".join(case.turns).lower())) for case in (one, other))
    return len(first & second) / max(1, len(first | second)) >= NEAR
