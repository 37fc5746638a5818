"""Facts that are lists: costs, documents to supply, toolbox, who is exempt.

Source: order of 6 June 2019 as amended on 31 May 2023, article 1; slides of Transitions Pro (2021); L. 6316-4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.rules.engine import Reader
from assistant.rules.outcome import Outcome, Reason, Statement, concluded
from assistant.rules.shown import Amount


def costs(reader: Reader) -> Outcome:
    """`Value`: the five items of cost known from 2021 (EUR excluding VAT), how to spread them, a later total.

    Raises:
        NoValueError: no cost is known on that day.
    """
    items = reader.read("costs")
    steps = reader.trace()
    said = [Statement(Reason("costs_first", {"count": len(items)}), steps)]
    said += [Statement(_cost(item), steps) for item in items]
    again = [item["item"] for item in items if item["each_cycle"]]
    years = Amount(reader.read("costs-smoothing"), "year")
    said.append(reader.state("costs_smoothing", count=len(again), years=years))
    later = reader.optional("costs-total-2024")
    if later is not None:
        said.append(reader.state("costs_total", low=Amount(later["from"], "EUR"), high=Amount(later["to"], "EUR")))
    return concluded(items, "EUR", said)


def _cost(item: Mapping[str, Any]) -> Reason:
    """One item as a clause; the same figure twice is an average, one alone a minimum."""
    low, high = item["from"], item["to"]
    if low is None:
        return Reason("costs_internal", {"item": item["item"]})
    kind = "average" if low == high else "from" if high is None else "range"
    code = f"costs_{kind}_year" if item["per"] == "year" else f"costs_{kind}"
    return Reason(code, {"item": item["item"], "low": Amount(low, "EUR"), "high": Amount(high or low, "EUR")})


def documents(reader: Reader) -> Outcome:
    """`Value`: what to supply before the initial audit.

    Raises:
        NoValueError: the list is not known on that day (it dates from September 2023).
    """
    found = reader.read("documents-initial")
    steps = reader.trace()
    said = [Statement(Reason("documents_first", {"count": len(found)}), steps)]
    said += [Statement(Reason("text", {"text": text}), steps) for text in found]
    said.append(reader.state("text", text=reader.read("documents-false-declaration")))
    said.append(reader.state("documents_proposal", days=Amount(reader.read("proposal-days"), "day")))
    return concluded(found, None, said)


def toolbox(reader: Reader) -> Outcome:
    """`Value`: the twelve documents of the toolbox, by moment, each with the indicators we relate it to.

    Raises:
        NoValueError: the list is not known on that day.
    """
    moments = reader.read("toolbox-moments")
    found = reader.read("toolbox")
    steps = reader.trace()
    said = [Statement(Reason("toolbox_first", {"count": len(found)}), steps)]
    for entry in found:
        values = {"moment": moments[entry["moment"]], "document": entry["document"], "point": entry["point"]}
        code = "toolbox_entry" if entry["indicators"] else "toolbox_entry_alone"
        said.append(Statement(Reason(code, {**values, "list": entry["indicators"]}), steps))
    return concluded(found, None, said)


def exemption(reader: Reader) -> Outcome:
    """`Value`: who must be certified, and who is deemed to satisfy the obligation without it (L. 6316-4).

    Raises:
        NoValueError: nothing is known on that day.
    """
    said = [reader.state("exemption_obligation", text=reader.read("obligation"), funders=reader.read("funders"))]
    kinds = reader.read("exemption")
    said.append(reader.state("exemption_kinds", list=list(kinds.values())))
    limits = reader.read("exemption-limits")
    steps = reader.trace()
    said += [Statement(Reason("text", {"text": text}), steps) for text in limits]
    bill = reader.optional("exemption-bill-2025")
    if bill is not None:
        said.append(reader.state("text", text=bill))
    return concluded(sorted(kinds), None, said)
