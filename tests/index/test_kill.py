"""A build that is killed at any point leaves the previous index answering."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from index.build import build
from index.manifest import Manifest, current
from index.search import Search
from tests.conftest import TODAY, WORD_HASH

SLOW_BUILD = """
import sys, time
from pathlib import Path
from corpus.load import load
from index.build import build
from index.embed import Model
from tests.conftest import WordHashEmbedder

class Slow(WordHashEmbedder):
    def passages(self, texts, progress=None):
        print("encoding", flush=True)
        vectors = super().passages(texts)
        time.sleep(float(sys.argv[2]))
        print("encoded", flush=True)
        return vectors

print("started", flush=True)
build(Path(sys.argv[1]), load(), model=Model("word-hash", Slow))
print("done", flush=True)
time.sleep(30)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("moment", ["started", "encoding", "encoded"])
def test_a_killed_build_changes_nothing(tmp_path, corpus, moment):
    build(tmp_path, corpus, model=WORD_HASH)
    before = current(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SLOW_BUILD), str(tmp_path), "1" if moment != "encoded" else "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in process.stdout:
        if line.strip() == moment:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert current(tmp_path) == before
    assert Manifest.read(before).corpus == corpus.hash
    assert Search.open(tmp_path, corpus, WORD_HASH).find("veille légale", on=TODAY).hits[0].key == 23
    again = build(tmp_path, corpus, model=WORD_HASH)
    assert again.chunks > 0
    assert current(tmp_path) != before
