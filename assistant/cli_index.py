"""`qualiopi index`: build, status, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli_options import AsJson, fail_clearly, printed, spinner
from corpus.errors import IndexProblem
from corpus.load import load

if TYPE_CHECKING:
    from index.documents import Documents

app = typer.Typer(help="L'index de recherche : construire, voir, vérifier.", no_args_is_help=True)


@app.command()
def build() -> None:
    """Construire l'index ; l'ancien sert jusqu'à la fin."""
    with fail_clearly():
        from assistant.settings import load_settings
        from index.build import build as build_index
        from index.embed import chosen

        settings = load_settings()
        home = settings.data_folder()
        manifest = build_index(home, load(), model=chosen(settings.embedding_model), progress=spinner())
        kind = f"par mots et par sens ({manifest.model.name})" if manifest.model else "par mots seulement"
        typer.echo(f"Index prêt dans {home} : {manifest.chunks} passages, recherche {kind}.")


@app.command()
def status(as_json: AsJson = False) -> None:
    """Dire d'où vient l'index et s'il correspond au corpus (code 1 sinon)."""
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
            data |= {"state": type(error).__name__.removeprefix("Index").lower(), "problem": str(error)}
        if as_json:
            printed(data)
        else:
            for key, value in data.items():
                if value is not None:
                    typer.echo(f"{key:>9} : {value}")
        raise typer.Exit(0 if data["state"] == "ready" else 1)


@app.command()
def add(paths: Annotated[list[Path], typer.Argument(help="Fichiers ou dossiers : md, txt, html, pdf, docx.")]) -> None:
    """Ajouter vos propres textes ; ils seront cités comme « votre document »."""
    with fail_clearly():
        refused = 0
        for outcome in _documents().add(paths):
            refused += outcome.state == "refused"
            words = {"added": "ajouté", "replaced": "remplacé", "unchanged": "inchangé", "refused": "refusé"}
            detail = outcome.reason or f"{outcome.passages} passages"
            typer.echo(f"{words[outcome.state]:>9} : {outcome.path} ({detail})", err=outcome.state == "refused")
        raise typer.Exit(1 if refused else 0)


@app.command("list")
def list_command(as_json: AsJson = False) -> None:
    """Lister vos textes ajoutés."""
    with fail_clearly():
        found = _documents().all()
        if as_json:
            printed(
                [{"id": d.id, "path": d.path, "passages": len(d.chunks), "indicators": d.indicators} for d in found]
            )
            return
        for document in found:
            typer.echo(f"{document.id}  {len(document.chunks):>4} passages  {document.path}")
        if not found:
            typer.echo("Aucun document ajouté.")


@app.command()
def remove(name: Annotated[str, typer.Argument(help="Identifiant, chemin ou nom du fichier.")]) -> None:
    """Retirer un de vos textes (le fichier d'origine n'est pas touché)."""
    with fail_clearly():
        typer.echo(f"Retiré : {_documents().remove(name).path}")


def _documents() -> Documents:
    from assistant.settings import load_settings
    from index.documents import Documents

    return Documents(load_settings().data_folder())


@app.command()
def verify() -> None:
    """Comparer l'index au corpus et à son manifeste, vecteurs compris."""
    with fail_clearly():
        from assistant.settings import load_settings
        from index.embed import chosen
        from index.verify import verify as verify_index

        settings = load_settings()
        report = verify_index(settings.data_folder(), load(), chosen(settings.embedding_model))
        typer.echo(
            f"Index conforme : {report.manifest.chunks} passages, {report.vectors} vecteurs, "
            f"{report.encoded} recalculés et comparés."
        )
