"""`qualiopi eval llm`: how far the leash of the language model holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer


def llm_command(
    folder: Annotated[
        Path | None, typer.Option(help="Dossier des cas (défaut : tests/assistant/llm du dépôt).")
    ] = None,
    mutations: Annotated[int, typer.Option(min=0, help="Phrases honnêtes rendues fausses.")] = 400,
    seed: Annotated[int, typer.Option(help="Tirage des mutations.")] = 0,
    misses: Annotated[bool, typer.Option(help="Lister ce qui échappe et ce qui est perdu à tort.")] = False,
) -> None:
    """La laisse du modèle de langage : sorties hostiles, sorties honnêtes, phrases honnêtes rendues fausses."""
    from assistant.cli_options import fail_clearly
    from corpus.load import load_rules
    from eval.llm import FOLDER, faults, judge, load_cases
    from eval.llm import mutations as mutated

    with fail_clearly():
        rules, where = load_rules(), folder or FOLDER
        hostile = judge(load_cases(where, "hostile"), rules)
        honest = judge(load_cases(where, "honest"), rules)
    kinds = Counter(one.output.kind for one in hostile)
    through = Counter(one.output.kind for one in hostile if one.leaked)
    for kind, total in sorted(kinds.items()):
        typer.echo(f"hostile {kind:<22} {through[kind]:>3} / {total:<4} passées")
    typer.echo(f"hostile {'ensemble':<22} {through.total():>3} / {kinds.total():<4} passées")
    told = [pair for one in honest for pair in one.sentences if pair not in one.ruled]
    lost = [pair for pair in told if pair[1].fault]
    ruled = sum(len(one.ruled) for one in honest)
    typer.echo(
        f"honnête phrases perdues {len(lost)} / {len(told)} ; en plus {ruled} qui citent une règle, dite par le code"
    )
    for fault, count in Counter(str(verdict.fault) for _, verdict in lost).most_common():
        typer.echo(f"honnête   {fault:<20} {count:>3}")
    for kind, (total, missed) in mutated(honest, rules, mutations, seed).items():
        typer.echo(f"mutation {kind:<21} {len(missed):>3} / {total:<4} passées")
        for text in missed if misses else ():
            typer.echo(f"  passée : {text}")
    typer.echo(f"causes, sorties hostiles : {dict(faults(hostile).most_common())}")
    if misses:
        for one in hostile:
            for wrong in one.leaked:
                typer.echo(f"passée {one.output.id} {one.output.kind} : {wrong}")
        for sentence, verdict in lost:
            typer.echo(f"perdue ({verdict.fault}) : {sentence}")
