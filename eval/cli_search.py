"""`qualiopi eval search` and `qualiopi eval asked`: is the right indicator found, is what is asked understood."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from assistant.cli_options import AsJson, fail_clearly


def search_command(
    split: Annotated[
        Literal["dev", "own", "held"], typer.Option(help="dev pour régler, les autres pour rendre compte.")
    ] = "dev",
    beside: Annotated[bool, typer.Option(help="Mesurer aussi MiniLM, BM25 et leur fusion (quelques minutes).")] = False,
    as_json: AsJson = False,
) -> None:
    """Le bon indicateur est-il trouvé ? Par langue, avec intervalles ; à côté, la recherche par mots seule."""
    from assistant.service import Assistant
    from eval import finding

    with fail_clearly():
        assistant = Assistant()
        words = Assistant(assistant.settings.model_copy(update={"embedding_model": "none"}), corpus=assistant.corpus)
        rankers = {"assistant": finding.ours(assistant), "words": finding.ours(words)}
        if beside:
            from index.embed import Named
            from index.train.teacher import teacher_folder

            teacher = Named(str(teacher_folder()))
            rankers |= finding.baselines(assistant.corpus, assistant.settings.day(), teacher)
        for found in finding.compared(finding.questions(split), rankers):
            if as_json:
                typer.echo(json.dumps(asdict(found)))
            else:
                first, three = found.first, found.in_three
                typer.echo(
                    f"{found.solver:>9} {found.language}  1er {first.value:.3f} [{first.low:.3f} ; {first.high:.3f}]  "
                    f"dans 3 {three.value:.3f} [{three.low:.3f} ; {three.high:.3f}]  ({first.cases})"
                )


def asked_command(
    split: Annotated[Literal["dev", "test"], typer.Option(help="dev pour régler, test pour rendre compte.")] = "dev",
    matrix: Annotated[bool, typer.Option(help="La matrice de confusion entière.")] = False,
) -> None:
    """Ce qui est demandé est-il compris (preuve, gravité, prix, délai ...) ? Par langue, avec les confusions."""
    from assistant.reading import Reading
    from eval import asking

    with fail_clearly():
        outcomes = asking.run(split, Reading())
        for lang, share in asking.shares(outcomes).items():
            typer.echo(f"{lang}  {share.value:.3f} [{share.low:.3f} ; {share.high:.3f}]  ({share.cases})")
        counts = asking.confusions(outcomes)
        if matrix:
            labels = sorted({label for pair in counts for label in pair})
            for asks in labels:
                row = {said: counts[asks, said] for said in labels if counts[asks, said]}
                typer.echo(f"{asks:>15} " + "  ".join(f"{said} {count}" for said, count in row.items()))
            return
        for (asks, said), count in counts.most_common():
            if asks != said and count > 1:
                typer.echo(f"{count:>3} x {asks} -> {said}")
