"""Baselines over the same corpus: LangChain's tutorial recipe and plain BM25, four passages as the answer."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.load import Corpus, load
from eval.records import Case, Cited, Response
from index.chunk import chunks_of
from index.lexical import Lexical

if TYPE_CHECKING:
    from eval.solvers import Solver

TOP = 4
RANKED = 10
Piece = tuple[int | None, str]
"""The indicator of a passage's sheet, and its text."""


def make(name: str) -> Solver:
    """The solver "tutorial" or "bm25"."""
    corpus = load()
    return _tutorial(corpus) if name == "tutorial" else _bm25(corpus)


def _answer(pieces: Sequence[Piece], started: float) -> Response:
    """Four passages as the answer, cited by the sheet they come from."""
    elapsed = 1000 * (time.perf_counter() - started)
    top = pieces[:TOP]
    return Response(
        text="\n\n".join(f"{text} [{rank}]" for rank, (_, text) in enumerate(top, 1)),
        indicators=_once(top),
        ranked=_once(pieces),
        cited=tuple(Cited(rank, "passage", n, text[:300], text) for rank, (n, text) in enumerate(top, 1)),
        latency_ms=elapsed,
    )


def _once(pieces: Sequence[Piece]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(indicator for indicator, _ in pieces if indicator is not None))


def _bm25(corpus: Corpus) -> Solver:
    chunks = chunks_of(corpus)
    pieces: list[Piece] = [(chunk.indicator, chunk.text) for chunk in chunks]
    index = Lexical.of([chunk.searched for chunk in chunks], "fr")

    def solve(case: Case) -> Response:
        started = time.perf_counter()
        ranked = index.rank(" ".join(case.turns))
        return _answer([pieces[place] for place, _ in ranked[: 3 * RANKED]], started)

    return solve


def _tutorial(corpus: Corpus) -> Solver:
    """Recursive splitter 1000/200, Chroma, packaged MiniLM, top 4, passages as the answer."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from index.embed import Named
    from index.store import Store
    from index.train.teacher import teacher_folder

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    pieces: list[Piece] = []
    for sheet in corpus.sheets:
        body = "\n\n".join(
            f"{section.heading}\n" + "\n".join(item.text for item in section.items) for section in sheet.sections
        )
        indicator = sheet.key if isinstance(sheet.key, int) else None
        pieces += [(indicator, text) for text in splitter.split_text(f"{sheet.title}\n\n{body}")]
    embedder = Named(str(teacher_folder()))
    folder = tempfile.TemporaryDirectory()
    ids = [str(place) for place in range(len(pieces))]
    vectors = embedder.passages([text for _, text in pieces])
    store = Store.create(Path(folder.name), ids, vectors, [{"language": "fr"}] * len(pieces))

    def solve(case: Case) -> Response:
        _ = folder  # lives as long as the solver
        started = time.perf_counter()
        vector = embedder.questions([" ".join(case.turns)])[0]
        return _answer([pieces[int(key)] for key, _ in store.nearest(vector, 3 * RANKED, "fr")], started)

    return solve
