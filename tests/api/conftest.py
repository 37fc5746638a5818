"""The whole web app in this process, one for all tests; every answer is held against the description of the API."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from assistant.api.app import make_api
from assistant.service import Assistant
from assistant.settings import Settings
from tests.conftest import TODAY
from tests.serving import app_of

ADDRESS = "http://127.0.0.1:7860"


@pytest.fixture(scope="package")
def assistant(shared_assistant) -> Assistant:
    return shared_assistant


@pytest.fixture(scope="package")
def web(assistant):
    with app_of(assistant) as app:
        yield app


@pytest.fixture(scope="session")
def schema(corpus, tmp_path_factory):
    return make_api(Assistant(Settings(home=tmp_path_factory.mktemp("none"), today=TODAY), corpus=corpus)).openapi()


class Caller:
    """Calls the API and checks that each answer is as described."""

    def __init__(self, web, schema) -> None:
        self._client = TestClient(web, base_url=ADDRESS, raise_server_exceptions=False)
        self._schema = schema

    def get(self, path, /, headers=None, **query):
        return self._checked(self._client.get(f"/api{path}", params=query, headers=headers), "get", path)

    def post(self, path, /, headers=None, **body):
        return self._checked(self._client.post(f"/api{path}", json=body, headers=headers), "post", path)

    def sent(self, path, content, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.post(f"/api{path}", content=content, headers=named)

    def raw(self, method, path, **settings):
        return self._client.request(method, path, **settings)

    def _checked(self, response, method, path):
        jsonschema = pytest.importorskip("jsonschema")
        known = self._schema["components"]["schemas"]["Problem"]
        if response.status_code == 200:
            operation = self._schema["paths"][template(path, self._schema)][method]
            known = operation["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator({**known, "components": self._schema["components"]}).validate(response.json())
        assert response.headers["cache-control"] == "no-store"
        return response


def template(path, schema):
    """The address with its parts named, as the description has it."""
    if path in schema["paths"]:
        return path
    return next(known for known in schema["paths"] if known.rpartition("/")[0] == path.rpartition("/")[0])


@pytest.fixture(scope="package")
def api(web, schema) -> Caller:
    return Caller(web, schema)


def plain(record):
    """A record as JSON gives it, without the time it took."""
    return {key: value for key, value in json.loads(json.dumps(record)).items() if key != "latency_ms"}
