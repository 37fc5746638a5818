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
from assistant.compose.closing import in_french, shortened, version_line
from assistant.compose.desk import ROOM_FOR_PART
from assistant.compose.own import beside
from assistant.compose.pairs import repaired
from assistant.compose.premises import corrected
from assistant.compose.refusals import nothing_found
from assistant.compose.together import together
from assistant.compose.why import explained
from assistant.draft import Draft, Line
from assistant.ground import checked, numbered
from assistant.library import Library
from assistant.memory import asked_before, remembered, told_before
from assistant.messages import Messages
from assistant.parts import Parts, parts
from assistant.question import Context, Question
from assistant.reading import Reading
from assistant.record import Answer, Mode
from assistant.rules import Profile, Reader, Step
from assistant.rules.data import trace_data
from corpus.load import Rules
from corpus.records import Language
from index.search import Found, Search

if TYPE_CHECKING:
    from assistant.generate import Writer


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
    told: Question | None = None
    """What the story of several questions tells."""
    after: Context | None = None
    """What the next turn may lean on, where several questions were answered."""
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
        self._reading = Reading(library.said_in)
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
        several = parts(self._reading.written(request.text))
        if several is None:
            return self._begun(request, started)
        told = self._told(several.story, request)
        return replace(self._begun(request, started, told), several=several, told=told)

    def _told(self, story: str, request: Request) -> Question:
        """What the questions of a message have in common; no story tells nothing."""
        if not story:
            return Question("", request.language or self.understand(request.text, Context()).language)
        return self.understand(story, replace(request.context, asked=None), request.language, request.today)

    def _begun(self, request: Request, started: float, told: Question | None = None) -> _Work:
        today = request.today or date.today()
        question = self.understand(request.text, request.context, request.language, today)
        said = request.context.known_for(question)
        known = told or question
        day_of_audit = known.on or request.on or said.audit_date or request.profile.audit_date or today
        profile = known.told_to(request.profile.with_known(said), known.profile)
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
        context = told_before(work.request.context, work.told, work.desk.profile)
        for text in several.questions:
            request = replace(work.request, text=text, context=context, language=work.question.language)
            begun = self._begun(request, work.started)
            desk = replace(begun.desk, room=ROOM_FOR_PART)
            part = self._write(self._retrieve(replace(begun, desk=desk, draft=exact(begun.question, desk))))
            assert part.draft is not None
            drafts.append(part.draft)
            context = asked_before(remembered(context, part.question, part.draft), several.story, text)
        last = replace(work.question, profile=work.desk.profile)
        draft = together(drafts, work.desk, several.left)
        return replace(work, question=last, draft=draft, after=replace(context, told=(), within=False))

    def _retrieve(self, work: _Work) -> _Work:
        question = work.question
        if work.draft is not None and question.claimed is None:
            return work
        spoken = question.language
        asked = question.claimed or question.sought or question.text
        found = [
            self._search().find(
                text,
                on=work.desk.reader.on,
                language=self._library.language(spoken),
                spoken=spoken,
                topic=question.claimed or question.topic,
            )
            for text in (
                *(f"{told} {asked}" for told in question.told),
                *(question.searched(asked) if question.topic or not question.told else ()),
            )
        ]
        return replace(work, found=max(found, key=lambda one: one.sure))

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
        if work.question.brief:
            draft = shortened(draft)
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
            lines = (*in_french(lines, desk), version_line(desk, request.today or date.today()))
        return replace(work, draft=draft, lines=lines)

    def _tell(self, work: _Work) -> Reply:
        *_, reply = self._replies(work)
        return reply

    def _replies(self, work: _Work) -> Iterator[Reply]:
        draft = work.draft
        assert draft is not None
        if self._writer is None or draft.outcome != "answer" or work.several is not None:
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
        carried=work.question.carried or draft.carried,
        trace=tuple(trace_data(steps, rules)),
        latency_ms=round(1000 * (time.perf_counter() - work.started)),
    )
    return Reply(answer, work.after or remembered(work.request.context, work.question, draft), steps)


def _once(trace: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple({(step.parameter, step.label): step for step in trace}.values())
