"""Only the app is served: nothing of the machine, of the data folder, of the code can be fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import index
import prompts
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.ui.launch import web_app
from tests.conftest import TODAY

SECRET = "a-secret-of-this-machine"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, corpus):
    assistant = Assistant(Settings(home=tmp_path_factory.mktemp("home"), today=TODAY), corpus=corpus)
    assistant.conversations.keep(None, assistant.finished("preuves 28", assistant.reply("preuves 28")))
    (assistant.settings.data_folder() / "notes.txt").write_text(SECRET, encoding="utf-8")
    return assistant


@pytest.fixture(scope="module")
def client(assistant, tmp_path_factory):
    """The app, started in a folder with files of its owner's."""
    with pytest.MonkeyPatch.context() as patch:
        here = tmp_path_factory.mktemp("somebody")
        (here / ".env").write_text(f"QUALIOPI_LLM_KEY={SECRET}", encoding="utf-8")
        (here / "letter.txt").write_text(SECRET, encoding="utf-8")
        patch.chdir(here)
        yield TestClient(web_app(assistant), base_url="http://127.0.0.1")


def places(assistant) -> list[str]:
    home = assistant.settings.data_folder()
    code = Path(index.__file__).parent
    files = [
        "/etc/passwd",
        str(home / "conversations.sqlite"),
        str(home / "notes.txt"),
        str(code / "weights.json"),
        str(code / "build.py"),
        str(Path(prompts.__file__).parent / "answer.fr.md"),
        str(Path.cwd() / ".env"),
        ".env",
        "letter.txt",
        "../letter.txt",
        "..%2f..%2fetc%2fpasswd",
        "....//....//etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "file:///etc/passwd",
        "//etc/passwd",
        "C:/Windows/win.ini",
        "/proc/self/environ",
    ]
    routes = ("/gradio_api/file=", "/file=", "/gradio_api/file/", "/static/", "/assets/", "/theme/", "/svelte/", "/")
    return [route + file for route in routes for file in files]


def test_no_file_of_the_machine_is_served(client, assistant):
    for path in places(assistant):
        answer = client.get(path)
        assert answer.status_code in (400, 403, 404, 405, 422), (path, answer.status_code)
        assert SECRET not in answer.text, path
        assert "root:" not in answer.text, path


@pytest.mark.parametrize("path", ["/export/1/../../notes.txt", "/export/1/exe", "/export/-1/md", "/export/x/md"])
def test_exports_give_kept_conversations_only(client, path):
    assert client.get(path).status_code in (404, 422)


def test_nothing_can_be_uploaded(client, assistant):
    answer = client.post("/gradio_api/upload", files={"files": ("a.txt", b"x" * 100, "text/plain")})
    assert answer.status_code >= 400
    assert not list(assistant.settings.data_folder().rglob("a.txt"))


def test_what_is_served_says_that_nothing_else_may_be_fetched(client):
    answer = client.get("/")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "192.168.1.4", ""])
def test_other_host_names_are_refused(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 400
