"""What the rule commands share: the reader of a day, and printing an outcome."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from assistant.cli_options import printed
from assistant.language import language_of
from assistant.rules import Profile, Reader, Reason
from assistant.rules.explain import asked_for, question_for, reason_text, reserve, said, sentence, trace_text
from assistant.rules.themes import Told, day_asked
from corpus.load import load_rules
from corpus.records import Language

Lang = Annotated[Language | None, typer.Option("--lang")]


def reader_on(on: datetime | None, profile: Profile | None = None, notified: datetime | None = None) -> Reader:
    """The rules on the day of --on, else as `day_asked` says."""
    from assistant.settings import load_settings

    return Reader(load_rules(), day_asked(_day(on), profile, load_settings().day(), _day(notified)))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def told(found: Told, lang: Language | None, why: bool, as_json: bool) -> None:
    """Print an outcome: sentences, reserve and question, or JSON; with `why`, what the rules read."""
    lang = lang or language_of()
    if as_json:
        printed(found.data(lang))
        return
    outcome, reader = found.outcome, found.reader
    for place, statement in enumerate(said(outcome)):
        text = sentence(reason_text(statement.reason, lang)) + reserve(statement.trace, lang)
        typer.echo(f"  - {text}" if place else text)
    typer.echo(sentence(reason_text(Reason("holds", {"on": reader.on, "rnq": reader.rnq}), lang)))
    for fact in asked_for(outcome):
        typer.echo(f"  ? {question_for(fact, lang)}")
    if why:
        typer.echo(trace_text(outcome.trace, reader.rules, lang))
