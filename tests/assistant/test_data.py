"""Status, copy and removal of the data; the corpus commands; the warning about texts not checked for long."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date, timedelta

import pytest

from assistant.freshness import last_check, outdated


def test_status(qualiopi, built_once, tmp_path):
    code, out, _ = qualiopi("status", "--json")
    data = json.loads(out)
    assert code == 0
    assert (data["rnq"], data["guide"], data["texts_outdated"]) == ("2026", "V9", False)
    assert "pas encore construit" in data["index"]
    shutil.copytree(built_once, tmp_path / "home")
    assert "passages" in json.loads(qualiopi("status", "--json")[1])["index"]


def test_backup_and_delete(qualiopi, built_once, tmp_path):
    assert qualiopi("data", "backup", str(tmp_path / "a.zip"))[0] == 1
    shutil.copytree(built_once, tmp_path / "home")
    assert qualiopi("data", "backup", str(tmp_path / "a.zip"))[0] == 0
    assert any(name.endswith("manifest.json") for name in zipfile.ZipFile(tmp_path / "a.zip").namelist())
    assert qualiopi("data", "backup", str(tmp_path / "a.zip"))[0] == 1
    assert qualiopi("data", "delete", "--yes")[0] == 0
    assert not (tmp_path / "home").exists()
    assert "Rien à effacer" in qualiopi("data", "delete", "--yes")[1]


def test_a_folder_that_is_not_ours_is_never_deleted(qualiopi, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years of work")
    code, _, err = qualiopi("data", "delete", "--yes")
    assert code == 1
    assert "rien n'est effacé" in err
    assert (tmp_path / "home" / "thesis.txt").exists()


def test_corpus_show(qualiopi):
    _, out, _ = qualiopi("corpus", "show", "28", "--facet", "evidence")
    assert "Conventions de partenariat" in out
    assert "rnq-guide-v9, indicateur 28, high" in out
    assert "conseil de perfectionnement" in qualiopi("corpus", "show", "list")[1]
    code, _, err = qualiopi("corpus", "show", "28", "--facet", "preuves")
    assert code == 1
    assert "evidence" in err
    assert qualiopi("corpus", "show", "33", "--on", "2026-10-31")[0] == 1
    assert qualiopi("corpus", "show", "99")[0] == 1


def test_corpus_check_is_clean(qualiopi):
    code, out, _ = qualiopi("corpus", "check")
    assert (code, out.splitlines()[:-1]) == (0, [])


def test_corpus_diff_tells_what_the_decree_changes(qualiopi):
    code, out, _ = qualiopi("corpus", "diff", "--from", "2026-10-31", "--to", "2026-11-01")
    lines = out.splitlines()
    assert code == 0
    assert any(line.startswith("+ 33 · statement") for line in lines)
    assert any(line.startswith("+ 12 · statement") for line in lines)
    assert "~ Nombre d'indicateurs du référentiel : 32 -> 33" in lines
    assert qualiopi("corpus", "diff", "--from", "2026-11-02", "--to", "2026-11-03")[1] == ""
    assert qualiopi("corpus", "diff", "--from", "hier")[0] == 2


def test_texts_not_checked_for_90_days_are_told(corpus, shared_assistant):
    checked = last_check(corpus.rules)
    assert checked <= date(2026, 11, 22)
    assert not outdated(corpus.rules, checked + timedelta(days=90))
    assert outdated(corpus.rules, checked + timedelta(days=91))


def test_an_answer_says_that_its_texts_are_old(qualiopi, monkeypatch):
    assert "vérifiés pour la dernière fois" not in qualiopi("ask", "preuves indicateur 28")[1]
    monkeypatch.setenv("QUALIOPI_TODAY", "2027-03-01")
    out = qualiopi("ask", "preuves indicateur 28")[1]
    assert "Textes vérifiés pour la dernière fois le 22 novembre 2026" in out


@pytest.mark.parametrize("size", [10_001, 1_000_000])
def test_questions_too_long_are_one_line(qualiopi, size):
    code, out, err = qualiopi("ask", "a" * size)
    assert (code, out) == (1, "")
    assert str(size) in err
    assert err.count("\n") == 1
