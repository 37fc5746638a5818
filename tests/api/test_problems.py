"""What is refused: one line in the language of the caller, with an id and a status; nothing for other sites."""

from __future__ import annotations

import json

import pytest

from assistant.api.guard import LARGEST

JSON = "application/json"
BODIES = [
    ("{}", 422, "api.missing", "« question »", "“question”"),
    ('{"question": ""}', 422, "question.empty", "Question vide", "Empty question"),
    ('{"question": "\\ud800"}', 422, "question.empty", "Question vide", "Empty question"),
    ('{"question": 12}', 422, "api.value", "attendu : un texte", "expected: a text"),
    ('{"question": null}', 422, "api.value", "un texte", "a text"),
    ('{"question": "x", "questoin": "y"}', 422, "batch.key", "question, profile, thread", "question, profile, thread"),
    ('{"question": "x", "on": "demain"}', 422, "api.value", "une date AAAA-MM-JJ", "a date YYYY-MM-DD"),
    ('{"question": "x", "on": 20261201}', 422, "api.value", "20261201", "20261201"),
    ('{"question": "x", "on": "2026-12-01T00:00"}', 422, "api.value", "une date", "a date"),
    ('{"question": "x", "why": "oui"}', 422, "api.value", "true, false", "true, false"),
    ('{"question": "x", "profile": 3}', 422, "profile.object", "trouvé 3", "found 3"),
    (
        '{"question": "x", "profile": {"size": 3}}',
        422,
        "profile.key",
        "categories, certifying",
        "categories, certifying",
    ),
    ('{"question": "x", "profile": {"categories": ["XX"]}}', 422, "profile.value", "OF, CBC", "OF, CBC"),
    ('{"question": "x", "thread": ""}', 422, "threads.bad_name", "Nom de conversation", "Conversati"),
    ('{"question": "x", "thread": "a\\nb"}', 422, "threads.bad_name", "Nom de conversation", "Conversati"),
    ('{"question": "x"', 400, "api.json", "objet JSON", "JSON object"),
    ("[]", 400, "api.json", "objet JSON", "JSON object"),
    ('"x"', 400, "api.json", "objet JSON", "JSON object"),
    ("", 400, "api.json", "objet JSON", "JSON object"),
    ("[" * 100_000, 400, "api.json", "objet JSON", "JSON object"),
    (b'{"question": "\xff"}', 400, "api.json", "objet JSON", "JSON object"),
    (json.dumps({"question": "x" * 10_001}), 422, "question.long", "10001", "10001"),
    (json.dumps({"question": "x", "thread": "y" * LARGEST}), 413, "api.large", "262144", "262144"),
]


@pytest.mark.parametrize(("body", "status", "key", "french", "english"), BODIES, ids=lambda value: str(value)[:40])
@pytest.mark.parametrize("path", ["/ask", "/ask/stream"])
def test_a_body_that_is_not_allowed(api, path, body, status, key, french, english):
    for language, words in (("fr", french), ("en", english)):
        response = api.sent(path, body, content_type=JSON, accept_language=language)
        assert (response.status_code, response.json()["id"]) == (status, key)
        assert words in response.json()["error"]
        assert "\n" not in response.json()["error"]
        assert response.headers["cache-control"] == "no-store"


def test_a_body_speaks_for_itself(api):
    body = '{"question": "x", "lang": "en", "profile": {"size": 3}}'
    assert api.sent("/ask", body, content_type=JSON, accept_language="fr").json()["error"].startswith("Profile")
    refused = api.sent("/ask", '{"question": "x", "lang": "de"}', content_type=JSON).json()
    assert refused["error"] == "« lang » : 'de' n'est pas permis ; attendu : fr, en."


