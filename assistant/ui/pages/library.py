"""The library: search, table of contents, the sheet that is open; the address follows."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import gradio as gr

from assistant.rules import Profile
from assistant.rules.shown import day
from assistant.sheets import editions
from assistant.ui.frame import QUIET, Frame
from assistant.ui.shown.library import LibraryScreen
from assistant.ui.shown.places import Place, place_at, place_of
from assistant.ui.spoken import language_for
from corpus.records import Language

WANTED = "(language, profile, where, whole) => [language, profile, window.libraryPlace ?? where, whole]"
"""In the browser: the address that the script of the page wants to see."""


def build(frame: Frame) -> None:
    """Lay the screen out and connect it."""
    spoken, say = frame.spoken, frame.messages.say
    known = editions(frame.assistant.corpus.rules)

    def heading(to: Language) -> str:
        title, lead = (escape(say(to, f"ui.library.{name}")) for name in ("title", "lead"))
        return f'<h1>{title}</h1><p class="lead">{lead}</p>'

    def versions(to: Language) -> list[tuple[str, str]]:
        labels = []
        for one in known:
            name, on = ("since", one.start) if one.end is None else ("until", one.end)
            period = say(to, f"ui.library.version_{name}", on=day(on, to))
            labels.append((say(to, "ui.library.version_choice", count=one.count, period=period), one.rnq))
        return labels

    with gr.Row(elem_id="library"):
        with gr.Column(scale=1, min_width=260, elem_id="library-side"):
            contents = gr.HTML("", elem_id="library-contents", js_on_load=None)
        with gr.Column(scale=3, min_width=280, elem_id="main"):
            spoken.make(gr.HTML, {"value": heading}, elem_id="library-head", js_on_load=None)
            with gr.Row(elem_id="library-search"):
                query = spoken.make(
                    gr.Textbox,
                    {"label": "ui.library.search", "placeholder": "ui.library.search_hint"},
                    max_lines=1,
                    scale=5,
                    elem_id="library-query",
                )
                look = spoken.make(
                    gr.Button, {"value": "ui.library.search_button"}, variant="primary", scale=1, min_width=110
                )
            results = gr.HTML("", elem_id="library-results", js_on_load=None)
            with gr.Row(elem_id="library-reading"):
                version = spoken.make(
                    gr.Radio, {"choices": versions, "label": "ui.library.version"}, elem_id="library-version"
                )
                whole = spoken.make(gr.Checkbox, {"label": "ui.library.whole"}, value=False, elem_id="library-whole")
            sheet = gr.HTML("", elem_id="library-sheet", js_on_load=None)
            address = gr.Textbox("", visible="hidden", label="")  # empty until the first drawing
            go = gr.Button("", visible="hidden", elem_id="library-go")  # the script of the page presses it

    shown = [contents, results, sheet, version, address]

    def drawn(to: Language, profile: Profile, place: Place, everything: bool) -> list[Any]:
        screen = LibraryScreen(frame.assistant, frame.messages, to, profile, whole=everything)
        results = screen.results(place)
        return [screen.contents(place), results, screen.sheet(place), screen.rnq(place), place.href]

    def opened(request: gr.Request, profile: Profile, everything: bool) -> list[Any]:
        place = place_of(dict(request.query_params))
        return [*drawn(language_for(request), profile, place, everything), place.query or ""]

    def again(to: Language, profile: Profile, where: str, everything: bool) -> Any:
        return drawn(to, profile, place_at(where), everything) if where else [gr.skip()] * len(shown)

    def moved(to: Language, profile: Any, where: str, everything: bool) -> list[Any]:
        place = place_at(where)
        return [*drawn(to, frame.known(profile), place, everything), place.query or ""]

    def searched(to: Language, profile: Any, where: str, everything: bool, words: str) -> list[Any]:
        place = replace(place_at(where), query=words.strip() or None, passage=None, facet=None)
        return drawn(to, frame.known(profile), place, everything)

    def switched(to: Language, profile: Any, where: str, everything: bool, rnq: str) -> list[Any]:
        place = replace(place_at(where), rnq=rnq, passage=None)
        return drawn(to, frame.known(profile), place, everything)

    asked = [frame.language, frame.profile, address, whole]
    frame.redraw(again, [address, whole], shown, first=False)
    frame.at_opening(opened, [whole], [*shown, query])
    go.click(moved, asked, [*shown, query], js=WANTED, **QUIET)
    whole.input(moved, asked, [*shown, query], **QUIET)
    version.input(switched, [*asked, version], shown, **QUIET)
    gr.on([query.submit, look.click], searched, [*asked, query], shown, **QUIET)
