"""`qualiopi index`: build, status, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli_options import AsJson, fail_clearly, printed, spinner
from assistant.cli_words import fields_text, say
from assistant.language import language_of
from corpus.errors import IndexProblem
from corpus.load import load

if TYPE_CHECKING:
    from index.documents import Documents

app = typer.Typer(no_args_is_help=True)


@app.command()
def build() -> None:
    """Build the index; the old one serves until the end."""
    with fail_clearly():
        from assistant.settings import load_settings
        from index.build import build as build_index
        from index.embed import chosen

        settings = load_settings()
        home = settings.data_folder()
        manifest = build_index(home, load(), model=chosen(settings.embedding_model), progress=spinner())
        kind = say("index.by_meaning", model=manifest.model.name) if manifest.model else say("index.by_words")
        typer.echo(say("index.built", home=home, chunks=manifest.chunks, kind=kind))


@app.command()
def status(as_json: AsJson = False) -> None:
    """Say what the index was built from and whether it matches the corpus (exit code 1 if not)."""
    with fail_clearly():
        from assistant.settings import load_settings
        from index.manifest import Manifest, current

        home = load_settings().data_folder()
        corpus = load()
        data: dict[str, Any] = {"home": str(home), "corpus": corpus.hash, "state": "ready", "problem": None}
        try:
            folder = current(home)
            manifest = Manifest.read(folder)
            data |= {
                "build": folder.name,
                "built_at": manifest.built_at,
                "chunks": manifest.chunks,
                "model": manifest.model.name if manifest.model else None,
            }
            manifest.check(corpus.hash)
        except IndexProblem as error:
            data |= {"state": type(error).__name__.removeprefix("Index").lower(), "problem": error.text(language_of())}
        if as_json:
            printed(data)
        else:
            shown = {**data, "state": say(f"index.{data['state']}")}
            typer.echo(fields_text({say(f"index.field.{key}"): str(v) for key, v in shown.items() if v is not None}))
        raise typer.Exit(0 if data["state"] == "ready" else 1)


@app.command()
def add(paths: Annotated[list[Path], typer.Argument()]) -> None:
    """Add your own texts; they will be cited as “your document”."""
    with fail_clearly():
        refused = 0
        for outcome in _documents().add(paths):
            refused += outcome.state == "refused"
            passages = say("index.passages", count=outcome.passages)
            detail = outcome.reason.text(language_of()) if outcome.reason else passages
            state = say(f"documents.{outcome.state}")
            typer.echo(
                say("said.field", name=f"{state:>9}", value=f"{outcome.path} ({detail})"),
                err=outcome.state == "refused",
            )
        raise typer.Exit(1 if refused else 0)


@app.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the texts that you added."""
    with fail_clearly():
        found = _documents().all()
        if as_json:
            printed(
                [{"id": d.id, "path": d.path, "passages": len(d.chunks), "indicators": d.indicators} for d in found]
            )
            return
        for document in found:
            typer.echo(f"{document.id}  {say('index.passages', count=f'{len(document.chunks):>4}')}  {document.path}")
        if not found:
            typer.echo(say("documents.no_document"))


@app.command()
def remove(name: Annotated[str, typer.Argument()]) -> None:
    """Remove one of your texts (the original file is left alone)."""
    with fail_clearly():
        typer.echo(say("documents.removed", path=_documents().remove(name).path))


def _documents() -> Documents:
    from assistant.settings import load_settings
    from index.documents import Documents

    return Documents(load_settings().data_folder())


@app.command()
def verify() -> None:
    """Compare the index with the corpus and with its manifest, vectors included."""
    with fail_clearly():
        from assistant.settings import load_settings
        from index.embed import chosen
        from index.verify import verify as verify_index

        settings = load_settings()
        report = verify_index(settings.data_folder(), load(), chosen(settings.embedding_model))
        typer.echo(
            say(
                "index.verified",
                chunks=report.manifest.chunks,
                vectors=report.vectors,
                encoded=report.encoded,
            )
        )
