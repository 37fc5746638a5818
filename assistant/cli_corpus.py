"""`qualiopi corpus`: what the texts say, whether they are in order, and what changes between two days."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import typer

from assistant.cli_options import On, fail_clearly
from corpus.errors import CorpusError
from corpus.load import load
from corpus.records import Key

app = typer.Typer(help="Le corpus : montrer, contrôler, comparer deux dates.", no_args_is_help=True)


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="Numéro d'indicateur ou identifiant de sujet ; « list » pour la liste.")],
    facet: Annotated[str | None, typer.Option(help="Une seule rubrique, par exemple evidence.")] = None,
    on: On = None,
    lang: Annotated[Literal["fr", "en"], typer.Option(help="Langue de la fiche.")] = "fr",
) -> None:
    """Montrer une fiche telle qu'elle vaut un jour donné."""
    with fail_clearly():
        from assistant.settings import load_settings

        corpus = load()
        day = on.date() if on else load_settings().day()
        if key == "list":
            for sheet in corpus.sheets:
                if sheet.language == lang:
                    typer.echo(f"{sheet.key!s:>18}  {sheet.title}")
            return
        wanted: Key = int(key) if key.isdigit() else key
        sheet = corpus.sheet(wanted, lang)
        known = [section.facet for section in sheet.sections]
        if facet is not None and facet not in known:
            raise CorpusError("corpus.facet", facet=repr(facet), allowed=known)
        if not sheet.validity.holds(day):
            raise CorpusError("corpus.not_in_force", title=sheet.title, day=day)
        typer.echo(f"# {sheet.title}")
        for section in sheet.sections:
            if facet is None or section.facet == facet:
                typer.echo(f"\n## {section.heading}")
                for item in section.items:
                    if item.validity.holds(day):
                        tags = "".join(f" {{{tag}}}" for tag in item.tags)
                        origin = f"{item.reference.source}, {item.reference.locator}, {item.reference.confidence}"
                        typer.echo(f"{'- ' if item.bullet else ''}{item.text}{tags}  [{origin}]")


@app.command()
def check() -> None:
    """Chercher ce qui cloche : sources orphelines, valeurs écrites en clair, répétitions, phrases trop longues."""
    with fail_clearly():
        from corpus.check import check as check_corpus

        corpus = load()
        findings = check_corpus(corpus)
        for finding in findings:
            typer.echo(f"{finding.kind:>14} · {finding.where} · {finding.what}")
        sheets = len(corpus.sheets)
        items = sum(len(section.items) for sheet in corpus.sheets for section in sheet.sections)
        typer.echo(
            f"{sheets} fiches, {items} textes, {len(corpus.rules.parameters)} paramètres : {len(findings)} remarques"
        )
        raise typer.Exit(1 if findings else 0)


@app.command()
def diff(
    start: Annotated[str, typer.Option("--from", help="Premier jour (AAAA-MM-JJ).")] = "2026-10-31",
    end: Annotated[str, typer.Option("--to", help="Second jour (AAAA-MM-JJ).")] = "2026-11-01",
) -> None:
    """Dire ce qui change entre deux jours, et pour quels publics."""
    with fail_clearly():
        from corpus.diff import text_changes, value_changes

        corpus = load()
        before, after = _day(start), _day(end)
        for value in value_changes(corpus, before, after):
            typer.echo(f"~ {value.label} : {value.before} -> {value.after}")
        for text in text_changes(corpus, before, after):
            tags = f" ({', '.join(text.tags)})" if text.tags else ""
            typer.echo(f"{'+' if text.added else '-'} {text.key} · {text.facet}{tags} · {text.text}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} n'est pas une date AAAA-MM-JJ") from None
