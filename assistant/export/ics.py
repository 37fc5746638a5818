"""Days of a certificate and of its non-conformities as a calendar file (.ics)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from corpus.records import Language

NAMES: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "window_start": "Qualiopi : début de la fenêtre de surveillance",
        "window_end": "Qualiopi : fin de la fenêtre de surveillance",
        "renewal_contact": "Qualiopi : premier contact pour le renouvellement",
        "renewal_best": "Qualiopi : audit de renouvellement, date conseillée au plus tard",
        "expiry": "Qualiopi : échéance du certificat",
        "minor": "Qualiopi : mineures à avoir corrigées",
        "major": "Qualiopi : majeures à avoir corrigées",
        "major_verified": "Qualiopi : vérification des majeures au plus tard",
        "below_limit": "Qualiopi : repasser sous la règle des cinq mineures",
    },
    "en": {
        "window_start": "Qualiopi: surveillance window opens",
        "window_end": "Qualiopi: surveillance window closes",
        "renewal_contact": "Qualiopi: first contact for the renewal",
        "renewal_best": "Qualiopi: renewal audit, advised at the latest",
        "expiry": "Qualiopi: certificate expires",
        "minor": "Qualiopi: minor non-conformities corrected",
        "major": "Qualiopi: major non-conformities corrected",
        "major_verified": "Qualiopi: majors verified at the latest",
        "below_limit": "Qualiopi: back under the rule of the five minors",
    },
}


def to_ics(days: Mapping[str, str], notes: str, language: Language, made: datetime) -> bytes:
    """A calendar with one whole-day event per day.

    Args:
        days: ISO dates by name (see `NAMES`).
        notes: what the days rest on, put into every event.
        language: of the names.
        made: when the file is made (UTC), the only thing in it that is not a function of the days.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Qualiopi assistant//FR")
    calendar.add("version", "2.0")
    for name, text in days.items():
        day = date.fromisoformat(text)
        event = Event()
        event.add("uid", f"{name}-{day.isoformat()}@qualiopi-assistant")
        event.add("summary", NAMES[language][name])
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("dtstamp", made.astimezone(UTC))
        event.add("description", notes)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
