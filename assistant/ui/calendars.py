"""The calendar file of a certificate, or of corrections, which the links of the audit screen download."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse

from assistant.export.ics import to_ics
from assistant.rules import Reader, Value, calendar, corrections
from assistant.rules.explain import sentences
from assistant.service import Assistant
from assistant.ui.shown.places import CALENDAR
from corpus.errors import QualiopiError
from corpus.said import said


def serve_calendars(web: FastAPI, assistant: Assistant) -> None:
    """Add the address of the file: `certificat` or `notification` is an ISO date."""

    @web.get(CALENDAR)
    def file(
        certificat: date | None = None, notification: date | None = None, langue: Literal["fr", "en"] = "fr"
    ) -> Response:
        if (certificat is None) == (notification is None):
            return PlainTextResponse(said("calendar.one_day").text(langue), 422)
        reader = Reader(assistant.corpus.rules, assistant.settings.day())
        try:
            outcome = calendar(certificat, reader) if certificat else corrections(notification, reader)
        except QualiopiError as error:
            return PlainTextResponse(error.text(langue), 422)
        days = outcome.value if isinstance(outcome, Value) else {}
        made = datetime.now(UTC)
        content = to_ics(days, "\n".join(sentences(outcome, langue)), langue, made)
        disposition = {"Content-Disposition": 'attachment; filename="qualiopi.ics"'}
        return Response(content, media_type="text/calendar; charset=utf-8", headers=disposition)
