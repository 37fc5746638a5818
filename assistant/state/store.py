"""Conversations that survive a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from assistant.question import Context
from assistant.settings import package_version
from assistant.state.codec import answer_from, answer_text, context_from, context_text
from assistant.state.database import Database
from assistant.state.opinions import Opinion
from assistant.state.records import LOCAL, Conversation, Finished, Place, StoredTurn, checked_name, name_from
from assistant.state.said import Opinions
from assistant.state.tables import CONVERSATIONS, OPINIONS, TURNS
from corpus.errors import StateDamaged, ThreadError
from corpus.said import said

FILE = "conversations.sqlite"
_NAMED = 5
"""How many names an error lists."""


class Conversations:
    """The conversations of one owner; those of others are never seen.

    Every method raises StateProblem if the file cannot be used, SettingsError if the data folder cannot.

    Args:
        folder: the data folder; nothing is read or created before the first use.
        owner: whose conversations.
        corpus: hash of the texts that answers are made from.
        clock: the time of a turn.
    """

    def __init__(
        self, folder: Path, *, owner: str = LOCAL, corpus: str = "", clock: Callable[[], datetime] | None = None
    ) -> None:
        self.owner = owner
        self._corpus = corpus
        self._clock = clock or (lambda: datetime.now(UTC))
        self._database = Database(folder / FILE)

    def listing(self) -> tuple[Conversation, ...]:
        """All of them, the last changed first."""
        if not self._database.exists:
            return ()
        c = CONVERSATIONS.c
        query = (
            select(c.id, c.name, c.language, c.created, c.changed, func.count(TURNS.c.id).label("turns"))
            .outerjoin(TURNS, TURNS.c.conversation == c.id)
            .where(c.owner == self.owner)
            .group_by(c.id)
            .order_by(c.changed.desc(), c.id.desc())
        )
        with self._database.transaction() as connection:
            return tuple(self._conversation(row) for row in connection.execute(query))

    def named(self, name: str) -> Conversation:
        """The conversation of that name.

        Raises:
            ThreadError: the name is not allowed, or there is none; the names that exist are told.
        """
        wanted, every = checked_name(name), self.listing()
        for conversation in every:
            if conversation.name == wanted:
                return conversation
        if not every:
            raise ThreadError("threads.unknown_none", name=wanted)
        names = [said("threads.name", name=one.name) for one in every[:_NAMED]]
        raise ThreadError("threads.unknown", name=wanted, names=[*names, "…"] if len(every) > _NAMED else names)

    def get(self, number: int) -> Conversation | None:
        """The conversation of that number; None if it was deleted meanwhile."""
        return next((one for one in self.listing() if one.id == number), None)

    def turns(self, number: int) -> tuple[StoredTurn, ...]:
        """The turns of a conversation in their order; empty if there is none."""
        if not self._database.exists:
            return ()
        with self._database.transaction() as connection:
            opinion = [OPINIONS.c.kind, OPINIONS.c.reason, OPINIONS.c.comment]
            query = select(TURNS, *opinion).outerjoin(OPINIONS, OPINIONS.c.turn == TURNS.c.id)
            query = query.where(self._turns_of(number)).order_by(TURNS.c.place)
            return tuple(self._turn(row) for row in connection.execute(query))

    def context(self, number: int) -> Context:
        """What the next turn of a conversation may lean on."""
        if not self._database.exists:
            return Context()
        with self._database.transaction() as connection:
            query = select(TURNS.c.context).where(self._turns_of(number)).order_by(TURNS.c.place.desc())
            found = connection.scalar(query.limit(1))
            return context_from(found) if found is not None else Context()

    def context_of(self, name: str) -> Context:
        """The same by name; empty for a conversation that does not exist yet.

        Raises:
            ThreadError: the name is not allowed.
        """
        wanted = checked_name(name)
        found = next((one.id for one in self.listing() if one.name == wanted), None)
        return self.context(found) if found is not None else Context()

    def add(self, name: str, turn: Finished) -> int:
        """Keep a turn in the conversation of that name, begun if it does not exist; returns its number.

        Raises:
            ThreadError: the name is not allowed.
        """
        wanted = checked_name(name)
        with self._database.transaction(writes=True) as connection:
            number = self._number(connection, wanted)
            if number is None:
                number = self._begin(connection, wanted)
            self._append(connection, number, turn)
        return number

    def keep(self, number: int | None, turn: Finished) -> Place:
        """Keep a turn in a conversation known by its number; returns where it is.

        A new conversation, named after the question, is begun for None, or if that one was deleted meanwhile.
        """
        with self._database.transaction(writes=True) as connection:
            if number is None or not self._owned(connection, number):
                taken = select(CONVERSATIONS.c.name).where(CONVERSATIONS.c.owner == self.owner)
                number = self._begin(connection, name_from(turn.question, set(connection.scalars(taken))))
            place = self._append(connection, number, turn)
        return Place(number, place)

    def rename(self, number: int, name: str) -> None:
        """Give a conversation another name.

        Raises:
            ThreadError: the name is not allowed or is taken, or the conversation was deleted meanwhile.
        """
        wanted = checked_name(name)
        with self._database.transaction(writes=True) as connection:
            if self._number(connection, wanted) not in (None, number):
                raise ThreadError("threads.taken", name=wanted)
            if not self._owned(connection, number):
                raise ThreadError("threads.gone")
            connection.execute(update(CONVERSATIONS).where(CONVERSATIONS.c.id == number).values(name=wanted))

    def delete(self, number: int) -> None:
        """Delete a conversation and its turns; nothing happens if it was deleted meanwhile."""
        with self._database.transaction(writes=True) as connection:
            mine = (CONVERSATIONS.c.id == number) & (CONVERSATIONS.c.owner == self.owner)
            connection.execute(delete(CONVERSATIONS).where(mine))

    @property
    def opinions(self) -> Opinions:
        """What was said of the answers."""
        return Opinions(self._database, self.owner, self._now)

    def close(self) -> None:
        """Give the file back; the next use opens it again."""
        self._database.close()

    def _owned(self, connection: Connection, number: int) -> bool:
        query = select(CONVERSATIONS.c.id).where(CONVERSATIONS.c.id == number, CONVERSATIONS.c.owner == self.owner)
        return connection.scalar(query) is not None

    def _turns_of(self, number: int) -> ColumnElement[bool]:
        """The condition for the turns of a conversation of this owner."""
        c = CONVERSATIONS.c
        return TURNS.c.conversation.in_(select(c.id).where(c.id == number, c.owner == self.owner))

    def _number(self, connection: Connection, name: str) -> int | None:
        c = CONVERSATIONS.c
        found: int | None = connection.scalar(select(c.id).where(c.owner == self.owner, c.name == name))
        return found

    def _begin(self, connection: Connection, name: str) -> int:
        now = self._now()
        values = {"owner": self.owner, "name": name, "language": "fr", "created": now, "changed": now}
        number: int = connection.scalars(insert(CONVERSATIONS).values(values).returning(CONVERSATIONS.c.id)).one()
        return number

    def _append(self, connection: Connection, number: int, turn: Finished) -> int:
        last = connection.scalar(select(func.max(TURNS.c.place)).where(TURNS.c.conversation == number)) or 0
        now = self._now()
        values = {
            "conversation": number,
            "place": last + 1,
            "question": turn.question,
            "answer": answer_text(turn.answer),
            "context": context_text(turn.context),
            "asked_at": now,
            "corpus": self._corpus,
            "version": package_version(),
        }
        connection.execute(insert(TURNS).values(values))
        changed = {"changed": now, "language": turn.answer.language}
        connection.execute(update(CONVERSATIONS).where(CONVERSATIONS.c.id == number).values(changed))
        return last + 1

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="microseconds")

    def _conversation(self, row: Row[Any]) -> Conversation:
        data = row._mapping
        times = {key: self._time(data[key]) for key in ("created", "changed")}
        return Conversation(data["id"], data["name"], data["language"], turns=data["turns"], **times)

    def _turn(self, row: Row[Any]) -> StoredTurn:
        data = row._mapping
        return StoredTurn(
            data["place"],
            data["question"],
            answer_from(data["answer"]),
            self._time(data["asked_at"]),
            data["corpus"],
            data["version"],
            Opinion(data["kind"], data["reason"], data["comment"]) if data["kind"] else None,
        )

    def _time(self, text: str) -> datetime:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise StateDamaged("state.damaged", file=self._database.path) from None
