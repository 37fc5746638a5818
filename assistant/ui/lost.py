"""What an unknown address shows: a plain page with links to the screens, in the visitor's language."""

from __future__ import annotations

from html import escape

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.api.guard import under
from assistant.messages import Messages
from assistant.ui.shown.frame import SCREENS
from assistant.ui.spoken import language_for

MACHINES = ("/api", "/gradio_api")
"""Addresses that programs ask: they keep their own answers."""


def is_lost(request: Request, status: int) -> bool:
    """Whether a person asked for an address that there is not."""
    asked = under(request.url.path, MACHINES)
    return status == 404 and not asked and "text/html" in request.headers.get("accept", "")


def lost_page(request: Request) -> HTMLResponse:
    """The page."""
    language, messages = language_for(request), Messages()

    def say(key: str) -> str:
        return escape(messages.say(language, key))

    links = "".join(f"<li><a href='{path}'>{say(f'ui.nav.{name}')}</a></li>" for name, path in SCREENS.items())
    return HTMLResponse(
        f"<!doctype html><html lang='{language}'><head><meta charset='utf-8'>"
        f"<meta name='viewport' content='width=device-width, initial-scale=1'><title>{say('ui.lost')}</title>"
        "<style>body{font:1rem/1.5 sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style></head>"
        f"<body><main><h1>{say('ui.lost')}</h1><p>{say('ui.lost_lead')}</p>"
        f"<nav aria-label='{say('ui.nav')}'><ul>{links}</ul></nav></main></body></html>",
        status_code=404,
    )
