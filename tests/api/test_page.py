"""What describes the API: complete in both languages, true to what is answered, readable without any network."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from inspect import signature

import pytest

from assistant.api import page as page_module
from assistant.api.records import AnswerRecord
from assistant.api.tools import tools as make_tools
from assistant.messages import Messages
from tests.assistant.test_languages import FRENCH


def test_the_record_of_an_answer_is_described_whole(assistant):
    record = assistant.reply("preuves de l'indicateur 28").answer.to_dict(why=True)
    assert record.keys() == AnswerRecord.model_fields.keys()


def texts(schema):
    """Every title and explanation of a description."""
    found = [schema["info"]["title"], schema["info"]["description"]]
    for operation in (one for path in schema["paths"].values() for one in path.values()):
        found += [operation["summary"], operation.get("description", "-")]
        found += [one["description"] for one in operation.get("parameters", [])]
        found += [one["description"] for one in operation["responses"].values()]
    for record in schema["components"]["schemas"].values():
        found += [record["description"], *(one["description"] for one in record["properties"].values())]
    return found


def test_the_description_is_in_the_language_asked_for(api):
    french, english = (api.raw("GET", f"/api/openapi.json?lang={lang}").json() for lang in ("fr", "en"))
    pairs = list(zip(texts(french), texts(english), strict=True))
    assert len(pairs) > 200
    assert not [text for _, text in pairs if FRENCH.search(text)]
    assert {one for one, other in pairs if one == other} <= {"-", "Source.", "Note."}
    assert french["servers"] == [{"url": "/api"}]


def types(part):
    """The kinds of values that a schema names, at any depth."""
    if isinstance(part, list):
        return set().union(*map(types, part))
    if not isinstance(part, dict):
        return set()
    own = {part["type"]} if isinstance(part.get("type"), str) else set()
    return own.union(*map(types, part.values()))


def test_no_text_of_the_api_is_left_over(schema, assistant):
    operations = {one["operationId"] for path in schema["paths"].values() for one in path.values()}
    fields = {name: set(record["properties"]) for name, record in schema["components"]["schemas"].items()}
    parameters = {
        one["name"]
        for path in schema["paths"].values()
        for one in path["get" if "get" in path else "post"].get("parameters", [])
    }
    tools = {tool.__name__: set(signature(tool).parameters) for tool in make_tools(assistant, "fr")}
    code = page_module.STYLE.with_name("page.py").read_text(encoding="utf-8")
    for key in (key for key in Messages().keys("fr") if key.startswith("api.")):
        kind, _, rest = key.removeprefix("api.").partition(".")
        name, _, field = rest.partition(".")
        known = {
            "do": name in operations,
            "record": name in fields and (not field or field in fields[name]),
            "field": name in set().union(*fields.values()),
            "parameter": name in parameters,
            "tool": name in tools and (not field or field in tools[name]),
            "page": name in types(schema) or re.search(rf"""say\(f?["']{name}\b""", code) or f'"{name}"' in code,
            "status": name in {"200", "4XX", "5XX"},
        }
        assert known.get(kind, key in ("api.title", "api.about", "api.question")), key


class Page(HTMLParser):
    """What a page links to, what it loads, and the places in it."""

    def __init__(self, html):
        super().__init__()
        self.links, self.loads, self.ids, self.tags = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.tags.append(tag)
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"]] if tag == "a" else []
        self.loads += [known[name] for name in ("src", "srcset", "action") if name in known]
        self.loads += [known["href"]] if tag == "link" else []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_stands_alone(api, lang):
    response = api.raw("GET", f"/api?lang={lang}")
    html = response.text
    page = Page(html)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert f'<html lang="{lang}">' in html
    assert (page.loads, {"script", "img", "iframe"} & set(page.tags)) == ([], set())
    assert not re.search(r"@import|url\(", html)
    assert len(page.ids) == len(set(page.ids))
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    assert {link for link in page.links if not link.startswith("#")} == {
        "/", f"/api/openapi.json?lang={lang}", "?lang=fr", "?lang=en"
    }  # fmt: skip


def test_the_page_shows_every_address_and_every_field(api, schema):
    html = unescape(api.raw("GET", "/api?lang=en").text)
    for path, methods in schema["paths"].items():
        for method in methods:
            assert f'<span class="method">{method.upper()}</span> <code>/api{path}</code>' in html
    for name, record in schema["components"]["schemas"].items():
        article = html.split(f'id="record-{name}"')[1].split("</article>")[0]
        assert re.findall(r'<th scope="row"><code>(\w+)</code>', article) == list(record["properties"])


def test_the_page_follows_the_browser_and_names_the_visited_address(api):
    html = api.raw("GET", "/api", headers={"Accept-Language": "en", "host": "localhost:7999"}).text
    assert '<html lang="en">' in html
    assert "curl http://localhost:7999/api/ask" in html
    assert '<html lang="fr">' in api.raw("GET", "/api", headers={"Accept-Language": "fr"}).text


def test_what_is_sent_to_the_page_is_not_shown(api):
    html = api.raw("GET", "/api?lang=<script>alert(1)</script>").text
    assert "<script" not in html
