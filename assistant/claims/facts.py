"""Reads a parameter where it exists and has a value on the day: what is not known raises no alarm."""

from __future__ import annotations

from typing import Any

from assistant.rules import Reader


def fact(reader: Reader, parameter: str, key: Any = None) -> Any:
    """The value on the reader's day, None where the parameter is absent or has no value yet."""
    if parameter not in reader.rules.parameters:
        return None
    return reader.optional(parameter, key)
