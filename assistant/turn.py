"""One turn of conversation, from question to sourced answer, as a LangChain Runnable (invoke, stream, batch).

understand -> consult (numbers and rules) -> retrieve (only if nothing names the passage) -> write -> check
-> tell (as composed, or worded by a language model if one is configured)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.compose import Desk, exact, from_search
from assistant.compose.own import beside
from assistant.compose.premises import corrected
from assistant.compose.refusals import nothing_found
from assistant.draft import Draft, Line, PassageSupport
from assistant.freshness import last_check, outdated
from assistant.ground import checked, numbered
from assistant.library import Library
from assistant.messages import Messages
from assistant.question import Context, Question
from assistant.reading import Reading
from assistant.record import Answer, Mode
from assistant.rules import Profile, Reader, Step
from assistant.rules.data import trace_data
from assistant.rules.shown import day
from corpus.load import Rules
from corpus.records import Language
from index.search import Found, Search

if TYPE_CHECKING:
    from assistant.generate import Writer

NEAR_MEMORY = 3
"""A list of more indicators than that is not what the next question leans on."""


@dataclass(frozen=True)
class Request:
    """A question in its circumstances."""

    text: str
    on: date | None = None
    """The day of the audit, if the caller says it."""
    profile: Profile = field(default_factory=Profile)
    context: Context = field(default_factory=Context)
    today: date | None = None
    """The day of the question; None = the day of the machine."""
    language: Language | None = None
    """Forces the language of the answer; None = that of the question."""


@dataclass(frozen=True)
class Reply:
    """The answer, and what the next turn may lean on."""

    answer: Answer
    context: Context
    steps: tuple[Step, ...] = ()
    """What the rules read."""


@dataclass(frozen=True)
class _Work:
    """What is known so far of the turn."""

    request: Request
    question: Question
    desk: Desk
    started: float
    found: Found | None = None
    draft: Draft | None = None
    lines: tuple[Line, ...] = ()
    """What of the draft holds."""


class Turn:
    """Makes the chain.

    Args:
        library: the passages.
        rules: the dated parameters.
        search: gives the search, called only when no number leads straight to a passage.
        writer: words answers with a language model; None = they stay as composed.
    """

    def __init__(
        self, library: Library, rules: Rules, search: Callable[[], Search], writer: Writer | None = None
    ) -> None:
        self._library = library
        self._rules = rules
        self._search = search
        self._writer = writer
        self._reading = Reading(library.names_a_subject)
        self._messages = Messages()

    def understand(
        self, text: str, context: Context, language: Language | None = None, today: date | None = None
    ) -> Question:
        """What a question asks (see `Reading.understand`)."""
        return self._reading.understand(text, context, language, today)

    @property
    def chain(self) -> Runnable[Request, Reply]:
        """The turn as a Runnable."""
        return self._checked | RunnableLambda(self._tell, name="tell")

    def replies(self, request: Request) -> Iterator[Reply]:
        """The reply as it grows; the last one is that of `chain`. Without language model there is only one."""
        return self._replies(self._checked.invoke(request))

    @property
    def _checked(self) -> Runnable[Request, _Work]:
        """The turn up to the composed answer, checked."""
        understand = RunnableLambda(self._understand, name="understand")
        consult = RunnableLambda(self._consult, name="consult")
        retrieve = RunnableLambda(self._retrieve, name="retrieve")
        write = RunnableLambda(self._write, name="write")
        check = RunnableLambda(self._check, name="check")
        return understand | consult | retrieve | write | check

    def _understand(self, request: Request) -> _Work:
        started = time.perf_counter()
        today = request.today or date.today()
        question = self.understand(request.text, request.context, request.language, today)
        said = request.context.profile
        day_of_audit = question.on or request.on or said.audit_date or request.profile.audit_date or today
        profile = request.profile.with_known(said).with_known(question.profile)
        desk = Desk(self._library, Reader(self._rules, day_of_audit), self._messages, profile, question.language)
        return _Work(request, question, desk, started)

    def _consult(self, work: _Work) -> _Work:
        """The exact route: numbers, lists and refusals need no search."""
        return replace(work, draft=exact(work.question, work.desk))

    def _retrieve(self, work: _Work) -> _Work:
        if work.draft is not None:
            return work
        spoken = work.question.language
        language = self._library.language(spoken)
        found = self._search().find(
            work.question.text, on=work.desk.reader.on, language=language, spoken=spoken, topic=work.question.topic
        )
        return replace(work, found=found)

    def _write(self, work: _Work) -> _Work:
        draft = work.draft
        if draft is None and work.found is not None:
            draft = from_search(work.question, work.desk, work.found)
        if draft is None:
            return work
        draft = corrected(draft, work.question, work.desk)
        return replace(work, draft=beside(draft, work.question, work.desk))

    def _check(self, work: _Work) -> _Work:
        draft, desk, request = work.draft, work.desk, work.request
        assert draft is not None
        kept = checked(draft, self._library, desk.reader)
        lines = kept.lines
        if draft.outcome == "answer" and not any(line.support for line in lines):
            draft = nothing_found(desk, Found(()))
            lines = draft.lines
        if draft.outcome == "answer":
            lines = (*_in_french(lines, desk), _version(desk, request.today or date.today()))
        return replace(work, draft=draft, lines=lines)

    def _tell(self, work: _Work) -> Reply:
        *_, reply = self._replies(work)
        return reply

    def _replies(self, work: _Work) -> Iterator[Reply]:
        draft = work.draft
        assert draft is not None
        if self._writer is None or draft.outcome != "answer":
            yield _reply(work, draft, work.lines, self._rules)
            return
        for told in self._writer.tell(work.question.text, work.desk, work.lines):
            yield _reply(work, draft, told.lines, self._rules, told.mode, told.prompt)


def _reply(
    work: _Work, draft: Draft, lines: tuple[Line, ...], rules: Rules, mode: Mode = "composed", prompt: str | None = None
) -> Reply:
    """The record of an answer made of lines, and what the next turn may lean on."""
    desk = work.desk
    text, citations = numbered(lines, desk.reader)
    steps = _once(draft.trace)
    reader = desk.reader
    answer = Answer(
        answer=text,
        indicators=draft.indicators,
        related=draft.related,
        topics=draft.topics,
        outcome=draft.outcome,
        suggestions=draft.suggestions,
        language=desk.language,
        rnq=reader.rnq,
        guide=reader.guide,
        on=reader.on.isoformat(),
        mode=mode,
        prompt=prompt,
        citations=citations,
        facts=draft.facts,
        carried=work.question.carried,
        trace=tuple(trace_data(steps, rules)),
        latency_ms=round(1000 * (time.perf_counter() - work.started)),
    )
    return Reply(answer, _next_context(work, answer, draft.asked), steps)


def _once(trace: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple({(step.parameter, step.label): step for step in trace}.values())


def _in_french(lines: tuple[Line, ...], desk: Desk) -> tuple[Line, ...]:
    """Says so when the passages are not in the language of the answer."""
    quoted = {s.chunk.language for line in lines for s in line.support if isinstance(s, PassageSupport)}
    if quoted <= {desk.language}:
        return lines
    return (Line(desk.say("french_passages"), "note"), *lines)


def _version(desk: Desk, today: date) -> Line:
    """For which day and which texts the answer holds."""
    count, trace = desk.read("indicator-count")
    reader = desk.reader
    latest = reader.rules.parameters["guide-version"].values[-1].value == reader.guide
    level = trace[0].reference.confidence
    text = desk.say(
        "version.line",
        on=desk.today,
        rnq=reader.rnq,
        count=count,
        source="" if level == "high" else desk.say("version.source", level=desk.say(f"reserve.{level}")),
        guide=reader.guide,
        latest=desk.say("version.latest") if latest and reader.rnq == "2026" else "",
    )
    coming = reader.rules.parameters["indicator-count"].values[-1]
    if coming.start > reader.on:
        text += " " + desk.say("version.upcoming", start=day(coming.start, desk.language), count=coming.value)
    if outdated(reader.rules, today):
        text += " " + desk.say("version.outdated", checked=day(last_check(reader.rules), desk.language))
    return Line(f"*{text}*", "note", desk.supports("rnq-version", None, trace))


def _next_context(work: _Work, answer: Answer, asked: str | None) -> Context:
    question, before = work.question, work.request.context
    said = replace(question.profile, audit_date=question.on)
    if {"new_entrant", "subcontracting"} & set(question.facets):
        said = replace(said, new_entrant=None, subcontractor=None)  # asked about, not stated
    if question.intents & {"only_for", "not_for"}:
        said = replace(said, categories=())
    profile = before.profile.with_known(said)
    given = before.given.with_known(question.given)
    if answer.outcome != "answer":
        return replace(before, profile=profile, given=given)
    return Context(answer.indicators[:NEAR_MEMORY], question.facets, profile, question, given, asked)
