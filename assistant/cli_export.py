"""`qualiopi export`: documents made for a profile."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant import cli_options as options
from assistant.cli_options import fail_clearly, profile_from, write_new
from assistant.cli_rules.shared import Lang, reader_on
from assistant.cli_words import say
from assistant.language import language_of
from assistant.settings import load_settings

app = typer.Typer(no_args_is_help=True)

Format = Literal["xlsx", "docx", "csv", "md"]


@app.command()
def checklist(
    context: typer.Context,
    format_: Annotated[Format, typer.Option("--format")] = "md",
    category: options.Category = None,
    certifying: options.Certifying = None,
    registry: options.Registry = None,
    alternance: options.Alternance = None,
    afest: options.Afest = None,
    work_placement: options.WorkPlacement = None,
    only_short: options.OnlyShort = None,
    new_entrant: options.NewEntrant = None,
    subcontractor: options.Subcontractor = None,
    uses_subcontractors: options.UsesSubcontractors = None,
    umbrella: options.Umbrella = None,
    independent: options.Independent = None,
    remote: options.Remote = None,
    profile: options.ProfileFile = None,
    on: options.On = None,
    lang: Lang = None,
    output: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Export the evidence checklist of a profile: Markdown and CSV on the output, unless --output is given."""
    with fail_clearly():
        from assistant.checklist import checklist as made_for
        from assistant.compose.desk import Desk
        from assistant.export.checklist import exported, name_of
        from assistant.library import Library
        from assistant.messages import Messages
        from corpus.load import load

        known = profile_from(context)
        desk = Desk(Library(load()), reader_on(on, known), Messages(), known, lang or language_of())
        made = made_for(desk, load_settings().day())
        content = exported(made, format_)
        if output is None and format_ in ("md", "csv"):
            typer.echo(content, nl=False)
            return
        file = output or Path(name_of(made, format_))
        write_new(file, content)
        typer.echo(say("export.written", file=file))
