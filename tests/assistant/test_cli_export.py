"""`qualiopi export checklist`."""

from __future__ import annotations

import csv
import io
import json

import pytest


def test_markdown_and_csv_on_the_output(qualiopi):
    code, out, err = qualiopi("export", "checklist", "--category", "CFA", "--on", "2026-10-31")
    assert (code, err) == (0, "")
    assert "32 applicables (dont 0 sans objet)" in out
    assert "Indicateur 33" not in out
    out = qualiopi("export", "checklist", "--category", "CFA", "--format", "csv", "--on", "2026-11-01")[1]
    assert "33" in {row[1] for row in csv.reader(io.StringIO(out), delimiter=";") if len(row) > 1}


def test_the_profile_of_a_file_gives_the_day(qualiopi, tmp_path):
    file = tmp_path / "profile.json"
    file.write_text(json.dumps({"categories": ["OF"], "audit_date": "2026-10-31"}), encoding="utf-8")
    out = qualiopi("export", "checklist", "--profile", str(file), "--lang", "en")[1]
    assert "audit on 31 October 2026" in out
    assert "RNQ 2019" in out


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_file_is_written_once(qualiopi, tmp_path, monkeypatch, form):
    monkeypatch.chdir(tmp_path)
    code, out, _ = qualiopi("export", "checklist", "--category", "OF", "--format", form, "--on", "2026-12-01")
    assert (code, out) == (0, f"Document écrit : Preuves-Qualiopi-2026-12-01.{form}\n")
    assert (tmp_path / f"Preuves-Qualiopi-2026-12-01.{form}").read_bytes().startswith(b"PK")
    code, _, err = qualiopi("export", "checklist", "--category", "OF", "--format", form, "--on", "2026-12-01")
    assert (code, "existe déjà" in err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--category", "XX"), 1, "OF, CBC, VAE, CFA"),
        (("--category", "OF", "--on", "2018-01-01"), 1, "aucune valeur connue"),
        (("--category", "OF", "--output", "no/such/x.md"), 1, "no/such/x.md"),
        (("--format", "pdf"), 2, "pdf"),
    ],
)
def test_refusals_in_one_line(qualiopi, arguments, code, words):
    found, out, err = qualiopi("export", "checklist", *arguments)
    assert (found, out) == (code, "")
    assert words in err
