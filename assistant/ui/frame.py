"""What all screens share: head, navigation, language, the profile kept in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
LAST: dict[str, Any] = {**QUIET, "trigger_mode": "always_last"}
"""For events that may come while an earlier one is under way: the last one is not lost."""
OPENED = "() => { document.documentElement.dataset.opened = 'yes' }"
"""In the browser: the screen is open; `frame.js` lets it be used."""
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
        self._opening: list[_Drawing] = []
        self._again: list[_Drawing] = []
        self._written: list[Any] = []

    def redraw(
        self, draw: Draw, inputs: Sequence[Any] = (), outputs: Sequence[Any] = (), *, first: bool = True
    ) -> None:
        """Run `draw` when the language changes and after `profile_written`.

        Args:
            draw: gets the language, the profile and the values of `inputs`; gives those of `outputs`.
            inputs: components.
            outputs: components.
            first: also while the screen opens.
        """
        self._again.append(_Drawing(draw, list(inputs), list(outputs)))
        if first:
            self.at_opening(lambda request, *given: draw(language_for(request), *given), inputs, outputs)

    def at_opening(self, draw: Draw, inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        """Run `draw` while the screen opens; it gets the request of the visit in the place of the language."""
        self._opening.append(_Drawing(draw, list(inputs), list(outputs)))

    def known(self, data: Mapping[str, Any] | None) -> Profile:
        """The profile that the browser keeps; an empty one if it is not one (any more)."""
        try:
            return Profile.parse(data or {})
        except QualiopiError:
            return Profile()

    def profile_written(self, *events: Any) -> None:
        """Draw the screen again after events that write `profile`; called before `close`."""
        self._written += events

    def close(self) -> None:
        """Connect the opening, the switch of languages and all that is drawn again; the last call of a screen.

        A screen opens with one request, so that nothing is drawn later over what the reader did meanwhile.
        """
        spoken, language = self.spoken, self.language

        def opened(request: gr.Request, data: Any, *values: Any) -> list[Any]:
            chosen = language_for(request)
            return [chosen, *spoken.updates(chosen), *_drawn(self._opening, request, self.known(data), values)]

        def again(to: Language, data: Any, *values: Any) -> list[Any]:
            return _drawn(self._again, to, self.known(data), values)

        at_first = [one for drawing in self._opening for one in drawing.outputs]
        read = [self.profile, *(one for drawing in self._opening for one in drawing.inputs)]
        self.app.load(opened, read, [language, *spoken.components, *at_first], **QUIET).then(None, js=OPENED)
        language.input(None, language, None, js=REMEMBER, **QUIET)
        language.input(spoken.updates, language, spoken.components, **QUIET)
        read = [language, self.profile, *(one for drawing in self._again for one in drawing.inputs)]
        outputs = [one for drawing in self._again for one in drawing.outputs]
        for event in (language.input, *(written.then for written in self._written)):
            event(again, read, outputs, **LAST)

    def with_language(self, draw: Draw) -> Callable[..., Any]:
        """`draw` as an event handler, whose first inputs are the language and the profile."""

        def run(language: Language, profile: Any, *values: Any) -> Any:
            return draw(language, self.known(profile), *values)

        return run


@dataclass(frozen=True)
class _Drawing:
    draw: Draw
    inputs: list[Any]
    outputs: list[Any]


def _drawn(drawings: Sequence[_Drawing], to: Any, profile: Profile, values: Sequence[Any]) -> list[Any]:
    """The values of all outputs, from those of all inputs."""
    made: list[Any] = []
    left = list(values)
    for one in drawings:
        mine, left = left[: len(one.inputs)], left[len(one.inputs) :]
        drawn = one.draw(to, profile, *mine)
        made += drawn if len(one.outputs) > 1 else [drawn]
    return made
