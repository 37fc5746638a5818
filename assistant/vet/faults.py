"""Why a sentence may not be shown."""

from __future__ import annotations

from typing import Literal

Fault = Literal[
    "marker",
    "leaning",
    "form",
    "chatter",
    "language",
    "name",
    "number",
    "word",
    "duty",
    "condition",
    "agent",
    "order",
    "denial",
    "support",
    "idle",
    "contradiction",
]
"""marker: none, or one that points to nothing; leaning: "it" without the sentence before; idle: a passage cited that
serves nothing; order: words of different sentences put together; the others name what the passages do not say so."""
