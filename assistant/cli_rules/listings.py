"""Rules that are lists: costs, exemption, documents, toolbox, versions."""

from __future__ import annotations

from collections.abc import Callable

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly
from assistant.cli_rules.shared import Lang, reader_on, told
from assistant.rules import Outcome, Reader, costs, documents, exemption, toolbox, versions

app = typer.Typer()


def _add(name: str, rule: Callable[[Reader], Outcome], summary: str) -> None:
    def command(
        on: options.On = None, why: options.Why = False, lang: Lang = "fr", as_json: options.AsJson = False
    ) -> None:
        with fail_clearly():
            reader = reader_on(on)
            told(name, {}, rule(reader), reader, lang, why, as_json)

    app.command(name, help=summary)(command)


_add("costs", costs, "Ce que coûte la certification, d'après des chiffres datés.")
_add("exemption", exemption, "Qui doit être certifié, et qui en est dispensé.")
_add("documents", documents, "Pièces à fournir avant l'audit initial.")
_add("toolbox", toolbox, "Boîte à outils : douze documents, du devis à l'attestation.")
_add("versions", versions, "Référentiel et guide qui valent à une date, et leur histoire.")
