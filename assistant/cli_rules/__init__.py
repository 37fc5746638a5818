"""`qualiopi rules`: hard facts, each with its reason and its sources. Starts without any heavy library."""

from __future__ import annotations

import typer

from assistant.cli_rules import audits, indicators, listings, parameters

app = typer.Typer(no_args_is_help=True)
for room in (indicators, audits, listings, parameters):
    app.registered_commands += room.app.registered_commands
