"""Reads `surfaces/lists/*.jsonl`: how people put things, one list a persona, each wording with what it is about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from corpus.errors import CorpusError
from corpus.parameters import HERE
from corpus.records import FACETS, Key, Language, Saying
from corpus.said import Place, said, within
from corpus.strict import choice, fields


def load_sayings(folder: Path = HERE) -> tuple[Saying, ...]:
    """All wordings of all lists, in the order of the files; a wording that two lists share is kept once.

    Raises:
        CorpusError: naming the file and the line.
    """
    found: dict[tuple[Language, str], Saying] = {}
    for path in sorted((folder / "surfaces" / "lists").glob("*.jsonl")):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError("sayings.file", file=path.name, reason=error) from None
        for number, line in enumerate(lines, start=1):
            saying = _saying(line, path.stem, said("place.line", place=f"surfaces/lists/{path.name}", line=number))
            found.setdefault((saying.language, saying.text.casefold()), saying)
    return tuple(found.values())


def _saying(line: str, persona: str, where: Place) -> Saying:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise CorpusError("unreadable_json", where=where, reason=error) from None
    raw: dict[str, Any] = fields(
        data,
        where,
        required={"key": (int, str), "lang": str, "text": str},
        optional={"facet": (str, type(None)), "also": list},
    )
    language: Any = choice(raw["lang"], get_args(Language), within(where, "lang"))
    facet = raw.get("facet")
    if facet is not None:
        choice(facet, (*FACETS, "applicability"), within(where, "facet"))
    also: tuple[Key, ...] = tuple(raw.get("also", ()))
    return Saying(key=raw["key"], language=language, text=raw["text"], facet=facet, also=also, persona=persona)
