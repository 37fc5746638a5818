"""How indicators are read for an organisation audited as a subcontractor, and what its principal owes (indicator 27).

Source: preamble and sheets of the reading guide V9.
"""

from __future__ import annotations

from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, Outcome, Reason, concluded

_TREATMENTS = ("not-applicable", "by-mission", "particular")


def subcontracting(indicator: int, reader: Reader, *, contract: bool | None = None) -> Outcome:
    """How an indicator is read for a subcontractor: "not_applicable", "by_mission", "particular" or "ordinary".

    Args:
        indicator: its number.
        reader: the rules on the day of the audit.
        contract: whether a contract lets the tasks be known; False = every indicator is checked, None = not known.

    `NotApplicable` before the indicator exists.

    Raises:
        RuleError: no version of the référentiel has that number.
        NoValueError: nothing is known on that day.
    """
    absent = reader.absent(indicator)
    if absent is not None:
        return absent
    if indicator in (reader.optional("created-in-2026") or ()):
        return Missing((), Reason("subcontractor_not_published", {"n": indicator}), reader.trace())
    reader.forget()
    if contract is False:
        text = reader.read("subcontractor-no-contract")
        return concluded("ordinary", None, [reader.state("subcontractor_no_contract", n=indicator, text=text)])
    said = []
    value = "ordinary"
    for treatment in _TREATMENTS:
        reader.forget()
        if indicator in reader.read(f"subcontractor-{treatment}"):
            value = treatment.replace("-", "_")
            said.append(reader.state(f"subcontractor_{value}", n=indicator))
            break
    if value == "ordinary":
        reader.forget()
        for treatment in _TREATMENTS:
            reader.read(f"subcontractor-{treatment}")
        said.append(reader.state("subcontractor_ordinary", n=indicator))
    if value == "particular":
        said.append(reader.state("text", text=reader.read("subcontractor-particular-text", indicator)))
    if contract is None and value != "ordinary":
        said.append(reader.state("text", text=reader.read("subcontractor-no-contract")))
    asks = ("contract",) if contract is None and value != "ordinary" else ()
    return concluded(value, None, said, asks=asks)


def principal(reader: Reader) -> Outcome:
    """`Value`: what an organisation owes when it uses subcontractors or umbrella-employed people (indicator 27).

    Raises:
        NoValueError: nothing is known on that day.
    """
    duty = reader.read("principal-duty")
    said = [reader.state("principal_duty", text=duty)]
    evidence = reader.optional("principal-evidence")
    if evidence is not None:
        said.append(reader.state("principal_evidence", list=evidence))
    return concluded(27, "indicator", said)
