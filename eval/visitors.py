"""Visitors of the chat without a browser: each speaks to the running app as the page does, in a session of its own."""

from __future__ import annotations

import json
import re
import secrets
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

PATIENCE = 120
"""Seconds to wait for an answer."""
_LAST = re.compile(r'<div class="turn bot(?P<state>[^"]*)"[^>]*>(?P<html>(?:(?!<div class="turn ).)*)', re.DOTALL)
_FORGOTTEN = re.compile(r"<template.*?</template>|<[^>]+>", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """What a visitor got for one question."""

    text: str
    """Of the last answer on the page, without tags."""
    turns: int
    """Answers on the page."""
    seconds: float
    """From sending the question to the complete answer."""


class Visitor:
    """One session of the chat.

    Args:
        address: of the app, such as "http://127.0.0.1:7860".
    """

    def __init__(self, address: str) -> None:
        self._address, self._session = address, secrets.token_hex(8)
        with urllib.request.urlopen(f"{address}/config", timeout=PATIENCE) as answer:
            config = json.load(answer)
        names = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
        sent = (one for one in config["dependencies"] if ("send", "click") in _targets(one, names))
        event = next(sent)
        self._event = event["id"]
        self._inputs = [names.get(number) for number in event["inputs"]]

    def ask(self, question: str, language: str = "fr") -> Told:
        """Ask, and wait for the whole answer.

        Raises:
            RuntimeError: the app answered with an error, or not in time.
        """
        given = {"question": question, "language": language}
        data = [given.get(name or "") for name in self._inputs]
        body = {"data": data, "fn_index": self._event, "session_hash": self._session, "trigger_id": None}
        started = time.perf_counter()
        request = urllib.request.Request(
            f"{self._address}/gradio_api/queue/join", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(request, timeout=PATIENCE).close()
        html = ""
        for message in self._messages():
            if message["msg"] == "process_completed":
                if not message["success"]:
                    raise RuntimeError(f"no answer to {question!r}: {message['output']}")
                html = _html(message["output"]["data"], html)
                return _told(html, time.perf_counter() - started)
            if message["msg"] == "process_generating":
                html = _html(message["output"]["data"], html)
        raise RuntimeError(f"no complete answer to {question!r}")

    def _messages(self) -> Iterator[dict[str, Any]]:
        url = f"{self._address}/gradio_api/queue/data?session_hash={self._session}"
        with urllib.request.urlopen(url, timeout=PATIENCE) as stream:
            for line in stream:
                if line.startswith(b"data:"):
                    yield json.loads(line[5:])


def together(address: str, dialogues: Sequence[Sequence[str]]) -> list[list[Told]]:
    """What visitors get who all begin at the same moment, one a dialogue.

    Raises:
        RuntimeError: one of them got no answer.
    """
    told: list[list[Told]] = [[] for _ in dialogues]
    failed: list[Exception] = []
    ready = threading.Barrier(len(dialogues))

    def visit(place: int) -> None:
        try:
            visitor = Visitor(address)
            ready.wait(PATIENCE)
            told[place] = [visitor.ask(question) for question in dialogues[place]]
        except Exception as error:
            failed.append(error)
            ready.abort()  # nobody waits for one who does not come

    threads = [threading.Thread(target=visit, args=(place,)) for place in range(len(dialogues))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"{len(failed)} of {len(dialogues)} visitors got no answer: {failed[0]}")
    return told


def _targets(event: dict[str, Any], names: dict[int, str | None]) -> set[tuple[str | None, str]]:
    return {(names.get(number), trigger) for number, trigger in event["targets"]}


def _html(data: list[Any], before: str) -> str:
    """The conversation after a message; while it grows, only what changed is sent."""
    first = data[0] if data else None
    if isinstance(first, str):
        return first
    if isinstance(first, list):  # edits: [action, path, value]
        for action, path, value in first:
            if not path:
                before = before + value if action == "append" else value
    return before


def _told(html: str, seconds: float) -> Told:
    answers = list(_LAST.finditer(html))
    text = unescape(_FORGOTTEN.sub(" ", answers[-1]["html"])) if answers else ""
    return Told(" ".join(text.split()), len(answers), seconds)
