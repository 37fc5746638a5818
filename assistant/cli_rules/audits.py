"""Rules about audits: what they look at, how long they last, what they lead to, when they take place."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly, profile_from
from assistant.cli_rules.shared import Lang, reader_on, told
from assistant.language import language_of
from assistant.rules import (
    DISPLAY,
    NonConformity,
    Outcome,
    Value,
    adapted_audit,
    calendar,
    corrections,
    decision,
    duration,
    sites,
    surveillance_scope,
)
from assistant.rules.duration import Audit
from assistant.rules.explain import sentences
from assistant.rules.profile import AuditKind
from corpus.errors import RuleError, SettingsError
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
        reader = reader_on(on, known)
        told("adapted-audit", {"profile": known.known()}, adapted_audit(known, reader), reader, lang, why, as_json)


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
        reader = reader_on(on, known)
        outcome = surveillance_scope(known, reader, earlier=earlier or (), adapted=adapted)
        inputs = {"profile": known.known(), "earlier": earlier or [], "adapted": adapted}
        told("surveillance-scope", inputs, outcome, reader, lang, why, as_json)


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
        reader = reader_on(on, known)
        found = [_entry(text) for text in nc or []]
        day = notified.date() if notified else None
        if day is not None and on is None:  # the audit was not after its notification
            reader = reader.on_day(min(day, reader.on))
        kind = known.audit or "initial"
        outcome = decision(found, kind, known, reader, notified=day)
        inputs = {
            "audit": kind,
            "notified": day.isoformat() if day else None,
            "nonconformities": [vars(entry) for entry in found],
        }
        told("decision", inputs, outcome, reader, lang, why, as_json)


def _entry(text: str) -> NonConformity:
    """A non-conformity from "12:minor:lifted:before"."""
    number, *words = text.split(":")
    allowed = {"minor", "major", "lifted", "before"}
    severities = [word for word in words if word in ("minor", "major")]
    known = re.fullmatch(r"[0-9]{1,3}", number) or number == "display"
    if set(words) - allowed or len(severities) != 1 or not known:
        raise RuleError("decision.option", text=text)
    return NonConformity(
        indicator=DISPLAY if number == "display" else int(number),
        severity="minor" if severities == ["minor"] else "major",
        lifted="lifted" in words,
        found="before" if "before" in words else "now",
    )


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
        outcome = duration(
            known.categories,
            reader,
            audit=kind,
            turnover=turnover,
            establishments=establishments,
            new_entrant=None if known.new_entrant is None else bool(known.new_entrant),
        )
        inputs = {
            "categories": list(known.categories),
            "audit": kind,
            "turnover": turnover,
            "sites": establishments,
        }
        told("duration", inputs, outcome, reader, lang, why, as_json)


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
        reader = reader_on(on)
        outcome = sites(establishments, reader, audit=audit)
        inputs = {"establishments": establishments, "audit": audit}
        told("sites", inputs, outcome, reader, lang, why, as_json)


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
        if (certificate is None) == (notified is None):
            raise RuleError("calendar.option")
        reader = reader_on(on)
        outcome = calendar(certificate.date(), reader) if certificate else corrections(_date(notified), reader)
        inputs: dict[str, Any] = {
            "certificate": certificate.date().isoformat() if certificate else None,
            "notified": notified.date().isoformat() if notified else None,
        }
        if ics is not None:
            _write(ics, outcome, lang or language_of())
        told("calendar", inputs, outcome, reader, lang, why, as_json)


def _date(day: datetime | None) -> Any:
    return day.date() if day else None


def _write(path: Path, outcome: Outcome, lang: Language) -> None:
    from assistant.export.ics import to_ics

    days = outcome.value if isinstance(outcome, Value) else {}
    try:
        path.write_bytes(to_ics(days, "\n".join(sentences(outcome, lang)), lang, datetime.now(UTC)))
    except OSError as error:
        raise SettingsError("file.no_write", path=path, reason=error.strerror) from None
