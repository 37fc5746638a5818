"""What is kept on this machine for each owner: conversations, in one SQLite file.

The only door to SQLAlchemy and Alembic.
"""
