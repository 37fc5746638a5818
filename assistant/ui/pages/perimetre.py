"""My scope: the profile, the indicators that it is concerned by, two situations compared, documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html import escape
from typing import Any

import gradio as gr

from assistant import profiles
from assistant.compose.desk import Desk
from assistant.rules import CATEGORIES, Profile, Reader
from assistant.rules.perimeter import Perimeter, perimeter
from assistant.rules.summary import summary
from assistant.rules.words import words
from assistant.ui.frame import LAST, QUIET, Frame
from assistant.ui.profile_form import NAMES, form, from_form, to_form
from assistant.ui.shown.compared import ComparedPage
from assistant.ui.shown.facts import Facts, problem
from assistant.ui.shown.perimetre import PROFILES, PerimeterPage, address
from assistant.ui.typed import typed_day
from corpus.errors import QualiopiError
from corpus.records import Language

OTHERS: dict[str, dict[str, Any]] = {
    "subcontractor": {"subcontractor": True},
    "subcontractor_only": {"subcontractor": "only"},
    "new_entrant": {"new_entrant": True},
}
"""What another profile has that mine has not."""
PASTED = "pasted"


def build(frame: Frame) -> None:
    """Lay the screen out and connect it."""
    with gr.Column(elem_id="main"):
        _heading(frame)
        with gr.Row(elem_id="perimetre"):
            with gr.Column(scale=2, min_width=300, elem_id="perimetre-form"):
                _profile(frame)
            with gr.Column(scale=3, min_width=300, elem_id="perimetre-result"):
                result = gr.HTML("", elem_id="perimetre-found", js_on_load=None)
        _comparison(frame)

    def drawn(to: Language, profile: Profile) -> str:
        try:
            today = frame.settings.day()
            desk = _desk(frame, profile, profile.audit_date or today, to)
            return PerimeterPage(perimeter(profile, desk.reader), desk, _facts(frame, to), today).html()
        except QualiopiError as error:
            return problem(error.text(to))

    frame.redraw(drawn, (), [result])


def _heading(frame: Frame) -> None:
    def html(to: Language) -> str:
        say = frame.messages.say
        title, lead, skip = (escape(say(to, f"ui.perimetre.{name}")) for name in ("title", "lead", "skip"))
        return f"<h1>{title}</h1><p class='lead'>{lead}</p><p class='jump'><a href='#resultat'>{skip}</a></p>"

    frame.spoken.make(gr.HTML, {"value": html}, elem_id="perimetre-head", js_on_load=None)


def _profile(frame: Frame) -> None:
    """The form; every answer is kept at once, so that the page and the other screens follow."""
    spoken, say = frame.spoken, frame.messages.say

    def heading(to: Language) -> str:
        return (
            f"<h2>{escape(say(to, 'ui.perimetre.form'))}</h2><p class='lead'>{escape(say(to, 'ui.perimetre.kept'))}</p>"
        )

    spoken.make(gr.HTML, {"value": heading}, js_on_load=None)
    fields = form(spoken, say)
    inputs = [fields[name] for name in NAMES]
    told = gr.HTML("", elem_id="profile-told", js_on_load=None)
    erase = spoken.make(gr.Button, {"value": "ui.perimetre.erase"}, size="sm", elem_id="profile-erase")
    with gr.Row(visible=False) as sure:
        yes = spoken.make(
            gr.Button, {"value": "ui.perimetre.erase_sure"}, size="sm", variant="stop", elem_id="erase-yes"
        )
        no = spoken.make(gr.Button, {"value": "ui.threads.cancel"}, size="sm", elem_id="erase-no")
    with spoken.make(gr.Accordion, {"label": "ui.perimetre.file"}, open=False, elem_id="profile-file"):
        links = gr.HTML("", elem_id="profile-links", js_on_load=None)
        pasted = spoken.make(
            gr.Textbox,
            {"label": "ui.perimetre.paste", "info": "ui.perimetre.paste_info"},
            lines=4,
            elem_id="profile-text",
        )
        load = spoken.make(gr.Button, {"value": "ui.perimetre.load"}, size="sm", elem_id="profile-load")

    def status(to: Language, key: str, profile: Profile) -> str:
        text = say(to, key, summary=summary(profile, to))
        return f"<p class='done' role='status'>{escape(text)}</p>"

    def saved(to: Language, before: Any, *values: Any) -> tuple[Any, ...]:
        given = dict(zip(NAMES, values, strict=True))
        several = gr.update(visible=given["new_entrant"] == "some")
        try:
            profile = from_form(given)
        except QualiopiError as error:
            return before, problem(error.text(to)), several
        return profile.known(), status(to, "ui.perimetre.saved", profile), several

    def shown(profile: Profile) -> list[Any]:
        values = to_form(profile)
        several = gr.update(value=values["new_categories"], visible=values["new_entrant"] == "some")
        return [several if name == "new_categories" else values[name] for name in NAMES]

    def loaded(to: Language, before: Any, text: str) -> list[Any]:
        try:
            profile = profiles.read(text, say(to, "ui.perimetre.paste_name"))
        except QualiopiError as error:
            return [before, problem(error.text(to)), *[gr.skip()] * len(NAMES)]
        return [profile.known(), status(to, "ui.perimetre.loaded", profile), *shown(profile)]

    def erased(to: Language) -> list[Any]:
        empty = Profile()
        return [{}, status(to, "ui.perimetre.erased", empty), gr.Row(visible=False), *shown(empty)]

    def linked(to: Language, profile: Profile) -> str:
        items = "".join(
            f"<li><a class='button' href='{escape(address(PROFILES, form, profile))}' download>"
            f"{escape(say(to, 'ui.perimetre.download', form=form.upper()))}</a></li>"
            for form in ("yaml", "json")
        )
        return f"<ul>{items}</ul>"

    kept = [frame.language, frame.profile]
    changes = [getattr(one, event) for name, one in fields.items() for event in _events(name)]
    # Answers come faster than they are kept: the last one is kept last.
    frame.profile_written(
        gr.on(changes, saved, [*kept, *inputs], [frame.profile, told, fields["new_categories"]], **LAST),
        load.click(loaded, [*kept, pasted], [frame.profile, told, *inputs], **QUIET),
        yes.click(erased, frame.language, [frame.profile, told, sure, *inputs], **QUIET),
    )
    erase.click(lambda: gr.Row(visible=True), None, sure, **QUIET)
    no.click(lambda: gr.Row(visible=False), None, sure, **QUIET)
    frame.at_opening(lambda _, profile: shown(profile), (), inputs)
    frame.redraw(linked, (), [links])


def _events(field: str) -> tuple[str, ...]:
    """When the answer of a field is given: a date only once it is wholly typed."""
    return ("submit", "blur") if field == "audit_date" else ("input",)


def _comparison(frame: Frame) -> None:
    """Two days, or two profiles; at first the day before the reform and the day of it."""
    spoken, say = frame.spoken, frame.messages.say
    reform = frame.assistant.corpus.rules.parameters["rnq-version"].values[-1].start

    def heading(to: Language) -> str:
        title, lead = (escape(say(to, f"ui.perimetre.compare{part}")) for part in ("", "_lead"))
        return f"<h2 id='comparer'>{title}</h2><p class='lead'>{lead}</p>"

    def modes(to: Language) -> list[tuple[str, str]]:
        return [(say(to, f"ui.perimetre.compare.{name}"), name) for name in ("days", "profiles")]

    def others(to: Language) -> list[tuple[str, str]]:
        categories = [(say(to, "ui.perimetre.as", name=words(to).categories[one]), one) for one in CATEGORIES]
        return [*categories, *((say(to, f"ui.perimetre.as.{name}"), name) for name in (*OTHERS, PASTED))]

    def day_field(side: str, on: date) -> Any:
        label = {"label": f"ui.perimetre.day_{side}", "placeholder": "ui.day"}
        return spoken.make(gr.Textbox, label, value=f"{on:%d/%m/%Y}", max_lines=1, elem_id=f"compare-{side}")

    with gr.Column(elem_id="compare"):
        spoken.make(gr.HTML, {"value": heading}, js_on_load=None)
        mode = spoken.make(
            gr.Radio, {"choices": modes, "label": "ui.perimetre.compare_what"}, value="days", elem_id="compare-mode"
        )
        with gr.Row() as days:
            first, second = day_field("a", reform - timedelta(days=1)), day_field("b", reform)
        with gr.Row(visible=False) as two:
            other = spoken.make(
                gr.Dropdown, {"choices": others, "label": "ui.perimetre.other"}, value="CFA", elem_id="compare-other"
            )
            text = spoken.make(
                gr.Textbox, {"label": "ui.perimetre.paste"}, lines=3, visible=False, elem_id="compare-text"
            )
        found = gr.HTML("", elem_id="compare-found", js_on_load=None)

    def drawn(to: Language, profile: Profile, *given: str) -> str:
        try:
            both = _sides(frame, profile, to, *given)
            return ComparedPage(both, _desk(frame, profile, both[1].on, to), _facts(frame, to)).html()
        except QualiopiError as error:
            return problem(error.text(to))

    def again(to: Language, data: Any, *given: str) -> str:
        return drawn(to, frame.known(data), *given)

    def rows(mode: str, other: str) -> tuple[Any, ...]:
        return gr.Row(visible=mode == "days"), gr.Row(visible=mode == "profiles"), gr.update(visible=other == PASTED)

    inputs = [mode, first, second, other, text]
    gr.on([mode.input, other.input], rows, [mode, other], [days, two, text], **QUIET)
    asked = [mode.input, other.input, *(event for one in (first, second, text) for event in (one.submit, one.blur))]
    gr.on(asked, again, [frame.language, frame.profile, *inputs], found, **LAST)
    frame.redraw(drawn, inputs, [found])


def _sides(
    frame: Frame, profile: Profile, to: Language, mode: str, a: str, b: str, other: str, text: str
) -> tuple[Perimeter, Perimeter]:
    """What is compared.

    Raises:
        QualiopiError: a date or a profile cannot be read, or too little is known on a day.
    """
    if mode == "days":
        return _found(frame, profile, typed_day(a.strip())), _found(frame, profile, typed_day(b.strip()))
    on = profile.audit_date or frame.settings.day()
    if other != PASTED:
        return _found(frame, profile, on), _found(frame, variant(profile, other), on)
    beside = profiles.read(text, frame.messages.say(to, "ui.perimetre.paste_name"))
    return _found(frame, profile, on), _found(frame, beside, beside.audit_date or on)


def variant(profile: Profile, name: str) -> Profile:
    """The same organisation in another category, as a subcontractor or as a new entrant."""
    return replace(profile, **OTHERS.get(name, {"categories": (name,)}))


def _found(frame: Frame, profile: Profile, on: date) -> Perimeter:
    return perimeter(profile, Reader(frame.assistant.corpus.rules, on))


def _desk(frame: Frame, profile: Profile, on: date, to: Language) -> Desk:
    return Desk(frame.assistant.library, Reader(frame.assistant.corpus.rules, on), frame.messages, profile, to)


def _facts(frame: Frame, to: Language) -> Facts:
    return Facts(frame.assistant.corpus.rules, frame.messages, to)
