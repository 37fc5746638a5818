"""What answers the cases: the assistant, parts of it, and baselines as a user would build them in an afternoon."""

from __future__ import annotations

from collections.abc import Callable

from eval.records import Case, Response

Solver = Callable[[Case], Response]


def make(name: str) -> Solver:
    """The solver of a name (see `NAMES`)."""
    if name in ("assistant", "rules", "search"):
        from eval.solvers import ours

        return ours.make(name)
    from eval.solvers import baselines

    return baselines.make(name)


NAMES = {
    "assistant": "l'assistant, tel que dans le chat",
    "rules": "les règles et la voie exacte seules, sans recherche",
    "search": "la recherche seule : les quatre premiers passages pour réponse",
    "tutorial": "recette d'un tutoriel LangChain : découpage 1000/200, Chroma, MiniLM, quatre passages",
    "bm25": "BM25 sur les mêmes passages, quatre passages",
}
"""Every solver, in a few words."""
