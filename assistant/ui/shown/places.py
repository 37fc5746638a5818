"""Addresses inside the app: a sheet, a section, a passage, a question to the chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from corpus.records import FACETS, Key

LIBRARY = "/bibliotheque"
CHAT = "/"


@dataclass(frozen=True)
class Place:
    """Where in the library somebody is."""

    key: Key | None = None
    """The sheet; None = the table of contents alone."""
    facet: str | None = None
    passage: str | None = None
    """Id of a passage to mark."""
    rnq: str | None = None
    """The version asked for; None = the one of the profile's audit, else of today."""
    query: str | None = None
    """What is searched; a sheet may be open beside it."""

    @property
    def href(self) -> str:
        """The address, from the root."""
        named = {"fiche": self.key, "passage": self.passage, "rnq": self.rnq, "cherche": self.query}
        query = urlencode({name: str(value) for name, value in named.items() if value is not None})
        return LIBRARY + (f"?{query}" if query else "") + (f"#{self.facet}" if self.facet else "")


def place_of(parameters: Mapping[str, str], fragment: str = "") -> Place:
    """The place of an address; what is not known in it is left out, except the name of the sheet.

    Args:
        parameters: what follows the question mark.
        fragment: what follows the hash sign.
    """
    name = parameters.get("fiche", "").strip()
    number = name.isascii() and name.isdigit() and len(name) < 4
    return Place(
        key=(int(name) if number else name) or None,
        facet=fragment if fragment in FACETS else None,
        passage=parameters.get("passage") or None,
        rnq=parameters.get("rnq") or None,
        query=parameters.get("cherche") or None,
    )


def place_at(address: str) -> Place:
    """The place of an address as the browser has it ("?fiche=28#evidence")."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return Place()
    return place_of(dict(parse_qsl(parts.query)), parts.fragment)


def asking(question: str) -> str:
    """The address that asks the chat a question."""
    return f"{CHAT}?q={quote(question)}"
