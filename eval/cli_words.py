"""The words of `qualiopi eval`."""

from __future__ import annotations

from pathlib import Path

from assistant.language import language_of
from assistant.messages import Messages

FOLDER = Path(__file__).parent / "messages"


def say(key: str, /, **values: object) -> str:
    """A sentence of these commands, in the language of the command line."""
    return Messages(FOLDER).say(language_of(), key, **values)
