"""`qualiopi eval check|run|compare|report|summary`: the gold set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli_options import fail_clearly, printed
from corpus.errors import SettingsError
from eval.cli_words import say

Result = Annotated[Path, typer.Argument()]


def check_command() -> None:
    """Check the gold set: fields, patterns, model answers, duplicates."""
    from eval.gold import check, load_gold

    with fail_clearly():
        cases = load_gold("dev") + load_gold("test")
        problems = check(cases)
        for problem in problems:
            typer.echo(problem)
        typer.echo(say("said.cases", cases=len(cases), problems=len(problems)))
        raise typer.Exit(1 if problems else 0)


def run_command(
    gold: Annotated[Path | None, typer.Option()] = None,
    split: Annotated[str, typer.Option()] = "dev",
    solver: Annotated[str, typer.Option()] = "assistant",
    output: Annotated[Path | None, typer.Option()] = None,
    failures: Annotated[bool, typer.Option()] = False,
) -> None:
    """Let a solver answer the gold set and score its answers; takes up an interrupted run."""
    from assistant.settings import load_settings
    from eval.gold import load_gold
    from eval.run import provenance, reasons, result, run
    from eval.solvers import NAMES, make

    with fail_clearly():
        if solver not in NAMES:
            raise SettingsError("eval.solver", solver=repr(solver), allowed=NAMES)
        settings = load_settings()
        cases = load_gold(gold or split)
        folder = settings.data_folder() / "eval"
        name = f"{gold.stem if gold else split}-{solver}"
        target = output or folder / f"{name}.json"
        about = provenance(solver, cases, settings.day())
        judged = run(cases, lambda: make(solver), about, folder / f"{name}.partial.jsonl", _progress(solver))
        data = result(judged, about)
        _write(target, data)
        (folder / f"{name}.partial.jsonl").unlink(missing_ok=True)
        if failures:
            for one in judged:
                if not one.passed:
                    typer.echo(f"{one.case.id} [{one.case.kind}] {one.case.turns[-1][:90]}")
                    typer.echo(f"    {' ; '.join(reasons(one.scores.items()))}")
        _told(data)
        typer.echo(say("said.result", file=target))


def _progress(name: str) -> Any:
    import sys

    if not sys.stderr.isatty():
        return lambda done, total: None
    from rich.progress import Progress

    bar = Progress(transient=True)
    task = bar.add_task(say("said.progress", solver=name), total=None)
    bar.start()

    def update(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)
        if done >= total:
            bar.stop()

    return update


def _write(path: Path, data: Any) -> None:
    import json

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise SettingsError("eval.unwritable", path=path, reason=error.strerror) from None


def _told(data: dict[str, Any]) -> None:
    from eval.report import interval

    for group, found in [(say("said.all"), data["overall"]), *sorted(data["by_language"].items())]:
        parts = [f"{name} {interval(found[name])}" for name in _SHOWN if name in found]
        typer.echo(f"{group:<6} {' ; '.join(parts)}")


_SHOWN = ("pass", "cites", "facts", "forbidden", "abstention", "support", "citation_precision", "recall@5")


def compare_command(first: Result, second: Result, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Compare two results: cases won and lost, with the reason, and whether the difference is more than chance."""
    from dataclasses import asdict

    from eval.compare import compare
    from eval.run import judged_again, read

    with fail_clearly():
        one, other = judged_again(read(first)), judged_again(read(second))
        try:
            found = compare(one, other)
        except SettingsError as error:
            raise SettingsError("eval.compare", first=first, second=second, reason=error.said) from None
        if as_json:
            printed(asdict(found))
            return
        gap = found.difference
        typer.echo(
            say(
                "said.compared",
                cases=found.cases,
                won=len(found.won),
                lost=len(found.lost),
                gap=f"{gap.value:+.3f}",
                low=f"{gap.low:+.3f}",
                high=f"{gap.high:+.3f}",
                chance=f"{found.chance:.3f}",
            )
        )
        for word, changes in ((say("said.lost"), found.lost), (say("said.won"), found.won)):
            for change in changes:
                typer.echo(f"{word} {change.id} {change.question[:80]}\n    {' ; '.join(change.why)}")


def report_command(
    results: Annotated[list[Path], typer.Argument()],
    output: Annotated[Path, typer.Option()] = Path("rapport.html"),
) -> None:
    """Write a self-contained HTML page with tables and curves."""
    from eval.report import html
    from eval.run import read

    with fail_clearly():
        text = html([read(path) for path in results])
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise SettingsError("eval.unwritable", path=output, reason=error.strerror) from None
        typer.echo(say("said.report", file=output))


def summary_command(
    readme: Annotated[Path | None, typer.Option("--write")] = None,
    results: Annotated[list[Path] | None, typer.Option()] = None,
) -> None:
    """The summary of the last recorded results, in Markdown."""
    from eval import recorded
    from eval.run import read

    with fail_clearly():
        if results:
            recorded.record([read(path) for path in results])
        text = recorded.markdown(recorded.load())
        if readme is None:
            typer.echo(text)
            return
        recorded.put(readme, text)
        typer.echo(say("said.summary", file=readme))


def gate_command(
    record: Annotated[bool, typer.Option()] = False,
) -> None:
    """The fixed sample of the tests."""
    from assistant.service import Assistant
    from eval import gate

    with fail_clearly():
        assistant = Assistant()
        today = assistant.settings.day()
        judged = gate.judge(assistant, today)
        found = gate.passed(judged)
        value, low, high = (f"{number:.3f}" for number in (found.value, found.low, found.high))
        typer.echo(say("said.gate", value=value, low=low, high=high, cases=found.cases))
        if record:
            gate.record(judged, today)
