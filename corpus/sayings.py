"""Reads `surfaces/lists` (what people say of each subject), `asked` (what they ask) and `turns` (how they go on).

One list a persona.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from corpus.errors import CorpusError
from corpus.parameters import HERE
from corpus.records import FACETS, Asking, Key, Language, Saying, Sequel
from corpus.said import Place, said, within
from corpus.strict import choice, fields


def load_sayings(folder: Path = HERE) -> tuple[Saying, ...]:
    """All wordings of all lists, in the order of the files; a wording that two lists share is kept once.

    Raises:
        CorpusError: naming the file and the line.
    """
    found: dict[tuple[Language, str], Saying] = {}
    for data, persona, where in _entries(folder, "lists"):
        saying = _saying(data, persona, where)
        found.setdefault((saying.language, saying.text.casefold()), saying)
    return tuple(found.values())


def load_askings(folder: Path = HERE) -> tuple[Asking, ...]:
    """All labelled questions, in the order of the files.

    Raises:
        CorpusError: naming the file and the line.
    """
    return tuple(_asking(data, persona, where) for data, persona, where in _entries(folder, "asked"))


def load_sequels(folder: Path = HERE) -> tuple[Sequel, ...]:
    """All messages that go on with a conversation, in the order of the files.

    Raises:
        CorpusError: naming the file and the line.
    """
    return tuple(_sequel(data, persona, where) for data, persona, where in _entries(folder, "turns"))


def _entries(folder: Path, name: str) -> Iterator[tuple[Any, str, Place]]:
    """(data, persona, place) of every line."""
    for path in sorted((folder / "surfaces" / name).glob("*.jsonl")):
        file = f"surfaces/{name}/{path.name}"
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError("unreadable_file", file=file, reason=error) from None
        for number, line in enumerate(lines, start=1):
            where = said("place.line", place=file, line=number)
            try:
                yield json.loads(line), path.stem, where
            except json.JSONDecodeError as error:
                raise CorpusError("unreadable_json", where=where, reason=error) from None


def _asking(data: Any, persona: str, where: Place) -> Asking:
    raw = fields(data, where, required={"lang": str, "text": str, "asks": str, "fair": list})
    language: Any = choice(raw["lang"], get_args(Language), within(where, "lang"))
    return Asking(text=raw["text"], language=language, asks=raw["asks"], fair=tuple(raw["fair"]), persona=persona)


def _sequel(data: Any, persona: str, where: Place) -> Sequel:
    raw = fields(
        data,
        where,
        required={"lang": str, "text": str, "about": str, "asks": str, "who": list, "holds": (str, type(None))},
        optional={"before": str},
    )
    language: Any = choice(raw["lang"], get_args(Language), within(where, "lang"))
    return Sequel(
        text=raw["text"],
        language=language,
        about=raw["about"],
        asks=raw["asks"],
        who=tuple(raw["who"]),
        holds=raw["holds"],
        persona=persona,
        before=raw.get("before", ""),
    )


def _saying(data: Any, persona: str, where: Place) -> Saying:
    raw: dict[str, Any] = fields(
        data,
        where,
        required={"key": (int, str), "lang": str, "text": str},
        optional={"facet": (str, type(None)), "also": list, "answers": list, "half": list},
    )
    language: Any = choice(raw["lang"], get_args(Language), within(where, "lang"))
    facet = raw.get("facet")
    if facet is not None:
        choice(facet, (*FACETS, "applicability"), within(where, "facet"))
    also: tuple[Key, ...] = tuple(raw.get("also", ()))
    return Saying(
        key=raw["key"],
        language=language,
        text=raw["text"],
        facet=facet,
        also=also,
        persona=persona,
        answers=tuple(raw.get("answers", ())),
        half=tuple(raw.get("half", ())),
    )
