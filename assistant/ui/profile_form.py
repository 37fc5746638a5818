"""What a person may say of the organisation, as components and back: the whole profile, in four groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

import gradio as gr

from assistant.rules import CATEGORIES, Profile
from assistant.rules.profile import AuditKind, Registry
from assistant.rules.words import words
from assistant.ui.spoken import Spoken
from corpus.errors import ProfileError
from corpus.records import Language

UNKNOWN = "unknown"
FLAG = {UNKNOWN: None, "yes": True, "no": False}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "subcontractor": ("some", "only", "no", UNKNOWN),
    "new_entrant": ("first", "some", "no", UNKNOWN),
    "audit": (*get_args(AuditKind), UNKNOWN),
}
"""What may be answered to a question that is not a plain yes or no."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "what": ("categories", "certifying", "registry"),
    "how": ("alternance", "work_placement", "afest", "remote", "only_short"),
    "whom": ("independent", "uses_subcontractors", "umbrella", "subcontractor"),
    "audit": ("new_entrant", "new_categories", "audit", "audit_date"),
}
NAMES = tuple(name for names in GROUPS.values() for name in names)
"""All fields, in the order of the form. `new_categories` = those that are new, where only some are."""
LABELS = {
    "categories": "ui.categories",
    "registry": "ui.perimetre.registry",
    "new_categories": "ui.perimetre.new_categories",
    "audit": "ui.perimetre.audit",
    "audit_date": "ui.audit_date",
}
"""Keys of the labels; the others are `ui.flag.NAME`."""
EXPLAINED = ("certifying", "registry", "alternance", "afest", "only_short", "umbrella", "new_entrant", "audit_date")
"""Fields with a word of explanation."""


def form(spoken: Spoken, say: Callable[..., str]) -> dict[str, Any]:
    """The components by the name of their field, in the order of `NAMES`, each under the id `field-NAME`.

    Args:
        spoken: makes components that follow the language.
        say: a message in a language.
    """
    made: dict[str, Any] = {}
    for group, names in GROUPS.items():
        with gr.Group(elem_classes="fields"):
            spoken.make(gr.HTML, {"value": _heading(group, say)}, js_on_load=None)
            for name in names:
                made[name] = _component(name, spoken, say)
    return made


def from_form(values: Mapping[str, Any]) -> Profile:
    """The profile that the components say.

    Raises:
        ProfileError: the date of the audit cannot be read, or facts contradict each other.
    """
    data: dict[str, Any] = {name: value for name, value in values.items() if name in ("categories", "registry")}
    data["registry"] = data["registry"] or None
    data |= {name: FLAG[value] for name, value in values.items() if name in NAMES and name not in _OTHERS}
    data["subcontractor"] = {"some": True, "only": "only", "no": False}.get(values["subcontractor"])
    new = {"first": True, "some": values["new_categories"] or None, "no": False}
    data["new_entrant"] = new.get(values["new_entrant"])
    data["audit"] = None if values["audit"] == UNKNOWN else values["audit"]
    typed = (values["audit_date"] or "").strip()
    data["audit_date"] = typed_day(typed).isoformat() if typed else None
    return Profile.parse(data)


def to_form(profile: Profile) -> dict[str, Any]:
    """What the components show of a profile."""
    flags = {value: name for name, value in FLAG.items()}
    shown: dict[str, Any] = {name: flags[getattr(profile, name)] for name in NAMES if name not in _OTHERS}
    new = profile.new_entrant
    entrant = "some" if isinstance(new, tuple) else {True: "first", False: "no", None: UNKNOWN}[new]
    return shown | {
        "categories": list(profile.categories),
        "registry": list(profile.registry or ()),
        "subcontractor": {True: "some", "only": "only", False: "no", None: UNKNOWN}[profile.subcontractor],
        "new_entrant": entrant,
        "new_categories": list(new) if isinstance(new, tuple) else [],
        "audit": profile.audit or UNKNOWN,
        "audit_date": f"{profile.audit_date:%d/%m/%Y}" if profile.audit_date else "",
    }


_OTHERS = ("categories", "registry", "new_categories", "audit_date", *CHOICES)
"""Fields that are no plain yes or no."""


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


def _heading(group: str, say: Callable[..., str]) -> Callable[[Language], str]:
    return lambda to: f"<h3>{say(to, f'ui.perimetre.group.{group}')}</h3>"


def _component(name: str, spoken: Spoken, say: Callable[..., str]) -> Any:
    label: dict[str, Any] = {"label": LABELS.get(name, f"ui.flag.{name}")}
    if name in EXPLAINED:
        label["info"] = f"ui.perimetre.info.{name}"
    identity = f"field-{name}"
    if name in ("categories", "new_categories"):
        label["choices"] = lambda to: [(words(to).categories[category], category) for category in CATEGORIES]
        return spoken.make(gr.CheckboxGroup, label, elem_id=identity, visible=name == "categories")
    if name == "registry":
        return spoken.make(gr.CheckboxGroup, label, choices=list(get_args(Registry)), elem_id=identity)
    if name == "audit_date":
        return spoken.make(gr.Textbox, {**label, "placeholder": "ui.day"}, max_lines=1, elem_id=identity)
    answers = CHOICES.get(name, ("yes", "no", UNKNOWN))

    def choices(to: Language) -> list[tuple[str, str]]:
        own = f"ui.perimetre.{name}"
        return [(say(to, f"ui.{one}" if one in FLAG else f"{own}.{one}"), one) for one in answers]

    return spoken.make(gr.Radio, {**label, "choices": choices}, value=UNKNOWN, elem_id=identity, elem_classes="answer")
