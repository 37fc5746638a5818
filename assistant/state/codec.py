"""Contexts and answers to JSON and back, by the types of their fields: a new field needs no change here."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.question import Context
from assistant.record import Answer


def context_text(context: Context) -> str:
    """A context as JSON."""
    return _contexts().dump_json(context).decode()


def context_from(text: str) -> Context:
    """A context read back strictly; an empty one if a key is unknown or a value is not of its type."""
    try:
        context = _contexts().validate_json(text, strict=True)
        known = _within(json.loads(text), json.loads(context_text(context)))
    except (ValidationError, ValueError):
        return Context()
    return context if known else Context()


def answer_text(answer: Answer) -> str:
    """An answer record as JSON, with the trace of the rules: "why?" is told again when it is read back."""
    return json.dumps(answer.to_dict(why=True), ensure_ascii=False)


def answer_from(text: str) -> Answer | None:
    """An answer record read back; None if this version cannot read it."""
    try:
        return _answers().validate_json(text)
    except ValidationError:
        return None


@cache
def _contexts() -> TypeAdapter[Context]:
    return TypeAdapter(Context)


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def _within(data: Any, read: Any) -> bool:
    """Whether every key of `data`, at any depth, was read (pydantic leaves out unknown keys of dataclasses)."""
    if isinstance(data, dict):
        return isinstance(read, dict) and all(key in read and _within(data[key], read[key]) for key in data)
    if isinstance(data, list):
        return isinstance(read, list) and len(data) == len(read) and all(map(_within, data, read))
    return True
