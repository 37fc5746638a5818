"""Learners, what they read, their quizzes and answers, what is to review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables of the school."""
    op.create_table(
        "learners",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.UniqueConstraint("owner", "name", name="one_learner_a_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "readings",
        _learner(primary_key=True),
        sa.Column("lesson", sa.String, primary_key=True),
        sa.Column("read_at", sa.String, nullable=False),
    )
    op.create_table(
        "quizzes",
        sa.Column("id", sa.Integer, primary_key=True),
        _learner(nullable=False),
        sa.Column("lesson", sa.String, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("day", sa.String, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("started", sa.String, nullable=False),
        sa.Column("finished", sa.String, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True),
        _learner(nullable=False),
        sa.Column("quiz", sa.Integer, sa.ForeignKey("quizzes.id", ondelete="CASCADE"), nullable=True),
        sa.Column("lesson", sa.String, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("chosen", sa.Text, nullable=False),
        sa.Column("answered_at", sa.String, nullable=False),
        sa.UniqueConstraint("quiz", "item", name="one_answer_a_question"),
    )
    op.create_table(
        "cards",
        _learner(primary_key=True),
        sa.Column("item", sa.String, primary_key=True),
        sa.Column("lesson", sa.String, nullable=False),
        sa.Column("memory", sa.Text, nullable=False),
        sa.Column("due", sa.String, nullable=False),
    )


def _learner(*, primary_key: bool = False, nullable: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey("learners.id", ondelete="CASCADE")
    return sa.Column("learner", sa.Integer, key, primary_key=primary_key, nullable=nullable)
