"""The full grid: every indicator x every facet, asked by number and by words for the number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.record import Answer
from assistant.service import Assistant

ASKS = {
    "summary": "C'est quoi {n} ?",
    "statement": "Quel est l'énoncé de {n} ?",
    "expected_level": "Quel est le niveau attendu de {n} ?",
    "evidence": "Quelles preuves pour {n} ?",
    "details": "Quelles précisions pour {n} ?",
    "nonconformity": "Quelle non-conformité pour {n} ?",
    "obligations": "Quelles obligations spécifiques pour {n} ?",
    "new_entrant": "{n} pour un nouvel entrant ?",
    "subcontracting": "{n} en sous-traitance ?",
    "glossary": "Quelles définitions dans le glossaire pour {n} ?",
    "versions": "Qu'est-ce qui a changé pour {n} selon les versions ?",
    "practice": "Comment faire en pratique pour {n} ?",
    "example": "Un exemple concret pour {n} ?",
    "faq": "Questions fréquentes sur {n} ?",
    "applicability": "Qui est concerné par {n} ?",
}
NUMBERS = """
    un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf
    vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf
    trente trente-et-un trente-deux trente-trois
""".split()
_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Cell:
    """One question of the grid, and what is wrong with its answer."""

    indicator: int
    facet: str
    question: str
    problems: tuple[str, ...]
    answer: Answer


def questions() -> Iterator[tuple[int, str, str]]:
    """Indicator, facet and question of every cell: 33 x 15 x 2."""
    for indicator in range(1, 34):
        for name in (f"l'indicateur {indicator}", f"l'indicateur {NUMBERS[indicator - 1]}"):
            for facet, ask in ASKS.items():
                text = ask.format(n=name)
                yield indicator, facet, text[0].upper() + text[1:]


def run(assistant: Assistant) -> list[Cell]:
    """Ask every cell and say what is wrong; an answer given twice for different cells is wrong too."""
    cells = []
    seen: dict[str, tuple[int, str]] = {}
    for indicator, facet, question in questions():
        answer = assistant.reply(question).answer
        problems = [*_problems(answer, indicator, facet, assistant)]
        twin = seen.setdefault(answer.answer, (indicator, facet))
        if twin != (indicator, facet):
            problems.append(f"same answer as {twin}")
        cells.append(Cell(indicator, facet, question, tuple(problems), answer))
    return cells


def _problems(answer: Answer, indicator: int, facet: str, assistant: Assistant) -> Iterator[str]:
    if answer.outcome != "answer":
        yield f"outcome {answer.outcome}"
    if answer.indicators != (indicator,):
        yield f"indicators {answer.indicators}"
    if not any(citation.indicator == indicator and citation.facet == facet for citation in answer.citations):
        yield "no citation of that indicator and facet"
    markers = {int(found) for found in _MARKER.findall(answer.answer)}
    if markers != {citation.marker for citation in answer.citations}:
        yield "a marker does not resolve"
    for citation in answer.citations:
        if citation.kind == "passage":
            chunk = assistant.library.chunk(citation.chunk or "")
            if chunk is None or citation.quote not in chunk.text or len(citation.quote) > 300:
                yield f"quote {citation.marker} is not verbatim"
