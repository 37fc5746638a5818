"""How long a reader waits for the first words of an answer, the index open and the models loaded."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from assistant.service import Assistant
from eval.grid import ASKS, NUMBERS
from eval.questions import load_cases

QUESTIONS = 200


@dataclass(frozen=True)
class First:
    """Milliseconds until the first reply of `Assistant.stream`."""

    median: float
    high: float
    """95th percentile."""
    work: float
    """95th percentile of the processor's time, which other programs on the machine do not lengthen."""
    count: int


def exact_questions(count: int = QUESTIONS) -> list[str]:
    """Questions that name an indicator by number, all kinds of section in turn."""
    asked = [ask.format(n=f"l'indicateur {n}") for n, ask in product(range(1, len(NUMBERS) + 1), ASKS.values())]
    return asked[:: len(asked) // count][:count]


def free_questions(count: int = QUESTIONS) -> list[str]:
    """Questions in users' own words, of both languages."""
    asked = [case.question for split in ("dev", "held") for case in load_cases(split)]
    return asked[:: max(1, len(asked) // count)][:count]


def first_token(assistant: Assistant, questions: Sequence[str]) -> First:
    """How long the first words take, each question asked once; the assistant is warmed up before.

    Args:
        assistant: without language model, so that the answer is composed.
        questions: at least one.

    Raises:
        QualiopiError: as `Assistant.search`.
    """
    assistant.warm_up()
    next(assistant.stream("Indicateur 1 ?"))
    waited, worked = (sorted(times) for times in zip(*(_waited(assistant, one) for one in questions), strict=True))
    return First(statistics.median(waited), _high(waited), _high(worked), len(waited))


def _high(times: Sequence[float]) -> float:
    return times[int(0.95 * (len(times) - 1))]


def _waited(assistant: Assistant, question: str) -> tuple[float, float]:
    """Milliseconds on the clock, and of the processor."""
    started, worked = time.perf_counter(), time.process_time()
    next(assistant.stream(question))
    return 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - worked)
