"""Shows an answer in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import typer

from assistant.cli_words import say
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
    language = answer.language
    if answer.citations and not sys.stdout.isatty():
        typer.echo("")
    for citation in answer.citations:
        short = rules.sources[citation.source].short
        label = short if citation.kind == "rule" else Messages().say(language, "quote.ours", source=short)
        quote = " ".join(citation.quote.split())
        parts = {"marker": citation.marker, "label": label, "locator": citation.locator, "quote": quote}
        typer.echo(say("answer.citation", lang=language, **parts))
    if answer.carried:
        what = ", ".join(say(f"carried.{name}", lang=language) for name in answer.carried)
        typer.secho(say("carried.line", lang=language, what=what), dim=True)
    for suggestion in answer.suggestions:
        typer.echo(f"→ {suggestion}")
    if why:
        typer.echo(f"\n{say('answer.why', lang=language)}")
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
