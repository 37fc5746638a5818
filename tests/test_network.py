"""Nothing leaves the machine: everything works where there is no network at all.

Patching Python's sockets misses native code, so this runs in a network namespace that only has the loopback.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap

import pytest

SCRIPT = """
import json, socket, subprocess, sys, threading, time, urllib.request
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
    raise SystemExit("this namespace has a network")
except OSError:
    pass
from assistant.service import Assistant
from assistant.settings import load_settings
from corpus.load import load
from index.build import build
home, corpus = load_settings().data_folder(), load()
from index.embed import chosen
build(home, corpus, model=chosen(None))
build(home, corpus, model=chosen(None))
assistant = Assistant()
print(assistant.ask("Quelles preuves pour l'indicateur 28 ?")["outcome"])
print(assistant.ask("que faire des réclamations des stagiaires ?")["indicators"])
from assistant.ui.launch import web_app
import uvicorn
server = uvicorn.Server(uvicorn.Config(web_app(assistant), host="127.0.0.1", port=7899, log_level="error"))
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    time.sleep(0.1)
page = urllib.request.urlopen("http://127.0.0.1:7899/", timeout=20)
print(page.status, "default-src 'self'" in page.headers["Content-Security-Policy"])
def sent(path, body):
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    request = urllib.request.Request("http://127.0.0.1:7899" + path, json.dumps(body).encode(), headers)
    return urllib.request.urlopen(request, timeout=60).read().decode()
print(json.loads(sent("/api/ask", {"question": "que faire des réclamations des stagiaires ?"}))["indicators"])
call = {"name": "severity", "arguments": {"indicator": 12}}
print("minor_or_major" in sent("/gradio_api/mcp/", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}))
"""


def namespace() -> list[str]:
    """The beginning of a command that runs without network, or a skip with the reason."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("unshare or ip is not installed")
    probe = subprocess.run(["unshare", "-rn", "ip", "link", "set", "lo", "up"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("network namespaces are not allowed here")
    return ["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$0" "$@"']


def test_building_asking_and_serving_without_any_network(tmp_path):
    environment = {**os.environ, "HTTP_PROXY": "http://192.0.2.1:9", "HTTPS_PROXY": "http://192.0.2.1:9"}
    environment["NO_PROXY"] = "127.0.0.1"
    environment["QUALIOPI_MCP"] = "on"
    done = subprocess.run(
        [*namespace(), sys.executable, "-c", textwrap.dedent(SCRIPT)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines() == ["answer", "(31,)", "200 True", "[31]", "True"]
