"""The head of every screen: name, navigation, notices."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from assistant.freshness import last_check, outdated
from assistant.messages import Messages
from assistant.rules.shown import day
from assistant.service import Assistant
from corpus.records import Language

SCREENS = {"assistant": "/", "perimetre": "/perimetre"}
"""Path of every screen by name, in the order of the navigation."""


@dataclass(frozen=True)
class Head:
    """Renders the head of a screen.

    Args:
        assistant: its rules say when the texts were last checked.
        messages: the words of the screens.
        screen: which one, as in `SCREENS`.
        model: what words the answers; None = no language model.
    """

    assistant: Assistant
    messages: Messages
    screen: str
    model: str | None

    def html(self, language: Language) -> str:
        """The head in a language; the script of the page reads language and window title from it."""

        def say(key: str, **values: object) -> str:
            return escape(self.messages.say(language, key, **values))

        links = "".join(self._link(name, say(f"ui.nav.{name}")) for name in SCREENS)
        name = say("ui.title")
        title = name if self.screen == "assistant" else f"{say(f'ui.nav.{self.screen}')} · {name}"
        tagline = say("ui.tagline" if self.model is None else "ui.tagline_llm")
        return (
            f'<a class="skip" href="#main">{say("ui.skip")}</a>'
            f'<header lang="{language}" data-title="{title}">'
            f'<div class="brand"><p class="name">{say("ui.heading")}</p><p class="tagline">{tagline}</p></div>'
            f'<nav aria-label="{say("ui.nav")}"><ul>{links}</ul></nav>'
            f'<button type="button" class="theme" data-theme aria-pressed="false">{say("ui.dark")}</button>'
            f"</header>{self._notices(language)}"
        )

    def _link(self, name: str, text: str) -> str:
        current = ' aria-current="page"' if name == self.screen else ""
        return f'<li><a href="{SCREENS[name]}"{current}>{text}</a></li>'

    def _notices(self, language: Language) -> str:
        """What has to be known before anything else: no certifier; the model, if there is one; texts out of date."""
        say = self.messages.say
        told = ""
        if self.model is not None:
            told += f'<p class="notice" role="note">{escape(say(language, "ui.notice_llm", name=self.model))}</p>'
        rules = self.assistant.corpus.rules
        if outdated(rules, self.assistant.settings.day()):
            text = say(language, "version.outdated", checked=day(last_check(rules), language))
            told += f'<p class="notice" role="alert">{escape(text)}</p>'
        return told
