"""The days of a certificate: surveillance window, renewal, end of validity; the days to correct non-conformities.

Source: order of 6 June 2019 as amended, articles 2 and 5; order of 24 July 2020; ministry's questions and answers 6.1.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from assistant.rules.engine import Reader
from assistant.rules.outcome import Outcome, Reason, Statement, Value, concluded
from assistant.rules.shown import Amount
from corpus.errors import RuleError


def months_after(day: date, months: int) -> date:
    """The same day of the month some months later (or earlier); the last day of the month where there is none.

    Raises:
        RuleError: the day would leave the calendar.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    try:
        moved: date = day + relativedelta(months=months)
    except (ValueError, OverflowError):
        raise RuleError("calendar.far", day=day, months=months) from None
    return moved


def calendar(certificate: date, reader: Reader) -> Value:
    """`Value`: the days of a certificate by name (window_start, window_end, renewal_contact, renewal_best, expiry).

    Validity and window are read on the day of the certificate, since those of 2020 and before lasted longer.

    Raises:
        NoValueError: the certificate is older than the first order.
        RuleError: the dates would leave the calendar.
    """
    on_that_day = reader.on_day(certificate)
    years = on_that_day.read("certificate-validity")
    validity = on_that_day.trace()
    window = on_that_day.read("surveillance-window")
    window_trace = on_that_day.trace()
    expiry = months_after(certificate, 12 * years)
    days = {
        "window_start": months_after(certificate, window["from"]),
        "window_end": months_after(certificate, window["to"]),
    }
    said = []
    for code, trace, values in (
        ("calendar_expiry", validity, {"years": Amount(years, "year"), "certificate": certificate, "expiry": expiry}),
        ("calendar_window", window_trace, {**days, "first": window["from"], "last": window["to"]}),
    ):
        said.append(Statement(Reason(code, values), trace))
    for name, parameter in (("renewal_best", "renewal-lead"), ("renewal_contact", "renewal-contact")):
        months = on_that_day.optional(parameter)
        if months is None:
            on_that_day.forget()
            continue
        days[name] = months_after(expiry, -months)
        said.append(on_that_day.state(f"calendar_{name}", by=days[name], months=Amount(months, "month")))
    days["expiry"] = expiry
    ordered = {name: found.isoformat() for name, found in sorted(days.items(), key=lambda pair: pair[1])}
    return concluded(ordered, None, said)


def calendar_until(expiry: date, reader: Reader) -> Value:
    """The same from the day on which a certificate ends; where two lengths of validity fit, the later one counts.

    Raises:
        NoValueError: no certificate ends on that day.
        RuleError: the dates would leave the calendar.
    """
    lengths = [dated.value for dated in reader.rules.parameters["certificate-validity"].values]
    for years in reversed(lengths[1:]):
        certificate = months_after(expiry, -12 * years)
        if reader.on_day(certificate).optional("certificate-validity") == years:
            break
    else:
        certificate = months_after(expiry, -12 * lengths[0])
    outcome = calendar(certificate, reader)
    first, *others = outcome.statements
    told = replace(first, reason=Reason("calendar_end", {**first.reason.values, "expiry": expiry}))
    return replace(outcome, reason=told.reason, statements=(told, *others))


def seen_on(day: date, outcome: Value) -> Value:
    """The days of a certificate with a word on those that are over on a day."""
    return replace(outcome, statements=tuple(_over(statement, day) for statement in outcome.statements))


def _over(statement: Statement, day: date) -> Statement:
    reason = statement.reason
    last = next((reason.values[name] for name in ("window_end", "by", "expiry") if name in reason.values), day)
    return replace(statement, reason=replace(reason, code=f"{reason.code}_over")) if last < day else statement


def corrections(notified: date | None, reader: Reader) -> Outcome:
    """`Value`: the last days to correct what was notified on a day (minor, major, major_verified).

    Without that day: the delays in months by name, and `asks` for it.

    Raises:
        NoValueError: nothing is known on that day.
    """
    there = reader if notified is None else reader.on_day(notified)
    minor = there.read("minor-correction")
    minor_trace = there.trace()
    major, extra = there.read("major-correction"), there.read("major-verification")
    major_trace = there.trace()
    months = {"minor": minor, "major": major, "major_verified": major + extra}
    amounts: dict[str, Any] = {"months": Amount(major, "month"), "extra": Amount(extra, "month")}
    if notified is None:
        said = [
            Statement(Reason("deadline_major", amounts), major_trace),
            Statement(Reason("deadline_minor", {"months": Amount(minor, "month")}), minor_trace),
        ]
        return concluded(months, "month", said, asks=("notified",))
    by_major = months_after(notified, major)
    days = {
        "minor": months_after(notified, minor),
        "major": by_major,
        "major_verified": months_after(by_major, extra),
    }
    amounts |= {"by": by_major, "verified": days["major_verified"]}
    said = [
        Statement(Reason("deadline_major_by", amounts), major_trace),
        Statement(Reason("deadline_minor_by", {"months": Amount(minor, "month"), "by": days["minor"]}), minor_trace),
    ]
    return concluded({name: found.isoformat() for name, found in days.items()}, None, said)
