"""The tools of the audit."""

from __future__ import annotations

from assistant.ui.frame import Frame


def build(frame: Frame) -> None:
    """Lay the screen out and connect it."""
