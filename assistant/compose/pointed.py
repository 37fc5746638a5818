"""Which lines of a sheet answer the question: the chance of each, among those that hold for this day and profile."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.compose.desk import Desk
from assistant.draft import Line
from assistant.question import Question
from corpus.records import FACETS, Key
from index.lexical import fold

GIVES = 2.0
"""How many times likelier a line is that gives the kind of thing asked for ("tous les combien ?"), chosen on dev."""
SURELY = 0.4
"""Chance of answering from which a line comes before what is general, chosen on dev."""
OWN = 0.7
"""What a question's own words count where it leans on what was said before; read together they count the rest."""


class Pointed:
    """Chances of lines; those of a sheet are computed once.

    Args:
        question: as understood; one that only names an indicator or a facet points at no line of its sheet.
        desk: of the turn.
    """

    def __init__(self, question: Question, desk: Desk) -> None:
        self._question, self._desk = question, desk
        self._giving = re.compile(question.wanted) if question.wanted else None
        self._sheets: dict[Key, Mapping[str, float]] = {}

    def chance(self, line: Line, key: Key) -> float:
        """How likely (0 to 1) a line of a sheet is the one that answers; 0 where the question points at none."""
        if isinstance(key, int) and not self._question.topic:
            return 0.0
        if key not in self._sheets:
            self._sheets[key] = self._chances(key)
        likely = self._sheets[key].get(line.said, 0.0)
        if self._giving is None or not self._giving.search(fold(line.said)):
            return likely
        return 1.0 if self._question.mistakes else min(likely * GIVES, 1.0)

    def _chances(self, key: Key) -> Mapping[str, float]:
        desk = self._desk
        texts = [line for facet in FACETS for chunk in desk.passages(key, facet) for line in chunk.lines]
        language = desk.library.language(desk.language)
        own = desk.library.lines.chances(self._question.text, key, language, dict.fromkeys(texts))
        before = self._question.after or " ".join(self._question.told)
        if not before:
            return own
        whole = f"{before} {self._question.text}"
        together = desk.library.lines.chances(whole, key, language, dict.fromkeys(texts))
        return {text: OWN * chance + (1 - OWN) * together[text] for text, chance in own.items()}
