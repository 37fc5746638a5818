"""`qualiopi eval search` and `qualiopi eval asked`: is the right indicator found, is what is asked understood."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from assistant.cli_options import AsJson, fail_clearly
from eval.cli_words import say
from eval.measures import Measure


def search_command(
    split: Annotated[Literal["dev", "own", "held"], typer.Option()] = "dev",
    beside: Annotated[bool, typer.Option()] = False,
    as_json: AsJson = False,
) -> None:
    """Is the right indicator found? By language, with intervals; beside it, the search by words alone."""
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
                first, three = _shown(found.first), _shown(found.in_three)
                typer.echo(f"{found.solver:>9} {found.language}  {say('search.row', first=first, three=three)}")


def asked_command(
    split: Annotated[Literal["dev", "test"], typer.Option()] = "dev",
    matrix: Annotated[bool, typer.Option()] = False,
) -> None:
    """Is it understood what is asked (proof, severity, price, delay ...)? By language, with what is confused."""
    from assistant.reading import Reading
    from eval import asking

    with fail_clearly():
        outcomes = asking.run(split, Reading())
        for lang, share in asking.shares(outcomes).items():
            typer.echo(f"{lang}  {_shown(share)}")
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


def _shown(measure: Measure) -> str:
    value, low, high = (f"{one:.3f}" for one in (measure.value, measure.low, measure.high))
    return say("said.gate", value=value, low=low, high=high, cases=measure.cases)
