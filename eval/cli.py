"""`qualiopi eval`: how good is it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from corpus.load import load_rules
from eval import cli_gold, cli_guard, cli_llm, cli_search

app = typer.Typer(help="Mesurer l'assistant.", no_args_is_help=True)
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
    """Poser toutes les questions de la grille : 33 indicateurs x 15 rubriques, en chiffres et en lettres."""
    from assistant.service import Assistant
    from eval.grid import run

    cells = run(Assistant())
    wrong = [cell for cell in cells if cell.problems]
    for cell in wrong:
        typer.echo(f"{cell.question} -> {'; '.join(cell.problems)}")
    for problem, count in Counter(problem for cell in wrong for problem in cell.problems).most_common(5):
        typer.echo(f"{count:>4} x {problem}")
    typer.echo(f"{len(cells) - len(wrong)} / {len(cells)} cases justes")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def questions(
    split: Annotated[
        Literal["dev", "test", "held"], typer.Option(help="dev pour régler, les autres pour rendre compte.")
    ] = "dev",
    failures: Annotated[bool, typer.Option(help="Lister les échecs (dev seulement).")] = False,
) -> None:
    """Questions sans numéro : bon indicateur trouvé, hors sujet refusé."""
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


@app.command()
def bench(
    runs: Annotated[int, typer.Option(min=1, max=20, help="Mesures par commande.")] = 3,
    rules: Annotated[bool, typer.Option(help="Les règles seules, une fois chargées.")] = False,
    llm: Annotated[bool, typer.Option(help="La vérification d'une phrase de modèle de langage.")] = False,
    search: Annotated[bool, typer.Option(help="La recherche, avec notre modèle et avec MiniLM.")] = False,
) -> None:
    """Temps de démarrage, en rapport à l'import de torch et de gradio, mesurés tour à tour ; ou temps des règles."""
    from eval.bench import startup
    from eval.bench_rules import warm

    if llm:
        from eval.llm import FOLDER, load_cases, overhead

        typer.echo(overhead(load_cases(FOLDER, "honest"), load_rules(), runs))
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

    for line in startup(runs):
        typer.echo(line)
