"""French spaces on the screen."""

from __future__ import annotations

import re

_BEFORE_PUNCTUATION = re.compile(r"(?<=\S) (?=[?!:;»])|(?<=«) ")


def french_spaces(text: str) -> str:
    """No line break before French punctuation (for display only)."""
    return _BEFORE_PUNCTUATION.sub("\u00a0", text)
