"""What the commands share: one clear line on failure, profiles, JSON, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant import profiles
from assistant.cli_words import say
from assistant.language import language_of
from assistant.rules import Profile
from corpus.errors import ProfileError, QualiopiError, SettingsError

Category = Annotated[list[str] | None, typer.Option()]
Certifying = Annotated[bool | None, typer.Option()]
Registry = Annotated[list[str] | None, typer.Option()]
Alternance = Annotated[bool | None, typer.Option()]
Afest = Annotated[bool | None, typer.Option()]
WorkPlacement = Annotated[bool | None, typer.Option()]
OnlyShort = Annotated[bool | None, typer.Option()]
NewEntrant = Annotated[bool | None, typer.Option()]
Subcontractor = Annotated[bool | None, typer.Option()]
UsesSubcontractors = Annotated[bool | None, typer.Option()]
Umbrella = Annotated[bool | None, typer.Option()]
Independent = Annotated[bool | None, typer.Option()]
Remote = Annotated[bool | None, typer.Option()]
ProfileFile = Annotated[Path | None, typer.Option("--profile")]
On = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"])]
Why = Annotated[bool, typer.Option("--why")]
AsJson = Annotated[bool, typer.Option("--json")]


@contextmanager
def fail_clearly() -> Iterator[None]:
    """Turn our errors into one line on stderr and exit code 1."""
    try:
        yield
    except QualiopiError as error:
        typer.echo(error.text(language_of()), err=True)
        raise typer.Exit(1) from None


def printed(data: Any) -> None:
    """Print JSON on stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def write_new(file: Path, content: bytes) -> None:
    """Write a file that does not exist yet.

    Raises:
        SettingsError: there is one, or it cannot be written.
    """
    try:
        with file.open("xb") as out:
            out.write(content)
    except FileExistsError:
        raise SettingsError("data.exists", file=file) from None
    except OSError as error:
        raise SettingsError("file.unwritable", file=file, reason=error.strerror) from None


def profile_from(context: typer.Context) -> Profile:
    """The profile of --profile FILE (YAML or JSON), with the profile options of the command put over it.

    Raises:
        ProfileError: the file or an option is not allowed.
    """
    path: Path | None = context.params.get("profile")
    known = Profile()
    if path is not None:
        try:
            known = profiles.read(path.read_text(encoding="utf-8"), path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise ProfileError("profile.file", path=path, reason=error) from None
    names = [field.name for field in fields(Profile) if field.name in context.params]
    options = {name: context.params[name] for name in names if context.params[name] is not None}
    if context.params.get("category"):
        options["categories"] = context.params["category"]
    return known.with_known(Profile.parse(options))


def spinner() -> Callable[[int, int], None] | None:
    """A progress callback that draws a bar on stderr while an index is built; None when nobody watches."""
    if not sys.stderr.isatty():
        return _plain
    from rich.progress import Progress

    bar = Progress(transient=True)
    task = bar.add_task(say("progress.index"), total=None)

    def update(done: int, total: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=total)
        if done >= total:
            bar.stop()

    return update


def _plain(done: int, total: int) -> None:
    """One line at the beginning and at the end, for logs."""
    if done >= total:
        typer.echo(say("progress.built", total=total), err=True)
