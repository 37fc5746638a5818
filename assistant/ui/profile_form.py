"""What a person may say of the organisation, as components and back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import gradio as gr

from assistant.messages import Messages
from assistant.rules import CATEGORIES, Profile
from assistant.rules.words import words
from assistant.ui.spoken import Spoken
from corpus.errors import ProfileError
from corpus.records import Language

FLAGS = (
    "certifying",
    "alternance",
    "work_placement",
    "afest",
    "only_short",
    "uses_subcontractors",
    "umbrella",
    "subcontractor",
    "new_entrant",
)
ANSWERS: dict[str, bool | None] = {"unknown": None, "yes": True, "no": False}


def form(spoken: Spoken, messages: Messages) -> list[Any]:
    """The components, in the order of `from_form`."""

    def categories(language: Language) -> list[tuple[str, str]]:
        return [(words(language).categories[category], category) for category in CATEGORIES]

    def choices(language: Language) -> list[tuple[str, str]]:
        return [(messages.say(language, f"ui.{name}"), name) for name in ANSWERS]

    return [
        spoken.make(gr.CheckboxGroup, {"choices": categories, "label": "ui.categories"}),
        *(spoken.make(gr.Radio, {"choices": choices, "label": f"ui.flag.{flag}"}, value="unknown") for flag in FLAGS),
        spoken.make(gr.Textbox, {"label": "ui.audit_date", "placeholder": "ui.day"}, max_lines=1),
    ]


def from_form(categories: list[str], *rest: Any) -> Profile:
    """The profile that the components say.

    Raises:
        ProfileError: the date of the audit cannot be read, or facts contradict each other.
    """
    *flags, audit_date = rest
    data: dict[str, Any] = {"categories": categories or []}
    data |= {name: ANSWERS[value] for name, value in zip(FLAGS, flags, strict=True)}
    if audit_date and audit_date.strip():
        data["audit_date"] = typed_day(audit_date.strip()).isoformat()
    return Profile.parse(data)


def typed_day(text: str) -> date:
    """A date typed as 15/10/2026 or 2026-10-15.

    Raises:
        ProfileError: it is neither.
    """
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    written = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ProfileError("profile.audit_day", text=repr(text)) from None
