"""`qualiopi eval llm`: how far the leash of the language model holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from eval.cli_words import say


def llm_command(
    folder: Annotated[Path | None, typer.Option()] = None,
    mutations: Annotated[int, typer.Option(min=0)] = 400,
    seed: Annotated[int, typer.Option()] = 0,
    misses: Annotated[bool, typer.Option()] = False,
) -> None:
    """The leash of the language model: hostile outputs, honest outputs, honest sentences made wrong."""
    from assistant.cli_options import fail_clearly
    from corpus.load import load_rules
    from eval.llm import FOLDER, faults, judge, judge_wordings, load_cases, load_wordings
    from eval.llm import mutations as mutated

    with fail_clearly():
        rules, where = load_rules(), folder or FOLDER
        hostile = judge(load_cases(where, "hostile"), rules)
        honest = judge(load_cases(where, "honest"), rules)
    kinds = Counter(one.output.kind for one in hostile)
    through = Counter(one.output.kind for one in hostile if one.leaked)
    rows = [(kind, through[kind], total) for kind, total in sorted(kinds.items())]
    for name, shown, total in [*rows, (say("guard.overall"), through.total(), kinds.total())]:
        typer.echo(say("llm.hostile", kind=f"{name:<22}", through=f"{shown:>3}", total=f"{total:<4}"))
    told = [pair for one in honest for pair in one.sentences if pair not in one.ruled]
    lost = [pair for pair in told if pair[1].fault]
    ruled = sum(len(one.ruled) for one in honest)
    typer.echo(say("llm.honest", lost=len(lost), told=len(told), ruled=ruled))
    for fault, count in Counter(str(verdict.fault) for _, verdict in lost).most_common():
        typer.echo(say("llm.fault", fault=f"{fault:<20}", count=f"{count:>3}"))
    for split in ("dev", "held"):
        with fail_clearly():
            table = judge_wordings(load_wordings(where, split), rules)
        (told_there, lost_there), (lies, shown_there) = table[True], table[False]
        figures = {"lost": len(lost_there), "told": told_there, "shown": len(shown_there), "lies": lies}
        typer.echo(say("llm.wordings", split=f"{split:<4}", **figures))
    for kind, (total, missed) in mutated(honest, rules, mutations, seed).items():
        typer.echo(say("llm.mutation", kind=f"{kind:<21}", missed=f"{len(missed):>3}", total=f"{total:<4}"))
        for text in missed if misses else ():
            typer.echo(say("llm.passed", text=text))
    typer.echo(say("llm.causes", causes=dict(faults(hostile).most_common())))
    if misses:
        for one in hostile:
            for wrong in one.leaked:
                typer.echo(say("llm.leaked", id=one.output.id, kind=one.output.kind, text=wrong))
        for sentence, verdict in lost:
            typer.echo(say("llm.lost", fault=verdict.fault, text=sentence))
