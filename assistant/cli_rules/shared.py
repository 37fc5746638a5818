"""What the rule commands share: the reader of a day, and printing an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

import typer

from assistant.cli_options import printed
from assistant.language import language_of
from assistant.rules import Outcome, Profile, Reader, Reason
from assistant.rules.data import outcome_data
from assistant.rules.explain import asked_for, question_for, reason_text, reserve, said, sentence, trace_text
from corpus.load import load_rules
from corpus.records import Language

Lang = Annotated[Language | None, typer.Option("--lang")]


def reader_on(on: datetime | None, profile: Profile | None = None) -> Reader:
    """The rules on the day of --on, else on the audit date of the profile, else today."""
    if on is not None:
        chosen: date = on.date()
    elif profile is not None and profile.audit_date is not None:
        chosen = profile.audit_date
    else:
        from assistant.settings import load_settings

        chosen = load_settings().day()
    return Reader(load_rules(), chosen)


def told(
    rule: str,
    inputs: Mapping[str, Any],
    outcome: Outcome,
    reader: Reader,
    lang: Language | None,
    why: bool,
    as_json: bool,
) -> None:
    """Print an outcome: sentences, reserve and question, or JSON; with `why`, what the rules read."""
    lang = lang or language_of()
    if as_json:
        printed(outcome_data(rule, inputs, outcome, reader, lang))
        return
    for place, statement in enumerate(said(outcome)):
        text = sentence(reason_text(statement.reason, lang)) + reserve(statement.trace, lang)
        typer.echo(f"  - {text}" if place else text)
    typer.echo(sentence(reason_text(Reason("holds", {"on": reader.on, "rnq": reader.rnq}), lang)))
    for fact in asked_for(outcome):
        typer.echo(f"  ? {question_for(fact, lang)}")
    if why:
        typer.echo(trace_text(outcome.trace, reader.rules, lang))
