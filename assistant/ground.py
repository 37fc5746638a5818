"""Checks a draft before it is shown: what it cites exists, word for word, and no line contradicts the rules.

A line that fails is left out; an answer with no line left becomes an abstention.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.claims import contradictions
from assistant.draft import QUOTE_LENGTH, Draft, Line, PassageSupport, RuleSupport, Support
from assistant.library import Library
from assistant.record import Citation
from assistant.rules import Reader

_FACET_OF_RULE: dict[str, str] = {"severity": "nonconformity", "applicability": "applicability"}
USER_DOCUMENT = "user-document"


OF_ANOTHER_DAY = ("calendar", "deadline", "versions")
"""Rules that read the day of a certificate, of a notification or of a coming version, beside that of the audit."""


@dataclass(frozen=True)
class Checked:
    """What may be shown."""

    lines: tuple[Line, ...]
    dropped: tuple[tuple[Line, str], ...]
    """Lines left out, each with the reason."""


def checked(draft: Draft, library: Library, reader: Reader) -> Checked:
    """The lines of a draft that hold."""
    kept: list[Line] = []
    dropped: list[tuple[Line, str]] = []
    for line in draft.lines:
        problem = _problem(line, library, reader)
        if problem:
            dropped.append((line, problem))
        else:
            kept.append(line)
    return Checked(tuple(kept), tuple(dropped))


def _problem(line: Line, library: Library, reader: Reader) -> str | None:
    if line.kind == "bullet" and not line.support:
        return "claims something and cites nothing"
    for support in line.support:
        found = _unsupported(support, library, reader)
        if found:
            return found
    if line.support and all(isinstance(support, RuleSupport) for support in line.support):
        return None  # told by a rule: the guard, which reads it back from words, could only misread it
    return _contradicted(line, reader)


def _unsupported(support: Support, library: Library, reader: Reader) -> str | None:
    if isinstance(support, RuleSupport):
        parameter = reader.rules.parameters[support.step.parameter]
        dated = parameter.values if support.rule in OF_ANOTHER_DAY else (parameter.at(reader.on),)
        held = any(value and value.reference == support.step.reference for value in dated)
        return None if held else "cites a value not in force"
    chunk = library.chunk(support.chunk.id)
    if chunk is None:
        return "cites a passage that is not in the corpus"
    if not support.quote or support.quote not in chunk.text or len(support.quote) > QUOTE_LENGTH:
        return "quotes what the passage does not say"
    return None if chunk.holds(reader.on) else "cites a passage not valid on the day"


def _contradicted(line: Line, reader: Reader) -> str | None:
    """What a line claims against the rules, or None."""
    found = contradictions(line.text, reader, indicator=line.indicator)
    return f"says {found[0].claim.said} of {found[0].claim.subject}: {found[0].truth['en']}" if found else None


def numbered(lines: tuple[Line, ...], reader: Reader) -> tuple[str, tuple[Citation, ...]]:
    """The answer in Markdown with its markers, and the citations they point to."""
    markers: dict[tuple[object, ...], int] = {}
    supports: list[Support] = []
    parts: list[str] = []
    before = ""
    for line in lines:
        numbers = []
        for support in line.support:
            if support.key not in markers:
                supports.append(support)
            numbers.append(markers.setdefault(support.key, len(supports)))
        text = line.text + "".join(f" [{number}]" for number in numbers)
        if parts:
            parts.append("\n" if before == line.kind == "bullet" else "\n\n")
        parts.append(f"- {text}" if line.kind == "bullet" else text)
        before = line.kind
    return "".join(parts), tuple(_citation(number, support, reader) for number, support in enumerate(supports, start=1))


def _citation(marker: int, support: Support, reader: Reader) -> Citation:
    if isinstance(support, PassageSupport):
        chunk = support.chunk
        source = reader.rules.sources[chunk.source]
        facet: str | None = chunk.facet
        indicator: int | None = chunk.indicator
        confidence, locator = chunk.confidence, chunk.locator
    else:
        reference = support.step.reference
        source = reader.rules.sources[reference.source]
        facet = _FACET_OF_RULE.get(support.rule)
        indicator = support.indicator
        confidence, locator = reference.confidence, reference.locator
    return Citation(
        marker=marker,
        kind="passage" if isinstance(support, PassageSupport) else "rule",
        indicator=indicator,
        facet=facet,
        source=source.id,
        locator=locator,
        title=source.title,
        wording="user" if source.id == USER_DOCUMENT else "ours",
        version=source.version,
        date=source.published.isoformat() if source.published else None,
        confidence=confidence,
        quote=support.quote,
        chunk=support.chunk.id if isinstance(support, PassageSupport) else None,
    )
