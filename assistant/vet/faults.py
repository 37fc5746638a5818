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
    "denial",
    "support",
    "idle",
    "contradiction",
]
"""marker: none, or one that points to nothing; leaning: "it" without the sentence before; idle: a passage cited that serves nothing;
the others name what is in the sentence and not, or not so, in the passages."""
