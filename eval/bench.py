"""Start-up times as ratios to the import of torch and of gradio, taken in turn: the machine's noise falls on both."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator

SEVERITY = "from assistant.cli import main; main(['rules', 'severity', '12'])"
CHAT = "from assistant.cli import main; main(['chat', '--no-browser', '--port', '{port}'])"
PATIENCE = 120
"""Seconds to wait for the page."""


def startup(runs: int) -> Iterator[str]:
    """One line per pair: the two medians in seconds and the median of the ratios."""
    yield _pair("rules severity 12", lambda: _process(SEVERITY), "import torch", lambda: _process("import torch"), runs)
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [sys.executable, "-c", "from assistant.cli import main; main(['index', 'build'])"],
            env={**os.environ, "QUALIOPI_HOME": home},
            capture_output=True,
            check=True,
        )
        yield _pair(
            "chat, page served", lambda: _served(home), "import gradio", lambda: _process("import gradio"), runs
        )


def _pair(name: str, one: Callable[[], float], other_name: str, other: Callable[[], float], runs: int) -> str:
    one(), other()  # warm the disk cache
    pairs = [(one(), other()) for _ in range(runs)]
    first, second = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return f"{name} {first:.2f} s ; {other_name} {second:.2f} s ; rapport {ratio:.2f} ({runs} mesures)"


def _process(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return time.perf_counter() - started


def _served(home: str) -> float:
    """Seconds from the start of `qualiopi chat` to a page served, with the index already built."""
    port = free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", CHAT.format(port=port)],
        env={**os.environ, "QUALIOPI_HOME": home},
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_page(f"http://127.0.0.1:{port}/")
        return time.perf_counter() - started
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_page(address: str) -> None:
    """Wait until the app serves its page.

    Raises:
        TimeoutError: it does not.
    """
    started = time.perf_counter()
    while time.perf_counter() - started < PATIENCE:
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"no page after {PATIENCE} s")
