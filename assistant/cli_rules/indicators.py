"""Rules about one indicator, or about which indicators apply."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly, printed, profile_from
from assistant.cli_rules.shared import Lang, reader_on, told
from assistant.rules import applicability, changes, new_entrant, principal, severity, subcontracting, who_is_new
from assistant.rules.data import applicability_data, severity_data
from assistant.rules.explain import question_for, reason_text, trace_text
from assistant.rules.profile import AuditKind, Profile
from assistant.rules.shown import day
from corpus.records import Language

app = typer.Typer()
Indicator = Annotated[int, typer.Argument(help="Numéro de l'indicateur.")]
MaybeIndicator = Annotated[int | None, typer.Argument(help="Numéro de l'indicateur ; sans lui, la règle générale.")]


@app.command("severity")
def severity_command(
    indicator: Indicator,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = "fr",
    as_json: options.AsJson = False,
) -> None:
    """Gravité d'une non-conformité sur un indicateur."""
    with fail_clearly():
        reader = reader_on(on)
        outcome = severity(indicator, reader)
        if as_json:
            printed(severity_data(indicator, outcome, reader, lang))
            return
        told("severity", {}, outcome, reader, lang, why, as_json)


@app.command("new-entrant")
def new_entrant_command(
    indicator: MaybeIndicator = None,
    audit: Annotated[AuditKind | None, typer.Option(help="Ce que regarde cet audit ; sinon les deux.")] = None,
    new: Annotated[list[str] | None, typer.Option(help="Catégorie nouvelle ; répétable.")] = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = "fr",
    as_json: options.AsJson = False,
) -> None:
    """Ce qui est aménagé pour un nouvel entrant, sur un indicateur ou en général."""
    with fail_clearly():
        reader = reader_on(on)
        categories = Profile.parse({"categories": new or []}).categories
        if indicator is None:
            outcome = who_is_new(reader)
        else:
            outcome = new_entrant(indicator, reader, audit=audit, new=categories)
        inputs = {"indicator": indicator, "audit": audit, "new": list(categories)}
        told("new-entrant", inputs, outcome, reader, lang, why, as_json)


@app.command("subcontracting")
def subcontracting_command(
    indicator: MaybeIndicator = None,
    contract: Annotated[bool | None, typer.Option(help="Un contrat fait connaître les missions.")] = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = "fr",
    as_json: options.AsJson = False,
) -> None:
    """L'organisme audité comme sous-traitant, sur un indicateur ; sans numéro : ce que doit le donneur d'ordre (27)."""
    with fail_clearly():
        reader = reader_on(on)
        outcome = principal(reader) if indicator is None else subcontracting(indicator, reader, contract=contract)
        inputs = {"indicator": indicator, "contract": contract}
        told("subcontracting", inputs, outcome, reader, lang, why, as_json)


@app.command("changes")
def changes_command(
    indicator: Indicator,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = "fr",
    as_json: options.AsJson = False,
) -> None:
    """Ce qui a changé pour un indicateur, du guide V7 à la version qui vaut ce jour-là."""
    with fail_clearly():
        reader = reader_on(on)
        told("changes", {"indicator": indicator}, changes(indicator, reader), reader, lang, why, as_json)


@app.command("applicability")
def applicability_command(
    context: typer.Context,
    category: options.Category = None,
    certifying: options.Certifying = None,
    registry: options.Registry = None,
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
    lang: Lang = "fr",
    as_json: options.AsJson = False,
) -> None:
    """Indicateurs applicables à un profil."""
    with fail_clearly():
        known = profile_from(context)
        reader = reader_on(on, known)
        found = applicability(known, reader)
        if as_json:
            printed(applicability_data(known, found, reader, lang))
            return
        typer.echo(_HEAD[lang].format(on=day(reader.on, lang), rnq=reader.rnq, count=found.count))
        for verdict in found.verdicts:
            mark = _MARKS[lang][verdict.applies]
            text = reason_text(verdict.outcome.reason, lang)
            if verdict.condition is not None and verdict.without_object is not False:
                text += f" ; {_STATES[lang][bool(verdict.without_object)]}{reason_text(verdict.condition, lang)}"
            typer.echo(f"{verdict.indicator:>3}  {mark}  {text}")
            if why:
                typer.echo(trace_text(verdict.outcome.trace, reader.rules, lang))
        for fact in found.missing:
            typer.echo(f"  ? {question_for(fact, lang)}")


_HEAD: dict[Language, str] = {
    "fr": "Audit au {on} (RNQ {rnq}) : {count} indicateurs s'appliquent de façon certaine.",
    "en": "Audit on {on} (RNQ {rnq}): {count} indicators apply for sure.",
}
_MARKS: dict[Language, dict[bool | None, str]] = {
    "fr": {True: "oui", False: "non", None: " ? "},
    "en": {True: "yes", False: "no ", None: " ? "},
}
_STATES: dict[Language, dict[bool, str]] = {
    "fr": {True: "sans objet : ", False: "à vérifier : "},
    "en": {True: "no object: ", False: "to check: "},
}
