"""The wheel: built, put in another folder, it answers from anywhere; it holds the data and not the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    if find_spec("build") is None or find_spec("setuptools") is None:
        pytest.skip("build or setuptools is not installed")
    out = tmp_path_factory.mktemp("wheel")
    source = tmp_path_factory.mktemp("source") / "repo"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    return next(out.glob("*.whl"))


def test_what_it_holds(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "corpus/fr/indicator-28.md",
        "corpus/rules/severity.yaml",
        "corpus/surfaces/en.yaml",
        "corpus/sources.yaml",
        "corpus/LICENSE",
        "assistant/cues/fr.yaml",
        "assistant/state/migrations/env.py",
        "assistant/state/migrations/versions/v0001_conversations.py",
        "assistant/state/migrations/versions/v0003_learners.py",
        "assistant/messages/pages/learn.fr.yaml",
        "corpus/lessons/cases.yaml",
        "corpus/lessons/en/01-what-qualiopi-is.md",
        "assistant/api/page.css",
        "assistant/messages/en.yaml",
        "assistant/messages/pages/api.en.yaml",
        "assistant/messages/commands/en.yaml",
        "corpus/said/en.yaml",
        "eval/messages/en.yaml",
        "assistant/ui/css/frame.css",
        "assistant/ui/js/frame.js",
        "prompts/README.md",
        "prompts/answer.fr.md",
        "assistant/vet/words.yaml",
        "index/search.py",
        "index/asked.npz",
        "index/sequel.npz",
        "index/weights.json",
        "eval/questions/dev.jsonl",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_it_answers_from_the_root_of_the_disk(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import corpus; assert corpus.__file__.startswith(sys.argv[1]);"
        "from assistant.cli import main; main(['ask', 'NC de l\\'indicateur 12 ?', '--json'])"
    )
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-1500:]
    assert '"minor_or_major"' in done.stdout
