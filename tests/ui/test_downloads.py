"""The documents of a profile over HTTP: validated, named, in the language of the visitor."""

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.ui.downloads import serve_documents
from assistant.ui.spoken import COOKIE


@pytest.fixture
def web(shared_assistant):
    app = FastAPI()
    serve_documents(app, shared_assistant)
    return TestClient(app, base_url="http://127.0.0.1", headers={"accept-language": "fr"})


def asked(web, path: str, profile: str, **settings):
    return web.get(f"/perimetre/{path}", params={"profile": profile}, **settings)


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv", "md"])
def test_a_checklist_in_each_format(web, form):
    got = asked(web, f"preuves.{form}", json.dumps({"categories": ["CFA"], "audit_date": "2026-10-31"}))
    assert got.status_code == 200
    assert got.headers["content-disposition"] == f"attachment; filename*=UTF-8''Preuves-Qualiopi-2026-10-31.{form}"
    assert len(got.content) > 10_000


def test_in_the_language_of_the_visitor(web):
    got = asked(web, "preuves.md", "", headers={"cookie": f"{COOKIE}=en"})
    assert got.text.startswith("# Evidence to gather")
    assert "Profile: profile not filled in" in got.text


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_profile_itself(web, form):
    got = asked(web, f"profil.{form}", '{"categories":["OF"],"certifying":true}')
    assert f"profil-qualiopi.{form}" in got.headers["content-disposition"]
    assert asked(web, "profil.json", got.text).json() == {"categories": ["OF"], "certifying": True}


@pytest.mark.parametrize("path", ["preuves.md", "profil.yaml"])
@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ('{"x": 1}', "clés permises"),
        ("<script>", "Profil du lien"),
        ("[1]", "JSON"),
        ("a" * 10_001, "10000"),
        ("a: &a [x]\nb: *a", "renvois"),
    ],
    ids=lambda value: value[:12],
)
def test_a_wrong_profile_is_told_in_one_line(web, path, profile, words):
    got = asked(web, path, profile)
    assert got.status_code == 400
    assert got.headers["content-type"].startswith("text/plain")
    assert words in got.text
    assert "\n" not in got.text.strip()


def test_a_day_before_all_texts(web):
    assert asked(web, "preuves.md", '{"audit_date": "2018-01-01"}').status_code == 400


def test_no_other_format(web):
    assert asked(web, "preuves.pdf", "").status_code == 422
