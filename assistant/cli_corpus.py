"""`qualiopi corpus`: what the texts say, whether they are in order, and what changes between two days."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from assistant.cli_options import On, fail_clearly
from assistant.cli_words import say
from assistant.language import language_of
from corpus.load import load
from corpus.records import Key, Language
from corpus.said import Said

app = typer.Typer(no_args_is_help=True)


@app.command()
def show(
    key: Annotated[str, typer.Argument()],
    facet: Annotated[str | None, typer.Option()] = None,
    on: On = None,
    lang: Annotated[Language | None, typer.Option()] = None,
) -> None:
    """Show a sheet as it holds on a day."""
    with fail_clearly():
        from assistant.settings import load_settings

        corpus, language = load(), lang or language_of()
        day = on.date() if on else load_settings().day()
        if key == "list":
            for sheet in corpus.sheets:
                if sheet.language == language:
                    typer.echo(f"{sheet.key!s:>18}  {sheet.title}")
            return
        wanted: Key = int(key) if key.isdigit() else key
        sheet = corpus.sheet_on(wanted, language, day, facet)
        typer.echo(f"# {sheet.title}")
        for section in sheet.sections:
            typer.echo(f"\n## {section.heading}")
            for item in section.items:
                tags = "".join(f" {{{tag}}}" for tag in item.tags)
                origin = f"{item.reference.source}, {item.reference.locator}, {item.reference.confidence}"
                typer.echo(f"{'- ' if item.bullet else ''}{item.text}{tags}  [{origin}]")


@app.command()
def check() -> None:
    """Look for what is wrong: orphan sources, values written out, repetitions, sentences that are too long."""
    with fail_clearly():
        from corpus.check import check as check_corpus

        corpus = load()
        findings = check_corpus(corpus)
        for finding in findings:
            what = finding.what.text(language_of()) if isinstance(finding.what, Said) else finding.what
            typer.echo(f"{say(f'corpus.{finding.kind}'):>16} · {finding.where} · {what}")
        sheets = len(corpus.sheets)
        items = sum(len(section.items) for sheet in corpus.sheets for section in sheet.sections)
        typer.echo(
            say(
                "corpus.checked",
                sheets=sheets,
                items=items,
                parameters=len(corpus.rules.parameters),
                findings=len(findings),
            )
        )
        raise typer.Exit(1 if findings else 0)


@app.command()
def diff(
    start: Annotated[str, typer.Option("--from")] = "2026-10-31",
    end: Annotated[str, typer.Option("--to")] = "2026-11-01",
) -> None:
    """Say what changes between two days, and for whom."""
    with fail_clearly():
        from corpus.diff import text_changes, value_changes

        corpus = load()
        before, after = _day(start), _day(end)
        for value in value_changes(corpus, before, after):
            typer.echo(
                say(
                    "said.field",
                    name=f"~ {corpus.rules.parameters[value.parameter].labels[language_of()]}",
                    value=f"{value.before} -> {value.after}",
                )
            )
        for text in text_changes(corpus, before, after):
            tags = f" ({', '.join(text.tags)})" if text.tags else ""
            typer.echo(f"{'+' if text.added else '-'} {text.key} · {text.facet}{tags} · {text.text}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(say("said.not_a_day", text=repr(text))) from None
