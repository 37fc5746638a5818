"""`qualiopi status` and `qualiopi data`: what is kept on this machine, its copy and its removal."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli_options import AsJson, fail_clearly, printed
from assistant.cli_words import fields_text, say
from assistant.language import language_of
from corpus.errors import SettingsError
from corpus.load import load

app = typer.Typer(no_args_is_help=True)
CONVERSATIONS = "conversations.sqlite"
MARKS = ("index", CONVERSATIONS)
"""A folder is ours if it has one of these in it: nothing else is ever deleted."""


def status_command(as_json: AsJson = False) -> None:
    """Say where the data are, which versions hold, in what state the index is."""
    with fail_clearly():
        from assistant.settings import load_settings
        from assistant.status import status_data

        data = status_data(load_settings(), load(), language_of())
        if as_json:
            printed(data)
            return
        typer.echo(fields_text({say(f"status.{key}"): _shown(value) for key, value in data.items()}))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return say("status.yes" if value else "status.no")
    return say("status.none") if value == "none" else str(value)


def _home() -> Path:
    from assistant.settings import load_settings

    return load_settings().data_folder()


@app.command()
def backup(file: Annotated[Path, typer.Argument()]) -> None:
    """Copy all data into an archive."""
    with fail_clearly():
        home = _home()
        if not home.is_dir():
            raise SettingsError("data.nothing", home=home)
        own = {home / f"{CONVERSATIONS}{end}" for end in ("", "-wal", "-shm")}
        try:
            with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted(home.rglob("*")):
                    if path.is_file() and path.resolve() != file.resolve() and path not in own:
                        archive.write(path, path.relative_to(home).as_posix())
                if (home / CONVERSATIONS).exists():
                    _add_conversations(archive, home / CONVERSATIONS)
        except FileExistsError:
            raise SettingsError("data.exists", file=file) from None
        except OSError as error:
            raise SettingsError("file.unwritable", file=file, reason=error.strerror) from None
        typer.echo(say("data.copied", file=file))


def _add_conversations(archive: zipfile.ZipFile, path: Path) -> None:
    """A copy of the file of conversations as it is between two turns, whoever is writing to it."""
    from assistant.state.copy import copied

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copied(path, copy)
        archive.write(copy, path.name)


@app.command()
def delete(yes: Annotated[bool, typer.Option("--yes")] = False) -> None:
    """Delete all data from this machine; the index can be built again, the rest is lost."""
    with fail_clearly():
        home = _home()
        if not home.is_dir():
            typer.echo(say("data.nothing", home=home))
            return
        if not any((home / mark).exists() for mark in MARKS):
            raise SettingsError("data.not_ours", home=home)
        if not yes and not typer.confirm(say("data.confirm", home=home)):
            raise SettingsError("data.kept")
        shutil.rmtree(home)
        typer.echo(say("data.deleted", home=home))
