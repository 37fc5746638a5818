"""Rules start without heavy libraries; each check is a process of its own, since imports cannot be undone."""

from __future__ import annotations

import subprocess
import sys

from tests.rules.test_themes import COMMANDS

HEAVY = ("torch", "chromadb", "gradio", "langchain", "langchain_core", "sentence_transformers")


def loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd="/")
    return set(done.stdout.splitlines()[-1].split())


def command(*arguments: str) -> str:
    return f"from assistant.cli import main\ntry:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass"


def test_rules_load_no_heavy_library():
    assert loaded_after(command("rules", "severity", "12")) == set()
    assert loaded_after(command("rules", "applicability", "--category", "CFA", "--json")) == set()
    assert loaded_after(command("--help")) == set()


def test_an_exact_question_loads_neither_torch_nor_chromadb():
    assert loaded_after(command("ask", "NC de l'indicateur 12 ?")) <= {"langchain_core"}


def test_no_theme_loads_a_heavy_library():
    """Every command of `rules` in one process: parameters read, answers written, and still nothing heavy is there."""
    themes = [("rules", *arguments, option) for arguments in COMMANDS for option in ("--why", "--json")]
    themes += [("rules", "list"), ("rules", "show", "severity"), ("rules", "unchecked")]
    code = f"""
from assistant.cli import main
for arguments in {themes!r}:
    try:
        main(arguments)
    except SystemExit as stop:
        assert not stop.code, arguments
"""
    assert loaded_after(code) == set()
