"""A profile in one line, for a person: "CFA, nouvel entrant, audit initial le 1er décembre 2026"."""

from __future__ import annotations

from assistant.rules.profile import Profile
from assistant.rules.shown import day
from assistant.rules.words import words
from corpus.records import Language

_FLAGS = (
    "certifying",
    "alternance",
    "work_placement",
    "afest",
    "remote",
    "only_short",
    "independent",
    "uses_subcontractors",
    "umbrella",
)
_KEYS = {True: "yes", False: "no", "only": "only"}


def summary(profile: Profile, language: Language) -> str:
    """All that is known of an organisation, in one line without capital at the head or full stop.

    What is unknown is left out; a profile that says nothing has a line that says so.
    """
    said = words(language).profile
    parts = [" + ".join(said[f"category.{category}"] for category in profile.categories)]
    for flag in _FLAGS:
        value = getattr(profile, flag)
        parts.append("" if value is None else said[f"{flag}.{_KEYS[value]}"])
        if flag == "certifying" and profile.registry:
            parts.append(" + ".join(profile.registry))
    if profile.subcontractor is not None:
        parts.append(said[f"subcontractor.{_KEYS[profile.subcontractor]}"])
    if isinstance(profile.new_entrant, bool):
        parts.append(said[f"new_entrant.{_KEYS[profile.new_entrant]}"])
    elif profile.new_entrant:
        new = " + ".join(said[f"category.{category}"] for category in profile.new_entrant)
        parts.append(said["new_entrant.for"].format(new))
    parts.append(_audit(profile, language))
    return ", ".join(part for part in parts if part) or said["nothing"]


def _audit(profile: Profile, language: Language) -> str:
    said = words(language).profile
    kind = said[f"audit.{profile.audit}"] if profile.audit else ""
    if profile.audit_date is None:
        return kind
    return said["audit.on"].format(kind or said["audit"], day(profile.audit_date, language))
