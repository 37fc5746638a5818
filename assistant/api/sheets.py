"""The sheets as they hold on a day: indicators by number, topics by name, facet by facet."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response

from assistant.api import queries, records
from assistant.api.rules import Readers, Spoken
from assistant.rules import Reader
from assistant.rules.data import source_data
from assistant.service import Assistant
from corpus.load import Corpus
from corpus.records import Item, Key, Language, Section, Sheet, Validity


def sheet_routes(assistant: Assistant) -> APIRouter:
    """The routes `/indicators` and `/topics`."""
    routes = APIRouter(tags=["sheets"])
    corpus, readers = assistant.corpus, Readers(assistant)

    @routes.get("/indicators", operation_id="indicators", response_model=records.Sheets)
    def indicators(query: Annotated[queries.On, Query()], spoken: Spoken) -> Response:
        return JSONResponse(sheets_data(corpus, int, readers.on(query.on), spoken))

    @routes.get("/indicators/{indicator}", operation_id="indicator", response_model=records.SheetRecord)
    def indicator_(indicator: int, query: Annotated[queries.OfSheet, Query()], spoken: Spoken) -> Response:
        reader = readers.on(query.on)
        reader.absent(indicator)  # a number that no version has is told as everywhere
        return JSONResponse(sheet_data(corpus, indicator, reader, spoken, query.facet))

    @routes.get("/topics", operation_id="topics", response_model=records.Sheets)
    def topics(query: Annotated[queries.On, Query()], spoken: Spoken) -> Response:
        return JSONResponse(sheets_data(corpus, str, readers.on(query.on), spoken))

    @routes.get("/topics/{topic}", operation_id="topic", response_model=records.SheetRecord)
    def topic_(topic: str, query: Annotated[queries.OfSheet, Query()], spoken: Spoken) -> Response:
        return JSONResponse(sheet_data(corpus, topic, readers.on(query.on), spoken, query.facet))

    return routes


def sheets_data(corpus: Corpus, kind: type, reader: Reader, language: Language) -> dict[str, Any]:
    """The sheets of indicators (kind `int`) or topics (`str`) in force on a day, as JSON data."""
    found = [
        _row(sheet)
        for sheet in corpus.sheets
        if sheet.language == language and isinstance(sheet.key, kind) and sheet.validity.holds(reader.on)
    ]
    return {**_circumstances(reader), "language": language, "sheets": found}


def sheet_data(
    corpus: Corpus, key: Key, reader: Reader, language: Language, facet: str | None = None
) -> dict[str, Any]:
    """A sheet as it holds on a day, or one facet of it, as JSON data.

    Raises:
        CorpusError: there is no such sheet or facet, or it is not in force.
    """
    sheet = corpus.sheet_on(key, language, reader.on, facet)
    return {
        **_row(sheet),
        **_circumstances(reader),
        "language": language,
        **_period(sheet.validity),
        "related": [{"indicator": number, "difference": words} for number, words in sheet.related.items()],
        "sections": [_section(section, reader) for section in sheet.sections],
    }


def _row(sheet: Sheet) -> dict[str, Any]:
    return {"key": sheet.key, "criterion": sheet.criterion, "title": sheet.title, "subject": sheet.subject}


def _circumstances(reader: Reader) -> dict[str, Any]:
    return {"on": reader.on.isoformat(), "rnq": reader.rnq, "guide": reader.guide}


def _section(section: Section, reader: Reader) -> dict[str, Any]:
    items = [_item(item, reader) for item in section.items]
    return {"facet": section.facet, "heading": section.heading, "empty": section.empty, "items": items}


def _item(item: Item, reader: Reader) -> dict[str, Any]:
    return {
        "text": item.text,
        "bullet": item.bullet,
        "publics": list(item.tags),
        **_period(item.validity),
        "source": source_data(item.reference, reader.rules),
    }


def _period(validity: Validity) -> dict[str, Any]:
    return {"valid_from": _iso(validity.start), "valid_until": _iso(validity.end)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
