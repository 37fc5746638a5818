"""Shows an answer in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import typer

from assistant.messages import Messages
from assistant.rules.explain import trace_text
from assistant.turn import Reply
from corpus.load import Rules


def answer_text(replies: Iterable[Reply], rules: Rules, *, why: bool) -> None:
    """Print an answer as it grows, then its sources and, with `why`, what the rules read.

    Args:
        replies: at least one; what was in one of them is in the next ones too.
        rules: give the short names of the sources.
        why: also print what the rules read.
    """
    shown = ""
    for reply in replies:
        new = reply.answer.answer.removeprefix(shown)
        if new:
            _print(new)
        shown = reply.answer.answer
    answer = reply.answer
    typer.echo("")
    french = answer.language == "fr"
    if answer.citations and not sys.stdout.isatty():
        typer.echo("")
    for citation in answer.citations:
        short = rules.sources[citation.source].short
        origin = f"notre reformulation d'après {short}" if french else f"our rewording of {short}"
        label = short if citation.kind == "rule" else origin
        typer.echo(f"[{citation.marker}] {label}, {citation.locator} : « {' '.join(citation.quote.split())} »")
    if answer.carried:
        say = Messages().say
        what = ", ".join(say(answer.language, f"carried.{name}") for name in answer.carried)
        typer.secho(say(answer.language, "carried.line", what=what), dim=True)
    for suggestion in answer.suggestions:
        typer.echo(f"→ {suggestion}")
    if why:
        typer.echo("\nPourquoi :" if french else "\nWhy:")
        typer.echo(trace_text(reply.steps, rules, answer.language))


def _print(markdown: str) -> None:
    """Print a part of an answer: whole lines in colour on a terminal, as it is elsewhere."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(markdown))
    else:
        typer.echo(markdown, nl=False)
        sys.stdout.flush()
