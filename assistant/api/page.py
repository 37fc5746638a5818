"""The page at `/api`: the description of the API as plain HTML, made here so that nothing is fetched from elsewhere.

The known viewers of OpenAPI are large scripts in English that fetch themselves from other machines; this page is read
without any script, by a screen reader, and in both languages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from assistant.messages import Messages
from corpus.records import LANGUAGES, Language

TAGS = ("ask", "rules", "sheets", "status")
SENT = ("Ask", "Profile")
STYLE = Path(__file__).parent / "page.css"
STREAM = "text/event-stream"
JSON = "application/json"
_RECORD = "#/components/schemas/"

Schema = Mapping[str, Any]


def page(schema: Schema, language: Language, address: str) -> str:
    """The description as a page.

    Args:
        schema: OpenAPI, in the language (see `described`).
        language: of the page.
        address: of the app, as its visitor wrote it ("http://127.0.0.1:7860").
    """
    return _Page(schema, language, address).html()


class _Page:
    def __init__(self, schema: Schema, language: Language, address: str) -> None:
        self._schema, self._language, self._address = schema, language, address.rstrip("/")
        self._place: str = schema["servers"][0]["url"]
        self._messages = Messages()

    def html(self) -> str:
        title = escape(self._schema["info"]["title"])
        return (
            f'<!doctype html><html lang="{self._language}"><head><meta charset="utf-8"><title>{title}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{STYLE.read_text(encoding='utf-8')}</style></head><body>"
            f'<a class="skip" href="#content">{self._say("skip")}</a>{self._head(title)}'
            f'<div class="columns">{self._contents()}<main id="content">{self._use()}'
            f"{''.join(map(self._part, TAGS))}{self._records()}</main></div></body></html>"
        )

    def _say(self, key: str, **values: object) -> str:
        return escape(self._messages.say(self._language, f"api.page.{key}", **values))

    def _head(self, title: str) -> str:
        links = "".join(
            f'<li><a href="?lang={name}" lang="{name}" hreflang="{name}"'
            f"{' aria-current=page' if name == self._language else ''}>"
            f"{escape(self._messages.say(name, 'ui.language'))}</a></li>"
            for name in LANGUAGES
        )
        return (
            f"<header><div><h1>{title}</h1><p>{escape(self._schema['info']['description'])}</p></div>"
            f'<ul class="ways"><li><a href="/">{self._say("back")}</a></li>'
            f'<li><a href="{self._place}/openapi.json?lang={self._language}">{self._say("schema")}</a></li></ul>'
            f'<nav aria-label="{self._say("languages")}"><ul class="ways">{links}</ul></nav></header>'
        )

    def _contents(self) -> str:
        parts = []
        for tag in TAGS:
            links = (
                f'<li><a href="#{one["operationId"]}"><code>{escape(path)}</code></a></li>'
                for path, _, one in self._operations(tag)
            )
            parts.append(f'<li><a href="#part-{tag}">{self._say(f"tag.{tag}")}</a><ul>{"".join(links)}</ul></li>')
        parts.append(f'<li><a href="#records">{self._say("records")}</a></li>')
        return (
            f'<nav class="contents" aria-labelledby="contents"><h2 id="contents">{self._say("contents")}</h2>'
            f"<ul>{''.join(parts)}</ul></nav>"
        )

    def _use(self) -> str:
        lines = "".join(f"<li>{self._say(f'use.{name}')}</li>" for name in ("json", "language", "error", "local"))
        question = json.dumps({"question": self._messages.say(self._language, "api.question")}, ensure_ascii=False)
        command = f"curl {self._address}{self._place}/ask -H 'Content-Type: application/json' -d '{question}'"
        return (
            f'<section aria-labelledby="use"><h2 id="use">{self._say("use")}</h2><ul>{lines}</ul>'
            f"<h3>{self._say('example')}</h3><pre><code>{escape(command)}</code></pre></section>"
        )

    def _operations(self, tag: str) -> Iterable[tuple[str, str, Schema]]:
        for path, methods in self._schema["paths"].items():
            for method, operation in methods.items():
                if tag in operation["tags"]:
                    yield path, method, operation

    def _part(self, tag: str) -> str:
        operations = "".join(self._operation(*one) for one in self._operations(tag))
        heading = f'<h2 id="part-{tag}">{self._say(f"tag.{tag}")}</h2>'
        return f'<section aria-labelledby="part-{tag}">{heading}{operations}</section>'

    def _operation(self, path: str, method: str, operation: Schema) -> str:
        name = f"{method.upper()} {self._place}{path}"
        parts = [f"<p>{escape(operation['summary'])}</p>"]
        if "description" in operation:
            parts.append(f"<p>{escape(operation['description'])}</p>")
        if parameters := operation.get("parameters"):
            parts.append(self._table(self._say("parameters", what=name), map(self._parameter, parameters), True))
        if "requestBody" in operation:
            body = self._type(operation["requestBody"]["content"][JSON]["schema"])
            parts.append(f"<p>{self._say('body')} {body}</p>")
        content = operation["responses"]["200"]["content"]
        answer = self._say("stream") if STREAM in content else self._type(content[JSON]["schema"])
        parts.append(f"<p>{self._say('answers')} {answer}</p>")
        heading = f'<h3 id="{operation["operationId"]}"><span class="method">{method.upper()}</span> '
        return f"<article>{heading}<code>{escape(self._place + path)}</code></h3>{''.join(parts)}</article>"

    def _parameter(self, parameter: Schema) -> str:
        place = self._say(f"where.{parameter['in']}")
        return self._row(parameter["name"], _given(parameter["schema"]), parameter, self._needed(parameter), place)

    def _needed(self, parameter: Schema) -> str | None:
        return "required" if parameter.get("required") else None

    def _records(self) -> str:
        records = "".join(map(self._record, sorted(self._schema["components"]["schemas"].items())))
        return (
            f'<section aria-labelledby="records"><h2 id="records">{self._say("records")}</h2>'
            f"<p>{self._say('record_text')}</p>{records}</section>"
        )

    def _record(self, named: tuple[str, Schema]) -> str:
        name, record = named
        needed = record.get("required", ())
        sent = name in SENT  # what is sent may lack a field; what is answered lacks one only where that is said

        def mark(field: str) -> str | None:
            if sent:
                return "required" if field in needed else None
            return None if field in needed else "absent"

        rows = (self._row(field, known, known, mark(field)) for field, known in record["properties"].items())
        return (
            f'<article><h3 id="record-{name}"><code>{name}</code></h3><p>{escape(record["description"])}</p>'
            f"{self._table(self._say('fields', what=name), rows, False)}</article>"
        )

    def _table(self, caption: str, rows: Iterable[str], placed: bool) -> str:
        names = ("name", *(["where"] if placed else []), "type", "meaning")
        heads = "".join(f'<th scope="col">{self._say(name)}</th>' for name in names)
        return (
            f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        )

    def _row(self, name: str, schema: Schema, known: Schema, note: str | None, place: str | None = None) -> str:
        mark = f' <em class="{note}">{self._say(note)}</em>' if note else ""
        where = "" if place is None else f'<td class="where">{place}</td>'
        return (
            f'<tr><th scope="row"><code>{escape(name)}</code>{mark}</th>{where}'
            f"<td>{self._type(schema)}</td><td>{escape(known['description'])}</td></tr>"
        )

    def _type(self, schema: Schema) -> str:
        """What values a schema allows."""
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(_RECORD)
            return f'<a href="#record-{name}"><code>{name}</code></a>'
        if "anyOf" in schema:
            return self._say("or").join(map(self._type, schema["anyOf"]))
        if "enum" in schema or "const" in schema:
            values = schema.get("enum", [schema.get("const")])
            return ", ".join(f"<code>{escape(json.dumps(value).strip(chr(34)))}</code>" for value in values)
        if schema.get("format") == "date":
            return self._say("date")
        if schema.get("type") == "array":
            return f"{self._say('list_of')} {self._type(schema['items'])}"
        return self._say(schema.get("type", "any"))


def _given(schema: Schema) -> Schema:
    """What may stand in an address: never null."""
    if "anyOf" not in schema:
        return schema
    kinds = [kind for kind in schema["anyOf"] if kind.get("type") != "null"]
    return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
