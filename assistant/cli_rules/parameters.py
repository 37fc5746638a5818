"""The dated parameters themselves: list them, show one with all its values, tell which ones are due for a check."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly, printed
from assistant.cli_rules.shared import Lang, reader_on
from assistant.rules.data import history_data
from assistant.rules.explain import history_text
from assistant.rules.shown import day
from assistant.rules.unchecked import MONTHS, unchecked
from corpus.errors import RuleError

app = typer.Typer()


@app.command("list")
def list_command(on: options.On = None, as_json: options.AsJson = False) -> None:
    """Tous les paramètres datés, avec le jour de leur dernière vérification."""
    with fail_clearly():
        reader = reader_on(on)
        rows = [
            {
                "parameter": parameter.id,
                "label": parameter.label,
                "unit": parameter.unit,
                "values": len(parameter.values),
                "checked_on": parameter.checked_on.isoformat(),
            }
            for parameter in reader.rules.parameters.values()
        ]
        if as_json:
            printed(rows)
            return
        for row in rows:
            typer.echo(f"{row['parameter']:<32} {row['checked_on']}  {row['label']}")


@app.command("show")
def show_command(
    name: Annotated[str, typer.Argument(help="Nom du paramètre, voir « qualiopi rules list ».")],
    lang: Lang = "fr",
    as_json: options.AsJson = False,
) -> None:
    """Un paramètre, avec toutes ses valeurs datées et leurs sources."""
    with fail_clearly():
        rules = reader_on(None).rules
        if name not in rules.parameters:
            raise RuleError("parameters.unknown", name=repr(name), known=sorted(rules.parameters))
        if as_json:
            printed(history_data(rules.parameters[name], rules))
            return
        typer.echo(history_text(rules.parameters[name], rules, lang))


@app.command("unchecked")
def unchecked_command(
    months: Annotated[int, typer.Option(min=0, help="Âge de la dernière vérification.")] = MONTHS,
    on: options.On = None,
    as_json: options.AsJson = False,
) -> None:
    """Valeurs et sources qui n'ont pas été vérifiées depuis six mois (une liste, pas un échec)."""
    with fail_clearly():
        reader = reader_on(on)
        found = unchecked(reader.rules, reader.on, months)
        if as_json:
            printed([{"kind": kind, "id": key, "checked_on": checked.isoformat()} for kind, key, checked in found])
            return
        if not found:
            typer.echo(f"Tout a été vérifié depuis moins de {months} mois au {day(reader.on, 'fr')}.")
        for kind, key, checked in found:
            typer.echo(f"{checked}  {kind}  {key}")
