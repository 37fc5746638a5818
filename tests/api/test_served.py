"""On a real socket: what a program without any library gets; the settings; tools over MCP with its own client."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from corpus.errors import SettingsError
from tests.api.conftest import plain
from tests.conftest import TODAY
from tests.serving import app_of, serving


def settings_like(assistant, **more):
    return Settings(home=assistant.settings.home, today=TODAY, **more)


@pytest.fixture(scope="module")
def address(web):
    with serving(web) as address:
        yield address


def asked(address, path, body):
    request = urllib.request.Request(
        f"{address}/api{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    return urllib.request.urlopen(request, timeout=60)


def test_a_program_asks(address, assistant):
    with asked(address, "/ask", {"question": "Quelles preuves pour l'indicateur 28 ?"}) as answer:
        record = json.load(answer)
    assert plain(record) == plain(assistant.ask("Quelles preuves pour l'indicateur 28 ?"))


def test_a_program_reads_a_stream_as_it_comes(address):
    with asked(address, "/ask/stream", {"question": "preuves de l'indicateur 12"}) as answer:
        names = [line for line in answer if line.startswith(b"event:")]
    assert names[-1] == b"event: answer\n"
    assert len(names) > 3


def test_half_a_request_holds_up_nobody(address):
    import socket
    from urllib.parse import urlsplit

    here = urlsplit(address)
    halves = []
    for _ in range(60):
        half = socket.create_connection((here.hostname, here.port))
        half.sendall(
            f"POST /api/ask HTTP/1.1\r\nHost: {here.netloc}\r\nContent-Type: application/json\r\n"
            'Content-Length: 90\r\n\r\n{"quest'.encode()
        )
        halves.append(half)
    with asked(address, "/ask", {"question": "NC de l'indicateur 12 ?"}) as answer:
        assert json.load(answer)["indicators"] == [12]
    for half in halves:
        half.close()


def test_a_body_without_announced_length_is_limited_too(address):
    def parts():
        for _ in range(100):
            yield b" " * 10_000

    request = urllib.request.Request(f"{address}/api/ask", parts(), {"Content-Type": "application/json"})
    with pytest.raises((urllib.error.HTTPError, ConnectionError)) as refused:
        urllib.request.urlopen(request, timeout=60)
    if isinstance(refused.value, urllib.error.HTTPError):
        assert refused.value.code == 413
        refused.value.close()


def test_settings_are_read_from_the_environment(monkeypatch):
    assert (load_settings().api, load_settings().mcp) == (True, False)
    monkeypatch.setenv("QUALIOPI_API", "off")
    monkeypatch.setenv("QUALIOPI_MCP", "on")
    assert (load_settings().api, load_settings().mcp) == (False, True)
    monkeypatch.setenv("QUALIOPI_MCP", "perhaps")
    with pytest.raises(SettingsError, match="QUALIOPI_MCP"):
        load_settings()


def test_without_mcp_the_web_app_has_no_endpoint_for_programs_but_ours(address):
    with urllib.request.urlopen(f"{address}/gradio_api/info", timeout=30) as answer:
        assert json.load(answer) == {"named_endpoints": {}, "unnamed_endpoints": {}}
    with pytest.raises(urllib.error.HTTPError) as refused:
        asked(address, "/../gradio_api/mcp/", {})
    assert refused.value.code in (404, 405)
    refused.value.close()


@pytest.fixture(scope="module")
def tools_address(assistant):
    """The app with MCP and without our API."""
    pytest.importorskip("mcp")
    one = Assistant(settings_like(assistant, api=False, mcp=True), corpus=assistant.corpus)
    with app_of(one) as app, serving(app) as address:
        yield address


@pytest.mark.parametrize("path", ["/api", "/api/status", "/api/openapi.json"])
def test_turned_off_the_api_answers_nothing(tools_address, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{tools_address}{path}", timeout=30)
    assert refused.value.code == 404
    refused.value.close()


def with_tools(address, work):
    """What `work` gets from a session of the client of MCP."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async def run():
        streams = streamablehttp_client(f"{address}/gradio_api/mcp/")
        async with streams as (read, write, _), ClientSession(read, write) as session:
            await session.initialize()
            return await work(session)

    return asyncio.run(run())


def called(address, name, **arguments):
    result = with_tools(address, lambda session: session.call_tool(name, arguments))
    (content,) = result.content
    return result.isError, content.text


