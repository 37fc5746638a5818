"""The command `qualiopi`: a thin face. Exit codes: 0 ok, 1 refused or failed, 2 usage."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from assistant import cli_corpus, cli_data, cli_export, cli_index, cli_rules, cli_threads
from assistant import cli_options as options
from assistant.cli_options import fail_clearly, printed, profile_from, spinner
from assistant.cli_words import put_help, say
from assistant.language import language_of
from assistant.messages import COMMANDS, Messages
from corpus.errors import QualiopiError
from corpus.records import Language

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(cli_rules.app, name="rules")
app.add_typer(cli_index.app, name="index")
app.add_typer(cli_corpus.app, name="corpus")
app.add_typer(cli_data.app, name="data")
app.add_typer(cli_threads.app, name="threads")
app.add_typer(cli_export.app, name="export")
app.command("status")(cli_data.status_command)

Lang = Literal["fr", "en"]


@app.command()
def chat(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 7860,
    browser: Annotated[bool, typer.Option()] = True,
) -> None:
    """Open the web app; the index is built first if there is none."""
    with fail_clearly():
        from assistant.ui.launch import launch

        launch(host, port, open_browser=browser)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument()] = None,
    category: options.Category = None,
    certifying: options.Certifying = None,
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
    lang: Annotated[Lang | None, typer.Option()] = None,
    thread: Annotated[str | None, typer.Option()] = None,
    why: options.Why = False,
    as_json: options.AsJson = False,
    batch: Annotated[Path | None, typer.Option()] = None,
    output: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Ask a question, or a file of questions (--batch)."""
    with fail_clearly():
        from assistant.service import Assistant

        if (question is None) == (batch is None):
            raise typer.BadParameter(say("said.one_question"))
        if batch is not None and thread is not None:
            raise typer.BadParameter(say("said.thread_and_batch"))
        if batch is not None:
            from assistant.batch import answer_file, output_of

            failed = answer_file(Assistant(progress=spinner()), batch, output_of(batch, output))
            raise typer.Exit(1 if failed else 0)
        known = profile_from(context)
        assistant = Assistant(progress=spinner())
        day = on.date() if on else None
        asked = question or ""
        if as_json:
            if thread is None:
                reply = assistant.reply(asked, profile=known, on=day, lang=lang)
            else:
                reply = assistant.converse(thread, asked, profile=known, on=day, lang=lang)
            printed(reply.answer.to_dict(why=why))
            return
        from assistant.cli_text import answer_text

        if thread is None:
            replies = assistant.stream(asked, profile=known, on=day, lang=lang)
        else:
            replies = iter([assistant.converse(thread, asked, profile=known, on=day, lang=lang)])
        answer_text(replies, assistant.corpus.rules, why=why)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument()] = None,
    k: Annotated[int, typer.Option(min=1, max=33)] = 10,
    on: options.On = None,
    as_json: options.AsJson = False,
    batch: Annotated[Path | None, typer.Option()] = None,
    output: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Search for passages, the best first."""
    with fail_clearly():
        from assistant.batch import output_of, search_file
        from assistant.find import find
        from assistant.service import Assistant

        if (query is None) == (batch is None):
            raise typer.BadParameter(say("said.one_query"))
        assistant = Assistant(progress=spinner())
        day = on.date() if on else assistant.settings.day()
        if batch is not None:
            failed = search_file(assistant, batch, output_of(batch, output), day, k)
            raise typer.Exit(1 if failed else 0)
        hits = find(assistant, query or "", day, k)
        if as_json:
            printed({"query": query, "on": day.isoformat(), "hits": hits})
            return
        for hit in hits:
            typer.echo(f"{hit['rank']:>2}. {hit['title']}\n    {hit['text'].splitlines()[0]}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line (entry point of the package)."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of()
    try:
        command = command_line(language)
        if not argv or argv[0] not in command.commands:
            add_commands(command, language)
        command(argv, prog_name="qualiopi")
    except QualiopiError as error:  # raised outside a command body
        typer.echo(error.text(language), err=True)
        raise SystemExit(1) from None


def command_line(language: Language) -> Any:
    """The commands of this package, as Click has them, their help in a language."""
    command = typer.main.get_command(app)
    put_help(command, Messages(COMMANDS), language, ())
    return command


def add_commands(command: Any, language: Language) -> None:
    """Commands that other packages add, such as `eval` (looked up only when needed).

    Their texts are in the folder `messages` of that package.
    """
    for point in entry_points(group="qualiopi.commands"):
        if point.name not in command.commands:
            below: Any = typer.main.get_command(point.load())
            texts = files(point.module.partition(".")[0]) / "messages"
            put_help(below, Messages(Path(str(texts))), language, (point.name,))
            below.name = point.name
            below.rich_help_panel = say("said.commands", lang=language)
            command.commands[point.name] = below


if __name__ == "__main__":
    main()
