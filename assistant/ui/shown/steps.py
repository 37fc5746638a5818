"""What the views of the school share: their words, buttons that take a step, links."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from assistant.messages import Messages
from assistant.ui.shown.facts import text as shown_text
from corpus.records import Language


@dataclass(frozen=True)
class Teller:
    """Says things in a language, escaped.

    A button or link with `data-do` takes a step without leaving the page (see `js/parcours.js`).
    """

    messages: Messages
    language: Language

    def button(self, step: str, key: str, kind: str = "") -> str:
        """A button that takes a step; `kind` is a class of its style."""
        return f"<button type='button' class='button {kind}' data-do='{step}'>{self.say(key)}</button>"

    def link(self, step: str, address: str, key: str) -> str:
        """A link that takes a step; its address does the same where there is no script."""
        return f"<a href='{address}' data-do='{step}'>{self.say(key)}</a>"

    def file(self, address: str, key: str) -> str:
        """A link that downloads a file."""
        return f"<a class='button' href='{escape(address)}' download>{self.say(key)}</a>"

    def shown(self, key: str, address: str, body: str) -> str:
        """A view: the script of the page follows its key and its address."""
        return f"<div class='shown' data-key='{escape(key)}' data-address='{escape(address)}'>{body}</div>"

    def text(self, said: str) -> str:
        """Any text, escaped."""
        return shown_text(said, self.language)

    def plain(self, key: str, **values: object) -> str:
        """A message, escaped."""
        return self.text(self.messages.say(self.language, key, **values))

    def say(self, key: str, **values: object) -> str:
        """A message of this screen, escaped."""
        return self.plain(f"ui.parcours.{key}", **values)
