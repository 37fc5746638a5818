"""What is kept on this machine and which versions hold: the record of `qualiopi status --json`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.freshness import last_check, outdated
from assistant.model import described
from assistant.rules import Reader
from assistant.settings import Settings, package_version
from corpus.errors import IndexProblem, QualiopiError
from corpus.load import Corpus
from corpus.records import Language
from index.embed import chosen
from index.manifest import Manifest, current


def status_data(settings: Settings, corpus: Corpus, language: Language) -> dict[str, Any]:
    """Data folder, versions, models, state of the index, number of conversations, as JSON data.

    Args:
        settings: say where the data are and which day it is.
        corpus: the index has to be made from it.
        language: of what is said about a problem.

    Raises:
        QualiopiError: a setting cannot be used.
    """
    home, model, today = settings.data_folder(), chosen(settings.embedding_model), settings.day()
    reader = Reader(corpus.rules, today)
    return {
        "version": package_version(),
        "home": str(home),
        "size_bytes": _size(home),
        "on": today.isoformat(),
        "rnq": reader.rnq,
        "guide": reader.guide,
        "texts_checked_on": last_check(corpus.rules).isoformat(),
        "texts_outdated": outdated(corpus.rules, today),
        "sheets": len(corpus.sheets),
        "model": model.name if model else "none",
        "language_model": described(settings),
        "index": _index(home, corpus, language),
        "conversations": _conversations(home, language),
    }


def _index(home: Path, corpus: Corpus, language: Language) -> str:
    try:
        manifest = Manifest.read(current(home))
        manifest.check(corpus.hash)
    except IndexProblem as error:
        return error.text(language)
    return f"{manifest.chunks} passages, {manifest.built_at}"


def _conversations(home: Path, language: Language) -> int | str:
    """How many are kept, or why it cannot be said."""
    from assistant.state.store import FILE, Conversations

    if not (home / FILE).exists():
        return 0
    try:
        return len(Conversations(home).listing())
    except QualiopiError as error:
        return error.text(language)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
