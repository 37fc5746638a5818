"""What the school gives as files: a certificate of completion, a learner's data, the table of all learners."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.export.table import Column, Sheet, to_csv
from assistant.learn.progress import History, Progress, percent
from assistant.learn.records import Learner
from assistant.messages import Messages
from assistant.rules import Reader
from assistant.rules.shown import day
from corpus.errors import LearnerError
from corpus.records import Language

MOST_MISSED = 3
"""Questions named as missed most."""
Subject = Callable[[str], str]
"""Names a question by its id."""
Everyone = Sequence[tuple[Learner, Progress, History]]


@dataclass(frozen=True)
class Page:
    """A document of one page: paragraphs, a table, what is said below it."""

    title: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    """The first row is its head."""
    below: tuple[str, ...]


def certificate(learner: Learner, reached: Progress, reader: Reader, language: Language) -> Page:
    """The certificate of completion of an internal course.

    Args:
        learner: whose.
        reached: in the language of the certificate.
        reader: the rules on the day of the certificate.
        language: of the certificate.

    Raises:
        LearnerError: a lesson is not passed yet.
    """
    if not reached.complete:
        raise LearnerError("learners.not_complete", passed=reached.passed, count=len(reached.standings))

    def say(key: str, **values: object) -> str:
        return Messages().say(language, f"school.certificate.{key}", **values)

    best = [(one.lesson, one.best) for one in reached.standings if one.best]
    rows = [
        (
            f"{lesson.order}. {lesson.title}",
            f"{percent(result.share)} %",
            _day(result.finished.astimezone().date(), language),
        )
        for lesson, result in best
    ]
    done = max(result.finished for _, result in best).astimezone().date()
    count = reader.read("indicator-count")
    version = say("version", rnq=reader.rnq, count=count, guide=reader.guide, day=_day(reader.on, language))
    return Page(
        say("title"),
        (
            say("who", name=learner.name, count=len(best), day=_day(done, language)),
            say("score", score=reached.score),
            version,
        ),
        ((say("lesson"), say("result"), say("on")), *rows),
        (say("internal"), say("not_qualiopi")),
    )


def learner_csv(learner: Learner, answers: Sequence[dict[str, Any]], subject: Subject, language: Language) -> bytes:
    """All answers of a learner, one a row."""
    say = _say(language)
    widths = {"when": 20, "lesson": 20, "question": 60, "result": 10, "chosen": 60}
    columns = tuple(Column(say(f"csv.{name}"), width) for name, width in widths.items())
    rows = tuple(
        (
            row["answered_at"],
            row["lesson"],
            subject(row["item"]),
            say("right" if row["right"] else "wrong"),
            row["chosen"],
        )
        for row in answers
    )
    return to_csv([Sheet(learner.name, columns, rows)], [say("csv.of", name=learner.name)], language)


def learner_json(learner: Learner, reached: Progress, answers: Sequence[dict[str, Any]]) -> bytes:
    """All that is kept of a learner."""
    data = {
        "name": learner.name,
        "created": learner.created.isoformat(),
        **progress_data(reached),
        "answers": list(answers),
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def progress_data(reached: Progress) -> dict[str, Any]:
    """How far a learner is, as plain data."""
    return {
        "passed": reached.passed,
        "score": reached.score,
        "lessons": [
            {
                "lesson": one.lesson.id,
                "order": one.lesson.order,
                "title": one.lesson.title,
                "state": one.state,
                "read": one.read,
                "tries": one.tries,
                "best": percent(one.best.share) if one.best else None,
            }
            for one in reached.standings
        ],
    }


def everyone_csv(everyone: Everyone, subject: Subject, language: Language, today: date) -> bytes:
    """The table of all learners."""
    say = _say(language)
    widths = {"learner": 24, "done": 14, "score": 10, "last": 14, "missed": 80}
    columns = tuple(Column(say(f"csv.{name}"), width) for name, width in widths.items())
    rows = tuple(
        (
            learner.name,
            say("done", passed=reached.passed, count=len(reached.standings)),
            "" if reached.score is None else f"{reached.score} %",
            history.last.astimezone().date().isoformat() if history.last else "",
            " ; ".join(most_missed(history, subject)),
        )
        for learner, reached, history in everyone
    )
    return to_csv([Sheet(say("csv.learners"), columns, rows)], [say("csv.on", day=_day(today, language))], language)


def most_missed(history: History, subject: Subject) -> tuple[str, ...]:
    """What a learner misses most, by name, without repetition."""
    found: dict[str, None] = {}
    for missed in history.missed:
        if len(found) < MOST_MISSED:
            found[subject(missed.item)] = None
    return tuple(found)


def _say(language: Language) -> Callable[..., str]:
    def say(key: str, **values: object) -> str:
        return Messages().say(language, f"school.{key}", **values)

    return say


def _day(on: date, language: Language) -> str:
    return day(on, language)
