"""How severe a non-conformity on an indicator is.

Source: order of 6 June 2019 as amended, article 5, and the preamble and sheets of the reading guide V9.
"""

from __future__ import annotations

from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, Outcome, Reason, Value


def severity(indicator: int, reader: Reader) -> Outcome:
    """`Value` "major" or "minor_or_major", with `details`: minor_when, exception ({"fr", "en"} texts or None).

    `Missing` where no severity is published (33), `NotApplicable` before the indicator exists.

    Raises:
        RuleError: no version of the référentiel has that number.
        NoValueError: nothing is known on that day.
    """
    absent = reader.absent(indicator)
    if absent is not None:
        return absent
    unpublished = reader.optional("severity-not-published", indicator)
    if unpublished is not None:
        return Missing((), Reason("severity_not_published", {"text": unpublished}), reader.trace())
    value = reader.read("severity", indicator)
    said = [reader.state("severity_is", n=indicator, value=reader.rules.parameters["severity"].words[value])]
    details = {"minor_when": None, "exception": None}
    if value == "minor_or_major":
        for detail, parameter in (("minor_when", "minor-when"), ("exception", "no-minor-tolerance")):
            text = details[detail] = reader.optional(parameter, indicator)
            if text is not None:
                said.append(reader.state(f"severity_{detail}", text=text))
    reader.forget()
    trace = tuple(step for statement in said for step in statement.trace)
    return Value(value, None, Reason(f"severity_{value}"), trace, details, tuple(said))
