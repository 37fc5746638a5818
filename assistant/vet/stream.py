"""Cuts a model's output into sentences as it arrives: one is handed out only when what follows cannot belong to it."""

from __future__ import annotations

import re

from assistant.claims.text import sentences

_THOUGHT = re.compile(r"<think>.*?</think>", re.S)
_OPEN_THOUGHT = re.compile(r"<(?:t(?:h(?:i(?:n(?:k(?:>.*)?)?)?)?)?)?\Z", re.S)
_MARK_AFTER = re.compile(r"([.!?…]+[»”\")]*)((?:\s*\[[\d,;\s]+\])+)")
_HALF_MARK = re.compile(r"\s*\[[^\]\n]{0,12}$")
_ENDING = re.compile(r"[.!?…\n|]")


class Sentences:
    """Takes pieces, gives sentences with their markers; thoughts between <think> tags are left out."""

    def __init__(self) -> None:
        self._text = ""

    def add(self, piece: str) -> list[str]:
        """The sentences that this piece finishes."""
        self._text = _THOUGHT.sub("", self._text + piece)
        open_thought = _OPEN_THOUGHT.search(self._text)
        held = open_thought[0] if open_thought else ""
        ready = self._text.removesuffix(held)
        if not _ENDING.search(ready):
            return []
        lines, _, rest = ready.rpartition("\n")
        half = _HALF_MARK.search(rest)
        kept = half[0] if half else ""
        line = rest.removesuffix(kept)
        finished = split(line)[:-1]
        if finished:
            line = split(line)[-1] + (" " if line[-1:].isspace() else "")
        self._text = line + kept + held
        return [*split(lines), *finished]

    def end(self) -> list[str]:
        """The sentences left when the output is complete."""
        text, self._text = _OPEN_THOUGHT.sub("", self._text), ""
        return split(text)


def split(text: str) -> list[str]:
    """The sentences of a text, each with the markers that follow its full stop."""
    moved = _MARK_AFTER.sub(lambda found: f"{found[2]}{found[1]}", text)
    return [sentence.written for sentence in sentences(moved)]
