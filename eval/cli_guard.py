"""`qualiopi eval guard`: how far the contradiction guard can be trusted."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer

from eval.cli_words import say


def guard_command(
    split: Annotated[Literal["dev", "test", "fresh"], typer.Option()] = "dev",
    as_json: Annotated[bool, typer.Option("--json")] = False,
    misses: Annotated[bool, typer.Option()] = False,
    mutations: Annotated[int, typer.Option(min=0)] = 0,
    seed: Annotated[int, typer.Option()] = 0,
) -> None:
    """The guard: false alarms and missed contradictions, on labelled sentences."""
    from corpus.load import load, load_rules
    from eval.guard import load_cases, report, run

    cases = load_cases(split)
    outcomes = run(cases, load_rules())
    data: dict[str, Any] = {"split": split, **report(outcomes)}
    wrong = [outcome for outcome in outcomes if not outcome.right]
    if misses:
        data["misses"] = [
            {
                "id": o.case.id,
                "text": o.case.text,
                "contradicts": o.case.contradicts,
                "fact": o.case.fact,
                "alarms": o.alarms,
            }
            for o in wrong
        ]
    if mutations:
        data["mutations"] = _mutated(cases, load(), mutations, seed, misses)
    if as_json:
        typer.echo(json.dumps(data, ensure_ascii=False))
        return
    overall = {say("guard.overall"): data["overall"]}
    for group, rows in (("", overall), (say("guard.kind"), data["kind"]), (say("guard.lang"), data["lang"])):
        for name, row in rows.items():
            shares = {share: f"{row[share]:.3f}" for share in ("precision", "recall")}
            line = say("guard.row", cases=f"{row['cases']:>4}", **shares)
            typer.echo(f"{group:<8} {name:<10} {line}")
    for miss in data.get("misses", []):
        label = say("guard.missed" if miss["contradicts"] else "guard.alarm")
        shown = {name: miss[name] for name in ("id", "text", "fact")}
        typer.echo(say("guard.miss", label=label, alarms="; ".join(miss["alarms"]), **shown))
    for kind, row in data.get("mutations", {}).items():
        typer.echo(f"{say('guard.mutation')} {kind:<10} {row['caught']:>4} / {row['mutants']:<4} {row['share']:.3f}")
        for text in row.get("missed", []):
            typer.echo(say("guard.not_caught", text=text))


def _mutated(cases: list[Any], corpus: Any, count: int, seed: int, misses: bool) -> dict[str, Any]:
    from assistant.settings import Settings
    from eval.guard import mutations, true_cases, true_items

    sentences = [*true_cases(cases, corpus.rules), *true_items(corpus, Settings().day())]
    rows: dict[str, Any] = {}
    for kind, (caught, missed) in mutations(sentences, corpus.rules, count, seed).items():
        total = len(caught) + len(missed)
        rows[kind] = {"mutants": total, "caught": len(caught), "share": len(caught) / total if total else 0.0}
        if misses:
            rows[kind]["missed"] = [mutant.text for mutant in missed]
    return rows
