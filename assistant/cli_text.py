"""Shows an answer in a terminal."""

from __future__ import annotations

import sys

import typer

from assistant.messages import Messages
from assistant.rules.explain import trace_text
from assistant.turn import Reply
from corpus.load import Rules


def answer_text(reply: Reply, rules: Rules, *, why: bool) -> None:
    """Print an answer, its sources and, with `why`, what the rules read."""
    answer = reply.answer
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(answer.answer))
    else:
        typer.echo(answer.answer)
    french = answer.language == "fr"
    if answer.citations:
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
