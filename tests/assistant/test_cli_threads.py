"""`ask --thread`, `threads`, and the conversations in `data` and `status`."""

from __future__ import annotations

import json
import zipfile

import pytest

from assistant.state.store import FILE, Conversations


@pytest.fixture
def audit(qualiopi):
    assert qualiopi("ask", "--thread", "Audit", "preuves de l'indicateur 28")[0] == 0
    return qualiopi


def test_a_thread_goes_on_and_says_what_it_took_over(audit):
    code, out, _ = audit("ask", "--thread", "Audit", "et la nc ?")
    assert code == 0
    assert "Non-conformité sur l'indicateur 28" in out
    assert "Repris de la question précédente : l'indicateur" in out
    assert json.loads(audit("ask", "--thread", "Audit", "et le 13 ?", "--json")[1])["carried"] == ["facets"]
    assert "Repris de" not in audit("ask", "et la nc de l'indicateur 13 ?")[1]


def test_list_and_show(audit, qualiopi):
    qualiopi("ask", "--thread", "Audit", "et la nc ?")
    assert audit("threads", "list")[1] == "Audit : 2 question(s), dernière le 22 novembre 2026\n"
    (one,) = json.loads(audit("threads", "list", "--json")[1])
    assert (one["name"], one["turns"], one["language"]) == ("Audit", 2, "fr")
    out = audit("threads", "show", "Audit")[1]
    for part in ("preuves de l'indicateur 28", "Conventions de partenariat", "et la nc ?", "[1] notre reformulation"):
        assert part in out
    data = json.loads(audit("threads", "show", "Audit", "--json")[1])
    assert [turn["answer"]["indicators"] for turn in data["turns"]] == [[28], [28]]
    assert len(data["turns"][0]["corpus"]) == 64


def test_in_english(audit, monkeypatch):
    monkeypatch.setenv("QUALIOPI_LANG", "en")
    assert audit("threads", "list")[1] == "Audit: 1 question(s), last on 22 November 2026\n"
    shown = audit("threads", "show", "Audit")[1]
    assert shown.startswith("Question 1, 22 November 2026 at ")
    assert "Conventions de partenariat" in shown  # an answer stays in its language
    assert audit("threads", "show", "x")[2] == "No conversation is called “x”; there are: “Audit”.\n"
    assert audit("threads", "rename", "Audit", "Next")[1] == "“Audit” is now called “Next”.\n"
    assert audit("threads", "delete", "Next", "--yes")[1] == "Conversation deleted: “Next”\n"


def test_no_conversation_yet(qualiopi, tmp_path):
    assert "ask --thread" in qualiopi("threads", "list")[1]
    assert qualiopi("threads", "list", "--json")[1] == "[]\n"
    code, _, err = qualiopi("threads", "show", "x")
    assert (code, err.count("\n")) == (1, 1)
    assert not (tmp_path / "home").exists()


def test_rename_and_delete(audit, qualiopi, monkeypatch):
    assert "s'appelle maintenant « Suite »" in audit("threads", "rename", "Audit", "Suite")[1]
    code, _, err = audit("threads", "delete", "Audit", "--yes")
    assert (code, err) == (1, "Aucune conversation ne s'appelle « Audit » ; il y a : « Suite ».\n")
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("n\n"))
    assert audit("threads", "delete", "Suite")[0] == 1
    assert "Suite" in audit("threads", "list")[1]
    assert audit("threads", "delete", "Suite", "--yes")[0] == 0
    assert json.loads(qualiopi("threads", "list", "--json")[1]) == []


@pytest.mark.parametrize("name", ["", "a" * 81, "a\nb"])
def test_a_name_that_is_not_allowed(qualiopi, name, tmp_path):
    for arguments in (("ask", "--thread", name, "indicateur 12"), ("threads", "show", name)):
        code, out, err = qualiopi(*arguments)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "1 à 80 caractères" in err
    assert not (tmp_path / "home").exists()


def test_a_thread_and_a_batch_do_not_go_together(qualiopi, tmp_path):
    assert qualiopi("ask", "--thread", "x", "--batch", str(tmp_path / "a"), "--output", str(tmp_path / "b"))[0] == 2


def test_export(audit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "[^1]: " in audit("threads", "export", "Audit", "--format", "md")[1]
    assert audit("threads", "export", "Audit", "--output", "a.md")[0] == 0
    assert "[^1]: " in (tmp_path / "a.md").read_text(encoding="utf-8")
    code, _, err = audit("threads", "export", "Audit", "--output", "a.md")
    assert (code, "existe déjà" in err) == (1, True)
    assert audit("threads", "export", "Audit", "--format", "docx")[0] == 0
    assert "word/footnotes.xml" in zipfile.ZipFile(tmp_path / "Audit.docx").namelist()
    assert audit("threads", "export", "Audit", "--format", "docx", "--output", "no/such/a.docx")[0] == 1
    assert audit("threads", "export", "Audit", "--format", "pdf")[0] == 2


def test_status_backup_and_delete_know_the_conversations(audit, tmp_path):
    assert json.loads(audit("status", "--json")[1])["conversations"] == 1
    assert audit("data", "backup", str(tmp_path / "a.zip"))[0] == 0
    archive = zipfile.ZipFile(tmp_path / "a.zip")
    assert [name for name in archive.namelist() if FILE in name] == [FILE]
    archive.extractall(tmp_path / "restored")
    assert [one.name for one in Conversations(tmp_path / "restored").listing()] == ["Audit"]
    assert audit("data", "delete", "--yes")[0] == 0
    assert not (tmp_path / "home").exists()
    assert json.loads(audit("status", "--json")[1])["conversations"] == 0


def test_a_damaged_file_is_one_line_and_can_be_copied(audit, tmp_path):
    (tmp_path / "home" / FILE).write_bytes(b"broken" * 1000)
    for arguments in (("ask", "--thread", "Audit", "indicateur 12"), ("threads", "list")):
        code, out, err = audit(*arguments)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "renommez-le" in err
    assert "endommagé" in json.loads(audit("status", "--json")[1])["conversations"]
    assert audit("ask", "indicateur 12")[0] == 0
    assert audit("data", "backup", str(tmp_path / "a.zip"))[0] == 0
    assert zipfile.ZipFile(tmp_path / "a.zip").read(FILE) == b"broken" * 1000
