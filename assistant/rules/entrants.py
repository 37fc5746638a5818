"""How a new entrant is audited, indicator by indicator.

Source: preamble and sheets of the reading guide V9; order of 6 June 2019 as amended, articles 1 and 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.rules.applicability import categories_of
from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, Outcome, Reason, Statement, concluded
from assistant.rules.profile import AuditKind, Category


def new_entrant(
    indicator: int, reader: Reader, *, audit: AuditKind | None = None, new: Sequence[Category] = ()
) -> Outcome:
    """`Value` "adapted" or "ordinary": whether the indicator is read otherwise for a new entrant.

    Args:
        indicator: its number.
        reader: the rules on the day of the audit.
        audit: tells only what this audit looks at; None = both the initial and the surveillance audit.
        new: the categories that are new; none = a first year of activity, where all are.

    `NotApplicable` before the indicator exists.

    Raises:
        RuleError: no version of the référentiel has that number.
        NoValueError: no list of adapted indicators is known on that day.
    """
    absent = reader.absent(indicator)
    if absent is not None:
        return absent
    if indicator in (reader.optional("created-in-2026") or ()):
        return Missing((), Reason("entrant_not_published", {"n": indicator}), reader.trace())
    reader.forget()
    adapted = indicator in reader.read("new-entrant-adapted")
    if adapted and new and not set(new) & set(categories_of(indicator, reader)):
        said = [reader.state("entrant_other_category", n=indicator, categories=list(new))]
        return concluded("ordinary", None, said)
    if not adapted:
        said = [reader.state("entrant_ordinary", n=indicator), *_all_at_surveillance(reader)]
        return concluded("ordinary", None, said)
    said = [reader.state("entrant_adapted", n=indicator)]
    if audit in (None, "initial", "extension"):  # an extension is the first audit of a new category
        said.append(_told(indicator, "initial", reader))
    if audit in (None, "surveillance"):
        said.append(_told(indicator, "surveillance", reader))
    caution = reader.optional("new-entrant-caution", indicator)
    if caution is not None:
        said.append(reader.state("text", text=caution))
    reader.forget()
    if new:
        said.append(reader.state("entrant_categories", categories=list(new)))
    return concluded("adapted", None, said)


def who_is_new(reader: Reader) -> Outcome:
    """`Value`: who counts as a new entrant, and the landmark used in practice.

    Raises:
        NoValueError: nothing is known on that day.
    """
    who = reader.read("new-entrant-definition")
    said = [reader.state("entrant_who", first=who["first_year"], new=who["new_category"])]
    landmark = reader.read("new-entrant-landmark")
    said.append(reader.state("entrant_landmark", first=landmark["first_year"], new=landmark["new_category"]))
    adapted = reader.read("new-entrant-adapted")
    said.append(reader.state("entrant_list", count=len(adapted), list=adapted))
    said += _all_at_surveillance(reader)
    first = reader.optional("new-entrant-first-action")
    if first is not None:
        said.append(reader.state("text", text=first))
    return concluded(adapted, "indicator", said)


def _told(indicator: int, audit: str, reader: Reader) -> Statement:
    text = reader.read(f"new-entrant-{audit}", indicator)
    return reader.state(f"entrant_{audit}", text=text)


def _all_at_surveillance(reader: Reader) -> list[Statement]:
    if reader.optional("new-entrant-surveillance-scope") is None:
        return []
    return [reader.state("entrant_surveillance_all")]
