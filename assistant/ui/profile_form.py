"""What a person may say of the organisation, as components and back."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.messages import Messages
from assistant.rules import CATEGORIES, Profile
from assistant.rules.words import words
from assistant.ui.spoken import Spoken
from assistant.ui.typed import typed_day
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
        RuleError: the date of the audit cannot be read.
        ProfileError: facts contradict each other.
    """
    *flags, audit_date = rest
    data: dict[str, Any] = {"categories": categories or []}
    data |= {name: ANSWERS[value] for name, value in zip(FLAGS, flags, strict=True)}
    if audit_date and audit_date.strip():
        data["audit_date"] = typed_day(audit_date.strip()).isoformat()
    return Profile.parse(data)
