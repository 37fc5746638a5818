"""Whether an activity calls for the certification: by kind of activity or institution, and by who pays.

Source: L. 6313-1 and L. 6316-4 as the decree's annex and the slides of 2021 give them; order of 24 July 2020.
"""

from __future__ import annotations

from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, NotApplicable, Outcome, Reason, Statement, concluded
from assistant.rules.profile import CATEGORIES
from corpus.errors import RuleError

OTHER = "other"
"""An activity that belongs to none of the four categories."""


def institutions(reader: Reader) -> tuple[str, ...]:
    """Kinds of institutions that are deemed to meet the obligation, by the names that `obligation` takes.

    Raises:
        NoValueError: none is known on that day.
    """
    return tuple(reader.read("exemption"))


def obligation(kind: str, reader: Reader, *, public_funds: bool | None = None) -> Outcome:
    """Whether an activity must be certified: `Value` "required", "free" (without public funds) or "deemed".

    Args:
        kind: a category of actions, one of `institutions`, or `OTHER`.
        reader: the rules on the day.
        public_funds: whether public or pooled funds pay, even in part; None = not known.

    `Missing` as long as that is not known, `NotApplicable` for an activity of no category.

    Raises:
        RuleError: an unknown kind.
        NoValueError: nothing is known on that day.
    """
    exempt = reader.optional("exemption") or {}
    if kind in exempt:
        said = [reader.state("concerned_deemed", kind=exempt[kind])]
        limits = reader.read("exemption-limits")
        steps = reader.trace()
        said += [Statement(Reason("text", {"text": text}), steps) for text in limits]
        bill = reader.optional("exemption-bill-2025")
        if bill is not None:
            said.append(reader.state("text", text=bill))
        return concluded("deemed", None, said)
    reader.forget()
    if kind == OTHER:
        known = list(reader.read("specific-indicators"))
        return NotApplicable(Reason("concerned_other", {"categories": known}), reader.trace())
    if kind not in CATEGORIES:
        raise RuleError("concerned.kind", kind=repr(kind), allowed=[*CATEGORIES, *exempt, OTHER])
    text = reader.read("obligation")
    if public_funds is None:
        return Missing(("public_funds",), Reason("concerned_unknown", {"text": text}), reader.trace())
    if not public_funds:
        return concluded("free", None, [reader.state("concerned_free", text=text)])
    said = [reader.state("concerned_required", text=text)]
    said.append(reader.state("concerned_funders", funders=reader.read("funders")))
    return concluded("required", None, said)
