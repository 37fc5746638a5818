"""The assistant as a solver, whole or in part."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from assistant.compose import exact
from assistant.compose.desk import Desk
from assistant.find import find
from assistant.ground import numbered
from assistant.messages import Messages
from assistant.question import Context
from assistant.rules import Profile, Reader
from assistant.service import Assistant
from eval.records import Case, Cited, Response

if TYPE_CHECKING:
    from assistant.record import Answer
    from eval.solvers import Solver

TOP = 4
RANKED = 10


def make(name: str, assistant: Assistant | None = None) -> Solver:
    """A solver over one assistant: "assistant", "rules" or "search"."""
    mine = assistant or Assistant()
    solve = {"assistant": _whole, "rules": _rules, "search": _search}[name]
    return lambda case: solve(case, mine)


def _whole(case: Case, assistant: Assistant) -> Response:
    profile = Profile.parse(case.profile)
    context = Context()
    started = time.perf_counter()
    for turn in case.turns:
        reply = assistant.reply(turn, profile=profile, context=context)
        context = reply.context
    elapsed = 1000 * (time.perf_counter() - started)
    return _response(reply.answer, assistant, _ranked(case, assistant), elapsed)


def _ranked(case: Case, assistant: Assistant) -> tuple[int, ...]:
    hits = find(assistant, case.turns[-1], _day(case, assistant), RANKED)
    return tuple(hit["indicator"] for hit in hits if hit["indicator"])


def _day(case: Case, assistant: Assistant) -> date:
    return Profile.parse(case.profile).audit_date or assistant.settings.day()


def _response(answer: Answer, assistant: Assistant, ranked: tuple[int, ...] | None, elapsed: float) -> Response:
    cited = []
    for citation in answer.citations:
        chunk = assistant.library.chunk(citation.chunk) if citation.chunk else None
        cited.append(
            Cited(
                marker=citation.marker,
                kind=citation.kind,
                indicator=citation.indicator,
                quote=citation.quote,
                passage=chunk.text if chunk else None,
                publics=tuple(chunk.publics) if chunk else (),
            )
        )
    return Response(
        text=answer.answer,
        indicators=answer.indicators,
        ranked=ranked,
        abstained=answer.abstained,
        cited=tuple(cited),
        language=answer.language,
        on=answer.on,
        latency_ms=elapsed,
    )


def _rules(case: Case, assistant: Assistant) -> Response:
    """Only what numbers and rules give; everything else is an abstention."""
    started = time.perf_counter()
    profile = Profile.parse(case.profile)
    question = assistant.turn.understand(case.turns[-1], Context())
    reader = Reader(assistant.corpus.rules, question.on or _day(case, assistant))
    desk = Desk(assistant.library, reader, Messages(), profile.with_known(question.profile), question.language)
    draft = exact(question, desk)
    elapsed = 1000 * (time.perf_counter() - started)
    if draft is None or draft.outcome != "answer":
        return Response("", abstained=True, language=question.language, on=reader.on.isoformat(), latency_ms=elapsed)
    text, citations = numbered(draft.lines, reader)
    cited = tuple(Cited(c.marker, c.kind, c.indicator, c.quote, None) for c in citations)
    return Response(
        text, draft.indicators, None, False, cited, question.language, reader.on.isoformat(), latency_ms=elapsed
    )


def _search(case: Case, assistant: Assistant) -> Response:
    started = time.perf_counter()
    hits = find(assistant, " ".join(case.turns), _day(case, assistant), RANKED)
    elapsed = 1000 * (time.perf_counter() - started)
    top = hits[:TOP]
    cited = tuple(
        Cited(rank, "passage", hit["indicator"], hit["text"][:300], hit["text"]) for rank, hit in enumerate(top, 1)
    )
    return Response(
        text="\n\n".join(f"{hit['text']} [{rank}]" for rank, hit in enumerate(top, 1)),
        indicators=tuple(dict.fromkeys(hit["indicator"] for hit in top if hit["indicator"])),
        ranked=tuple(hit["indicator"] for hit in hits if hit["indicator"]),
        cited=cited,
        on=_day(case, assistant).isoformat(),
        latency_ms=elapsed,
    )
