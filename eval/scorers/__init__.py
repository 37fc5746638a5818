"""Judges of a response, each with its reason. Those of `eval.records.DECISIVE` make a case pass or fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from assistant.rules import Reader
from corpus.load import Rules
from eval.records import Case, Response, Score
from eval.scorers import form, support, truth

Scorer = Callable[[Case, Response, Reader], Score]

SCORERS: Mapping[str, Scorer] = {
    "cites": truth.cites,
    "facts": truth.facts,
    "forbidden": truth.forbidden,
    "abstention": truth.abstention,
    "verbatim": support.verbatim,
    "support": support.support,
    "by_rule": support.by_rule,
    "language": form.language,
    "version": form.version,
    "length": form.length,
    "relevance": form.relevance,
}
"""Every scorer by name."""


def score(case: Case, response: Response, rules: Rules, today: date) -> dict[str, Score]:
    """All scores of a response."""
    on = date.fromisoformat(response.on) if response.on else today
    reader = Reader(rules, on)
    return {name: scorer(case, response, reader) for name, scorer in SCORERS.items()}
