"""A real headless Chromium on the app, started as a user does; what every screen is looked at for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.conftest import chromium

SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 360, "height": 740}}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The address of `qualiopi chat`, started as a user does, in an empty folder with an empty data folder."""
    chromium()
    port = free_port()
    home = tmp_path_factory.mktemp("chat-home")
    environment = {**os.environ, "QUALIOPI_HOME": str(home), "QUALIOPI_TODAY": "2026-11-22"}
    code = f"from assistant.cli import main; main(['chat', '--no-browser', '--port', '{port}'])"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path_factory.mktemp("empty"),
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            break
        except OSError:
            time.sleep(0.3)
    else:
        process.kill()
        pytest.fail(f"the chat did not start: {process.stderr.read()[-1500:]}")
    yield address
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:  # a page still open is no failure of the tests
        process.kill()


@pytest.fixture
def visitor(browser, served):
    """Opens a screen as a new visitor: `visitor("/audit", "phone")`; no request may leave the machine."""
    contexts = []
    outside = []

    def visit(path: str = "/", size: str = "desktop", locale: str = "fr-FR", **settings):
        context = browser.new_context(viewport=SIZES[size], locale=locale, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: None if request.url.startswith((served, "data:", "blob:")) else outside.append(request.url),
        )
        page.goto(served + path)
        page.wait_for_selector("[data-opened] #top header", timeout=30_000)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert outside == []


def no_serious_findings(page) -> None:
    """No serious or critical finding of axe on the screen as it is shown now."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_function("document.getAnimations().every((one) => !(one instanceof CSSTransition))")  # at rest
    found = Axe().run(page).response["violations"]
    serious = [
        (one["id"], one["impact"], [node["html"][:160] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


def fits(page) -> None:
    """Nothing is wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
