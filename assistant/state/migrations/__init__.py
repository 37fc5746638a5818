"""Migrations of the file of conversations, run by `assistant.state.migrate`."""
