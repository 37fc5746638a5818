"""The command line, in process: outputs, exit codes, one clear line on stderr."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


def test_severity(qualiopi):
    code, out, _ = qualiopi("rules", "severity", "12")
    assert code == 0
    assert "mineure ou majeure" in out
    assert "Mineure quand les mesures sont définies" in out


def test_severity_json_and_why(qualiopi):
    code, out, _ = qualiopi("rules", "severity", "12", "--json")
    assert json.loads(out)["value"] == "minor_or_major"
    _, out, _ = qualiopi("rules", "severity", "12", "--why")
    assert "guide de lecture V9" in out
    assert "confiance élevée" in out
    assert code == 0


def test_severity_of_an_indicator_that_does_not_exist(qualiopi):
    code, out, err = qualiopi("rules", "severity", "34")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "compte 33 indicateurs" in err


def test_asking_about_it_is_answered(qualiopi):
    code, out, _ = qualiopi("ask", "l'indicateur 34 ?")
    assert code == 0
    assert "n'existe pas" in out


def test_applicability_options(qualiopi):
    code, out, _ = qualiopi("rules", "applicability", "--category", "OF", "--certifying", "--no-alternance", "--json")
    data = json.loads(out)
    assert (code, data["count"]) == (0, 26)
    assert data["profile"] == {"categories": ["OF"], "certifying": True, "alternance": False}
    _, out, _ = qualiopi("rules", "applicability", "--category", "CFA", "--on", "2026-10-31", "--json")
    assert json.loads(out)["count"] == 32


def test_a_profile_file_and_options_over_it(qualiopi, tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text("categories: [CFA]\naudit_date: 2026-10-31\n", encoding="utf-8")
    _, out, _ = qualiopi("rules", "applicability", "--profile", str(path), "--json")
    assert (json.loads(out)["count"], json.loads(out)["on"]) == (32, "2026-10-31")
    _, out, _ = qualiopi("rules", "applicability", "--profile", str(path), "--category", "CBC", "--json")
    assert json.loads(out)["count"] == 22


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("categorie: [OF]", "clé inconnue 'categorie'"),
        ("[", "YAML illisible"),
        ("categories: [OF]\ncategories: [CFA]", "deux fois"),
    ],
)
def test_a_wrong_profile_is_one_line(qualiopi, tmp_path, content, words):
    path = tmp_path / "profile.yaml"
    path.write_text(content, encoding="utf-8")
    code, _, err = qualiopi("ask", "indicateur 12", "--profile", str(path))
    assert code == 1
    assert words in err
    assert err.count("\n") == 1


def test_ask_json(qualiopi):
    code, out, _ = qualiopi("ask", "Quelles preuves pour l'indicateur 28 ?", "--json")
    record = json.loads(out)
    assert (code, record["indicators"], record["abstained"]) == (0, [28], False)
    assert "trace" not in record
    _, out, _ = qualiopi("ask", "NC indicateur 12", "--json", "--why")
    assert json.loads(out)["trace"][0]["parameter"] == "severity"


def test_ask_text_shows_sources_and_why(qualiopi):
    _, out, _ = qualiopi("ask", "NC de l'indicateur 12 ?", "--why")
    assert "[1] guide de lecture V9" in out
    assert "notre reformulation d'après guide de lecture V9" in out
    assert "Pourquoi :" in out
    assert "{'fr'" not in out


@pytest.mark.parametrize("question", ["", "   ", "x" * 10_001])
def test_questions_that_are_refused(qualiopi, question):
    code, out, err = qualiopi("ask", question)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "x", "--batch", "y"),
        ("ask", "x", "--on", "31/10/2026"),
        ("rules", "severity", "douze"),
        ("nothing",),
    ],
)
def test_usage_errors_exit_2(qualiopi, arguments):
    assert qualiopi(*arguments)[0] == 2


def test_a_bad_setting_is_one_line(qualiopi, monkeypatch):
    monkeypatch.setenv("QUALIOPI_TODAY", "demain")
    code, _, err = qualiopi("rules", "severity", "12")
    assert code == 1
    assert "QUALIOPI_TODAY" in err
    assert err.count("\n") == 1


def test_index_build_status_verify(qualiopi):
    code, out, _ = qualiopi("index", "status")
    assert code == 1
    assert "absent" in out
    code, out, _ = qualiopi("index", "build")
    assert code == 0
    assert "par mots et par sens (qualiopi-fr-en)" in out
    code, out, _ = qualiopi("index", "status", "--json")
    assert (code, json.loads(out)["state"]) == (0, "ready")
    assert qualiopi("index", "verify")[0] == 0


def test_search_builds_what_it_needs_and_prints_json(qualiopi):
    code, out, _ = qualiopi("search", "conseil de perfectionnement", "--json", "--k", "3")
    hits = json.loads(out)["hits"]
    assert code == 0
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert hits[0]["indicator"] == 20
    assert {"facet", "source", "locator", "text", "chunk", "title"} <= set(hits[0])


def test_search_takes_the_numbers_it_is_given(qualiopi, with_index):
    _, out, _ = qualiopi("search", "preuves de l'indicateur 28", "--json")
    assert (json.loads(out)["hits"][0]["indicator"], json.loads(out)["hits"][0]["facet"]) == (28, "evidence")


def test_ask_batch(qualiopi, tmp_path):
    cases, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"id": "a", "turns": ["Quelles preuves pour l'indicateur 28 ?"], "profile": None, "lang": None},
        {
            "id": "b",
            "turns": ["preuves de l'indicateur 12", "et la non-conformité ?"],
            "profile": {"categories": ["CFA"]},
        },
        {"id": "c", "turns": []},
        {"id": "d", "turns": ["indicateur 12"], "profile": {"categorie": "OF"}},
        {"id": "e", "turns": ["indicateur 12"], "lang": "de"},
        {"id": "f", "turns": ["indicateur 12"], "language": "fr"},
        {"id": "g", "turns": ["indicator 12"], "lang": "fr"},
        {"id": "h", "turns": ["x" * 10_001]},
    ]
    text = "\n".join(json.dumps(line) for line in lines) + "\nnot json\n\n[1]\n"
    cases.write_text(text, encoding="utf-8")
    code, _, _ = qualiopi("ask", "--batch", str(cases), "--output", str(out))
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert code == 1
    assert len(records) == 10
    by_id = {record.get("id"): record for record in records if "id" in record}
    assert by_id["a"]["indicators"] == [28]
    assert by_id["b"]["facts"][0]["value"] == "minor_or_major"
    assert by_id["g"]["language"] == "fr"
    assert [record["line"] for record in records if "error" in record] == [3, 4, 5, 6, 8, 9, 11]
    assert "clés permises" in by_id["d"]["error"]


def test_a_batch_of_good_lines_exits_0(qualiopi, tmp_path):
    cases, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    cases.write_text('{"id": 1, "turns": ["indicateur 12"]}\n', encoding="utf-8")
    assert qualiopi("ask", "--batch", str(cases), "--output", str(out))[0] == 0
    assert qualiopi("ask", "--batch", str(cases), "--output", str(cases))[0] == 1
    assert qualiopi("ask", "--batch", str(tmp_path / "none"), "--output", str(out))[0] == 1
    assert qualiopi("ask", "--batch", str(cases))[0] == 1


def test_search_batch(qualiopi, with_index, tmp_path):
    cases, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    cases.write_text('{"id": "a", "query": "veille juridique"}\n{"id": "b"}\n', encoding="utf-8")
    code, _, _ = qualiopi("search", "--batch", str(cases), "--output", str(out))
    first, second = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert code == 1
    assert first["hits"][0]["indicator"] == 23
    assert 3 <= len(first["hits"]) <= 10
    assert second == {"line": 2, "id": "b", "error": "« query » doit être un texte."}


def test_the_command_answers_from_any_folder():
    code = "from assistant.cli import main; main(['rules', 'severity', '28'])"
    done = subprocess.run([sys.executable, "-c", code], cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "mineure ou majeure" in done.stdout


def test_other_packages_add_commands(qualiopi):
    code, out, _ = qualiopi("--help")
    assert code == 0
    assert "eval" in out
