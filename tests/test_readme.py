"""The README tells the truth: its examples are run, its links and commands exist, its dependencies are explained."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assistant.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ qualiopi (.*?)\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_examples_print_what_they_say(command, output, capsys):
    import shlex

    with pytest.raises(SystemExit) as stop:
        main(shlex.split(command))
    assert not stop.value.code
    shown = capsys.readouterr().out
    expected = output.split("...\n")[0]
    assert shown.startswith(expected)


def test_there_are_examples():
    assert len(EXAMPLES) >= 2


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README.split("## Dépendances")[1].split("## ")[0]
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.match(r"[A-Za-z0-9_.-]+", line)[0]
        assert name in table or name.startswith("types-"), name


def test_linked_files_exist():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if "://" not in target:
            assert (ROOT / target).is_file(), target


def test_the_questions_are_those_of_the_recorded_hashes():
    import hashlib

    folder = ROOT / "eval" / "questions"
    recorded = dict(re.findall(r"(dev|test)\s+([0-9a-f]{64})", (folder / "README.md").read_text(encoding="utf-8")))
    for split, digest in recorded.items():
        assert hashlib.sha256((folder / f"{split}.jsonl").read_bytes()).hexdigest() == digest
