"""Components of the page that say their words again when the person changes the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr
from fastapi import Request

from assistant.language import preferred
from assistant.messages import Messages
from corpus.records import LANGUAGES, Language

COOKIE = "qualiopi_language"
REMEMBER = f"""(language) => {{
  document.cookie = `{COOKIE}=${{language}}; path=/; max-age=31536000; samesite=strict`;
  return language;
}}"""
"""In the browser: keeps the choice for a year, on this machine."""

Words = str | Callable[[Language], Any]
"""The key of a message, or what gives the words of a language."""


class Spoken:
    """Makes components and keeps what each of them says.

    Args:
        messages: the catalogue of the page.
        first: the language of the page before it knows who reads it.
    """

    def __init__(self, messages: Messages, first: Language = "fr") -> None:
        self._messages = messages
        self._first: Language = first
        self._parts: list[tuple[Any, Mapping[str, Words]]] = []

    def make(self, kind: Callable[..., Any], words: Mapping[str, Words], **settings: Any) -> Any:
        """A component.

        Args:
            kind: such as `gr.Button`.
            words: its properties that depend on the language.
            settings: the others.
        """
        component = kind(**self._said(words, self._first), **settings)
        self._parts.append((component, words))
        return component

    @property
    def components(self) -> list[Any]:
        """All of them, in the order of `updates`."""
        return [component for component, _ in self._parts]

    def updates(self, language: Language) -> list[Any]:
        """What makes them say it in another language."""
        return [gr.update(**self._said(words, language)) for _, words in self._parts]

    def _said(self, words: Mapping[str, Words], language: Language) -> dict[str, Any]:
        say = self._messages.say
        return {name: say(language, key) if isinstance(key, str) else key(language) for name, key in words.items()}


def language_for(request: gr.Request | Request) -> Language:
    """The language of a visit: the one chosen at an earlier visit, else the one that the browser prefers."""
    chosen = request.cookies.get(COOKIE)
    for language in LANGUAGES:
        if chosen == language:
            return language
    return preferred(request.headers.get("accept-language") or "")
