"""Rules about one indicator, or about which indicators apply."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly, printed, profile_from
from assistant.cli_rules.shared import Lang, reader_on, told
from assistant.cli_words import say
from assistant.language import language_of
from assistant.rules import applicability, themes
from assistant.rules.explain import question_for, reason_text, trace_text
from assistant.rules.profile import AuditKind, Profile
from assistant.rules.shown import day

app = typer.Typer()
_MARKS = {True: "applicability.yes", False: "applicability.no", None: "applicability.unknown"}
Indicator = Annotated[int, typer.Argument()]
MaybeIndicator = Annotated[int | None, typer.Argument()]


@app.command("severity")
def severity_command(
    indicator: Indicator,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """How severe a non-conformity on an indicator is."""
    with fail_clearly():
        told(themes.severity(indicator, reader_on(on)), lang, why, as_json)


@app.command("new-entrant")
def new_entrant_command(
    indicator: MaybeIndicator = None,
    audit: Annotated[AuditKind | None, typer.Option()] = None,
    new: Annotated[list[str] | None, typer.Option()] = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """What is adapted for a new entrant, on an indicator or in general."""
    with fail_clearly():
        categories = Profile.parse({"categories": new or []}).categories
        told(themes.new_entrant(indicator, reader_on(on), audit=audit, new=categories), lang, why, as_json)


@app.command("subcontracting")
def subcontracting_command(
    indicator: MaybeIndicator = None,
    contract: Annotated[bool | None, typer.Option()] = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """The provider audited as a subcontractor, on an indicator; without a number: what the principal owes (27)."""
    with fail_clearly():
        told(themes.subcontracting(indicator, reader_on(on), contract=contract), lang, why, as_json)


@app.command("changes")
def changes_command(
    indicator: Indicator,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """What has changed for an indicator, from guide V7 to the version that holds on that day."""
    with fail_clearly():
        told(themes.changes(indicator, reader_on(on)), lang, why, as_json)


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
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """Indicators that apply to a profile."""
    with fail_clearly():
        known = profile_from(context)
        reader = reader_on(on, known)
        lang = lang or language_of()
        if as_json:
            printed(themes.applicable(known, reader, lang))
            return
        found = applicability(known, reader)
        typer.echo(say("applicability.head", lang=lang, on=day(reader.on, lang), rnq=reader.rnq, count=found.count))
        for verdict in found.verdicts:
            mark = say(_MARKS[verdict.applies], lang=lang)
            text = reason_text(verdict.outcome.reason, lang)
            if verdict.condition is not None and verdict.without_object is not False:
                state = "applicability.without_object" if verdict.without_object else "applicability.to_check"
                text = say(state, lang=lang, text=text, condition=reason_text(verdict.condition, lang))
            typer.echo(f"{verdict.indicator:>3}  {mark:<3}  {text}")
            if why:
                typer.echo(trace_text(verdict.outcome.trace, reader.rules, lang))
        for fact in found.missing:
            typer.echo(f"  ? {question_for(fact, lang)}")
