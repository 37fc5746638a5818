"""One run: a solver over a gold split, scored, kept with where it comes from; resumed where it stopped."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from corpus.errors import SettingsError
from corpus.load import load
from corpus.said import said
from eval.gold import gold_hash
from eval.measures import Measure, abstention, citation_precision, citation_recall, mean, retrieval
from eval.records import Case, Cited, Expect, Judged, Response, Score
from eval.scorers import score
from eval.solvers import Solver

ROOMS = ("assistant", "corpus", "index", "eval")
K = 5
Progress = Callable[[int, int], None]


def provenance(solver: str, cases: Sequence[Case], today: date) -> dict[str, Any]:
    """What a result depends on: code, corpus, gold, model, day of the questions."""
    from assistant.settings import load_settings
    from index.embed import chosen

    model = chosen(load_settings().embedding_model)
    return {
        "solver": solver,
        "code": _code_hash(),
        "corpus": load().hash,
        "gold": gold_hash(cases),
        "model": {"name": model.name, "sha256": model.sha256} if model else None,
        "today": today.isoformat(),
        "python": platform.python_version(),
    }


def _code_hash() -> str:
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".py", ".yaml") and "corpus" not in path.parts[-3:-1]:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def run(
    cases: Sequence[Case], make: Callable[[], Solver], about: dict[str, Any], partial: Path, progress: Progress
) -> list[Judged]:
    """The judged cases; answers already in `partial` for the same provenance are taken from there.

    Args:
        cases: what to solve.
        make: gives the solver, called only if something is left to solve.
        about: the provenance.
        partial: where answers are kept while the run goes on.
        progress: called with (done, total).

    Raises:
        SettingsError: `partial` cannot be written.
    """
    rules = load().rules
    today = date.fromisoformat(about["today"])
    known = _kept(partial, about)
    solver: Solver | None = None
    judged = []
    try:
        partial.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8") as kept:
            kept.write(json.dumps({"provenance": about}, ensure_ascii=False) + "\n")
            for key, response in known.items():
                kept.write(json.dumps({"id": key, **asdict(response)}, ensure_ascii=False) + "\n")
            for done, case in enumerate(cases, 1):
                found = known.get(case.id)
                if found is None:
                    solver = solver or make()
                    found = solver(case)
                    kept.write(json.dumps({"id": case.id, **asdict(found)}, ensure_ascii=False) + "\n")
                    kept.flush()
                judged.append(Judged(case, found, score(case, found, rules, today)))
                progress(done, len(cases))
    except OSError as error:
        raise SettingsError("eval.unwritable", path=partial, reason=error.strerror) from None
    return judged


def _kept(partial: Path, about: dict[str, Any]) -> dict[str, Response]:
    """The answers of an interrupted run with the same provenance."""
    try:
        first, *lines = partial.read_text(encoding="utf-8").splitlines()
        if json.loads(first)["provenance"] != about:
            return {}
    except (OSError, ValueError, KeyError):
        return {}
    found = {}
    for line in lines:
        try:
            data = json.loads(line)
        except json.JSONDecodeError:  # cut in the middle of a line
            break
        key = data.pop("id")
        found[key] = _response(data)
    return found


def _response(data: dict[str, Any]) -> Response:
    cited = tuple(Cited(**{**one, "publics": tuple(one["publics"])}) for one in data.pop("cited"))
    ranked = data.pop("ranked")
    indicators = tuple(data.pop("indicators"))
    return Response(**data, cited=cited, indicators=indicators, ranked=None if ranked is None else tuple(ranked))


def summary(judged: Sequence[Judged]) -> dict[str, Any]:
    """All measures of some cases."""
    found: dict[str, Measure | None] = {"pass": mean([float(j.passed) for j in judged])}
    for name in sorted({name for j in judged for name in j.scores}):
        found[name] = mean([j.scores[name].value for j in judged])
    found["citation_recall"] = mean([citation_recall(j) for j in judged])
    found["citation_precision"] = mean([citation_precision(j) for j in judged])
    for name, measure in retrieval(K).items():
        found[name] = mean([measure(j) for j in judged])
    return {
        **{name: asdict(measure) for name, measure in found.items() if measure is not None},
        "abstaining": abstention(judged),
        "latency_ms": _middle([j.response.latency_ms for j in judged]),
    }


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def result(judged: Sequence[Judged], about: dict[str, Any]) -> dict[str, Any]:
    """A run as JSON data: provenance, measures overall, per kind and per language, every case."""

    def groups(key: Callable[[Case], str]) -> dict[str, Any]:
        names = sorted({key(j.case) for j in judged})
        return {name: summary([j for j in judged if key(j.case) == name]) for name in names}

    return {
        "provenance": about,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "overall": summary(judged),
        "by_kind": groups(lambda case: case.kind),
        "by_language": groups(lambda case: case.lang),
        "cases": [_case(j) for j in judged],
    }


def _case(judged: Judged) -> dict[str, Any]:
    return {
        "case": asdict(judged.case),
        "passed": judged.passed,
        "response": asdict(judged.response),
        "scores": {name: asdict(found) for name, found in judged.scores.items()},
    }


def read(path: Path) -> dict[str, Any]:
    """A result file.

    Raises:
        SettingsError: it is not one.
    """
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError("eval.not_result", path=path, reason=error) from None
    if not isinstance(data, dict) or not {"provenance", "overall", "cases"} <= data.keys():
        raise SettingsError("eval.not_result", path=path, reason=said("eval.keys"))
    return data


def judged_again(data: dict[str, Any]) -> list[Judged]:
    """The cases of a result, as records."""
    found = []
    for entry in data["cases"]:
        raw = dict(entry["case"])
        asked = raw.pop("expect")
        expect = Expect(
            cite=tuple(asked["cite"]),
            cite_any=tuple(map(tuple, asked["cite_any"])),
            facts=tuple(map(tuple, asked["facts"])),
            forbid=tuple(asked["forbid"]),
            abstain=asked["abstain"],
        )
        case = Case(**{**raw, "turns": tuple(raw["turns"])}, expect=expect)
        scores = {name: Score(**value) for name, value in entry["scores"].items()}
        found.append(Judged(case, _response(dict(entry["response"])), scores))
    return found


def reasons(scores: Iterable[tuple[str, Score]]) -> list[str]:
    """Why a case failed, one text per decisive score."""
    from eval.records import DECISIVE

    return [f"{name} : {s.reason}" for name, s in scores if name in DECISIVE and s.value is not None and s.value < 1]
