"""The API as an ASGI application, and its place in the web app: `/api`."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.api import problems
from assistant.api.asking import InLanguage, asking
from assistant.api.description import described
from assistant.api.guard import Guard
from assistant.api.page import page
from assistant.api.records import Problem
from assistant.api.rules import Spoken, rule_routes
from assistant.api.sheets import sheet_routes
from assistant.api.threads import Threads
from assistant.messages import Messages
from assistant.service import Assistant
from assistant.settings import package_version
from corpus.errors import QualiopiError

PLACE = "/api"


def serve_api(web: FastAPI, assistant: Assistant) -> None:
    """Put the API into the web app, unless the settings say otherwise; guard what programs may reach.

    Args:
        web: before anything is mounted at its root.
        assistant: answers.
    """
    web.add_middleware(Guard)
    if not assistant.settings.api:
        return
    api = make_api(assistant)

    @web.get(PLACE)
    async def documentation(request: Request) -> Response:
        language = await problems.language_for(request)
        return HTMLResponse(page(described(api, language), language, str(request.base_url)))

    web.mount(PLACE, api)


def make_api(assistant: Assistant) -> FastAPI:
    """The API, its addresses without the place where it is put."""
    api = FastAPI(
        title=Messages().say("en", "api.title"),
        version=package_version(),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        servers=[{"url": PLACE}],
        root_path_in_servers=False,
        responses={"4XX": {"model": Problem}, "5XX": {"model": Problem}},
    )
    for kind, answer in (
        (QualiopiError, problems.refused),
        (RequestValidationError, problems.not_valid),
        (HTTPException, problems.not_found),
        (Exception, problems.failed),
    ):
        api.add_exception_handler(kind, answer)
    api.include_router(asking(assistant, Threads()))
    api.include_router(rule_routes(assistant))
    api.include_router(sheet_routes(assistant))

    @api.get("/openapi.json", include_in_schema=False)
    def openapi(query: Annotated[InLanguage, Query()], spoken: Spoken) -> Response:
        return JSONResponse(described(api, spoken))

    return api
