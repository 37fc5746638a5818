"""What tests share: the corpus once, a data folder of their own, a small embedder."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.rules import Reader
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.load import Corpus, load
from index.build import build
from index.embed import Model, ModelInfo, chosen

TODAY = date(2026, 11, 22)
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"


ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class WordHashEmbedder:
    """A small real embedder: a text is the normalised count of its hashed words. No download, deterministic."""

    info = ModelInfo("word-hash", "0" * 64, 64)

    def questions(self, texts):
        return self.passages(texts)

    def passages(self, texts, progress=None):
        vectors = np.zeros((len(texts), self.info.dimension), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, hashlib.blake2b(word.encode(), digest_size=2).digest()[0] % self.info.dimension] += 1
            if progress:
                progress(row + 1, len(texts))
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


WORD_HASH = Model("word-hash", WordHashEmbedder)


@pytest.fixture(autouse=True)
def own_world(tmp_path, monkeypatch):
    """Every test has its own data folder, works on the same day and reads French."""
    monkeypatch.setenv("QUALIOPI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("QUALIOPI_TODAY", TODAY.isoformat())
    monkeypatch.setenv("QUALIOPI_LANG", "fr")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load()


@pytest.fixture
def reader(corpus) -> Reader:
    return Reader(corpus.rules, TODAY)


@pytest.fixture(scope="session")
def small_home(corpus, tmp_path_factory) -> Path:
    """A data folder with an index whose vectors come from the small embedder."""
    home = tmp_path_factory.mktemp("small-home")
    build(home, corpus, model=WORD_HASH)
    return home


@pytest.fixture(scope="session")
def built_once(corpus, tmp_path_factory) -> Path:
    """A data folder with the index as it is installed; tests that would build one of their own copy it."""
    home = tmp_path_factory.mktemp("built-home")
    build(home, corpus, model=chosen(None))
    return home


@pytest.fixture
def with_index(built_once, own_world, tmp_path) -> Path:
    """The test's own data folder, with an index in it."""
    return shutil.copytree(built_once, tmp_path / "home")


@pytest.fixture(scope="session")
def shared_assistant(corpus, built_once, tmp_path_factory) -> Assistant:
    """The assistant as it is installed, one for all tests that only ask."""
    home = shutil.copytree(built_once, tmp_path_factory.mktemp("shared") / "home")
    assistant = Assistant(Settings(home=home, today=TODAY), corpus=corpus)
    _ = assistant.search
    return assistant


def chromium() -> str:
    """Chromium's path; without it the tests skip, unless REQUIRE_BROWSER=1."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, but Chromium is not installed")
        pytest.skip("Chromium is not installed")
    return path


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield instance
        instance.close()
