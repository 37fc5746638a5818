"""Rules about audits: what they look at, how long they last, what they lead to, when they take place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly, profile_from
from assistant.cli_rules.shared import Lang, reader_on, told
from assistant.language import language_of
from assistant.rules import Outcome, Value, themes
from assistant.rules.duration import Audit
from assistant.rules.explain import sentences
from assistant.rules.profile import AuditKind
from corpus.errors import SettingsError
from corpus.records import Language

app = typer.Typer()
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@app.command("adapted-audit")
def adapted_command(
    context: typer.Context,
    category: options.Category = None,
    certifying: options.Certifying = None,
    alternance: options.Alternance = None,
    afest: options.Afest = None,
    work_placement: options.WorkPlacement = None,
    profile: options.ProfileFile = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """Indicators looked at in an adapted initial audit (holders of an older CNEFOP label)."""
    with fail_clearly():
        known = profile_from(context)
        told(themes.adapted_audit(known, reader_on(on, known)), lang, why, as_json)


@app.command("surveillance-scope")
def scope_command(
    context: typer.Context,
    category: options.Category = None,
    certifying: options.Certifying = None,
    alternance: options.Alternance = None,
    afest: options.Afest = None,
    work_placement: options.WorkPlacement = None,
    new_entrant: options.NewEntrant = None,
    earlier: Annotated[list[int] | None, typer.Option()] = None,
    adapted: Annotated[bool, typer.Option()] = False,
    profile: options.ProfileFile = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """Indicators that the surveillance audit looks at again, at least."""
    with fail_clearly():
        known = profile_from(context)
        found = themes.surveillance_scope(known, reader_on(on, known), earlier=earlier or (), adapted=adapted)
        told(found, lang, why, as_json)


@app.command("decision")
def decision_command(
    context: typer.Context,
    nc: Annotated[
        list[str] | None,
        typer.Option(),
    ] = None,
    audit: Annotated[AuditKind | None, typer.Option()] = None,
    notified: Day = None,
    category: options.Category = None,
    certifying: options.Certifying = None,
    alternance: options.Alternance = None,
    profile: options.ProfileFile = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """What non-conformities lead to: certifiable or not, what to close first, by when."""
    with fail_clearly():
        known = profile_from(context)
        reader = reader_on(on, known, notified)
        told(themes.decision(nc or (), known, reader, notified=_date(notified)), lang, why, as_json)


@app.command("duration")
def duration_command(
    context: typer.Context,
    category: options.Category = None,
    turnover: Annotated[int | None, typer.Option()] = None,
    establishments: Annotated[int | None, typer.Option("--sites")] = None,
    kind: Annotated[Audit, typer.Option("--audit")] = "initial",
    new_entrant: options.NewEntrant = None,
    profile: options.ProfileFile = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """How long an audit lasts, line by line; for an extension, give the categories added."""
    with fail_clearly():
        known = profile_from(context)
        reader = reader_on(on, known)
        found = themes.duration(known, reader, audit=kind, turnover=turnover, establishments=establishments)
        told(found, lang, why, as_json)


@app.command("sites")
def sites_command(
    establishments: Annotated[int, typer.Argument()],
    audit: Annotated[AuditKind, typer.Option()] = "initial",
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """How many sites the auditor visits, besides the central function."""
    with fail_clearly():
        told(themes.sites(establishments, reader_on(on), audit=audit), lang, why, as_json)


@app.command("calendar")
def calendar_command(
    certificate: Day = None,
    notified: Day = None,
    ics: Annotated[Path | None, typer.Option()] = None,
    on: options.On = None,
    why: options.Why = False,
    lang: Lang = None,
    as_json: options.AsJson = False,
) -> None:
    """Dates of a certificate (--certificate) or deadlines for corrections (--notified)."""
    with fail_clearly():
        found = themes.calendar(_date(certificate), _date(notified), reader_on(on))
        if ics is not None:
            _write(ics, found.outcome, lang or language_of())
        told(found, lang, why, as_json)


def _date(day: datetime | None) -> date | None:
    return day.date() if day else None


def _write(path: Path, outcome: Outcome, lang: Language) -> None:
    from assistant.export.ics import to_ics

    days = outcome.value if isinstance(outcome, Value) else {}
    try:
        path.write_bytes(to_ics(days, "\n".join(sentences(outcome, lang)), lang, datetime.now(UTC)))
    except OSError as error:
        raise SettingsError("file.no_write", path=path, reason=error.strerror) from None
