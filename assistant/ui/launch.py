"""Serves the web app on this machine only, without any request to the outside."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli_options import spinner
from assistant.cli_words import say
from assistant.language import language_of
from assistant.service import Assistant
from corpus.errors import QualiopiError, SettingsError

if TYPE_CHECKING:
    from fastapi import FastAPI

HEAD_START = 1.0
"""Seconds left to the browser for fetching the page before the model takes the processor."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; "
    "base-uri 'self'; form-action 'self'"
)
"""The browser itself refuses any request to another machine."""


def launch(host: str, port: int, *, open_browser: bool = True) -> None:
    """Serve until interrupted; the index is built first if it is absent or stale.

    Raises:
        SettingsError: the address is not this machine's, or the port is taken.
        IndexProblem: the index cannot be built.
    """
    check_address(host, port)
    work_in_an_empty_folder()
    assistant = Assistant(progress=spinner())
    tell(say("chat.start", url=f"http://{host}:{port}"))
    assistant.prepare_index()
    app = web_app(assistant)
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False))
    threading.Thread(target=_once_served, args=(assistant, server, host, port, open_browser), daemon=True).start()
    server.run()


def web_app(assistant: Assistant) -> FastAPI:
    """The ASGI application."""
    _quiet_environment(assistant.settings.data_folder())
    import gradio as gr
    from fastapi import FastAPI, Request
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from assistant.api.app import serve_api
    from assistant.api.tools import offer_tools
    from assistant.ui.app import build_app, scripts, style, theme
    from assistant.ui.calendars import serve_calendars
    from assistant.ui.downloads import serve_documents
    from assistant.ui.learning import serve_learning
    from assistant.ui.lost import is_lost, lost_page
    from assistant.ui.opinions import serve_opinions
    from assistant.ui.threads import serve_exports

    web = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    serve_api(web, assistant)
    # A page of another site whose name was made to point here must not read the conversations.
    web.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, "[::1]"])

    @web.middleware("http")
    async def headers(request: Request, call_next: Any) -> Any:
        response = await call_next(request)
        if is_lost(request, response.status_code):
            response = lost_page(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    serve_exports(web, assistant)
    serve_calendars(web, assistant)
    serve_documents(web, assistant)
    serve_learning(web, assistant)
    serve_opinions(web, assistant)
    blocks = build_app(assistant)
    blocks.queue(default_concurrency_limit=8, max_size=200)
    mounted: FastAPI = gr.mount_gradio_app(
        web,
        blocks,
        path="/",
        server_name="127.0.0.1",
        show_error=False,
        ssr_mode=False,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=offer_tools(blocks, assistant),
        max_file_size=0,
        blocked_paths=[str(assistant.settings.data_folder())],
        theme=theme(),
        css=style(),
        head=scripts(),
    )
    return mounted


def check_address(host: str, port: int) -> None:
    """Refuse an address of another machine, or a port that is taken.

    Raises:
        SettingsError: saying what to do.
    """
    if host not in LOOPBACK:
        raise SettingsError("address.other", host=repr(host), allowed=LOOPBACK)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise SettingsError("address.taken", port=port, next=port + 1) from None


def work_in_an_empty_folder() -> None:
    """Leave the caller's folder: Gradio may serve files of the current one."""
    os.chdir(tempfile.mkdtemp(prefix="qualiopi-"))


def tell(text: str) -> None:
    """One line for the person at the terminal."""
    sys.stderr.write(f"{text}\n")


def _quiet_environment(home: Path) -> None:
    """No telemetry, no font or script from elsewhere, temporary files in the data folder."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["GRADIO_TEMP_DIR"] = str(home / "web")


def _once_served(assistant: Assistant, server: Any, host: str, port: int, open_browser: bool) -> None:
    """Say where the page is; only then load the model, so that the page does not wait for it."""
    while not server.started:
        time.sleep(0.02)
    url = f"http://{host}:{port}"
    tell(say("chat.ready", url=url))
    if open_browser:
        webbrowser.open(url)
    time.sleep(HEAD_START)
    try:
        assistant.warm_up()
    except QualiopiError as error:
        tell(error.text(language_of()))
