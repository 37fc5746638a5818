"""What every request passes first: no page of another site asks; programs send JSON, not too much, store nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import language_asked, shortened, told
from corpus.errors import RequestError

PATHS = ("/api", "/gradio_api/mcp", "/gradio_api/call", "/gradio_api/run")
"""For programs: our API, and what Gradio has for them."""
LARGEST = 256 * 1024
"""Bytes of a request: a question of 10,000 characters takes 120,000 of them at most."""
OWN = (None, "same-origin", "none")
"""What a browser says of a request that no other site has made ("none": the person typed the address)."""


class Guard:
    """Refuses what a page of another site sends; and, where programs ask, what is no JSON or is too large.

    A browser sends a form or plain text anywhere without asking, but names the site it comes from; JSON it sends to
    another site only if that one allows it, which we never do. Gradio allows it to all pages of this machine, whatever
    their port: they are other sites here.

    Args:
        app: what answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        error = _foreign(scope, headers)
        if error is None and not under(scope["path"], PATHS):
            await self._app(scope, receive, send)
            return
        error = error or _form(scope, headers)
        body: bytes | None = b""
        if error is None and scope["method"] == "POST":
            body = await _body(headers, receive)
            if body is None:
                error = RequestError("api.large", most=LARGEST)
        if error is not None:
            language = language_asked(headers, QueryParams(scope["query_string"]))
            await told(error, language)(scope, receive, _unstored(send))
            return
        await self._app(scope, _again(body or b"", receive), _unstored(send))


def under(path: str, places: Iterable[str]) -> bool:
    """Whether a path is one of some places, or below one."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _foreign(scope: Scope, headers: Headers) -> RequestError | None:
    """What a browser says of where the request comes from; other programs say nothing."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin)[:2] != (scope["scheme"], headers.get("host", "")):
        return RequestError("api.origin")
    followed = scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
    if headers.get("sec-fetch-site") not in OWN and not followed:  # a link may be followed, its page is ours
        return RequestError("api.origin")
    return None


def _form(scope: Scope, headers: Headers) -> RequestError | None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if scope["method"] == "POST" and kind != "application/json":
        return RequestError("api.type", type=shortened(kind))
    return None


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body; None if it is too large, or the caller has gone."""
    announced = headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > LARGEST:
        return None
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives what was read already, then what comes (that the caller has gone)."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def message() -> Message:
        return first.pop() if first else await receive()

    return message


def _unstored(send: Send) -> Send:
    async def sent(message: Any) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "no-store"
        await send(message)

    return sent
