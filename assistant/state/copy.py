"""A consistent copy of the file of conversations, while others may be writing to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.errors import SettingsError


def copied(path: Path, target: Path) -> None:
    """Copy a file of conversations, every finished turn included; a damaged one is copied byte by byte.

    Args:
        path: the file.
        target: a file that does not exist.

    Raises:
        SettingsError: the file cannot be read, or the target cannot be written.
    """
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.DatabaseError:
        try:
            target.write_bytes(path.read_bytes())
        except OSError as error:
            raise SettingsError("file.unwritable", file=target, reason=error.strerror) from None
