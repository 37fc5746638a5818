"""Days of a certificate and of its non-conformities as a calendar file (.ics)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from assistant.messages import COMMANDS, Messages
from corpus.records import Language


def to_ics(days: Mapping[str, str], notes: str, language: Language, made: datetime) -> bytes:
    """A calendar with one whole-day event per day.

    Args:
        days: ISO dates by name (see `ics.` in `messages/commands`).
        notes: what the days rest on, put into every event.
        language: of the names.
        made: when the file is made (UTC), the only thing in it that is not a function of the days.
    """
    from icalendar import Calendar, Event

    messages = Messages(COMMANDS)
    calendar = Calendar()
    calendar.add("prodid", "-//Qualiopi assistant//FR")
    calendar.add("version", "2.0")
    for name, text in days.items():
        day = date.fromisoformat(text)
        event = Event()
        event.add("uid", f"{name}-{day.isoformat()}@qualiopi-assistant")
        event.add("summary", messages.say(language, f"ics.{name}"))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("dtstamp", made.astimezone(UTC))
        event.add("description", notes)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
