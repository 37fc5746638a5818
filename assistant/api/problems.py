"""Errors as answers: a status, one line in the language of the caller, and the id of that line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.language import language_of, preferred
from corpus.errors import (
    IndexProblem,
    ModelMissing,
    ProfileError,
    QualiopiError,
    QuestionError,
    RequestError,
    RuleError,
    SettingsError,
    StateProblem,
    ThreadError,
)
from corpus.records import LANGUAGES, Language
from corpus.said import Said, said

BY_ID = {
    "api.json": 400,
    "api.origin": 403,
    "api.path": 404,
    "api.method": 405,
    "api.large": 413,
    "api.type": 415,
    "api.failed": 500,
    "load.no_sheet": 404,
    "corpus.not_in_force": 404,
    "parameters.unknown": 404,
}
NUMBER = "rule.indicator"
"""Says that no indicator has that number: there is nothing at an address that names it."""
BY_KIND: tuple[tuple[tuple[type[QualiopiError], ...], int], ...] = (
    ((IndexProblem, StateProblem, ModelMissing, SettingsError), 503),
    ((RequestError, QuestionError, ProfileError, RuleError, ThreadError), 422),
)
SHOWN = 60
"""Characters of a refused value that its error repeats."""


def told(error: QualiopiError, language: Language, *, in_path: bool = False) -> JSONResponse:
    """An error as an answer.

    Args:
        error: what is wrong.
        language: of its line.
        in_path: the address names an indicator.
    """
    key = error.said.id
    status = 404 if in_path and key == NUMBER else BY_ID.get(key) or _by_kind(error)
    return JSONResponse(problem(error, language), status)


def problem(error: QualiopiError, language: Language) -> dict[str, Any]:
    """An error as JSON data."""
    return {"error": error.text(language), "id": error.said.id}


def _by_kind(error: QualiopiError) -> int:
    return next((status for kinds, status in BY_KIND if isinstance(error, kinds)), 422)


def language_asked(headers: Mapping[str, str], query: Mapping[str, str], body: Any = None) -> Language:
    """The language of a caller: the one asked for, else the one that its program prefers, else that of the machine."""
    asked = query.get("lang") or (body.get("lang") if isinstance(body, dict) else None)
    for language in LANGUAGES:
        if asked == language:
            return language
    header = headers.get("accept-language")
    return preferred(header) if header else language_of()


async def language_for(request: Request) -> Language:
    """The language of the caller of a request."""
    body = None
    if request.method == "POST":
        try:
            body = json.loads(await request.body())
        except (ValueError, RecursionError):
            body = None
    return language_asked(request.headers, request.query_params, body)


async def refused(request: Request, error: Exception) -> JSONResponse:
    """Our errors, as answers."""
    assert isinstance(error, QualiopiError)
    return told(error, await language_for(request), in_path="indicator" in request.path_params)


async def not_found(request: Request, error: Exception) -> JSONResponse:
    """What no route answers."""
    assert isinstance(error, HTTPException)
    language = await language_for(request)
    if error.status_code == 404:
        return told(RequestError("api.path", path=shortened(request.url.path)), language)
    if error.status_code == 405:
        answer = told(RequestError("api.method", method=request.method), language)
        answer.headers.update(error.headers or {})
        return answer
    return told(RequestError("api.json"), language)


async def failed(request: Request, error: Exception) -> JSONResponse:
    """What should not happen; the server prints what it was."""
    return told(RequestError("api.failed"), await language_for(request))


async def not_valid(request: Request, error: Exception) -> JSONResponse:
    """The first thing that is wrong with a request."""
    assert isinstance(error, RequestValidationError)
    return told(_read(error.errors()[0], request), await language_for(request))


def _read(first: Mapping[str, Any], request: Request) -> RequestError:
    """An error of pydantic as one of ours."""
    kind, place = first["type"], [str(part) for part in first["loc"][1:]]
    if kind == "json_invalid" or not place:
        return RequestError("api.json")
    if kind == "extra_forbidden":
        allowed = _allowed(request, first["loc"][0])
        return RequestError("batch.key", key=shortened(place[-1]), allowed=allowed)
    if kind == "missing":
        return RequestError("api.missing", name=place[-1])
    expected = _expected(kind, first.get("ctx", {}))
    return RequestError("api.value", name=place[0], value=shortened(first["input"]), expected=expected)


def shortened(value: object) -> str:
    """The beginning of a refused value, as an error repeats it."""
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _expected(kind: str, limits: Mapping[str, Any]) -> Said | str:
    if kind == "literal_error":
        return str(limits["expected"]).replace("'", "").replace(" or ", ", ")
    if kind == "greater_than_equal":
        return said("kind.least", least=limits["ge"])
    if kind == "less_than_equal":
        return said("kind.most", most=limits["le"])
    if kind.startswith("bool"):
        return "true, false"
    if kind.startswith("int"):
        return said("kind.number")
    return said("kind.day") if kind == "day" else said("kind.text")


def _allowed(request: Request, where: str) -> list[str]:
    """The names that may be sent to the address of a request, as the description of the API has them."""
    schema = request.app.openapi()
    operation = schema["paths"][request.scope["route"].path_format][request.method.lower()]
    if where == "query":
        return [one["name"] for one in operation["parameters"] if one["in"] == "query"]
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return list(schema["components"]["schemas"][reference.rpartition("/")[2]]["properties"])
