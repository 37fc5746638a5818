"""Who learns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from assistant.learn.records import Learner
from assistant.state.database import Database
from assistant.state.records import LOCAL, LONGEST_NAME, checked_name
from assistant.state.store import FILE
from assistant.state.tables import LEARNERS
from corpus.errors import LearnerError, ThreadError


class Learners:
    """The learners of one owner; those of others are never seen.

    Every method raises StateProblem if the file cannot be used, SettingsError if the data folder cannot.

    Args:
        folder: the data folder; nothing is read or created before the first use.
        owner: whose learners.
        clock: the time of what is done.
    """

    def __init__(self, folder: Path, *, owner: str = LOCAL, clock: Callable[[], datetime] | None = None) -> None:
        self.owner = owner
        self._clock = clock or (lambda: datetime.now(UTC))
        self.database = Database(folder / FILE)

    def listing(self) -> tuple[Learner, ...]:
        """All of them, by name."""
        if not self.database.exists:
            return ()
        query = select(LEARNERS).where(LEARNERS.c.owner == self.owner).order_by(func.lower(LEARNERS.c.name))
        with self.database.transaction() as connection:
            return tuple(self._learner(row) for row in connection.execute(query))

    def get(self, number: int) -> Learner | None:
        """The learner of that number; None if there is none (any more)."""
        return next((one for one in self.listing() if one.id == number), None)

    def named(self, name: str) -> Learner:
        """The learner of that name.

        Raises:
            LearnerError: the name is not allowed, or there is none.
        """
        wanted, every = _checked(name), self.listing()
        found = next((one for one in every if one.name == wanted), None)
        if found is None:
            raise LearnerError("learners.unknown", name=wanted, names=", ".join(one.name for one in every[:5]) or "–")
        return found

    def add(self, name: str) -> Learner:
        """A new learner.

        Raises:
            LearnerError: the name is not allowed or is taken.
        """
        wanted, now = _checked(name), as_text(self._clock())
        with self.database.transaction(writes=True) as connection:
            self._free(connection, wanted, None)
            values = {"owner": self.owner, "name": wanted, "created": now}
            number: int = connection.scalars(insert(LEARNERS).values(values).returning(LEARNERS.c.id)).one()
        return Learner(number, wanted, self.database.time(now))

    def rename(self, number: int, name: str) -> None:
        """Give a learner another name.

        Raises:
            LearnerError: the name is not allowed or is taken, or the learner was deleted meanwhile.
        """
        wanted = _checked(name)
        with self.database.transaction(writes=True) as connection:
            self._free(connection, wanted, number)
            owned(connection, self.owner, number)
            connection.execute(update(LEARNERS).where(LEARNERS.c.id == number).values(name=wanted))

    def delete(self, number: int) -> None:
        """Delete a learner with all that is kept of them; nothing happens if that was done meanwhile."""
        with self.database.transaction(writes=True) as connection:
            mine = (LEARNERS.c.id == number) & (LEARNERS.c.owner == self.owner)
            connection.execute(delete(LEARNERS).where(mine))

    def close(self) -> None:
        """Give the file back; the next use opens it again."""
        self.database.close()

    def _free(self, connection: Connection, name: str, number: int | None) -> None:
        query = select(LEARNERS.c.id).where(LEARNERS.c.owner == self.owner, LEARNERS.c.name == name)
        if connection.scalar(query) not in (None, number):
            raise LearnerError("learners.taken", name=name)

    def _learner(self, row: Row[Any]) -> Learner:
        return Learner(row.id, row.name, self.database.time(row.created))


def owned(connection: Connection, owner: str, number: int) -> None:
    """Make sure that a learner is there.

    Raises:
        LearnerError: they were deleted meanwhile, or are another owner's.
    """
    query = select(LEARNERS.c.id).where(LEARNERS.c.id == number, LEARNERS.c.owner == owner)
    if connection.scalar(query) is None:
        raise LearnerError("learners.gone")


def as_text(moment: datetime) -> str:
    """A time as it is kept."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _checked(name: str) -> str:
    """A name of a learner, without surrounding space."""
    try:
        return checked_name(name)
    except ThreadError:
        shown = ascii(name.strip()[:LONGEST_NAME])
        raise LearnerError("learners.bad_name", name=shown, longest=LONGEST_NAME) from None
