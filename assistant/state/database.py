"""The file of conversations: opened when first used, every write in one transaction."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from assistant.state.migrate import prepare
from corpus.errors import QualiopiError, SettingsError, StateBusy, StateDamaged

PATIENCE = 30
"""Seconds that a write waits for another one."""
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_FOLDER = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_PERM")


class Database:
    """One file.

    Between two transactions no connection is open: the file can be copied, renamed or deleted, on Windows too.

    Args:
        path: of the file; nothing is read or created before the first transaction.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self.path.exists()

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """A transaction, committed at the end of the block, rolled back if it fails.

        Raises:
            StateProblem: the file cannot be used.
            SettingsError: the data folder cannot be used.
        """
        try:
            with self._opened().connect().execution_options(writes=writes) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            raise _told(error, self.path) from None

    def time(self, text: str) -> datetime:
        """A time read back.

        Raises:
            StateDamaged: the text is none.
        """
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise StateDamaged("state.damaged", file=self.path) from None

    def close(self) -> None:
        """Give everything back; the next transaction opens the file again."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None or not self.path.exists():  # deleted while we run: made again
                engine = _engine(self.path)
                prepare(self.path, engine)
                self._engine = engine
            return self._engine


def _engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write that begins as a read would fail, without waiting, when another one came in between.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _told(error: DBAPIError, path: Path) -> QualiopiError:
    """What the driver says, in one clear line."""
    name = getattr(error.orig, "sqlite_errorname", "")
    if name.startswith(_BUSY):
        return StateBusy("state.busy", file=path)
    if name.startswith(_FOLDER):
        return SettingsError("home.unusable", home=path.parent, reason=error.orig)
    return StateDamaged("state.damaged", file=path)
