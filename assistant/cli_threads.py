"""`qualiopi threads`: the conversations kept on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assistant.cli_options import AsJson, fail_clearly, printed, write_new
from assistant.cli_words import say
from assistant.language import language_of
from assistant.messages import Messages
from assistant.rules.shown import day
from assistant.settings import load_settings
from corpus.errors import SettingsError
from corpus.said import said

if TYPE_CHECKING:
    from assistant.state.records import Conversation, StoredTurn
    from assistant.state.store import Conversations

app = typer.Typer(no_args_is_help=True)

Name = Annotated[str, typer.Argument()]
Format = Literal["md", "docx"]


def _kept() -> Conversations:
    from assistant.state.store import Conversations

    return Conversations(load_settings().data_folder())


@app.command("list")
def listing(as_json: AsJson = False) -> None:
    """List the conversations, the last one first."""
    with fail_clearly():
        found = _kept().listing()
        if as_json:
            printed([_data(conversation) for conversation in found])
            return
        for one in found:
            changed = day(one.changed.astimezone().date(), language_of())
            typer.echo(say("threads.line", name=one.name, turns=one.turns, changed=changed))
        if not found:
            typer.echo(say("threads.none"))


@app.command()
def show(name: Name, as_json: AsJson = False) -> None:
    """Read a conversation again."""
    with fail_clearly():
        kept = _kept()
        conversation = kept.named(name)
        if not as_json:
            for turn in kept.turns(conversation.id):
                _show(turn)
            return
        turns = [
            {
                "place": turn.place,
                "question": turn.question,
                "asked_at": turn.asked_at.isoformat(),
                "corpus": turn.corpus,
                "version": turn.version,
                "answer": turn.answer.to_dict() if turn.answer else None,
            }
            for turn in kept.turns(conversation.id)
        ]
        printed({**_data(conversation), "turns": turns})


@app.command()
def rename(name: Name, new: Annotated[str, typer.Argument()]) -> None:
    """Give a conversation another name."""
    with fail_clearly():
        kept = _kept()
        conversation = kept.named(name)
        kept.rename(conversation.id, new)
        typer.echo(Messages().say(language_of(), "threads.renamed", old=conversation.name, new=new.strip()))


@app.command()
def delete(name: Name, yes: Annotated[bool, typer.Option("--yes")] = False) -> None:
    """Delete a conversation; it is lost."""
    with fail_clearly():
        kept = _kept()
        conversation = kept.named(name)
        sure = Messages().say(language_of(), "threads.confirm", name=conversation.name, turns=conversation.turns)
        if not yes and not typer.confirm(sure):
            raise SettingsError("threads.kept")
        kept.delete(conversation.id)
        typer.echo(Messages().say(language_of(), "threads.deleted", name=conversation.name))


@app.command()
def export(
    name: Name,
    format_: Annotated[Format, typer.Option("--format")] = "md",
    output: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Export a conversation: Markdown on the output, unless --output is given; Word in a file of its name."""
    with fail_clearly():
        content = _document(name, format_)
        if output is None and format_ == "md":
            typer.echo(content.decode(), nl=False)
            return
        from assistant.export.conversation import file_name

        file = output or Path(file_name(name, format_))
        write_new(file, content)
        typer.echo(say("threads.written", file=file))


def _show(turn: StoredTurn) -> None:
    from assistant.export.conversation import note_text

    messages, language, asked = Messages(), language_of(), turn.asked_at.astimezone()
    when = {"day": day(asked.date(), language), "time": f"{asked:%H:%M}"}
    typer.secho(messages.say(language, "threads.asked", n=turn.place, **when), bold=True)
    typer.echo(f"{turn.question}\n")
    if turn.answer is None:
        typer.echo(said("threads.unreadable").text(language))
        return
    typer.echo(turn.answer.answer + "\n")
    for citation in turn.answer.citations:
        typer.echo(f"[{citation.marker}] {note_text(citation, messages, turn.answer.language)}")
    typer.echo("")


def _document(name: str, format_: Format) -> bytes:
    from assistant.export.document import exported

    kept = _kept()
    return exported(kept, kept.named(name), format_, load_settings().day())


def _data(conversation: Conversation) -> dict[str, Any]:
    return {
        "name": conversation.name,
        "language": conversation.language,
        "created": conversation.created.isoformat(),
        "changed": conversation.changed.isoformat(),
        "turns": conversation.turns,
    }
