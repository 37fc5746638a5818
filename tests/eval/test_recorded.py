"""The results kept with the project, and their summary in the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError
from eval import recorded

ROOT = Path(__file__).resolve().parents[2]


def test_the_readme_shows_the_recorded_results():
    assert recorded.block(ROOT / "README.md") == recorded.markdown(recorded.load())


def test_results_are_of_the_test_split_with_their_provenance():
    results = recorded.load()
    assert {result["provenance"]["solver"] for result in results} == {
        "assistant",
        "rules",
        "search",
        "tutorial",
        "bm25",
    }
    assert len({result["provenance"]["gold"] for result in results}) == 1
    assert all(result["overall"]["pass"]["cases"] == 110 for result in results)


def test_a_file_without_the_marks_is_refused(tmp_path):
    file = tmp_path / "README.md"
    file.write_text("rien", encoding="utf-8")
    with pytest.raises(SettingsError, match="eval:begin"):
        recorded.put(file, "x")


def test_the_block_is_replaced_and_nothing_else(tmp_path):
    file = tmp_path / "README.md"
    file.write_text("avant\n<!-- eval:begin -->\nvieux\n<!-- eval:end -->\naprès\n", encoding="utf-8")
    recorded.put(file, "neuf")
    assert file.read_text(encoding="utf-8") == "avant\n<!-- eval:begin -->\nneuf\n<!-- eval:end -->\naprès\n"
    assert recorded.block(file) == "neuf"
