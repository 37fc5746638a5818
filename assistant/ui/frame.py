"""What all screens share: head, navigation, language, the profile kept in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.messages import Messages
from assistant.model import described
from assistant.rules import Profile
from assistant.service import Assistant
from assistant.ui.shown.frame import Head
from assistant.ui.spoken import REMEMBER, Spoken, language_for
from corpus.errors import QualiopiError
from corpus.records import LANGUAGES, Language

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""For every event: our own signs of progress, and no endpoint for programs (they have `/api`)."""
PROFILE = "qualiopi_profile"
"""Under this name the browser keeps the profile."""

Draw = Callable[..., Any]
"""Gets the language, the profile and the values of its inputs; gives the values of its outputs."""


class Frame:
    """One screen's frame: made while the screen is laid out, closed at its end.

    Args:
        app: the app; the screen is being laid out in it.
        assistant: gives answers, passages, rules.
        name: of the screen, as in `SCREENS`.
    """

    def __init__(self, app: gr.Blocks, assistant: Assistant, name: str) -> None:
        self.app, self.assistant, self.name = app, assistant, name
        self.messages = Messages()
        self.spoken = Spoken(self.messages)
        self.settings = assistant.settings
        head = Head(assistant, self.messages, name, described(self.settings) if self.settings.llm else None)
        gr.Navbar(visible=False)  # ours is in the head: it speaks both languages
        with gr.Row(elem_id="head"):
            self.spoken.make(gr.HTML, {"value": head.html}, elem_id="top", js_on_load=None)
            self.language = gr.Radio(
                [(self.messages.say(name, "ui.language"), name) for name in LANGUAGES],
                value="fr",
                label=" / ".join(self.messages.say(name, "ui.languages") for name in LANGUAGES),
                show_label=False,
                container=False,
                elem_id="language",
            )
        # Not a secret: nothing here is hidden from the person at this browser, it only must not change at a restart.
        self.profile = gr.BrowserState({}, storage_key=PROFILE, secret="qualiopi-profile")
        self._drawn: list[tuple[Draw, list[Any], list[Any]]] = []

    def redraw(self, draw: Draw, inputs: Sequence[Any] = (), outputs: Sequence[Any] = ()) -> None:
        """Run `draw` when the screen opens, and whenever the language or the profile changes."""
        self._drawn.append((draw, list(inputs), list(outputs)))

    def known(self, data: Mapping[str, Any] | None) -> Profile:
        """The profile that the browser keeps; an empty one if it is not one (any more)."""
        try:
            return Profile.parse(data or {})
        except QualiopiError:
            return Profile()

    def close(self) -> None:
        """Connect the switch of languages and all that is redrawn; the last call of a screen."""
        spoken, language = self.spoken, self.language

        def opened(request: gr.Request) -> list[Any]:
            chosen = language_for(request)
            return [chosen, *spoken.updates(chosen)]

        self.app.load(opened, None, [language, *spoken.components], **QUIET)
        language.input(None, language, None, js=REMEMBER, **QUIET)
        language.input(spoken.updates, language, spoken.components, **QUIET)
        for draw, inputs, outputs in self._drawn:
            first, again = self._with_request(draw), self.with_language(draw)
            self.app.load(first, [self.profile, *inputs], outputs, **QUIET)
            language.input(again, [language, self.profile, *inputs], outputs, **QUIET)
            # The browser hands its profile over while the screen opens, when the switch may not show the language yet.
            self.profile.change(first, [self.profile, *inputs], outputs, **QUIET)

    def _with_request(self, draw: Draw) -> Callable[..., Any]:
        """`draw` in the language of the visit, which the cookie of the switch holds."""

        def run(request: gr.Request, profile: Any, *values: Any) -> Any:
            return draw(language_for(request), self.known(profile), *values)

        return run

    def with_language(self, draw: Draw) -> Callable[..., Any]:
        """`draw` as an event handler, whose first inputs are the language and the profile."""

        def run(language: Language, profile: Any, *values: Any) -> Any:
            return draw(language, self.known(profile), *values)

        return run