GETS = [
    ("/rules/severity/34", {}, 404, "rule.indicator"),
    ("/rules/severity/-1", {}, 404, "rule.indicator"),
    ("/rules/severity/douze", {}, 422, "api.value"),
    ("/rules/severity/12", {"on": "2010-01-01"}, 422, "rule.no_value"),
    ("/rules/severity/12", {"on": "31/10/2026"}, 422, "api.value"),
    ("/rules/severity/12", {"an": "2026-10-31"}, 422, "batch.key"),
    ("/rules/severity/12", {"lang": "de"}, 422, "api.value"),
    ("/rules/severity/" + "9" * 400, {}, 404, "rule.indicator"),
    ("/rules/decision", {"nc": "34:major"}, 422, "rule.indicator"),
    ("/rules/decision", {"nc": "12"}, 422, "decision.option"),
    ("/rules/decision", {"nc": "4:minor"}, 422, "decision.major_only"),
    ("/rules/calendar", {}, 422, "calendar.option"),
    ("/rules/calendar", {"certificate": "2026-01-31", "notified": "2026-01-31"}, 422, "calendar.option"),
    ("/rules/calendar", {"certificate": "9999-12-31"}, 422, "calendar.far"),
    ("/rules/sites/0", {}, 422, "duration.sites"),
    ("/rules/duration", {"category": "XX", "turnover": 1}, 422, "profile.value"),
    ("/rules/applicability", {"profile": "{"}, 422, "api.value"),
    ("/rules/applicability", {"profile": "[]"}, 422, "profile.object"),
    ("/rules/applicability", {"certifying": "maybe"}, 422, "api.value"),
    ("/rules/show/nonsense", {}, 404, "parameters.unknown"),
    ("/rules/unchecked", {"months": -1}, 422, "api.value"),
    ("/search", {}, 422, "api.missing"),
    ("/search", {"q": " "}, 422, "question.empty"),
    ("/search", {"q": "x" * 10_001}, 422, "question.long"),
    ("/search", {"q": "x", "k": 0}, 422, "api.value"),
    ("/search", {"q": "x", "k": 34}, 422, "api.value"),
    ("/indicators/34", {}, 404, "rule.indicator"),
    ("/indicators/33", {"on": "2026-10-31"}, 404, "corpus.not_in_force"),
    ("/indicators/28", {"facet": "proof"}, 422, "corpus.facet"),
    ("/topics/nonsense", {}, 404, "load.no_sheet"),
    ("/nothing", {}, 404, "api.path"),
    ("/ask", {}, 405, "api.method"),
]


@pytest.mark.parametrize(("path", "query", "status", "key"), GETS, ids=lambda value: str(value)[:40])
def test_an_address_that_is_not_answered(api, path, query, status, key):
    lines = set()
    for language in ("fr", "en"):
        response = api.get(path, headers={"Accept-Language": language}, **query)
        assert (response.status_code, response.json()["id"]) == (status, key)
        assert "\n" not in response.json()["error"]
        lines.add(response.json()["error"])
    assert len(lines) == 2


def test_what_cannot_be_used_for_now(api, assistant, monkeypatch, tmp_path):
    """A broken file of conversations is no fault of the caller."""
    (tmp_path / "conversations.sqlite").write_bytes(b"not a database" * 100)
    from assistant.state.store import Conversations

    monkeypatch.setitem(vars(assistant), "conversations", Conversations(tmp_path))
    response = api.post("/ask", question="indicateur 12", thread="x")
    assert (response.status_code, response.json()["id"]) == (503, "state.damaged")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None])
def test_only_json_is_taken(api, kind):
    headers = {} if kind is None else {"content_type": kind}
    response = api.sent("/ask", b'{"question": "indicateur 12"}', **headers)
    assert (response.status_code, response.json()["id"]) == (415, "api.type")


def test_a_charset_may_be_named(api):
    assert api.sent("/ask", '{"question": "indicateur 12"}', content_type=f"{JSON}; charset=utf-8").status_code == 200


OWN = "http://127.0.0.1:7860"
FROM = [
    ({"origin": OWN}, 200),
    ({"origin": OWN, "sec-fetch-site": "same-origin"}, 200),
    ({"sec-fetch-site": "none"}, 200),
    ({"origin": "http://example.org"}, 403),
    ({"origin": "null"}, 403),
    ({"origin": "http://127.0.0.1:3000"}, 403),
    ({"origin": "http://localhost:7860"}, 403),
    ({"origin": "https://127.0.0.1:7860"}, 403),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"}, 403),
]


@pytest.mark.parametrize(("headers", "status"), FROM, ids=str)
@pytest.mark.parametrize("path", ["/api/status", "/gradio_api/mcp/", "/gradio_api/call/ask", "/", "/config"])
def test_a_page_of_another_site_gets_nothing(api, path, headers, status):
    response = api.raw("GET", path, headers=headers)
    assert (response.status_code == 403) == (status == 403)
    if path == "/api/status":
        asked = api.sent("/ask", '{"question": "indicateur 12"}', content_type=JSON, **headers)
        assert asked.status_code == status
    assert status == 200 or "access-control-allow-origin" not in response.headers


def test_a_browser_is_not_allowed_to_ask_for_another_site(api):
    wanted = {"origin": "http://example.org", "access-control-request-method": "POST"}
    response = api.raw("OPTIONS", "/api/ask", headers=wanted)
    assert response.status_code == 403
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_a_link_may_be_followed_but_no_form_sent(api):
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert api.raw("GET", "/api", headers=followed).status_code == 200
    assert api.sent("/ask", '{"question": "x"}', content_type=JSON, **followed).status_code == 403


def test_another_name_of_this_machine_is_refused(api):
    assert api.raw("GET", "/api/status", headers={"host": "example.org"}).status_code == 400
