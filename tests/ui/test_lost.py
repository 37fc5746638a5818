"""An address that there is not: a page for people, JSON for programs."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.ui.shown.frame import SCREENS
from tests.serving import app_of

PAGE = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.fixture(scope="module")
def client(shared_assistant):
    with app_of(shared_assistant) as app:
        yield TestClient(app, base_url="http://127.0.0.1")


@pytest.mark.parametrize(("language", "said"), [("fr", "existe pas"), ("en", "does not exist")])
def test_a_person_gets_a_page_with_links_to_the_screens(client, language, said):
    found = client.get("/nimporte<b>", headers={"accept": PAGE, "accept-language": language})
    assert found.status_code == 404
    assert said in found.text
    assert f"lang='{language}'" in found.text
    assert all(f"href='{path}'" in found.text for path in SCREENS.values())
    assert "nimporte" not in found.text
    assert "Content-Security-Policy" in found.headers


@pytest.mark.parametrize("path", ["/api/v1/nimporte", "/gradio_api/nimporte"])
def test_a_program_gets_json(client, path):
    found = client.get(path, headers={"accept": PAGE})
    assert found.status_code == 404
    assert isinstance(found.json(), dict)
