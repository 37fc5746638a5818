"""`qualiopi eval search`: is the right indicator found, beside the baselines."""

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


def _shown(measure: Measure) -> str:
    value, low, high = (f"{one:.3f}" for one in (measure.value, measure.low, measure.high))
    return say("said.gate", value=value, low=low, high=high, cases=measure.cases)
