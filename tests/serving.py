"""The web app on a real socket of this machine, for tests and for the examples of the README."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from assistant.ui.launch import web_app


@contextmanager
def app_of(assistant) -> Iterator:
    """The ASGI application; what it puts into the environment goes again."""
    before = dict(os.environ)
    try:
        yield web_app(assistant)
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def serving(app) -> Iterator[str]:
    """The address at which an application listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while thread.is_alive() and not server.started:
        time.sleep(0.02)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=30)
