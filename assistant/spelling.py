"""Writes out what people shorten when they type in a hurry ("c koi", "jai", "w/"), before cues are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.cues import Cues


class Spelling:
    """Replaces the shortened words of all languages.

    Args:
        cues: whose `written` says what stands for what.
    """

    def __init__(self, cues: Iterable[Cues]) -> None:
        self._written: Mapping[str, str] = {short: long for one in cues for short, long in one.written.items()}
        shortened = "|".join(re.escape(short) for short in sorted(self._written, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w'’/-])(?:{shortened})(?![\w'’-])(?! ?[.)])", re.IGNORECASE)

    def out(self, text: str) -> str:
        """The text with its shortened words in full; what is written in capitals stays ("CB", "TT")."""
        return self._pattern.sub(self._long, text)

    def _long(self, found: re.Match[str]) -> str:
        short = found[0]
        return short if short.isupper() and len(short) > 1 else self._written[short.lower()]
