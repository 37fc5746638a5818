"""One self-contained HTML page: tables and plots with intervals, no outside resource."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.run import judged_again, reasons

WORST = 10
NAMES = {
    "pass": "cas réussis",
    "cites": "indicateurs cités",
    "facts": "faits dits",
    "forbidden": "rien de faux",
    "abstention": "abstention juste",
    "verbatim": "citations littérales",
    "support": "phrases soutenues",
    "by_rule": "phrases tirées des règles",
    "language": "langue",
    "version": "version dite",
    "length": "longueur",
    "relevance": "pertinence pour le profil",
    "citation_recall": "rappel des citations",
    "citation_precision": "précision des citations",
    "recall@5": "rappel à 5",
    "mrr@5": "rang réciproque à 5",
    "ndcg@5": "nDCG à 5",
}


def interval(measure: dict[str, Any] | None) -> str:
    """A measure as "0.81 [0.74 ; 0.88]", or "–" where nothing could be judged."""
    if not measure:
        return "–"
    return f"{measure['value']:.2f} [{measure['low']:.2f} ; {measure['high']:.2f}]"


def html(results: Sequence[dict[str, Any]]) -> str:
    """The page for results side by side, the first one in detail."""
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(["html", "j2"]), trim_blocks=True
    )
    environment.filters["interval"] = interval
    judged = judged_again(results[0])
    failing = [one for one in judged if not one.passed]
    failing.sort(key=lambda one: -len(reasons(one.scores.items())))
    worst = [
        {
            "id": one.case.id,
            "kind": one.case.kind,
            "question": one.case.turns[-1],
            "why": " ; ".join(reasons(one.scores.items())),
            "answer": one.response.text,
        }
        for one in failing[:WORST]
    ]
    return environment.get_template("report.html.j2").render(results=results, names=NAMES, worst=worst, main=results[0])