def test_the_tools_and_nothing_else(tools_address):
    listed = with_tools(tools_address, lambda session: session.list_tools()).tools
    assert [tool.name for tool in listed] == ["ask", "search", "severity", "applicability"]
    needed = {tool.name: tool.inputSchema["required"] for tool in listed}
    assert needed == {
        "ask": ["question"],
        "search": ["query"],
        "severity": ["indicator"],
        "applicability": ["categories"],
    }
    for tool in listed:
        assert len(tool.description) > 60
        for name, known in tool.inputSchema["properties"].items():
            assert known["description"], (tool.name, name)
            assert {"type", "oneOf", "enum"} & known.keys(), (tool.name, name)
    with urllib.request.urlopen(f"{tools_address}/gradio_api/info", timeout=30) as answer:
        info = json.load(answer)
    assert list(info["named_endpoints"]) == ["/ask", "/search", "/severity", "/applicability"]
    assert info["unnamed_endpoints"] == {}


def test_tools_answer_as_the_assistant_does(tools_address, assistant, capsys):
    from assistant.cli import main

    failed, text = called(tools_address, "ask", question="combien d'indicateurs ?", profile={"categories": ["CFA"]})
    assert (failed, plain(json.loads(text))) == (
        False,
        plain(assistant.ask("combien d'indicateurs ?", profile={"categories": ["CFA"]})),
    )
    for name, arguments, command in (
        ("severity", {"indicator": 12}, ["severity", "12"]),
        ("severity", {"indicator": 33, "on": "2026-10-31"}, ["severity", "33", "--on", "2026-10-31"]),
        (
            "applicability",
            {"categories": ["OF", "VAE"], "certifying": True, "umbrella": False},
            ["applicability", "--category", "OF", "--category", "VAE", "--certifying", "--no-umbrella"],
        ),
    ):
        with pytest.raises(SystemExit):
            main(["rules", *command, "--json"])
        assert called(tools_address, name, **arguments) == (
            False,
            json.dumps(json.loads(capsys.readouterr().out), ensure_ascii=False),
        )
    failed, text = called(tools_address, "search", query="réclamations", k=2)
    assert (failed, len(json.loads(text)["hits"])) == (False, 2)


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("severity", {"indicator": 34}, "n'existe pas"),
        ("severity", {"indicator": "twelve"}, "integer"),
        ("severity", {"indicator": 12, "on": "demain"}, "AAAA-MM-JJ"),
        ("applicability", {"categories": ["XX"]}, "XX"),
        ("ask", {"question": ""}, "Question vide"),
        ("ask", {}, "question"),
        ("ask", {"question": "x", "profile": {"size": 1}}, "categories, certifying"),
        ("search", {"query": " "}, "Question vide"),
        ("keep", {}, "keep"),
    ],
)
def test_a_tool_tells_what_is_wrong(tools_address, name, arguments, words):
    failed, text = called(tools_address, name, **arguments)
    assert failed
    assert words in text
    assert "Traceback" not in text


def test_a_page_of_another_site_gets_no_tool(tools_address):
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    for more, code in (({}, 200), ({"Origin": "http://localhost:3000"}, 403), ({"Content-Type": "text/plain"}, 415)):
        request = urllib.request.Request(f"{tools_address}/gradio_api/mcp/", body, {**headers, **more})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                found = answer.status
        except urllib.error.HTTPError as error:
            found = error.code
            error.close()
        assert found == code


BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "mcp":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
from assistant.service import Assistant
from assistant.ui.launch import web_app
from corpus.errors import SettingsError
try:
    web_app(Assistant())
except SettingsError as error:
    print(error.text("en"))
"""


def test_without_the_package_the_setting_is_told(monkeypatch):
    monkeypatch.setenv("QUALIOPI_MCP", "on")
    done = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False)
    line = "Setting QUALIOPI_MCP: the package mcp is not installed; pip install 'qualiopi-assistant[mcp]'.\n"
    assert (done.stdout, done.returncode) == (line, 0)


def test_tools_are_described_in_the_language_of_the_machine(assistant):
    from assistant.api.tools import tools

    for language, words in (("fr", "non-conformité"), ("en", "non-conformity")):
        _, _, severity, _ = tools(assistant, language)
        assert words in severity.__doc__
