"""The dated parameters themselves: list them, show one with all its values, tell which ones are due for a check."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly, printed
from assistant.cli_rules.shared import Lang, reader_on
from assistant.cli_words import say
from assistant.language import language_of
from assistant.rules.data import history_data, parameters_data
from assistant.rules.explain import history_text
from assistant.rules.shown import day
from assistant.rules.unchecked import MONTHS, unchecked, unchecked_data

app = typer.Typer()


@app.command("list")
def list_command(on: options.On = None, as_json: options.AsJson = False) -> None:
    """All dated parameters, with the day of their last check."""
    with fail_clearly():
        reader = reader_on(on)
        if as_json:
            printed(parameters_data(reader.rules))
            return
        for parameter in reader.rules.parameters.values():
            typer.echo(f"{parameter.id:<32} {parameter.checked_on}  {parameter.labels[language_of()]}")


@app.command("show")
def show_command(
    name: Annotated[str, typer.Argument()],
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """A parameter, with all its dated values and their sources."""
    with fail_clearly():
        rules = reader_on(None).rules
        parameter = rules.parameter(name)
        if as_json:
            printed(history_data(parameter, rules))
            return
        typer.echo(history_text(parameter, rules, lang or language_of()))


@app.command("unchecked")
def unchecked_command(
    months: Annotated[int, typer.Option(min=0)] = MONTHS,
    on: options.On = None,
    as_json: options.AsJson = False,
) -> None:
    """Values and sources that were not checked for six months (a list, not a failure)."""
    with fail_clearly():
        reader = reader_on(on)
        if as_json:
            printed(unchecked_data(reader.rules, reader.on, months))
            return
        found = unchecked(reader.rules, reader.on, months)
        if not found:
            typer.echo(say("unchecked.none", months=months, on=day(reader.on, language_of())))
        for kind, key, checked in found:
            typer.echo(f"{checked}  {say(f'unchecked.{kind}')}  {key}")
