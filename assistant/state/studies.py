"""What learners did: lessons read, quizzes, answers, questions to review."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, case, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from assistant.learn.progress import History, Missed, Result
from assistant.learn.records import Card, Drawn, Quiz, Reply
from assistant.state.learners import Learners, as_text, owned
from assistant.state.tables import ANSWERS, CARDS, LEARNERS, QUIZZES, READINGS
from corpus.errors import LearnerError

Remember = Callable[[str | None], tuple[str, datetime] | None]
"""From what is kept of a question, what to keep and when it is due; None = nothing."""


class Studies:
    """What the learners of one owner did.

    Every method raises StateProblem if the file cannot be used, SettingsError if the data folder cannot.

    Args:
        people: the learners, with their file.
        clock: the time of what is done.
    """

    def __init__(self, people: Learners, clock: Callable[[], datetime]) -> None:
        self._people, self._database, self._clock = people, people.database, clock

    def read(self, number: int, lesson: str) -> None:
        """A lesson was read to the end.

        Raises:
            LearnerError: the learner was deleted meanwhile.
        """
        with self._database.transaction(writes=True) as connection:
            owned(connection, self._people.owner, number)
            values = {"learner": number, "lesson": lesson, "read_at": as_text(self._clock())}
            connection.execute(upsert(READINGS).values(values).on_conflict_do_nothing())

    def begin(self, number: int, drawn: Drawn) -> Quiz:
        """A quiz begins; one of the same lesson that was left open is given up.

        Raises:
            LearnerError: the learner was deleted meanwhile.
        """
        values = {
            "learner": number,
            "lesson": drawn.lesson,
            "seed": drawn.seed,
            "language": drawn.language,
            "day": drawn.day.isoformat(),
            "profile": json.dumps(dict(drawn.profile)),
            "asked": json.dumps(drawn.items),
            "started": as_text(self._clock()),
        }
        with self._database.transaction(writes=True) as connection:
            owned(connection, self._people.owner, number)
            open_one = (QUIZZES.c.learner == number) & (QUIZZES.c.lesson == drawn.lesson) & QUIZZES.c.finished.is_(None)
            connection.execute(delete(QUIZZES).where(open_one))
            quiz: int = connection.scalars(insert(QUIZZES).values(values).returning(QUIZZES.c.id)).one()
        return Quiz(quiz, drawn, {})

    def open_quiz(self, number: int, lesson: str) -> Quiz | None:
        """The quiz of a lesson that was begun and not finished."""
        if self._people.get(number) is None:
            return None
        query = select(QUIZZES).where(QUIZZES.c.learner == number, QUIZZES.c.lesson == lesson)
        with self._database.transaction() as connection:
            row = connection.execute(query.where(QUIZZES.c.finished.is_(None))).first()
            if row is None:
                return None
            answers = select(ANSWERS.c.item, ANSWERS.c.right).where(ANSWERS.c.quiz == row.id)
            return _quiz(row, {item: bool(right) for item, right in connection.execute(answers)})

    def count(self, number: int, lesson: str) -> int:
        """How many quizzes of a lesson a learner has finished."""
        return sum(result.lesson == lesson for result in self.history(number).results)

    def answer(self, number: int, reply: Reply, remember: Remember) -> None:
        """Keep an answer; a quiz whose questions are all answered is finished. A second answer to one is not kept.

        Args:
            number: of the learner.
            reply: the answer.
            remember: from what is kept of the question, what to keep and when it is due (None = nothing).

        Raises:
            LearnerError: the learner was deleted meanwhile, or the quiz begun again elsewhere.
        """
        now = as_text(self._clock())
        values = {"learner": number, "answered_at": now, **vars(reply)}
        with self._database.transaction(writes=True) as connection:
            owned(connection, self._people.owner, number)
            if reply.quiz is not None:
                self._asked(connection, number, reply.quiz)
            kept = connection.execute(upsert(ANSWERS).values(values).on_conflict_do_nothing())
            if kept.rowcount:
                self._remember(connection, number, reply, remember)
            if reply.quiz is not None:
                self._finish(connection, reply.quiz, now)

    def due(self, number: int, before: datetime) -> tuple[Card, ...]:
        """Missed questions due before a time, the longest due first."""
        if not self._database.exists:
            return ()
        query = select(CARDS).join(LEARNERS, LEARNERS.c.id == CARDS.c.learner).order_by(CARDS.c.due, CARDS.c.item)
        mine = query.where(
            LEARNERS.c.owner == self._people.owner, CARDS.c.learner == number, CARDS.c.due < as_text(before)
        )
        with self._database.transaction() as connection:
            return tuple(
                Card(row.item, row.lesson, row.memory, self._database.time(row.due)) for row in connection.execute(mine)
            )

    def history(self, number: int) -> History:
        """All that a learner did; empty if there is no such learner."""
        if self._people.get(number) is None:
            return History(frozenset(), (), (), None)
        with self._database.transaction() as connection:
            read = _rows(connection, READINGS, number)
            results = self._results(connection, number)
            answers = _rows(connection, ANSWERS, number)
        times: dict[tuple[str, str], int] = {}
        for row in answers:
            if not row.right:
                times[row.item, row.lesson] = times.get((row.item, row.lesson), 0) + 1
        missed = sorted(
            (Missed(item, lesson, n) for (item, lesson), n in times.items()), key=lambda m: (-m.times, m.item)
        )
        moments = [self._database.time(row.answered_at) for row in answers] + [
            self._database.time(row.read_at) for row in read
        ]
        return History(frozenset(row.lesson for row in read), results, tuple(missed), max(moments, default=None))

    def answers(self, number: int) -> tuple[dict[str, Any], ...]:
        """All answers of a learner as plain data, oldest first: for an export."""
        if self._people.get(number) is None:
            return ()
        names = ("answered_at", "lesson", "item", "right", "chosen", "quiz")
        with self._database.transaction() as connection:
            return tuple({name: getattr(row, name) for name in names} for row in _rows(connection, ANSWERS, number))

    def _results(self, connection: Connection, number: int) -> tuple[Result, ...]:
        right = func.sum(case((ANSWERS.c.right, 1), else_=0))
        query = (
            select(QUIZZES.c.lesson, QUIZZES.c.finished, right, func.count(ANSWERS.c.id))
            .join(ANSWERS, ANSWERS.c.quiz == QUIZZES.c.id)
            .where(QUIZZES.c.learner == number, QUIZZES.c.finished.is_not(None))
            .group_by(QUIZZES.c.id)
            .order_by(QUIZZES.c.id)
        )
        rows = connection.execute(query)
        return tuple(Result(lesson, hits, total, self._database.time(done)) for lesson, done, hits, total in rows)

    def _remember(
        self,
        connection: Connection,
        number: int,
        reply: Reply,
        remember: Remember,
    ) -> None:
        this = (CARDS.c.learner == number) & (CARDS.c.item == reply.item)
        kept = remember(connection.scalar(select(CARDS.c.memory).where(this)))
        if kept is not None:
            known = {"memory": kept[0], "due": as_text(kept[1])}
            values = {"learner": number, "item": reply.item, "lesson": reply.lesson, **known}
            connection.execute(upsert(CARDS).values(values).on_conflict_do_update(set_=known))

    @staticmethod
    def _finish(connection: Connection, quiz: int, now: str) -> None:
        asked = json.loads(connection.scalar(select(QUIZZES.c.asked).where(QUIZZES.c.id == quiz)) or "[]")
        answered = connection.scalar(select(func.count(ANSWERS.c.id)).where(ANSWERS.c.quiz == quiz)) or 0
        if asked and answered >= len(asked):
            connection.execute(update(QUIZZES).where(QUIZZES.c.id == quiz).values(finished=now))

    @staticmethod
    def _asked(connection: Connection, number: int, quiz: int) -> None:
        query = select(QUIZZES.c.id).where(QUIZZES.c.id == quiz, QUIZZES.c.learner == number)
        if connection.scalar(query) is None:
            raise LearnerError("learners.quiz_gone")


def _quiz(row: Row[Any], answered: dict[str, bool]) -> Quiz:
    items = tuple(json.loads(row.asked))
    day = date.fromisoformat(row.day)
    return Quiz(row.id, Drawn(row.lesson, row.seed, row.language, day, json.loads(row.profile), items), answered)


def _rows(connection: Connection, table: Table, number: int) -> list[Any]:
    """What a table has of a learner, in the order in which it came."""
    order = table.c.id if "id" in table.c else table.c.read_at
    return list(connection.execute(table.select().where(table.c.learner == number).order_by(order)))
