"""The tables, as they are after the last migration (a test compares them)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

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
