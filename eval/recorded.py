"""The results that the project keeps: one small file, its summary in Markdown, and the block of the README."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.errors import SettingsError
from eval.report import interval

FILE = Path(__file__).parent / "results.json"
MEASURES = {
    "pass": "réussi",
    "cites": "indicateurs cités",
    "facts": "faits dits",
    "forbidden": "rien de faux",
    "abstention": "abstention juste",
    "support": "phrases soutenues",
    "citation_precision": "précision des citations",
}
_BLOCK = re.compile(r"(<!-- eval:begin -->\n).*?(<!-- eval:end -->)", re.DOTALL)


def record(results: Sequence[dict[str, Any]], file: Path = FILE) -> None:
    """Keep provenance and measures of results, not their cases; those of other solvers stay as they are."""
    names = ("provenance", "made", "overall", "by_kind", "by_language")
    new = {_solver(result): {name: result[name] for name in names} for result in results}
    kept = [new.pop(_solver(one), one) for one in (load(file) if file.exists() else [])] + list(new.values())
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _solver(result: dict[str, Any]) -> str:
    return str(result["provenance"]["solver"])


def load(file: Path = FILE) -> list[dict[str, Any]]:
    """The results kept."""
    data: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return data


def markdown(results: Sequence[dict[str, Any]]) -> str:
    """One table over all, one per language for the pass rate."""
    first = results[0]
    lines = [
        f"Jeu de test, {first['overall']['pass']['cases']} cas, le {first['made'][:10]} ; intervalles à 95 %.",
        "",
        f"| solveur | {' | '.join(MEASURES.values())} | français | anglais | mêlé |",
        f"|---|{'---|' * (len(MEASURES) + 3)}",
    ]
    for result in results:
        cells = [interval(result["overall"].get(name)) for name in MEASURES]
        cells += [interval(result["by_language"].get(lang, {}).get("pass")) for lang in ("fr", "en", "mixed")]
        lines.append(f"| {result['provenance']['solver']} | {' | '.join(cells)} |")
    return "\n".join(lines)


def put(file: Path, text: str) -> None:
    """Replace the block of a Markdown file between its two marks.

    Raises:
        SettingsError: the file has no such block.
    """
    before = file.read_text(encoding="utf-8")
    if not _BLOCK.search(before):
        raise SettingsError("eval.marks", file=file)
    file.write_text(_BLOCK.sub(lambda found: f"{found[1]}{text}\n{found[2]}", before), encoding="utf-8")


def block(file: Path) -> str:
    """The text between the marks of a Markdown file."""
    found = _BLOCK.search(file.read_text(encoding="utf-8"))
    return found[0].removeprefix(found[1]).removesuffix(found[2]).rstrip("\n") if found else ""
