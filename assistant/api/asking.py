"""Questions, whole answers and answers as they grow; search; what is kept on this machine."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Generator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import Field

from assistant.api import records
from assistant.api.problems import language_for, problem
from assistant.api.records import Day, Sent
from assistant.api.threads import Threads
from assistant.find import find
from assistant.question import check_length
from assistant.rules import Profile
from assistant.service import Assistant, stream
from assistant.status import status_data
from corpus.errors import QualiopiError
from corpus.records import Language

MOST_HITS = 33


class SearchQuery(Sent):
    """What is looked for."""

    q: str
    k: Annotated[int, Field(ge=1, le=MOST_HITS)] = 10
    on: Day | None = None
    lang: Language | None = None


class InLanguage(Sent):
    """The language of what is said."""

    lang: Language | None = None


def asking(assistant: Assistant, threads: Threads) -> APIRouter:
    """The routes `/ask`, `/ask/stream`, `/search` and `/status`."""
    routes = APIRouter()

    @routes.post("/ask", operation_id="ask", tags=["ask"], response_model=records.AnswerRecord)
    async def ask(asked: records.Ask) -> Response:
        return JSONResponse(await threads.run(_answered, assistant, asked))

    @routes.post("/ask/stream", operation_id="ask_stream", tags=["ask"], response_class=EventStream)
    async def ask_stream(asked: records.Ask, request: Request) -> Response:
        growth = threads.each(_growing(assistant, asked))
        first = await anext(growth)  # what is wrong with the question is told before the stream begins
        return EventStream(_events(first, growth, await language_for(request)))

    @routes.get("/search", operation_id="search", tags=["ask"], response_model=records.Found)
    async def search(query: Annotated[SearchQuery, Query()]) -> Response:
        check_length(query.q)
        on = query.on or assistant.settings.day()
        hits = await threads.run(find, assistant, query.q, on, query.k)
        return JSONResponse({"query": query.q, "on": on.isoformat(), "hits": hits})

    @routes.get("/status", operation_id="status", tags=["status"], response_model=records.Status)
    async def status(query: Annotated[InLanguage, Query()], request: Request) -> Response:
        language = await language_for(request)
        return JSONResponse(await threads.run(status_data, assistant.settings, assistant.corpus, language))

    return routes


class EventStream(StreamingResponse):
    """Server-sent events."""

    media_type = "text/event-stream"


Growth = tuple[str, dict[str, Any]]
"""An event: "text" with what is shown so far, at the end "answer" with the whole record."""


def _growing(assistant: Assistant, asked: records.Ask) -> Generator[Growth, None, None]:
    """The answer as it grows, line by line; in a thread it is kept before its record is given.

    Raises:
        QualiopiError: what is wrong with the question, before anything is given.
    """
    profile = Profile.parse(asked.profile or {})
    context = None if asked.thread is None else assistant.conversations.context_of(asked.thread)
    shown = ""
    for reply in assistant.stream(asked.question, profile=profile, context=context, on=asked.on, lang=asked.lang):
        for text in stream(reply.answer, shown):
            shown = text
            yield "text", {"text": text}
    if asked.thread is not None:
        assistant.conversations.add(asked.thread, assistant.finished(asked.question, reply))
    yield "answer", reply.answer.to_dict(why=asked.why)


def _answered(assistant: Assistant, asked: records.Ask) -> dict[str, Any]:
    *_, (_, record) = _growing(assistant, asked)
    return record


async def _events(first: Growth, growth: AsyncIterator[Growth], language: Language) -> AsyncIterator[str]:
    yield _event(*first)
    try:
        async for event in growth:
            yield _event(*event)
    except QualiopiError as error:
        yield _event("error", problem(error, language))


def _event(name: str, data: Any) -> str:
    """JSON has no line end of its own, as an event wants it."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
