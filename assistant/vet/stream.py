"""Cuts a model's output into sentences as it arrives: one is handed out only when what follows cannot belong to it."""

from __future__ import annotations

import re

from assistant.claims.text import sentences

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_MARK_AFTER = re.compile(r"([.!?…]+[»”\")]*)((?:\s*\[[\d,;\s]+\])+)")
_HALF_MARK = re.compile(r"\s*\[[^\]\n]{0,12}$")


class Sentences:
    """Takes pieces, gives sentences with their markers; thoughts between <think> tags are left out."""

    def __init__(self) -> None:
        self._text = ""
        self._given = 0

    def add(self, piece: str) -> list[str]:
        """The sentences that this piece finishes."""
        self._text += piece
        return self._new(self._finished(_without_thoughts(self._text)))

    def end(self) -> list[str]:
        """The sentences left when the output is complete."""
        return self._new(split(_without_thoughts(self._text)))

    def _new(self, found: list[str]) -> list[str]:
        new = found[self._given :]
        self._given = max(self._given, len(found))
        return new

    def _finished(self, text: str) -> list[str]:
        """All but the last sentence, which may go on, or take one more marker; a line end finishes it."""
        if text.endswith("\n"):
            return split(text)
        whole, newline, rest = text.rpartition("\n")
        before = split(whole) if newline else []
        if _HALF_MARK.search(rest):
            rest = _HALF_MARK.sub("", rest)
            return before + split(rest)[:-1]
        return before + split(rest)[:-1]


def split(text: str) -> list[str]:
    """The sentences of a text, each with the markers that follow its full stop."""
    moved = _MARK_AFTER.sub(lambda found: f"{found[2]}{found[1]}", text)
    return [sentence.written for sentence in sentences(moved)]


def _without_thoughts(text: str) -> str:
    return _THOUGHT.sub("", text)
