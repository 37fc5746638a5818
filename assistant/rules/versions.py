"""Which référentiel and guide hold on a day, and what changed for an indicator between two versions.

Source: reading guides V7 and V9 compared; decree 2026-728; history of the guide as public pages give it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, Outcome, Reason, Statement, concluded

STEPS: Mapping[str, str] = {"V8": "changes-v8", "V9": "changes-v9", "2026": "changes-2026"}
"""What changes with a version of the guide, or of the référentiel ("2026"), and the parameter that tells it."""


def versions(reader: Reader) -> Outcome:
    """`Value`: the référentiel and the guide that hold on the day, and the guide's history.

    Raises:
        NoValueError: the day is before the first guide.
    """
    rnq, guide, count = (reader.read(name) for name in ("rnq-version", "guide-version", "indicator-count"))
    said = [reader.state("versions_day", on=reader.on, rnq=rnq, guide=guide, count=count)]
    coming = [dated for dated in reader.rules.parameters["indicator-count"].values if dated.start > reader.on]
    if coming:
        later = reader.on_day(coming[0].start)
        count = later.read("indicator-count")
        said.append(later.state("versions_coming", start=coming[0].start, count=count))
    if reader.optional("modified-in-2026") is not None:
        reader.forget()
        names = ("modified-in-2026", "form-changed-in-2026", "created-in-2026")
        changed, form, created = (reader.read(name) for name in names)
        said.append(reader.state("versions_changed", changed=changed, form=form, created=created))
        said.append(reader.state("versions_v10", text=reader.read("guide-v10")))
    history = [entry for entry in reader.read("guide-history") if entry["date"] <= reader.on.isoformat()]
    steps = reader.trace()
    for entry in reversed(history):
        values = {"version": entry["version"], "when": _when(entry["date"]), "what": entry["what"]}
        said.append(Statement(Reason("versions_history", values), steps))
    return concluded({"rnq": rnq, "guide": guide}, None, said)


def changes(indicator: int, reader: Reader) -> Outcome:
    """`Value`: what changed for an indicator, from the guide V7 to the version that holds on the day, by step.

    `NotApplicable` before the indicator exists.

    Raises:
        RuleError: no version of the référentiel has that number.
        NoValueError: nothing is known on that day.
    """
    absent = reader.absent(indicator)
    if absent is not None:
        return absent
    said = []
    found: dict[str, Any] = {}
    for step, parameter in STEPS.items():
        reader.forget()
        value = reader.optional(parameter)
        if value is None or not _existed(indicator, parameter, reader):
            reader.forget()
            continue
        if indicator not in value:
            said.append(reader.state("changes_none", n=indicator, step=step))
        elif step == "V9":
            found[step] = True
            said.append(reader.state("changes_subcontracting", n=indicator))
        else:
            found[step] = value[indicator]
            said.append(reader.state("changes_step", n=indicator, step=step, text=value[indicator]))
    if not said:
        reader.read("guide-version")
        return Missing((), Reason("changes_unknown"), reader.trace())
    return concluded(found, None, said)


def _existed(indicator: int, parameter: str, reader: Reader) -> bool:
    """Whether the indicator was in force when a version came."""
    start = reader.rules.parameters[parameter].values[0].start
    dated = reader.rules.parameters["indicators-in-force"].at(start)
    return dated is not None and indicator in dated.value


def _when(text: str) -> Any:
    """A day, or the month as it is written."""
    return date.fromisoformat(text) if len(text) == 10 else text
