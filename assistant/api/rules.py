"""Hard facts: one address for each command of `qualiopi rules`, with the same names and the same JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response

from assistant.api import queries, rule_records
from assistant.api.problems import language_for
from assistant.rules import Profile, Reader, themes
from assistant.rules.data import history_data, parameters_data
from assistant.rules.themes import Told, day_asked
from assistant.rules.unchecked import unchecked_data
from assistant.service import Assistant
from corpus.records import Language

Spoken = Annotated[Language, Depends(language_for)]


class Readers:
    """Gives the rules as they stand on the day that a caller asks for."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def on(self, on: date | None, profile: Profile | None = None, notified: date | None = None) -> Reader:
        """The rules on a day (see `day_asked`)."""
        today = self._assistant.settings.day()
        return Reader(self._assistant.corpus.rules, day_asked(on, profile, today, notified))


def rule_routes(assistant: Assistant) -> APIRouter:
    """The routes below `/rules`."""
    routes = APIRouter(prefix="/rules", tags=["rules"])
    readers = Readers(assistant)
    for add in (_of_indicators, _of_organisations, _of_audits, _listings, _parameters):
        add(routes, readers)
    return routes


def _get(routes: APIRouter, path: str, name: str, model: Any = rule_records.Theme) -> Callable[[Any], Any]:
    """Declares a route; a theme and its address have the same name."""
    return routes.get(path, operation_id=f"rules_{name.replace('-', '_')}", response_model=model)


def _answer(found: Told, language: Language) -> Response:
    return JSONResponse(found.data(language))


def _of_indicators(routes: APIRouter, readers: Readers) -> None:
    @_get(routes, "/severity/{indicator}", "severity", rule_records.Severity)
    def severity(indicator: int, query: Annotated[queries.On, Query()], spoken: Spoken) -> Response:
        return _answer(themes.severity(indicator, readers.on(query.on)), spoken)

    @_get(routes, "/changes/{indicator}", "changes")
    def changes(indicator: int, query: Annotated[queries.On, Query()], spoken: Spoken) -> Response:
        return _answer(themes.changes(indicator, readers.on(query.on)), spoken)

    def entrant(indicator: int | None, query: queries.OfEntrant, spoken: Language) -> Response:
        new = Profile.parse({"categories": query.new}).categories
        return _answer(themes.new_entrant(indicator, readers.on(query.on), audit=query.audit, new=new), spoken)

    @_get(routes, "/new-entrant/{indicator}", "new-entrant")
    def new_entrant(indicator: int, query: Annotated[queries.OfEntrant, Query()], spoken: Spoken) -> Response:
        return entrant(indicator, query, spoken)

    @_get(routes, "/new-entrant", "new-entrants")
    def new_entrants(query: Annotated[queries.OfEntrant, Query()], spoken: Spoken) -> Response:
        return entrant(None, query, spoken)

    @_get(routes, "/subcontracting/{indicator}", "subcontracting")
    def subcontracting(indicator: int, query: Annotated[queries.OfSubcontracting, Query()], spoken: Spoken) -> Response:
        return _answer(themes.subcontracting(indicator, readers.on(query.on), contract=query.contract), spoken)

    @_get(routes, "/subcontracting", "principal")
    def principal(query: Annotated[queries.OfSubcontracting, Query()], spoken: Spoken) -> Response:
        return _answer(themes.subcontracting(None, readers.on(query.on), contract=query.contract), spoken)


def _of_organisations(routes: APIRouter, readers: Readers) -> None:
    @_get(routes, "/applicability", "applicability", rule_records.Applicability)
    def applicability(query: Annotated[queries.OfOrganisation, Query()], spoken: Spoken) -> Response:
        known = query.known()
        return JSONResponse(themes.applicable(known, readers.on(query.on, known), spoken))

    @_get(routes, "/adapted-audit", "adapted-audit")
    def adapted_audit(query: Annotated[queries.OfOrganisation, Query()], spoken: Spoken) -> Response:
        known = query.known()
        return _answer(themes.adapted_audit(known, readers.on(query.on, known)), spoken)

    @_get(routes, "/surveillance-scope", "surveillance-scope")
    def surveillance_scope(query: Annotated[queries.OfScope, Query()], spoken: Spoken) -> Response:
        known = query.known()
        reader = readers.on(query.on, known)
        return _answer(themes.surveillance_scope(known, reader, earlier=query.earlier, adapted=query.adapted), spoken)


def _of_audits(routes: APIRouter, readers: Readers) -> None:
    @_get(routes, "/decision", "decision")
    def decision(query: Annotated[queries.OfDecision, Query()], spoken: Spoken) -> Response:
        known = query.known()
        reader = readers.on(query.on, known, query.notified)
        return _answer(themes.decision(query.nc, known, reader, notified=query.notified), spoken)

    @_get(routes, "/duration", "duration")
    def duration(query: Annotated[queries.OfDuration, Query()], spoken: Spoken) -> Response:
        known = query.known()
        reader = readers.on(query.on, known)
        found = themes.duration(known, reader, audit=query.audit, turnover=query.turnover, establishments=query.sites)
        return _answer(found, spoken)

    @_get(routes, "/sites/{establishments}", "sites")
    def sites(establishments: int, query: Annotated[queries.OfSites, Query()], spoken: Spoken) -> Response:
        return _answer(themes.sites(establishments, readers.on(query.on), audit=query.audit), spoken)

    @_get(routes, "/calendar", "calendar")
    def calendar(query: Annotated[queries.OfCalendar, Query()], spoken: Spoken) -> Response:
        return _answer(themes.calendar(query.certificate, query.notified, readers.on(query.on)), spoken)


def _listings(routes: APIRouter, readers: Readers) -> None:
    def add(name: str) -> None:
        @_get(routes, f"/{name}", name)
        def listing(query: Annotated[queries.On, Query()], spoken: Spoken) -> Response:
            return _answer(themes.listing(name, readers.on(query.on)), spoken)

    for name in themes.LISTINGS:
        add(name)


def _parameters(routes: APIRouter, readers: Readers) -> None:
    @_get(routes, "/list", "list", list[rule_records.ParameterRow])
    def rows(query: Annotated[queries.On, Query()]) -> Response:
        return JSONResponse(parameters_data(readers.on(query.on).rules))

    @_get(routes, "/show/{name}", "show", rule_records.ParameterHistory)
    def show(name: str) -> Response:
        rules = readers.on(None).rules
        return JSONResponse(history_data(rules.parameter(name), rules))

    @_get(routes, "/unchecked", "unchecked", list[rule_records.Unchecked])
    def unchecked(query: Annotated[queries.OfCheck, Query()]) -> Response:
        reader = readers.on(query.on)
        return JSONResponse(unchecked_data(reader.rules, reader.on, query.months))
