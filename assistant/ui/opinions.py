"""Takes what readers say of answers (`POST /opinion`)."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from assistant.service import Assistant
from assistant.state.opinions import opinion_of
from assistant.ui.spoken import language_for
from corpus.errors import OpinionError, QualiopiError, ThreadError

MOST_BYTES = 8_000


def serve_opinions(web: FastAPI, assistant: Assistant) -> None:
    """Add `POST /opinion`: JSON with thread, turn, kind and, where it did not help, reason and comment.

    Only JSON is taken: a form of another site cannot send it without asking first, which is refused.
    """

    @web.post("/opinion")
    async def opinion(request: Request) -> Response:
        language = language_for(request)
        try:
            if request.headers.get("content-type", "").partition(";")[0] != "application/json":
                raise OpinionError("opinion.form")
            data = await _json(request)
            said = opinion_of(data.get("kind"), data.get("reason"), data.get("comment", ""))
            assistant.conversations.opinions.say(int(data["thread"]), int(data["turn"]), said)
        except (OpinionError, ThreadError) as error:
            return PlainTextResponse(error.text(language), 422 if isinstance(error, OpinionError) else 404)
        except QualiopiError as error:
            return PlainTextResponse(error.text(language), 503)
        return Response(status_code=204)


async def _json(request: Request) -> dict[str, Any]:
    """The object sent.

    Raises:
        OpinionError: it is too long, or not an object that names a turn.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise OpinionError("opinion.form")
    import json

    try:
        data = json.loads(body)
        int(data["thread"]), int(data["turn"])
    except (ValueError, KeyError, TypeError):
        raise OpinionError("opinion.form") from None
    return dict(data)
