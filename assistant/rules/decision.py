"""What the non-conformities of an audit lead to: certifiable or not, why, what to lift first, by when.

Source: order of 6 June 2019 as amended on 31 May 2023, articles 2, 5 and 8; ministry's questions and answers 3.1 and
3.2 (rule of the five minors, one sheet per indicator).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from assistant.rules.applicability import verdict
from assistant.rules.calendar import months_after
from assistant.rules.engine import Reader
from assistant.rules.outcome import NotApplicable, Outcome, Reason, Statement, Value, concluded
from assistant.rules.profile import AuditKind, Profile
from assistant.rules.severity import severity
from assistant.rules.shown import Amount
from corpus.errors import RuleError
from corpus.said import Said, said

Severity = Literal["minor", "major"]
Found = Literal["now", "before"]
Display = Literal["display"]
DISPLAY: Display = "display"
"""Stands for the certificate that is not displayed: a major non-conformity that belongs to no indicator."""


@dataclass(frozen=True)
class NonConformity:
    """One non-conformity of an audit."""

    indicator: int | Display | None
    """Its number, `DISPLAY`, or None where it is not said."""
    severity: Severity
    lifted: bool = False
    found: Found = "now"
    """"before": noted at the audit before this one; a minor that is still open has become a major."""


def decision(
    found: Sequence[NonConformity],
    audit: AuditKind,
    profile: Profile,
    reader: Reader,
    *,
    notified: date | None = None,
) -> Outcome:
    """`Value` true or false: whether the certificate can be delivered, kept or renewed as things stand.

    Args:
        found: the non-conformities, at most one per indicator.
        audit: the kind of audit.
        profile: the organisation; its categories tell which indicators can be concerned.
        reader: the rules on the day of the audit.
        notified: the day the non-conformities were notified, from which all months count.

    `details`: open majors and minors, `lift_first`, `minors_to_lift`, and the deadlines as ISO dates where
    `notified` is known.

    Raises:
        RuleError: an entry that cannot be (minor on a major-only indicator, indicator that does not apply, two entries
            on one indicator, certificate display outside a surveillance audit ...), with the reason.
        NoValueError: nothing is known on that day.
    """
    if notified is not None and notified < reader.on:
        raise RuleError("decision.notified", notified=notified, on=reader.on)
    _check(found, audit, profile, reader)
    reader.forget()
    still = [nc for nc in found if not nc.lifted]
    turned = [nc for nc in still if nc.severity == "minor" and nc.found == "before"]
    majors = [nc for nc in still if nc.severity == "major" or nc in turned]
    minors = [nc for nc in still if nc not in majors]
    limit = reader.read("minors-make-major")
    by_number = len(minors) >= limit
    limit_trace = reader.trace()
    certifiable = not majors and not by_number
    said = [*_verdict(audit, majors, minors, limit, reader), *_turned(turned, reader)]
    if by_number:
        months = Amount(reader.read("minors-below"), "month")
        many = reader.state("decision_five", limit=limit, months=months, lift=len(minors) - limit + 1)
        said.append(Statement(many.reason, (*limit_trace, *many.trace)))
    if majors and minors:
        said.append(Statement(Reason("decision_lift_first", {"majors": _counted(majors, "major")}), said[0].trace))
    dates, told = _deadlines(bool(majors), minors, by_number, notified, reader)
    said += [*told, *_otherwise(audit, not certifiable, notified, reader)]
    details = {
        "open_majors": [nc.indicator for nc in majors],
        "open_minors": [nc.indicator for nc in minors],
        "turned_major": [nc.indicator for nc in turned],
        "lift_first": [nc.indicator for nc in majors],
        "minors_to_lift": max(0, len(minors) - limit + 1),
        "deadlines": {name: found_day.isoformat() for name, found_day in dates.items()},
    }
    asks = ("notified",) if still and notified is None else ()
    return concluded(certifiable, None, said, details, asks)


def rule_of_minors(reader: Reader) -> Outcome:
    """`Value`: from how many minors not lifted at the decision they count as a major, and what is enough.

    Raises:
        NoValueError: nothing is known on that day.
    """
    limit = reader.read("minors-make-major")
    said = [reader.state("five_rule", limit=limit)]
    months = Amount(reader.read("minors-below"), "month")
    said.append(reader.state("five_enough", limit=limit, months=months))
    rest = Amount(reader.read("minor-correction"), "month")
    said.append(reader.state("five_rest", months=rest))
    return concluded(limit, None, said)


def _check(found: Sequence[NonConformity], audit: AuditKind, profile: Profile, reader: Reader) -> None:
    seen: set[int | Display] = set()
    for nc in found:
        name = _name(nc)
        if nc.found == "before" and audit == "initial":
            raise RuleError("decision.before", name=name)
        if nc.indicator is None:
            continue
        if nc.severity not in get_args(Severity) or nc.found not in get_args(Found):
            raise RuleError("decision.values", name=name)
        if nc.indicator in seen:
            raise RuleError("decision.two", name=name)
        seen.add(nc.indicator)
        if isinstance(nc.indicator, int):
            _check_indicator(nc.indicator, nc, profile, reader)
        else:
            _check_display(nc, audit, reader)


def _name(nc: NonConformity) -> Said:
    if nc.indicator is None:
        return said("decision.unnamed")
    if nc.indicator == DISPLAY:
        return said("decision.display")
    return said("decision.on_indicator", indicator=nc.indicator)


def _check_display(nc: NonConformity, audit: AuditKind, reader: Reader) -> None:
    if audit != "surveillance" or reader.optional("certificate-display") is None:
        raise RuleError("decision.display_when")
    if nc.severity == "minor":
        raise RuleError("decision.display_major")


def _check_indicator(indicator: int, nc: NonConformity, profile: Profile, reader: Reader) -> None:
    graded = severity(indicator, reader)
    if isinstance(graded, NotApplicable):
        raise RuleError("decision.not_in_force", indicator=nc.indicator, on=reader.on)
    if isinstance(graded, Value) and graded.value == "major" and nc.severity == "minor":
        raise RuleError("decision.major_only", indicator=nc.indicator)
    judged = verdict(indicator, profile, reader) if profile.categories else None
    if judged is not None and judged.without_object:
        raise RuleError("decision.without_object", indicator=nc.indicator)
    if judged is not None and judged.applies is False:
        raise RuleError("decision.not_applicable", indicator=nc.indicator)


def _counted(found: Sequence[NonConformity], unit: Severity) -> Amount:
    """How many, and on which indicators as far as that is said."""
    display = {"fr": "affichage du certificat", "en": "display of the certificate"}
    names: list[Any] = [str(nc.indicator) for nc in found if isinstance(nc.indicator, int)]
    names += [display for nc in found if nc.indicator == DISPLAY]
    return Amount(len(found), unit, tuple(names) if len(names) == len(found) else ())


def _verdict(
    audit: AuditKind, majors: list[NonConformity], minors: list[NonConformity], limit: int, reader: Reader
) -> list[Statement]:
    kind = "kept" if audit == "surveillance" else "given"
    reader.read("minors-make-major" if minors and not majors else "major-correction")
    if majors:
        if any(nc.indicator == DISPLAY for nc in majors):
            reader.read("certificate-display")
        return [reader.state(f"decision_{kind}_no_major", majors=_counted(majors, "major"))]
    if len(minors) >= limit:
        return [reader.state(f"decision_{kind}_no_five", minors=_counted(minors, "minor"))]
    if minors:
        return [reader.state(f"decision_{kind}_minors", minors=_counted(minors, "minor"), limit=limit)]
    return [reader.state(f"decision_{kind}_clear")]


def _turned(turned: list[NonConformity], reader: Reader) -> list[Statement]:
    if not turned:
        return []
    reader.read("minor-correction")
    return [reader.state("decision_turned", minors=_counted(turned, "minor"))]


def _deadlines(
    majors: bool, minors: list[NonConformity], by_number: bool, notified: date | None, reader: Reader
) -> tuple[dict[str, date], list[Statement]]:
    """The last days to act, and the sentences that tell them (in months while the notification is not known)."""
    dates: dict[str, date] = {}
    said: list[Statement] = []

    def tell(name: str, code: str, months: int, extra: int = 0, **values: object) -> None:
        amounts = {"months": Amount(months, "month"), "extra": Amount(extra, "month"), **values}
        if notified is None:
            said.append(reader.state(code, **amounts))
            return
        dates[name] = months_after(notified, months)
        amounts["by"] = dates[name]
        if extra:
            dates[f"{name}_verified"] = months_after(dates[name], extra)
            amounts["verified"] = dates[f"{name}_verified"]
        said.append(reader.state(f"{code}_by", **amounts))

    reader.forget()
    if majors:
        months, extra = reader.read("major-correction"), reader.read("major-verification")
        tell("major", "deadline_major", months, extra)
    if by_number:
        tell("below_limit", "deadline_below", reader.read("minors-below"), limit=reader.read("minors-make-major"))
    if minors:
        tell("minor", "deadline_minor", reader.read("minor-correction"))
    return dates, said


def _otherwise(audit: AuditKind, blocked: bool, notified: date | None, reader: Reader) -> list[Statement]:
    """What follows when a major stays open."""
    if not blocked:
        return []
    months = reader.read("major-correction")
    if audit == "surveillance":
        more = Amount(reader.read("suspension-delay"), "month")
        return [reader.state("otherwise_suspended", months=Amount(months, "month"), more=more)]
    again = Amount(reader.read("reapply-delay"), "month")
    return [reader.state("otherwise_refused", months=Amount(months, "month"), again=again)]
