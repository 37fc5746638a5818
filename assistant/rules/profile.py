"""The organisation that asks: categories of actions and a few facts, each true, false or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal, get_args

from corpus.errors import ProfileError
from corpus.said import Said, said

Category = Literal["OF", "CBC", "VAE", "CFA"]
AuditKind = Literal["initial", "surveillance", "renewal", "extension"]
Registry = Literal["RNCP", "RS"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
AUDITS: tuple[AuditKind, ...] = get_args(AuditKind)

FLAGS = (
    "certifying",
    "alternance",
    "afest",
    "work_placement",
    "only_short",
    "uses_subcontractors",
    "umbrella",
    "independent",
    "remote",
)


@dataclass(frozen=True)
class Profile:
    """What is known of the organisation; None is unknown, and is reported where it matters."""

    categories: tuple[Category, ...] = ()
    """Categories of actions (article L. 6313-1): OF training, CBC skills assessment, VAE, CFA apprenticeship."""
    certifying: bool | None = None
    """Some courses lead to a professional certification."""
    alternance: bool | None = None
    """Some courses alternate between the centre and a company."""
    afest: bool | None = None
    """Some training takes place in a work situation (AFEST)."""
    work_placement: bool | None = None
    """Some courses include a placement in a company."""
    only_short: bool | None = None
    """No course is longer than two days."""
    new_entrant: bool | tuple[Category, ...] | None = None
    """First year of activity, or the list of the categories that are new."""
    subcontractor: bool | Literal["only"] | None = None
    """Works for other providers: true for some activities, "only" for all."""
    uses_subcontractors: bool | None = None
    umbrella: bool | None = None
    """Uses people employed through an umbrella company (portage salarial)."""
    independent: bool | None = None
    """Works alone."""
    remote: bool | None = None
    registry: tuple[Registry, ...] | None = None
    audit: AuditKind | None = None
    audit_date: date | None = None

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> Profile:
        """A profile from JSON or YAML data ("AF" is accepted for "OF").

        Raises:
            ProfileError: an unknown key or a value that is not allowed, with those that are.
        """
        if not isinstance(data, Mapping):
            raise ProfileError("profile.object", data=repr(data))
        allowed = [field.name for field in fields(cls)]
        for key in data:
            if key not in allowed:
                raise ProfileError("profile.key", key=repr(key), allowed=allowed)
        return cls(**{key: _value(key, value) for key, value in data.items()})

    def with_known(self, other: Profile) -> Profile:
        """This profile, with everything that `other` knows put over it."""
        known = {f.name: getattr(other, f.name) for f in fields(self) if getattr(other, f.name) not in (None, ())}
        return replace(self, **known)

    def known(self) -> dict[str, Any]:
        """What is known, as JSON data."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: _json(value) for name, value in pairs if value not in (None, ())}


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _value(key: str, value: Any) -> Any:
    if value is None:
        return () if key == "categories" else None
    if key == "categories":
        return _several(key, value, CATEGORIES)
    if key == "registry":
        return _several(key, value, get_args(Registry))
    if key == "audit":
        return _one(key, value, AUDITS)
    if key == "audit_date":
        return _day(key, value)
    if isinstance(value, bool):
        return value
    if key == "new_entrant":
        return _several(key, value, CATEGORIES, also=said("profile.also_entrant"))
    if key == "subcontractor":
        return _one(key, value, ("only",), also=said("profile.also_only"))
    raise ProfileError("profile.flag", key=key, value=repr(value))


def _several(key: str, value: Any, allowed: tuple[str, ...], also: str | Said = "") -> tuple[Any, ...]:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise ProfileError("profile.list", key=key, value=repr(value), also=also, allowed=allowed)
    return tuple(dict.fromkeys(_one(key, part, allowed, also) for part in parts))


def _one(key: str, value: Any, allowed: tuple[str, ...], also: str | Said = "") -> str:
    found = "OF" if isinstance(value, str) and value.upper() == "AF" else value
    for name in allowed:
        if isinstance(found, str) and found.casefold() == name.casefold():
            return name
    raise ProfileError("profile.value", key=key, value=repr(value), also=also, allowed=allowed)


def _day(key: str, value: Any) -> date:
    if isinstance(value, datetime):  # as YAML reads a day with an hour
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ProfileError("profile.day", key=key, value=repr(value)) from None
