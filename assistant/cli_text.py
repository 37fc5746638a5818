"""Shows an answer in a terminal."""

from __future__ import annotations

import sys

import typer

from assistant.cli_words import say
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
    language = answer.language
    if answer.citations:
        typer.echo("")
    for citation in answer.citations:
        short = rules.sources[citation.source].short
        label = short if citation.kind == "rule" else Messages().say(language, "quote.ours", source=short)
        quote = " ".join(citation.quote.split())
        shown = {"marker": citation.marker, "label": label, "locator": citation.locator, "quote": quote}
        typer.echo(say("answer.citation", lang=language, **shown))
    if answer.carried:
        what = ", ".join(say(f"carried.{name}", lang=language) for name in answer.carried)
        typer.secho(say("carried.line", lang=language, what=what), dim=True)
    for suggestion in answer.suggestions:
        typer.echo(f"→ {suggestion}")
    if why:
        typer.echo(f"\n{say('answer.why', lang=language)}")
        typer.echo(trace_text(reply.steps, rules, answer.language))
