"""One turn of conversation, from question to sourced answer, as a LangChain Runnable (invoke, stream, batch).

understand -> consult (numbers and rules) -> retrieve (only if nothing names the passage) -> write -> check
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.compose import Desk, exact, from_search
from assistant.compose.desk import ROOM_FOR_PART
from assistant.compose.own import beside
from assistant.compose.pairs import repaired
from assistant.compose.premises import corrected
from assistant.compose.refusals import nothing_found
from assistant.compose.together import together
from assistant.compose.why import explained
from assistant.draft import Draft, Line, PassageSupport
from assistant.freshness import last_check, outdated
from assistant.ground import checked, numbered
from assistant.library import Library
from assistant.messages import Messages
from assistant.parts import Parts, parts
from assistant.question import Context, Question
from assistant.reading import Reading
from assistant.record import Answer
from assistant.rules import Profile, Reader, Step
from assistant.rules.data import trace_data
from assistant.rules.shown import day
from corpus.load import Rules
from corpus.records import Language
from index.search import Found, Search

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
    several: Parts | None = None
    after: Context | None = None
    """What the next turn may lean on, where several questions were answered."""


class Turn:
    """Makes the chain.

    Args:
        library: the passages.
        rules: the dated parameters.
        search: gives the search, called only when no number leads straight to a passage.
    """

    def __init__(self, library: Library, rules: Rules, search: Callable[[], Search]) -> None:
        self._library = library
        self._rules = rules
        self._search = search
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
        understand = RunnableLambda(self._understand, name="understand")
        consult = RunnableLambda(self._consult, name="consult")
        retrieve = RunnableLambda(self._retrieve, name="retrieve")
        write = RunnableLambda(self._write, name="write")
        check = RunnableLambda(self._check, name="check")
        return understand | consult | retrieve | write | check

    def _understand(self, request: Request) -> _Work:
        started = time.perf_counter()
        several = parts(request.text)
        if several is not None:
            told = self.understand(several.story, request.context, request.language) if several.story else None
            return replace(self._begun(request, started, told), several=several)
        return self._begun(request, started)

    def _begun(self, request: Request, started: float, told: Question | None = None) -> _Work:
        today = request.today or date.today()
        question = self.understand(request.text, request.context, request.language, today)
        said = request.context.profile
        day_of_audit = question.on or request.on or said.audit_date or request.profile.audit_date or today
        profile = request.profile.with_known(said).with_known((told or question).profile)
        desk = Desk(self._library, Reader(self._rules, day_of_audit), self._messages, profile, question.language)
        return _Work(request, question, desk, started)

    def _consult(self, work: _Work) -> _Work:
        """The exact route: numbers, lists and refusals need no search."""
        if work.several is not None:
            return self._answered_in_turn(work, work.several)
        return replace(work, draft=exact(work.question, work.desk))

    def _answered_in_turn(self, work: _Work, several: Parts) -> _Work:
        """One short answer a question, each leaning on the one before; what is told holds for all."""
        drafts: list[Draft] = []
        context = replace(work.request.context, profile=work.desk.profile)
        for text in several.questions:
            request = replace(work.request, text=text, context=context, language=work.question.language)
            begun = self._begun(request, work.started)
            desk = replace(begun.desk, room=ROOM_FOR_PART)
            part = self._write(self._retrieve(replace(begun, desk=desk, draft=exact(begun.question, desk))))
            assert part.draft is not None
            drafts.append(part.draft)
            context = _next_context(part, part.draft)
        last = replace(work.question, profile=work.desk.profile)
        return replace(work, question=last, draft=together(drafts, work.desk), after=context)

    def _retrieve(self, work: _Work) -> _Work:
        question = work.question
        if work.draft is not None and question.claimed is None:
            return work
        spoken = question.language
        found = self._search().find(
            question.claimed or question.text,
            on=work.desk.reader.on,
            language=self._library.language(spoken),
            spoken=spoken,
            topic=question.claimed or question.topic,
        )
        return replace(work, found=found)

    def _write(self, work: _Work) -> _Work:
        draft = work.draft
        if work.several is not None:
            return work
        if work.found is not None:
            if draft is None:
                draft = from_search(work.question, work.desk, work.found)
            else:
                draft = repaired(draft, work.question, work.desk, work.found)
        if draft is None:
            return work
        if work.question.why:
            draft = explained(draft, work.desk)
        draft = corrected(draft, work.question, work.desk)
        return replace(work, draft=beside(draft, work.question, work.desk))

    def _check(self, work: _Work) -> Reply:
        draft, desk, request = work.draft, work.desk, work.request
        assert draft is not None
        kept = checked(draft, self._library, desk.reader)
        lines = kept.lines
        if draft.outcome == "answer" and not any(line.support for line in lines):
            draft = nothing_found(desk, Found(()))
            lines = draft.lines
        if draft.outcome == "answer":
            lines = (*_in_french(lines, desk), _version(desk, request.today or date.today()))
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
            citations=citations,
            facts=draft.facts,
            carried=work.question.carried or draft.carried,
            trace=tuple(trace_data(steps, self._rules)),
            latency_ms=round(1000 * (time.perf_counter() - work.started)),
        )
        return Reply(answer, work.after or _next_context(work, replace(draft, outcome=answer.outcome)), steps)


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


def _next_context(work: _Work, draft: Draft) -> Context:
    question, before = work.question, work.request.context
    said = replace(question.profile, audit_date=question.on)
    if {"new_entrant", "subcontracting"} & set(question.facets):
        said = replace(said, new_entrant=None, subcontractor=None)  # asked about, not stated
    if question.intents & {"only_for", "not_for"}:
        said = replace(said, categories=())
    profile = before.profile.with_known(said)
    given = before.given.with_known(question.given)
    if draft.outcome != "answer":
        return replace(before, profile=profile, given=given)
    return Context(
        indicators=draft.indicators[:NEAR_MEMORY],
        facets=question.facets,
        profile=profile,
        question=question,
        given=given,
        topics=draft.topics,
        earlier=tuple(dict.fromkeys((*before.earlier, *draft.indicators[:1]))),
        asked=draft.asked,
    )
