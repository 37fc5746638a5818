"""Keeps what readers said of answers, next to the turns that it is about."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, insert, select

from assistant.state.codec import answer_from
from assistant.state.database import Database
from assistant.state.opinions import Judged, Opinion
from assistant.state.tables import CONVERSATIONS, OPINIONS, TURNS
from corpus.errors import ThreadError


class Opinions:
    """The opinions of one owner; they go with their conversation.

    Every method raises StateProblem if the file cannot be used.

    Args:
        database: the file of conversations.
        owner: whose.
        now: the time, ISO in UTC.
    """

    def __init__(self, database: Database, owner: str, now: Callable[[], str]) -> None:
        self._database, self._owner, self._now = database, owner, now

    def say(self, number: int, place: int, opinion: Opinion) -> None:
        """Keep what is said of a turn, instead of what was said before.

        Args:
            number: of the conversation.
            place: of the turn in it, from 1.
            opinion: what is said.

        Raises:
            ThreadError: the conversation or the turn is not there (any more).
        """
        c, t = CONVERSATIONS.c, TURNS.c
        mine = select(t.id).join(CONVERSATIONS, c.id == t.conversation)
        with self._database.transaction(writes=True) as connection:
            turn = connection.scalar(mine.where(c.owner == self._owner, c.id == number, t.place == place))
            if turn is None:
                raise ThreadError("threads.gone")
            connection.execute(delete(OPINIONS).where(OPINIONS.c.turn == turn))
            values = {"turn": turn, "kind": opinion.kind, "reason": opinion.reason, "comment": opinion.comment}
            connection.execute(insert(OPINIONS).values(**values, said_at=self._now()))

    def all(self) -> tuple[Judged, ...]:
        """All of them with their questions and answers, the last first."""
        if not self._database.exists:
            return ()
        query = (
            select(OPINIONS, TURNS, CONVERSATIONS.c.name)
            .join(TURNS, TURNS.c.id == OPINIONS.c.turn)
            .join(CONVERSATIONS, CONVERSATIONS.c.id == TURNS.c.conversation)
            .where(CONVERSATIONS.c.owner == self._owner)
            .order_by(OPINIONS.c.said_at.desc())
        )
        with self._database.transaction() as connection:
            return tuple(
                Judged(
                    Opinion(row.kind, row.reason, row.comment),
                    row.name,
                    row.place,
                    row.question,
                    answer.answer if (answer := answer_from(row.answer)) else "",
                    row.said_at,
                    row.corpus,
                    row.version,
                )
                for row in connection.execute(query)
            )
