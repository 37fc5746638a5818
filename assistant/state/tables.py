"""The tables, as they are after the last migration (a test compares them)."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", String, nullable=False),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("created", String, nullable=False),
    Column("changed", String, nullable=False),
    UniqueConstraint("owner", "name", name="one_name_an_owner"),
    sqlite_autoincrement=True,  # the number of a deleted conversation is never given to another
)
"""Days and times are ISO texts in UTC."""

TURNS = Table(
    "turns",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation", Integer, ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("asked_at", String, nullable=False),
    Column("corpus", String, nullable=False),
    Column("version", String, nullable=False),
    UniqueConstraint("conversation", "place", name="one_turn_a_place"),
)
"""`answer` and `context` are JSON (see `assistant.state.codec`)."""

OPINIONS = Table(
    "opinions",
    METADATA,
    Column("turn", Integer, ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, nullable=False),
    Column("reason", String, nullable=True),
    Column("comment", Text, nullable=False),
    Column("said_at", String, nullable=False),
)
"""At most one a turn: the last word counts (see `assistant.state.opinions`)."""

LEARNERS = Table(
    "learners",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", String, nullable=False),
    Column("name", String, nullable=False),
    Column("created", String, nullable=False),
    UniqueConstraint("owner", "name", name="one_learner_a_name"),
    sqlite_autoincrement=True,
)
READINGS = Table(
    "readings",
    METADATA,
    Column("learner", Integer, ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True),
    Column("lesson", String, primary_key=True),
    Column("read_at", String, nullable=False),
)
QUIZZES = Table(
    "quizzes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("learner", Integer, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False),
    Column("lesson", String, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("language", String, nullable=False),
    Column("day", String, nullable=False),
    Column("profile", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("started", String, nullable=False),
    Column("finished", String, nullable=True),
    sqlite_autoincrement=True,
)
"""`day` is that of the audit; `profile` and `asked` (ids of questions) are JSON: enough to ask the same again."""

ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("learner", Integer, ForeignKey("learners.id", ondelete="CASCADE"), nullable=False),
    Column("quiz", Integer, ForeignKey("quizzes.id", ondelete="CASCADE"), nullable=True),
    Column("lesson", String, nullable=False),
    Column("item", String, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("chosen", Text, nullable=False),
    Column("answered_at", String, nullable=False),
    UniqueConstraint("quiz", "item", name="one_answer_a_question"),
)
"""`quiz` null = an answer given in a review."""

CARDS = Table(
    "cards",
    METADATA,
    Column("learner", Integer, ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True),
    Column("item", String, primary_key=True),
    Column("lesson", String, nullable=False),
    Column("memory", Text, nullable=False),
    Column("due", String, nullable=False),
)
"""Questions that were missed; `memory` is JSON (see `assistant.learn.memory`)."""
