"""`qualiopi rules`: hard facts, each with its reason and its sources. Starts without any heavy library."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly, printed, profile_from
from assistant.rules import Missing, NotApplicable, Profile, Reader, Value, applicability, severity
from assistant.rules.explain import (
    applicability_data,
    day,
    question_for,
    reason_text,
    severity_data,
    trace_text,
)
from corpus.load import load_rules

app = typer.Typer(help="Les faits fermes : qui est concerné, quelle gravité.", no_args_is_help=True)


def _reader(on: datetime | None, profile: Profile | None = None) -> Reader:
    if on is not None:
        chosen: date = on.date()
    elif profile is not None and profile.audit_date is not None:
        chosen = profile.audit_date
    else:
        from assistant.settings import load_settings

        chosen = load_settings().day()
    return Reader(load_rules(), chosen)


@app.command("severity")
def severity_command(
    indicator: Annotated[int, typer.Argument(help="Numéro de l'indicateur.")],
    on: options.On = None,
    why: options.Why = False,
    as_json: options.AsJson = False,
) -> None:
    """Gravité d'une non-conformité sur un indicateur."""
    with fail_clearly():
        reader = _reader(on)
        outcome = severity(indicator, reader)
        if as_json:
            printed(severity_data(indicator, outcome, reader))
            return
        if isinstance(outcome, Value):
            words = reader.rules.parameters["severity"].words[outcome.value]["fr"]
            typer.echo(f"Indicateur {indicator}, audit au {day(reader.on, 'fr')} : {words}.")
            if outcome.details["minor_when"]:
                typer.echo(f"Mineure quand {outcome.details['minor_when']['fr']}.")
            if outcome.details["exception"]:
                typer.echo(f"Exception : {outcome.details['exception']['fr']}.")
        else:
            kind = "sans objet" if isinstance(outcome, NotApplicable) else "inconnu"
            typer.echo(f"Indicateur {indicator}, audit au {day(reader.on, 'fr')} : {kind}.")
            typer.echo(f"{reason_text(outcome.reason, 'fr')}.")
        if why:
            typer.echo(trace_text(outcome.trace, reader.rules, "fr"))


@app.command("applicability")
def applicability_command(
    context: typer.Context,
    category: options.Category = None,
    certifying: options.Certifying = None,
    alternance: options.Alternance = None,
    afest: options.Afest = None,
    work_placement: options.WorkPlacement = None,
    only_short: options.OnlyShort = None,
    subcontractor: options.Subcontractor = None,
    uses_subcontractors: options.UsesSubcontractors = None,
    umbrella: options.Umbrella = None,
    profile: options.ProfileFile = None,
    on: options.On = None,
    why: options.Why = False,
    as_json: options.AsJson = False,
) -> None:
    """Indicateurs applicables à un profil."""
    with fail_clearly():
        known = profile_from(context)
        reader = _reader(on, known)
        found = applicability(known, reader)
        if as_json:
            printed(applicability_data(known, found, reader))
            return
        typer.echo(
            f"Audit au {day(reader.on, 'fr')} (RNQ {reader.rnq}) : "
            f"{found.count} indicateurs s'appliquent de façon certaine."
        )
        for verdict in found.verdicts:
            mark = {True: "oui", False: "non", None: " ? "}[verdict.applies]
            text = reason_text(verdict.outcome.reason, "fr")
            if verdict.condition is not None and verdict.without_object is not False:
                state = "sans objet" if verdict.without_object else "à vérifier"
                text += f" ; {state} : {reason_text(verdict.condition, 'fr')}"
            typer.echo(f"{verdict.indicator:>3}  {mark}  {text}")
            if why:
                typer.echo(trace_text(verdict.outcome.trace, reader.rules, "fr"))
        if any(isinstance(verdict.outcome, Missing) for verdict in found.verdicts) or found.missing:
            typer.echo("Pour préciser :")
            for fact in found.missing:
                typer.echo(f"  - {question_for(fact, 'fr')}")
