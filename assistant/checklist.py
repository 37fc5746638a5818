"""The evidence checklist of a profile: what an auditor may ask to see, indicator by indicator, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.compose.closing import version_line
from assistant.compose.desk import Desk
from assistant.rules import Outcome, Profile, Reason, Statement, Value, severity
from assistant.rules.explain import question_for, reason_text, reserve, sentence
from assistant.rules.outcome import certainty
from assistant.rules.perimeter import Line, perimeter
from assistant.rules.words import words
from corpus.records import Confidence, Language, Source
from index.chunk import Chunk

Standing = Literal["applies", "depends"]


@dataclass(frozen=True)
class Proof:
    """One example of evidence, in our words, and what it rests on."""

    text: str
    public: str
    """For whom it is, in words; empty = for all."""
    source: Source
    locator: str
    confidence: Confidence
    published: bool = True
    """False: not an example but the sentence that says why there is none."""


@dataclass(frozen=True)
class Entry:
    """An indicator that applies, or may apply."""

    criterion: int
    indicator: int
    title: str
    standing: Standing
    reason: str
    """Why it applies, or on what it depends and the question to answer."""
    notes: tuple[str, ...]
    """What is adapted for a new entrant or a subcontractor, where the profile is one."""
    expected: str
    """The expected level, as far as it concerns the profile, with its source."""
    change: str
    """What the référentiel of 2026 changes, with its source and how sure it is; empty where it does not hold."""
    review: str
    """Whether a surveillance audit reviews it at the least; empty for another audit."""
    severity: str
    """Of a non-conformity, when what is expected is not met."""
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Left:
    """An indicator left out, and why."""

    criterion: int
    indicator: int
    title: str
    standing: Literal["without_object", "not_applicable"]
    reason: str


@dataclass(frozen=True)
class Checklist:
    """What is exported for a profile on a day; all texts are in one language."""

    profile: Profile
    on: date
    made: date
    rnq: str
    guide: str
    validity: str
    """For which day and which texts it holds, in a sentence."""
    corpus: str
    """Hash of the texts."""
    language: Language
    entries: tuple[Entry, ...]
    left: tuple[Left, ...]
    general: tuple[str, ...]
    """What holds for all indicators of a new entrant or a subcontractor."""


def checklist(desk: Desk, today: date) -> Checklist:
    """The checklist of the desk's profile, on its day and in its language, made today.

    Raises:
        NoValueError: something that the profile needs is not known on that day.
    """
    found = perimeter(desk.profile, desk.reader)
    criterion_of = {n: criterion for criterion, numbers in desk.criteria.items() for n in numbers}
    return Checklist(
        profile=desk.profile,
        on=found.on,
        made=today,
        rnq=found.rnq,
        guide=found.guide,
        validity=version_line(desk, today).text.strip("*"),
        corpus=desk.library.corpus.hash,
        language=desk.language,
        entries=tuple(_entry(line, criterion_of[line.indicator], desk) for line in found.having("applies", "depends")),
        left=tuple(
            _left(line, criterion_of[line.indicator], desk) for line in found.having("without_object", "not_applicable")
        ),
        general=tuple(told(statement, desk.language) for role in found.general.values() for statement in role),
    )


def _entry(line: Line, criterion: int, desk: Desk) -> Entry:
    n = line.indicator
    passages = desk.passages(n, "evidence")
    return Entry(
        criterion,
        n,
        desk.sheet(n).title,
        "depends" if line.state == "depends" else "applies",
        reason(line, desk),
        tuple(told(statement, desk.language) for statement in line.notes),
        " ".join(_expected(chunk, desk) for chunk in desk.passages(n, "expected_level")),
        _change(line, desk),
        told(line.review, desk.language) if line.review else "",
        severity_text(severity(n, desk.reader), desk),
        tuple(_proof(text, chunk, desk) for chunk in passages for text in chunk.lines),
    )


def _expected(chunk: Chunk, desk: Desk) -> str:
    """A passage of the expected level in one paragraph."""
    colon = " : " if desk.language == "fr" else ": "
    tags = desk.tags(chunk)
    lines = " ".join(sentence(line) for line in chunk.lines)
    return f"{tags}{colon if tags else ''}{lines} {_rests(chunk.source, chunk.locator, chunk.confidence, desk)}"


def _change(line: Line, desk: Desk) -> str:
    if line.change is None:
        return ""
    reference = line.change.trace[0].reference
    source = _rests(reference.source, reference.locator, certainty(line.change.trace), desk)
    return f"{sentence(reason_text(line.change.reason, desk.language))} {source}"


def _rests(source: str, locator: str, level: Confidence, desk: Desk) -> str:
    """The source and how sure it is, in brackets."""
    how = words(desk.language).confidence[level]
    return desk.say("checklist.rests", source=desk.reader.rules.sources[source].short, locator=locator, level=how)


def _left(line: Line, criterion: int, desk: Desk) -> Left:
    standing: Literal["without_object", "not_applicable"]
    standing = "without_object" if line.state == "without_object" else "not_applicable"
    return Left(criterion, line.indicator, desk.sheet(line.indicator).title, standing, reason(line, desk))


def _proof(text: str, chunk: Chunk, desk: Desk) -> Proof:
    source = desk.reader.rules.sources[chunk.source]
    return Proof(text, desk.tags(chunk), source, chunk.locator, chunk.confidence, published=not chunk.empty)


def reason(line: Line, desk: Desk) -> str:
    """Why it stands where it stands; with the condition of 12 and 27, and the question that would settle it."""
    verdict, language = line.verdict, desk.language
    text = reason_text(verdict.outcome.reason, language)
    if verdict.condition is not None and verdict.without_object is not False:
        key = "without_object" if verdict.without_object else "condition"
        text = desk.say(f"ui.perimetre.{key}", reason=text, condition=reason_text(verdict.condition, language))
    text = sentence(text) + reserve(verdict.outcome.trace, language)
    return f"{text} {question_for(line.question, language)}" if line.question else text


def told(statement: Statement, language: Language) -> str:
    """A statement as a sentence, with its reserve where it is not sure."""
    return sentence(reason_text(statement.reason, language)) + reserve(statement.trace, language)


def severity_text(outcome: Outcome, desk: Desk) -> str:
    """How severe a non-conformity is, when it is only minor, and what is never minor; or why that is not known."""
    language = desk.language
    if not isinstance(outcome, Value):
        return sentence(reason_text(outcome.reason, language))
    said = [desk.reader.rules.parameters["severity"].words[outcome.value][language]]
    for detail, text in outcome.details.items():
        if text is not None:
            said.append(reason_text(Reason(f"severity_{detail}", {"text": text}), language))
    return sentence((" ; " if language == "fr" else "; ").join(said)) + reserve(outcome.trace, language)
