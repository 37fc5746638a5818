"""`qualiopi learn`: lessons, quizzes and progress in the terminal."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import cli_options as options
from assistant.cli_options import AsJson, fail_clearly, printed, write_new
from assistant.cli_words import say
from assistant.language import language_of
from assistant.messages import Messages

if TYPE_CHECKING:
    from assistant.learn.question import Question
    from assistant.school import Feedback, Sitting, Training

app = typer.Typer(no_args_is_help=True)

Number = Annotated[int, typer.Argument()]
Name = Annotated[str | None, typer.Option("--learner")]


def _training() -> Training:
    from assistant.school import Training
    from assistant.settings import load_settings
    from corpus.load import load

    return Training(load(), load_settings())


def _text(key: str, **values: object) -> str:
    """What the screen says too."""
    return Messages().say(language_of(), f"school.{key}", **values)


@app.command("list")
def listing(learner: Name = None, as_json: AsJson = False) -> None:
    """List the lessons, with their state for a learner."""
    with fail_clearly():
        training = _training()
        number = training.people.named(learner).id if learner else None
        reached = training.progress(number or 0, language_of())
        if as_json:
            from assistant.export.learning import progress_data

            printed(progress_data(reached)["lessons"])
            return
        for one in reached.standings:
            state = f" ({_text(f'state.{one.state}')})" if number else ""
            typer.echo(f"{one.lesson.order:>2}. {one.lesson.title}{state}\n    {one.lesson.goal}")


@app.command()
def lesson(number: Number, on: options.On = None) -> None:
    """Read a lesson as it holds on a day."""
    with fail_clearly():
        from assistant.learn.reading import lesson_text
        from corpus.lessons import HEADINGS

        training, language = _training(), language_of()
        found = training.lesson(number, language)
        day = on.date() if on else training.settings.day()
        parts = lesson_text(found, training.corpus.rules, day)
        typer.secho(f"{found.order}. {found.title}", bold=True)
        for heading, part in HEADINGS[language].items():
            advice = f" ({_text('advice')})" if part == "example" else ""
            typer.secho(f"\n{heading}{advice}", bold=True)
            for paragraph in parts[part]:
                text = paragraph.text.replace("**", "")
                typer.echo(f"- {text}" if paragraph.bullet else f"{text}\n")
        typer.echo("")
        for reference in found.sources:
            typer.echo(f"→ {training.corpus.rules.sources[reference.source].short}, {reference.locator}")


@app.command()
def quiz(
    context: typer.Context,
    number: Number,
    learner: Name = None,
    profile: options.ProfileFile = None,
    seed: Annotated[int | None, typer.Option()] = None,
    as_json: AsJson = False,
) -> None:
    """Answer the quiz of a lesson, kept with --learner; with --json, print questions and answers."""
    with fail_clearly():
        training, language = _training(), language_of()
        found, known = training.lesson(number, language), options.profile_from(context)
        if learner and not as_json:
            _ask(training, training.begin(_learner(training, learner), found, known))
            return
        sitting = training.trial(found, known, seed if seed is not None else random.randrange(10**6))
        if as_json:
            questions = (training.question(sitting, item) for item in sitting.items)
            printed([_data(question) for question in questions if question])
            return
        _ask(training, sitting)


@app.command()
def review(learner: Annotated[str, typer.Option("--learner")]) -> None:
    """Answer again what was missed and is due today."""
    with fail_clearly():
        from assistant.rules import Profile

        training = _training()
        sitting = training.review(training.people.named(learner).id, language_of(), Profile())
        if not sitting.items:
            typer.echo(_text("nothing_due"))
            return
        _ask(training, sitting)


@app.command()
def progress(
    learner: Name = None,
    as_json: AsJson = False,
    csv: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Say how far all learners are, or one of them."""
    with fail_clearly():
        from assistant.export.learning import everyone_csv, most_missed, progress_data

        training, language = _training(), language_of()
        everyone = training.everyone(language)
        if learner is not None:
            wanted = training.people.named(learner)
            everyone = tuple(row for row in everyone if row[0] == wanted)

        def subject(item: str) -> str:
            return training.subject(item, language)

        if csv is not None:
            write_new(csv, everyone_csv(everyone, subject, language, training.settings.day()))
            typer.echo(say("learn.written", file=csv))
            return
        if as_json:
            printed([{"name": one.name, **progress_data(reached)} for one, reached, _ in everyone])
            return
        for one, reached, history in everyone:
            done = _text("done", passed=reached.passed, count=len(reached.standings))
            score = "–" if reached.score is None else f"{reached.score} %"
            typer.echo(say("learn.line", name=one.name, done=done, score=score))
            for missed in most_missed(history, subject):
                typer.echo(f"    {missed}")
        if not everyone:
            typer.echo(say("learn.nobody"))


@app.command()
def certificate(
    learner: Annotated[str, typer.Option("--learner")], output: Annotated[Path | None, typer.Option()] = None
) -> None:
    """Write the certificate of completion (Word), once every lesson is passed."""
    with fail_clearly():
        from assistant.export.conversation import file_name
        from assistant.export.document import page_to_docx
        from assistant.export.learning import certificate as page

        training, language = _training(), language_of()
        one = training.people.named(learner)
        made = page(one, training.progress(one.id, language), training.room(language).reader, language)
        file = output or Path(file_name(one.name, "docx"))
        write_new(file, page_to_docx(made))
        typer.echo(say("learn.written", file=file))


def _learner(training: Training, name: str) -> int:
    """The learner of that name, who begins with it if they are new."""
    known = {one.name: one.id for one in training.people.listing()}
    wanted = name.strip()
    return known[wanted] if wanted in known else training.people.add(name).id


def _ask(training: Training, sitting: Sitting) -> None:
    while (question := training.question(sitting)) is not None:
        place = say("learn.question", n=len(sitting.answered) + 1, count=len(sitting.items))
        typer.secho(f"\n{place}", dim=True)
        typer.secho(question.prompt, bold=True)
        for letter, choice in zip(_letters(question), question.choices, strict=True):
            typer.echo(f"  {letter}. {choice.text}")
        sitting, feedback = training.answer(sitting, _chosen(question))
        if feedback is not None:
            _tell(feedback)
    typer.secho("\n" + _text("result", right=sitting.right, count=len(sitting.items)), bold=True)


def _chosen(question: Question) -> int:
    letters = _letters(question)
    while True:
        typed: str = typer.prompt(say("learn.choose", letters="/".join(letters))).strip().upper()
        if typed in letters:
            return letters.index(typed)


def _letters(question: Question) -> list[str]:
    from assistant.learn.question import LETTERS

    return list(LETTERS[: len(question.choices)])


def _tell(feedback: Feedback) -> None:
    question = feedback.question
    verdict = _text("right" if feedback.right else "wrong")
    note = question.choices[feedback.chosen].note
    typer.echo(f"{verdict}. {question.letter}. {question.choices[question.right].text}")
    if note and not feedback.right:
        typer.echo(note)
    typer.echo(question.explanation)


def _data(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "prompt": question.prompt,
        "choices": [choice.text for choice in question.choices],
        "right": question.letter,
        "explanation": question.explanation,
        "sheet": question.support.key,
        "facet": question.support.facet,
        "sources": [f"{found.source}, {found.locator}" for found in question.support.references],
        "confidence": question.support.confidence,
    }
