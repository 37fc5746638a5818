"""Passages of the corpus as HTML: paragraphs and lists; their only mark-up is bold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from assistant.ui.shown.facts import text
from assistant.ui.shown.places import Place
from corpus.records import Language
from index.chunk import Chunk

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def passages_html(passages: Iterable[Chunk], render: Callable[[Chunk, str], str], *, named: bool = False) -> str:
    """Passages as paragraphs and lists.

    Args:
        passages: in the order in which they are read.
        render: gives a line of a passage as HTML.
        named: the first line of each bears the id of its passage, for links (once on a screen).
    """
    parts: list[str] = []
    listing = False
    for chunk in passages:
        for place, line in enumerate(chunk.text.splitlines()):
            bullet = line.startswith("- ")
            if bullet != listing:
                parts.append("<ul>" if bullet else "</ul>")
                listing = bullet
            name = f" id='p-{chunk.id}'" if named and place == 0 else ""
            element = "li" if bullet else "p"
            parts.append(f"<{element}{name}>{render(chunk, line.removeprefix('- '))}</{element}>")
    return "".join(parts) + ("</ul>" if listing else "")


def marked_up(line: str, language: Language) -> str:
    """A line of the corpus, escaped; its only mark-up is bold."""
    return _BOLD.sub(r"<strong>\1</strong>", text(line, language))


def place_link(place: Place, label: str, language: Language, more: str = "") -> str:
    """A link that stays on the screen."""
    return f"<a href='{escape(place.href)}' data-place{more}>{text(label, language)}</a>"
