"""Rules that are lists: costs, exemption, documents, toolbox, versions."""

from __future__ import annotations

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly
from assistant.cli_rules.shared import Lang, reader_on, told
from assistant.rules.themes import LISTINGS, listing

app = typer.Typer()


def _add(name: str) -> None:
    def command(
        on: options.On = None, why: options.Why = False, lang: Lang = None, as_json: options.AsJson = False
    ) -> None:
        with fail_clearly():
            told(listing(name, reader_on(on)), lang, why, as_json)

    app.command(name)(command)


for _name in LISTINGS:
    _add(_name)
