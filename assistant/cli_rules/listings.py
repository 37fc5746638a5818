"""Rules that are lists: costs, exemption, documents, toolbox, versions."""

from __future__ import annotations

from collections.abc import Callable

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly
from assistant.cli_rules.shared import Lang, reader_on, told
from assistant.rules import Outcome, Reader, costs, documents, exemption, toolbox, versions

app = typer.Typer()


def _add(name: str, rule: Callable[[Reader], Outcome]) -> None:
    def command(
        on: options.On = None, why: options.Why = False, lang: Lang = None, as_json: options.AsJson = False
    ) -> None:
        with fail_clearly():
            reader = reader_on(on)
            told(name, {}, rule(reader), reader, lang, why, as_json)

    app.command(name)(command)


_add("costs", costs)
_add("exemption", exemption)
_add("documents", documents)
_add("toolbox", toolbox)
_add("versions", versions)
