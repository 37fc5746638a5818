"""How long an audit lasts, line by line, and how many sites are sampled.

Source: order of 6 June 2019, articles 4 and 10; ministry's questions and answers 2.1 to 2.3 and 4.1; scale of 2019 as
public pages give it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isqrt
from typing import Any, Literal, get_args

from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, Outcome, Reason, Statement, Value, concluded, once
from assistant.rules.profile import Category
from assistant.rules.shown import Amount, HalfDays
from corpus.errors import RuleError

Audit = Literal["initial", "renewal", "extension", "adapted", "surveillance"]
AUDITS: tuple[Audit, ...] = get_args(Audit)


def sites(establishments: int, reader: Reader, *, audit: Audit = "initial") -> Value:
    """`Value`: how many sites are sampled besides the central function.

    Args:
        establishments: all places of the organisation, the one of the central function included; at least 1.
        reader: the rules on the day of the audit.
        audit: "surveillance" samples fewer.

    Raises:
        RuleError: fewer than one establishment.
        NoValueError: nothing is known on that day.
    """
    if establishments < 1:
        raise RuleError("duration.sites", establishments=establishments)
    factor = Fraction(reader.read("sites-factor")["surveillance" if audit == "surveillance" else "initial"])
    beyond = establishments - 1
    sampled = nearest_root(factor, beyond)
    code = "sites_none" if beyond == 0 else "sites_surveillance" if audit == "surveillance" else "sites_sampled"
    text = reader.read("sites-central")
    said = [reader.state(code, total=establishments, n=beyond, sampled=sampled, factor=_decimal(factor), counted=text)]
    if audit == "surveillance" and sampled and nearest_root(Fraction(1), beyond) < beyond:  # else all were seen
        reader.read("sites-unseen")
        said.append(reader.state("sites_unseen"))
    return concluded(sampled, "site", said, {"sites_beyond_central": beyond})


def nearest_root(factor: Fraction, n: int) -> int:
    """Factor x √n rounded to the nearest integer, without floating point (no tie is possible for our factors)."""
    return (isqrt(floor(4 * factor * factor * n)) + 1) // 2


def _decimal(factor: Fraction) -> dict[str, str]:
    text = f"{float(factor):g}"
    return {"fr": text.replace(".", ","), "en": text}


def duration(
    categories: Sequence[Category],
    reader: Reader,
    *,
    audit: Audit = "initial",
    turnover: int | None = None,
    establishments: int | None = None,
    sampled: int | None = None,
    new_entrant: bool | None = None,
) -> Outcome:
    """`Value`: the length of an audit in half-days (`HalfDays`), with one sentence per line of the sum.

    Args:
        categories: those audited; for an extension, those added.
        reader: the rules on the day of the audit.
        audit: "adapted" = initial audit of a holder of an older label (former CNEFOP).
        turnover: EUR excluding VAT, of the whole activity as a training provider.
        establishments: all places; None = one is assumed, and said.
        sampled: sites that are visited besides the central function, where that is known already.
        new_entrant: only lengthens a surveillance audit.

    `Missing` without categories or turnover, and for a surveillance audit, whose scale is not known to us.

    Raises:
        RuleError: a negative turnover or number of sites, fewer than one establishment, an unknown kind of audit.
        NoValueError: nothing is known on that day.
    """
    if audit not in AUDITS:
        raise RuleError("duration.audit", audit=repr(audit), allowed=AUDITS)
    if turnover is not None and turnover < 0:
        raise RuleError("duration.turnover", turnover=turnover)
    if sampled is not None and sampled < 0:
        raise RuleError("duration.sampled", sampled=sampled)
    if audit == "surveillance":
        return _surveillance(new_entrant, reader)
    facts = ("categories",) * (not categories) + ("turnover",) * (turnover is None)
    if facts:
        rule = reader.state("text", text=reader.read("half-day-rule"))
        base = reader.state("text", text=reader.read("turnover-base"))
        return Missing(facts, Reason("duration_needs"), rule.trace + base.trace, (rule, base))
    return _sum(tuple(dict.fromkeys(categories)), turnover or 0, (establishments, sampled), audit, reader)


def _sum(
    categories: tuple[Category, ...], turnover: int, places: tuple[int | None, int | None], audit: Audit, reader: Reader
) -> Value:
    scale = "adapted" if audit == "adapted" else "duration"
    _, base = _band(reader.read(f"{scale}-base"), turnover)
    lines = [Part(reader.state("duration_base", time=HalfDays(base), turnover=Amount(turnover, "EUR")), base)]
    lines += [_category(category, turnover, scale, reader) for category in categories]
    establishments, sampled = places
    sample = sites(1 if establishments is None else establishments, reader)
    count = sample.value if sampled is None else sampled
    if count:
        time = count * reader.read(f"{scale}-site")
        said = reader.state("duration_sites", sampled=Amount(count, "site"), time=HalfDays(time))
        lines.append(Part(Statement(said.reason, (*said.trace, *(sample.trace if sampled is None else ()))), time))
    total = HalfDays(sum(part.half_days for part in lines))
    read = once(step for part in lines for step in part.said.trace)
    more = [reader.state("text", text=reader.read("half-day-rule"))]
    if audit == "extension":
        more.insert(0, reader.state("duration_extension_sum", text=reader.read("extension-sum")))
    if establishments is None and sampled is None:
        reader.read(f"{scale}-site")
        more.insert(0, reader.state("duration_one_site"))
    details = {
        "half_days": total.count,
        "sum": [{"line": part.name, "half_days": part.half_days} for part in lines],
        "sampled_sites": count,
    }
    opening = Statement(Reason(f"duration_{audit}", {"time": total}), read)
    asks = ("sites",) if establishments is None and sampled is None else ()
    return concluded(total.days, "day", [opening, *(part.said for part in lines), *more], details, asks)


@dataclass(frozen=True)
class Part:
    """One line of the sum."""

    said: Statement
    half_days: int

    @property
    def name(self) -> str:
        """What the line is for: "base", a category or "sites"."""
        category = self.said.reason.values.get("category")
        return category[0] if category else self.said.reason.code.removeprefix("duration_")


def _category(category: Category, turnover: int, scale: str, reader: Reader) -> Part:
    band, added = _band(reader.read(f"{scale}-category"), turnover)
    steps = reader.trace()
    if scale == "duration" and category in (reader.optional("duration-category-doubt", band) or ()):
        steps += reader.trace()  # known from one source only: its low confidence goes with the line
    reader.forget()
    time = added[category]
    code = "duration_category" if time else "duration_category_none"
    return Part(Statement(Reason(code, {"category": [category], "time": HalfDays(time)}), steps), time)


def _band(table: Mapping[int, Any], turnover: int) -> tuple[int, Any]:
    """The band of a turnover: its first euro and its entry."""
    start = max(bound for bound in table if bound <= turnover)
    return start, table[start]


def _surveillance(new_entrant: bool | None, reader: Reader) -> Missing:
    why = reader.read("surveillance-duration-unknown")
    steps = reader.trace()
    said: tuple[Statement, ...] = ()
    if new_entrant is not False and (more := reader.optional("surveillance-new-entrant")) is not None:
        said = (reader.state("duration_surveillance_new", time=HalfDays(more)),)
    return Missing((), Reason("text", {"text": why}), steps, said)
