"""A table as a file that a spreadsheet opens: what every such file shares, and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.export.conversation import clean
from corpus.records import Language

Cell = str | int
SEPARATORS: dict[Language, str] = {"fr": ";", "en": ","}
"""What a spreadsheet expects in a country: the comma is the decimal mark in French."""
_FORMULA = re.compile("[\\s\ufeff\u200b]*[=+\\-@＝＋－＠]|[\t\r\n]")


@dataclass(frozen=True)
class Column:
    """One column."""

    heading: str
    width: int
    """In characters."""
    choices: tuple[str, ...] = ()
    """What may be chosen in its cells; none = anything."""


@dataclass(frozen=True)
class Sheet:
    """One table, its rows as wide as its columns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula, nor a reader for a control character."""
    if isinstance(cell, int):
        return cell
    text = clean(cell)
    return f"'{text}" if _FORMULA.match(cell) or _FORMULA.match(text) else text


def to_csv(sheets: Iterable[Sheet], about: Sequence[str], language: Language) -> bytes:
    """Tables of the same columns under one heading, then what the file says of itself, one line each.

    In UTF-8 with the mark by which spreadsheets know it.
    """
    sheets = tuple(sheets)
    width = len(sheets[0].columns)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[language])
    writer.writerow([harmless(column.heading) for column in sheets[0].columns])
    writer.writerows([harmless(cell) for cell in row] for sheet in sheets for row in sheet.rows)
    writer.writerows([harmless(cell) for cell in (line, *[""] * (width - 1))] for line in ("", *about))
    return out.getvalue().encode("utf-8-sig")
