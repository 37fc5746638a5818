"""Time and memory of the search with our model beside the packaged MiniLM, each in a process of its own, in one run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from index.train.teacher import teacher_folder

CODE = """
import json, resource, statistics, sys, time
from datetime import date
from pathlib import Path
started = time.perf_counter()
from corpus.load import load
from eval.questions import load_cases
from index.build import build
from index.embed import chosen
from index.search import Search
corpus, home, on = load(), Path(sys.argv[1]), date.today()
model = chosen(sys.argv[2] or None)
import bm25s, chromadb, Stemmer  # the libraries of both, so that only the model is compared
before = time.perf_counter()
loaded = model.load()
loading = time.perf_counter() - before
before = time.perf_counter()
build(home, corpus, model=model)
building = time.perf_counter() - before
before = time.perf_counter()
search = Search.open(home, corpus, model)
opening = time.perf_counter() - before
cases = load_cases("dev")[:120]
times = []
for case in [*cases[:5], *cases]:
    before = time.perf_counter()
    language = "en" if case.lang == "en" else "fr"
    search.find(case.question, on=on, language=language, spoken=language)
    times.append(1000 * (time.perf_counter() - before))
times = sorted(times[5:])
print(json.dumps({
    "load_s": loading, "build_s": building, "open_s": opening, "median_ms": statistics.median(times),
    "p95_ms": times[int(0.95 * len(times))], "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def search_beside() -> Iterator[str]:
    """One line a model: seconds to load it, to build and to open the index; milliseconds a search; peak memory."""
    for name, model in (("qualiopi-fr-en", ""), ("MiniLM", str(teacher_folder()))):
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run(
                [sys.executable, "-c", CODE, home, model],
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
                capture_output=True,
                text=True,
                check=True,
            )
        found = json.loads(done.stdout.splitlines()[-1])
        times = f"load {found['load_s']:.2f} s ; build {found['build_s']:.1f} s ; open {found['open_s']:.2f} s"
        search = f"search median {found['median_ms']:.1f} ms, p95 {found['p95_ms']:.1f} ms"
        yield f"{name:>15} {times} ; {search} ; {found['memory_mb']:.0f} MB"
