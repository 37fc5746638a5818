"""Is what a question asks understood? Labelled questions, whatever their subject."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.asking import INTENTS, REFUSED
from assistant.question import Context, Question
from assistant.reading import Reading
from corpus.records import LANGUAGES, OUTSIDE
from eval.measures import Measure, mean

HERE = Path(__file__).parent / "facets"
OF_THEME = {"sites": "duration", "adapted": "duration", "five": "decision", "entrants": "new_entrant", "scope": "which"}
"""Themes that answer a label of another name; the others are labels themselves."""
OUT = 0.5
"""Doubt (`Question.off_topic`) from which a question counts as outside."""


@dataclass(frozen=True)
class Outcome:
    """A labelled question and what was understood."""

    text: str
    language: str
    right: frozenset[str]
    asks: str
    understood: str

    @property
    def good(self) -> bool:
        """Whether a colleague would agree."""
        return self.understood in self.right


def run(split: str, reading: Reading) -> list[Outcome]:
    """The outcome of every question of a split ("dev", "test")."""
    lines = (HERE / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    outcomes = []
    for data in map(json.loads, lines):
        understood = label(reading.understand(data["question"], Context()))
        right = frozenset((data["asks"], *data["fair"]))
        outcomes.append(Outcome(data["question"], data["lang"], right, data["asks"], understood))
    return outcomes


def label(question: Question) -> str:
    """What is understood, as one label of `index.asked.LABELS`; refusals count as outside."""
    doubtful = question.off_topic > OUT and not question.indicators
    if question.refused in REFUSED or question.outside or doubtful:
        return OUTSIDE
    if question.themes:
        return OF_THEME.get(question.themes[0], question.themes[0])
    for intent in INTENTS:
        if intent in question.intents:
            return intent
    if question.hint and not question.facets:
        return question.hint
    return question.facets[0] if question.facets else "summary"


def shares(outcomes: Sequence[Outcome]) -> dict[str, Measure]:
    """The share understood, by language."""
    found = {lang: mean([float(o.good) for o in outcomes if o.language == lang]) for lang in LANGUAGES}
    return {lang: measure for lang, measure in found.items() if measure is not None}


def confusions(outcomes: Sequence[Outcome]) -> Counter[tuple[str, str]]:
    """How often (what is asked, what was understood) came up; what a colleague would accept counts as right."""
    return Counter((o.asks, o.asks if o.good else o.understood) for o in outcomes)
