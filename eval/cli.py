"""`qualiopi eval`: how good is it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from corpus.load import load_rules
from eval import cli_gold, cli_guard, cli_llm, cli_search
from eval.cli_words import say

app = typer.Typer(no_args_is_help=True, add_completion=False)
app.command("check")(cli_gold.check_command)
app.command("run")(cli_gold.run_command)
app.command("compare")(cli_gold.compare_command)
app.command("report")(cli_gold.report_command)
app.command("summary")(cli_gold.summary_command)
app.command("gate")(cli_gold.gate_command)
app.command("guard")(cli_guard.guard_command)
app.command("search")(cli_search.search_command)
app.command("asked")(cli_search.asked_command)
app.command("llm")(cli_llm.llm_command)


@app.command()
def grid() -> None:
    """Ask all questions of the grid: 33 indicators x 15 sections, in figures and in words."""
    from assistant.service import Assistant
    from eval.grid import run

    cells = run(Assistant())
    wrong = [cell for cell in cells if cell.problems]
    for cell in wrong:
        typer.echo(f"{cell.question} -> {'; '.join(cell.problems)}")
    for problem, count in Counter(problem for cell in wrong for problem in cell.problems).most_common(5):
        typer.echo(f"{count:>4} x {problem}")
    typer.echo(say("said.grid", right=len(cells) - len(wrong), all=len(cells)))
    raise typer.Exit(1 if wrong else 0)


@app.command()
def questions(
    split: Annotated[Literal["dev", "test", "held"], typer.Option()] = "dev",
    failures: Annotated[bool, typer.Option()] = False,
) -> None:
    """Questions without a number: right indicator found, off-topic refused."""
    from assistant.find import find
    from assistant.service import Assistant
    from eval.questions import load_cases, measure, run

    assistant = Assistant()
    day = assistant.settings.day()

    def rank(question: str, lang: str) -> tuple[list[int], bool]:
        answer = assistant.reply(question).answer
        return [hit["indicator"] or 0 for hit in find(assistant, question, day)], answer.abstained

    outcomes = run(load_cases(split), rank)
    for lang in ("fr", "en"):
        typer.echo(json.dumps({"split": split, "lang": lang, **asdict(measure(outcomes, lang))}))
    if failures and split == "dev":
        for outcome in outcomes:
            case = outcome.case
            right = bool({*outcome.ranked[:1]} & {*case.indicators}) or case.abstain
            if not right or outcome.abstained != case.abstain:
                typer.echo(f"{case.indicators} {outcome.ranked[:3]} {outcome.abstained} {case.question}")


def _first_token() -> None:
    from assistant.service import Assistant
    from eval.bench_first import exact_questions, first_token, free_questions

    assistant = Assistant()
    for name, questions in (("exact", exact_questions()), ("free", free_questions())):
        first = first_token(assistant, questions)
        asked = say(f"first.{name}")
        times = {
            "median": f"{first.median:.1f}",
            "high": f"{first.high:.1f}",
            "work": f"{first.work:.1f}",
            "count": first.count,
        }
        typer.echo(say("first.line", asked=asked, **times))


@app.command()
def bench(
    runs: Annotated[int, typer.Option(min=1, max=20)] = 3,
    rules: Annotated[bool, typer.Option()] = False,
    llm: Annotated[bool, typer.Option()] = False,
    search: Annotated[bool, typer.Option()] = False,
    sessions: Annotated[int, typer.Option(min=0, max=200)] = 0,
    first_token: Annotated[bool, typer.Option()] = False,
) -> None:
    """Start-up times, against the import of torch and of gradio, measured in turn; or times of the rules."""
    from eval.bench import startup
    from eval.bench_rules import warm

    if llm:
        from eval.llm import FOLDER, load_cases, overhead

        median, high, count = overhead(load_cases(FOLDER, "honest"), load_rules(), runs)
        typer.echo(say("llm.overhead", median=f"{median:.1f}", high=f"{high:.1f}", count=count))
        return
    if first_token:
        _first_token()
        return
    if rules:
        for line in warm():
            typer.echo(line)
        return
    if search:
        from eval.bench_search import search_beside

        for line in search_beside():
            typer.echo(line)
        return

    if sessions:
        from eval.bench_sessions import sessions as visitors

        for line in visitors(sessions):
            typer.echo(line)
        return

    for line in startup(runs):
        typer.echo(line)
