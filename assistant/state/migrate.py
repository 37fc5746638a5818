"""Brings the file of conversations to the tables of this version."""

from __future__ import annotations

import threading
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, inspect, text

from corpus.errors import SettingsError, StateBusy, StateDamaged, StateNewer

FOLDER = Path(__file__).parent / "migrations"
REVISIONS = ("0001", "0002")
"""All migrations, in order: known without loading Alembic, which only an older file needs."""
WAIT = 30.0
"""Seconds for another process to finish its migration."""
_ALEMBIC = threading.Lock()  # Alembic keeps the migration that runs in global proxies


def prepare(path: Path, engine: Engine) -> None:
    """Create the file or migrate it, one process at a time.

    Args:
        path: the file; its folder is created.
        engine: opens it.

    Raises:
        StateNewer: a newer version of the assistant made it.
        StateDamaged: it holds the tables of another program.
        StateBusy: another process has been migrating it for too long.
        SettingsError: the data folder cannot be written.
        sqlalchemy.exc.DBAPIError: the file cannot be read.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # other people of the machine do not read the conversations
        lock = FileLock(path.with_suffix(".lock"), timeout=WAIT)
        lock.acquire()
    except Timeout:
        raise StateBusy("state.busy", file=path) from None
    except OSError as error:
        raise SettingsError("home.unusable", home=path.parent, reason=error.strerror) from None
    try:
        with engine.connect() as connection:
            revision = _revision(connection)
            strange = revision is None and bool(inspect(connection).get_table_names())
        if revision == REVISIONS[-1]:
            return
        if strange:
            raise StateDamaged("state.damaged", file=path)
        if revision is not None and revision not in REVISIONS:
            raise StateNewer("state.newer", file=path)
        _upgrade(engine)
    finally:
        lock.release()


def _revision(connection: Connection) -> str | None:
    """The last migration of the file; None if there was none."""
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(engine: Engine) -> None:
    from alembic.command import upgrade
    from alembic.config import Config

    driver = engine.raw_connection()
    try:  # kept in the file: readers and a writer do not wait for each other; not allowed inside a transaction
        driver.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        driver.close()
    with _ALEMBIC, engine.connect().execution_options(writes=True) as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        upgrade(config, "head")
