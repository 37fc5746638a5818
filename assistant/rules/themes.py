"""Each theme of the rules as it is asked: inputs in, what was asked and its outcome out.

What `qualiopi rules` and the HTTP API have in common; each of them only reads its own options.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant import rules
from assistant.rules.data import applicability_data, outcome_data, severity_data
from assistant.rules.duration import Audit
from assistant.rules.engine import Reader
from assistant.rules.outcome import Outcome
from assistant.rules.profile import AuditKind, Category, Profile
from corpus.errors import RuleError
from corpus.records import Language


@dataclass(frozen=True)
class Told:
    """A theme with what it was asked and what came out."""

    rule: str
    inputs: Mapping[str, Any]
    """As JSON data; echoed in the record."""
    outcome: Outcome
    reader: Reader

    def data(self, language: Language) -> dict[str, Any]:
        """The record as JSON data, its sentences in a language."""
        if self.rule == "severity":
            return severity_data(self.inputs["indicator"], self.outcome, self.reader, language)
        return outcome_data(self.rule, self.inputs, self.outcome, self.reader, language)


LISTINGS: Mapping[str, Callable[[Reader], Outcome]] = {
    "costs": rules.costs,
    "exemption": rules.exemption,
    "documents": rules.documents,
    "toolbox": rules.toolbox,
    "versions": rules.versions,
}
"""Themes that ask for nothing but a day."""


def day_asked(on: date | None, profile: Profile | None, today: date, notified: date | None = None) -> date:
    """The day for which rules are read: the one asked for, else the audit date of the profile, else today.

    Args:
        on: the day asked for.
        profile: may have an audit date.
        today: the day of the machine, or of the setting.
        notified: when non-conformities were notified; unless a day is asked for, the audit was not after it.
    """
    if on is not None:
        return on
    chosen = today if profile is None or profile.audit_date is None else profile.audit_date
    return chosen if notified is None else min(chosen, notified)


def listing(name: str, reader: Reader) -> Told:
    """A theme of `LISTINGS`."""
    return Told(name, {}, LISTINGS[name](reader), reader)


def severity(indicator: int, reader: Reader) -> Told:
    """How severe a non-conformity on an indicator is.

    Raises:
        RuleError: no version of the référentiel has that number.
    """
    return Told("severity", {"indicator": indicator}, rules.severity(indicator, reader), reader)


def applicable(profile: Profile, reader: Reader, language: Language) -> dict[str, Any]:
    """The record of the indicators that apply to a profile, as JSON data."""
    return applicability_data(profile, rules.applicability(profile, reader), reader, language)


def changes(indicator: int, reader: Reader) -> Told:
    """What has changed for an indicator.

    Raises:
        RuleError: no version of the référentiel has that number.
    """
    return Told("changes", {"indicator": indicator}, rules.changes(indicator, reader), reader)


def new_entrant(
    indicator: int | None, reader: Reader, *, audit: AuditKind | None = None, new: tuple[Category, ...] = ()
) -> Told:
    """What is adapted for a new entrant, on an indicator or (without a number) in general.

    Raises:
        RuleError: no version of the référentiel has that number.
    """
    if indicator is None:
        outcome = rules.who_is_new(reader)
    else:
        outcome = rules.new_entrant(indicator, reader, audit=audit, new=new)
    return Told("new-entrant", {"indicator": indicator, "audit": audit, "new": list(new)}, outcome, reader)


def subcontracting(indicator: int | None, reader: Reader, *, contract: bool | None = None) -> Told:
    """The provider audited as a subcontractor, on an indicator; without a number: what the principal owes.

    Raises:
        RuleError: no version of the référentiel has that number.
    """
    if indicator is None:
        outcome = rules.principal(reader)
    else:
        outcome = rules.subcontracting(indicator, reader, contract=contract)
    return Told("subcontracting", {"indicator": indicator, "contract": contract}, outcome, reader)


def adapted_audit(profile: Profile, reader: Reader) -> Told:
    """Indicators looked at in an adapted initial audit."""
    return Told("adapted-audit", {"profile": profile.known()}, rules.adapted_audit(profile, reader), reader)


def surveillance_scope(profile: Profile, reader: Reader, *, earlier: Sequence[int] = (), adapted: bool = False) -> Told:
    """Indicators that the surveillance audit looks at again, at least.

    Raises:
        RuleError: an earlier non-conformity is on an indicator that does not exist.
    """
    outcome = rules.surveillance_scope(profile, reader, earlier=earlier, adapted=adapted)
    inputs = {"profile": profile.known(), "earlier": list(earlier), "adapted": adapted}
    return Told("surveillance-scope", inputs, outcome, reader)


def decision(entries: Sequence[str], profile: Profile, reader: Reader, *, notified: date | None = None) -> Told:
    """What non-conformities lead to.

    Args:
        entries: such as "12:minor:lifted" (see `nonconformity`).
        profile: with the kind of audit; initial if it is not known.
        reader: on the day of the audit (see `day_asked`).
        notified: the day they were notified.

    Raises:
        RuleError: an entry is not one, or is impossible.
    """
    found = [nonconformity(entry) for entry in entries]
    kind = profile.audit or "initial"
    outcome = rules.decision(found, kind, profile, reader, notified=notified)
    inputs = {"audit": kind, "notified": _iso(notified), "nonconformities": [vars(entry) for entry in found]}
    return Told("decision", inputs, outcome, reader)


def nonconformity(text: str) -> rules.NonConformity:
    """A non-conformity from "12:minor:lifted:before".

    Raises:
        RuleError: with the form that is expected.
    """
    number, *words = text.split(":")
    allowed = {"minor", "major", "lifted", "before"}
    severities = [word for word in words if word in ("minor", "major")]
    known = re.fullmatch(r"[0-9]{1,3}", number) or number == "display"
    if set(words) - allowed or len(severities) != 1 or not known:
        raise RuleError("decision.option", text=text)
    return rules.NonConformity(
        indicator=rules.DISPLAY if number == "display" else int(number),
        severity="minor" if severities == ["minor"] else "major",
        lifted="lifted" in words,
        found="before" if "before" in words else "now",
    )


def duration(
    profile: Profile,
    reader: Reader,
    *,
    audit: Audit = "initial",
    turnover: int | None = None,
    establishments: int | None = None,
) -> Told:
    """How long an audit lasts.

    Args:
        profile: its categories, and whether it is a new entrant.
        reader: on the day of the audit.
        audit: which one; for an extension, the categories are those added.
        turnover: EUR a year.
        establishments: how many sites, the head office included.

    Raises:
        RuleError: a number is impossible.
    """
    outcome = rules.duration(
        profile.categories,
        reader,
        audit=audit,
        turnover=turnover,
        establishments=establishments,
        new_entrant=None if profile.new_entrant is None else bool(profile.new_entrant),
    )
    inputs = {"categories": list(profile.categories), "audit": audit, "turnover": turnover, "sites": establishments}
    return Told("duration", inputs, outcome, reader)


def sites(establishments: int, reader: Reader, *, audit: AuditKind = "initial") -> Told:
    """How many sites the auditor visits, besides the central function.

    Raises:
        RuleError: there is no establishment.
    """
    inputs = {"establishments": establishments, "audit": audit}
    return Told("sites", inputs, rules.sites(establishments, reader, audit=audit), reader)


def calendar(certificate: date | None, notified: date | None, reader: Reader) -> Told:
    """Dates of a certificate, or deadlines for corrections.

    Raises:
        RuleError: not exactly one of the two days is given, or it is too far.
    """
    if certificate is not None and notified is None:
        outcome: Outcome = rules.calendar(certificate, reader)
    elif notified is not None and certificate is None:
        outcome = rules.corrections(notified, reader)
    else:
        raise RuleError("calendar.option")
    return Told("calendar", {"certificate": _iso(certificate), "notified": _iso(notified)}, outcome, reader)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
