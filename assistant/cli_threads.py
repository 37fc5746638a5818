"""`qualiopi threads`: the conversations kept on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assistant.cli_options import AsJson, fail_clearly, printed
from assistant.messages import Messages
from assistant.rules.shown import day
from assistant.settings import load_settings
from corpus.errors import SettingsError
from corpus.records import Language

if TYPE_CHECKING:
    from assistant.state.records import Conversation, StoredTurn
    from assistant.state.store import Conversations

app = typer.Typer(help="Les conversations gardées sur cette machine.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Nom de la conversation.")]
Format = Literal["md", "docx"]


def _kept() -> Conversations:
    from assistant.state.store import Conversations

    return Conversations(load_settings().data_folder())


def _say(key: str, **values: object) -> str:
    return Messages().say("fr", key, **values)


@app.command("list")
def listing(as_json: AsJson = False) -> None:
    """Lister les conversations, la dernière d'abord."""
    with fail_clearly():
        found = _kept().listing()
        if as_json:
            printed([_data(conversation) for conversation in found])
            return
        for one in found:
            changed = day(one.changed.astimezone().date(), "fr")
            typer.echo(_say("threads.line", name=one.name, turns=one.turns, changed=changed))
        if not found:
            typer.echo(_say("threads.none"))


@app.command()
def show(name: Name, as_json: AsJson = False) -> None:
    """Relire une conversation."""
    with fail_clearly():
        kept = _kept()
        conversation = kept.named(name)
        if not as_json:
            for turn in kept.turns(conversation.id):
                _show(turn, conversation.language)
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
def rename(name: Name, new: Annotated[str, typer.Argument(help="Nouveau nom.")]) -> None:
    """Donner un autre nom à une conversation."""
    with fail_clearly():
        kept = _kept()
        conversation = kept.named(name)
        kept.rename(conversation.id, new)
        typer.echo(_say("threads.renamed", old=conversation.name, new=new.strip()))


@app.command()
def delete(
    name: Name, yes: Annotated[bool, typer.Option("--yes", help="Ne pas demander de confirmation.")] = False
) -> None:
    """Supprimer une conversation ; elle est perdue."""
    with fail_clearly():
        kept = _kept()
        conversation = kept.named(name)
        if not yes and not typer.confirm(_say("threads.confirm", name=conversation.name, turns=conversation.turns)):
            raise SettingsError(_say("threads.kept"))
        kept.delete(conversation.id)
        typer.echo(_say("threads.deleted", name=conversation.name))


@app.command()
def export(
    name: Name,
    format_: Annotated[Format, typer.Option("--format", help="md (Markdown) ou docx (Word).")] = "md",
    output: Annotated[Path | None, typer.Option(help="Fichier à écrire ; il ne doit pas exister.")] = None,
) -> None:
    """Exporter une conversation : Markdown sur la sortie, sauf avec --output ; Word dans un fichier à son nom."""
    with fail_clearly():
        content = _document(name, format_)
        if output is None and format_ == "md":
            typer.echo(content.decode(), nl=False)
            return
        from assistant.export.conversation import file_name

        file = output or Path(file_name(name, format_))
        try:
            with file.open("xb") as out:
                out.write(content)
        except FileExistsError:
            raise SettingsError(_say("threads.exists", file=file)) from None
        except OSError as error:
            raise SettingsError(_say("threads.unwritable", file=file, reason=error.strerror)) from None
        typer.echo(_say("threads.written", file=file))


def _show(turn: StoredTurn, language: Language) -> None:
    from assistant.export.conversation import note_text

    messages, asked = Messages(), turn.asked_at.astimezone()
    when = {"day": day(asked.date(), language), "time": f"{asked:%H:%M}"}
    typer.secho(messages.say(language, "threads.asked", n=turn.place, **when), bold=True)
    typer.echo(f"{turn.question}\n")
    if turn.answer is None:
        typer.echo(messages.say(language, "threads.unreadable"))
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
