"""Files of questions: one JSON object a line in, one a line out; a bad line is told and the others are answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.find import find
from assistant.language import language_of
from assistant.question import Context
from assistant.rules import Profile
from assistant.service import Assistant
from corpus.errors import QualiopiError, QuestionError, SettingsError
from corpus.records import LANGUAGES, Language

CASE_KEYS = ("id", "turns", "profile", "lang", "on")
QUERY_KEYS = ("id", "query", "on")


def output_of(batch: Path, output: Path | None) -> Path:
    """Where the results go.

    Raises:
        SettingsError: --output is missing, or is the input itself.
    """
    if output is None:
        raise SettingsError("batch.output")
    if output.absolute() == batch.absolute():
        raise SettingsError("batch.same_file")
    return output


def answer_file(assistant: Assistant, batch: Path, output: Path) -> int:
    """Answer every case of a file.

    Args:
        assistant: answers.
        batch: lines `{"id", "turns": ["..."], "profile": {...}|null, "lang": null|"fr"|"en", "on": null|date}`;
            the turns of a case share one conversation, and the record is that of the last one.
        output: one record a line, or `{"line", "id", "error"}`.

    Returns:
        How many lines failed.

    Raises:
        SettingsError: a file cannot be read or written.
    """

    def answer(case: dict[str, Any]) -> dict[str, Any]:
        turns = case.get("turns")
        if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
            raise QuestionError("batch.turns")
        profile = Profile.parse(case.get("profile") or {})
        context = Context()
        for turn in turns:
            reply = assistant.reply(turn, profile=profile, context=context, on=_day(case), lang=case.get("lang"))
            context = reply.context
        return {"id": case.get("id"), **reply.answer.to_dict()}

    return _each_line(batch, output, CASE_KEYS, answer)


def search_file(assistant: Assistant, batch: Path, output: Path, on: date, k: int) -> int:
    """Search for every query of a file (lines `{"id", "query", "on"}`); returns how many lines failed.

    Raises:
        SettingsError: a file cannot be read or written.
    """

    def search(case: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(case.get("query"), str):
            raise QuestionError("batch.query")
        hits = find(assistant, case["query"], _day(case) or on, k)
        return {"id": case.get("id"), "query": case["query"], "hits": hits}

    return _each_line(batch, output, QUERY_KEYS, search)


def _day(case: dict[str, Any]) -> date | None:
    if case.get("on") is None:
        return None
    try:
        return date.fromisoformat(case["on"])
    except (TypeError, ValueError):
        raise QuestionError("batch.day", value=repr(case["on"])) from None


def _each_line(
    batch: Path, output: Path, keys: tuple[str, ...], work: Callable[[dict[str, Any]], dict[str, Any]]
) -> int:
    failed = 0
    try:
        with output.open("w", encoding="utf-8", newline="\n") as out:
            for number, line in _lines(batch):
                try:
                    record = work(_case(line, keys))
                except QualiopiError as error:
                    failed += 1
                    record = {"line": number, **_id(line), "error": error.text(_language(line))}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                out.flush()
    except OSError as error:
        raise SettingsError("file.unwritable", file=output, reason=error.strerror) from None
    return failed


def _lines(batch: Path) -> Iterator[tuple[int, str]]:
    try:
        text = batch.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("file.unreadable", file=batch, reason=error) from None
    return ((number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip())


def _case(line: str, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except ValueError as error:
        raise QuestionError("batch.json", reason=error) from None
    if not isinstance(case, dict):
        raise QuestionError("batch.object")
    unknown = [key for key in case if key not in keys]
    if unknown:
        raise QuestionError("batch.key", key=repr(unknown[0]), allowed=keys)
    return case


def _language(line: str) -> Language:
    """The language that a line asks its answer in, where it can be read; else that of the command line."""
    try:
        asked = json.loads(line)["lang"]
    except (ValueError, KeyError, TypeError):
        return language_of()
    return next((language for language in LANGUAGES if language == asked), language_of())


def _id(line: str) -> dict[str, Any]:
    """The id of a line, where it can be read."""
    try:
        return {"id": json.loads(line)["id"]}
    except (ValueError, KeyError, TypeError):
        return {}
