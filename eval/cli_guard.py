"""`qualiopi eval guard`: how far the contradiction guard can be trusted."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer


def guard_command(
    split: Annotated[
        Literal["dev", "test", "fresh"], typer.Option(help="dev pour régler, les autres pour rendre compte.")
    ] = "dev",
    as_json: Annotated[bool, typer.Option("--json", help="Tout en JSON.")] = False,
    misses: Annotated[bool, typer.Option(help="Lister les erreurs.")] = False,
    mutations: Annotated[int, typer.Option(min=0, help="Phrases vraies rendues fausses, au plus N par sorte.")] = 0,
    seed: Annotated[int, typer.Option(help="Tirage des mutations.")] = 0,
) -> None:
    """Le garde-fou : fausses alertes et contradictions manquées, sur des phrases étiquetées."""
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
    for group, rows in (("", {"ensemble": data["overall"]}), ("sorte", data["kind"]), ("langue", data["lang"])):
        for name, row in rows.items():
            shares = f"précision {row['precision']:.3f}  rappel {row['recall']:.3f}"
            typer.echo(f"{group:<7} {name:<10} {row['cases']:>4} phrases  {shares}")
    for miss in data.get("misses", []):
        label = "manquée" if miss["contradicts"] else "fausse alerte"
        typer.echo(f"{label} {miss['id']} : {miss['text']} ({miss['fact']}) {'; '.join(miss['alarms'])}")
    for kind, row in data.get("mutations", {}).items():
        typer.echo(f"mutation {kind:<10} {row['caught']:>4} / {row['mutants']:<4} {row['share']:.3f}")
        for text in row.get("missed", []):
            typer.echo(f"  manquée : {text}")


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
