"""The tools of the audit: fields, and what the rules say of them, in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any

import gradio as gr

from assistant.rules import CATEGORIES, OTHER, Profile, Reader, institutions
from assistant.rules.duration import AUDITS
from assistant.rules.words import words
from assistant.ui.frame import QUIET, Frame
from assistant.ui.shown.audit import AuditScreen
from assistant.ui.shown.facts import held, text
from assistant.ui.shown.places import Place
from corpus.records import Language

TOOLS = {
    "obligation": "who-is-concerned",
    "duration": "cost",
    "sites": "multi-site",
    "calendar": "audit-cycle",
    "corrections": "non-conformities",
    "decision": "non-conformities",
    "surveillance": "audit-cycle",
    "documents": "audit-documents",
    "costs": "cost",
}
"""The tools, each with the topic to read about it."""
KINDS = ("initial", "surveillance", "renewal")
ANSWERS: dict[str, bool | None] = {"unknown": None, "yes": True, "no": False}


def build(frame: Frame) -> None:
    """Lay the screen out and connect it."""
    with gr.Column(elem_id="main", elem_classes="audit"):
        tools = _Tools(frame)
        tools.heading()
        tools.obligation()
        tools.duration()
        tools.sites()
        tools.calendar()
        tools.decision()
        tools.surveillance()
        tools.listing("documents")
        tools.listing("costs")
        tools.close()


class _Tools:
    """Lays the tools out, one after the other."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._make, self._say = frame, frame.spoken.make, frame.messages.say
        self._tools: list[tuple[Callable[..., str], list[Any], Any]] = []

    def heading(self) -> None:
        """Title, links to the tools, the day for which all of them count."""

        def html(to: Language) -> str:
            title, lead, label = (text(self._say(to, f"ui.audit.{name}"), to) for name in ("title", "lead", "tools"))
            links = (
                f"<li><a href='#tool-{name}'>{text(self._say(to, f'ui.audit.{name}'), to)}</a></li>" for name in TOOLS
            )
            return (
                f"<h1>{title}</h1><p class='lead'>{lead}</p>"
                f"<nav class='jump' aria-label='{label}'><ul>{''.join(links)}</ul></nav>"
            )

        self._make(gr.HTML, {"value": html}, elem_id="audit-head", js_on_load=None)
        day = gr.HTML("", elem_id="audit-day", js_on_load=None)
        assistant = self._frame.assistant

        def holds(to: Language, profile: Profile) -> str:
            today = assistant.settings.day()
            reader = Reader(assistant.corpus.rules, profile.audit_date or today)
            line = held(assistant.library, reader, self._frame.messages, to, today)
            return f"<p class='holds'>{line} {text(self._say(to, 'ui.audit.day_from'), to)}</p>"

        self._frame.redraw(holds, (), [day])

    def obligation(self) -> None:
        """Is a kind of activity concerned?"""
        rules = self._frame.assistant.corpus.rules
        table = rules.parameters["exemption"].values[-1].value

        def kinds(to: Language) -> list[tuple[str, str]]:
            mine = [(words(to).categories[name], name) for name in CATEGORIES]
            exempt = [(table[name][to], name) for name in institutions(Reader(rules, self._frame.settings.day()))]
            return [*mine, *exempt, (self._say(to, "ui.audit.other"), OTHER)]

        with self._tool("obligation") as result:
            kind = self._make(gr.Dropdown, {"choices": kinds, "label": "ui.audit.kind_of_activity"}, value=None)
            funds = self._choice("ui.audit.public_funds", tuple(ANSWERS), "unknown", "ui.")
        self._live(lambda screen, kind, funds: screen.obligation(kind, ANSWERS[funds]), [kind, funds], result)

    def duration(self) -> None:
        """How long does an audit last?"""

        def categories(to: Language) -> list[tuple[str, str]]:
            return [(words(to).categories[name], name) for name in CATEGORIES]

        with self._tool("duration") as result:
            audit = self._choice("ui.audit.kind", AUDITS, "initial", "ui.audit.kind.")
            mine = self._make(gr.CheckboxGroup, {"choices": categories, "label": "ui.categories"})
            turnover = self._field("turnover")
            places = self._field("places")
            new = self._choice("ui.audit.new_entrant", tuple(ANSWERS), "unknown", "ui.")
            button = self._button()
        self._live(
            lambda screen, audit, mine, turnover, places, new: screen.duration(
                audit, mine, turnover, places, ANSWERS[new]
            ),
            [audit, mine, turnover, places, new],
            result,
            button,
        )
        self._frame.at_opening(lambda _, profile: list(profile.categories) or gr.skip(), (), [mine])

    def sites(self) -> None:
        """How many sites are sampled?"""
        with self._tool("sites") as result:
            places = self._field("places")
            audit = self._choice("ui.audit.kind", KINDS, "initial", "ui.audit.kind.")
            button = self._button()
        self._live(lambda screen, places, audit: screen.sites(places, audit), [places, audit], result, button)

    def calendar(self) -> None:
        """The days of a certificate, and of corrections."""
        for name, field in (("calendar", "obtained"), ("corrections", "notified")):
            with self._tool(name) as result:
                on = self._field(field, "ui.day")
                button = self._button()
            self._live(_called(name), [on], result, button)

    def decision(self) -> None:
        """What do non-conformities lead to?"""
        with self._tool("decision") as result:
            audit = self._choice("ui.audit.kind", (*KINDS, "extension"), "initial", "ui.audit.kind.")
            minor, major, before = (self._field(name) for name in ("minor", "major", "before"))
            display = self._make(gr.Checkbox, {"label": "ui.audit.display"}, value=False)
            notified = self._field("notified", "ui.day")
            button = self._button()
        self._live(
            lambda screen, audit, minor, major, before, display, notified: screen.decision(
                audit, minor, major, before=before, display=display, notified=notified
            ),
            [audit, minor, major, before, display, notified],
            result,
            button,
        )

    def surveillance(self) -> None:
        """What does a surveillance audit review?"""
        with self._tool("surveillance") as result:
            earlier = self._field("earlier")
            adapted = self._make(gr.Checkbox, {"label": "ui.audit.adapted"}, value=False)
            button = self._button()
        self._live(_called("surveillance"), [earlier, adapted], result, button)

    def listing(self, name: str) -> None:
        """A tool that asks for nothing."""
        with gr.Column(elem_classes="tool", elem_id=f"tool-{name}"):
            self._title(name)
            result = gr.HTML("", js_on_load=None, elem_classes="tool-result")
        self._live(_called(name), [], result)

    @contextmanager
    def _tool(self, name: str) -> Iterator[Any]:
        """A title, room for fields on one side, the result on the other."""
        with gr.Column(elem_classes="tool", elem_id=f"tool-{name}"):
            self._title(name)
            with gr.Row(elem_classes="tool-row"):
                with gr.Column(scale=2, min_width=260, elem_classes="tool-fields") as fields:
                    pass
                with gr.Column(scale=3, min_width=280):
                    result = gr.HTML("", js_on_load=None, elem_classes="tool-result", elem_id=f"{name}-result")
            with fields:
                yield result

    def _title(self, name: str) -> None:
        topic = Place(TOOLS[name])

        def html(to: Language) -> str:
            title, lead = (text(self._say(to, key), to) for key in (f"ui.audit.{name}", f"ui.audit.{name}_lead"))
            about = self._frame.assistant.library.sheet(TOOLS[name], to).title
            read = text(self._say(to, "ui.audit.read", title=about), to)
            return f"<h2>{title}</h2><p class='lead'>{lead} <a href='{escape(topic.href)}'>{read}</a></p>"

        self._make(gr.HTML, {"value": html}, js_on_load=None, elem_classes="tool-title")

    def _field(self, name: str, hint: str | None = None) -> Any:
        said = {"label": f"ui.audit.{name}", "placeholder": hint or f"ui.audit.{name}_hint"}
        return self._make(gr.Textbox, said, max_lines=1, elem_classes=f"field-{name}")

    def _choice(self, label: str, names: Sequence[str], first: str, prefix: str) -> Any:
        def choices(to: Language) -> list[tuple[str, str]]:
            return [(self._say(to, f"{prefix}{name}"), name) for name in names]

        return self._make(gr.Radio, {"choices": choices, "label": label}, value=first)

    def _button(self) -> Any:
        return self._make(gr.Button, {"value": "ui.audit.reckon"}, variant="primary", elem_classes="reckon")

    def _live(self, draw: Callable[..., str], inputs: list[Any], result: Any, button: Any = None) -> None:
        """Show the result when a choice is made, when a field is left or confirmed (`close` does the rest)."""
        frame = self._frame
        self._tools.append((draw, inputs, result))
        events = [button.click] if button is not None else []
        for one in inputs:
            if isinstance(one, gr.Textbox):
                events += [one.submit, one.blur]
            else:  # the categories also change with the profile
                events.append(one.change if isinstance(one, gr.CheckboxGroup) else one.input)
        if events:
            gr.on(
                events,
                lambda to, profile, *values: draw(self._screen(to, frame.known(profile)), *values),
                [frame.language, frame.profile, *inputs],
                [result],
                trigger_mode="always_last",
                **QUIET,
            )

    def _screen(self, to: Language, profile: Profile) -> AuditScreen:
        assistant = self._frame.assistant
        return AuditScreen(assistant.corpus.rules, self._frame.messages, to, profile, assistant.settings.day())

    def close(self) -> None:
        """Show all results when the screen opens and when the language or the profile changes; the last call."""
        tools = self._tools

        def all_of_them(to: Language, profile: Profile, *values: Any) -> list[str]:
            screen, left = self._screen(to, profile), list(values)
            return [draw(screen, *(left.pop(0) for _ in inputs)) for draw, inputs, _ in tools]

        self._frame.redraw(all_of_them, [one for _, inputs, _ in tools for one in inputs], [one for *_, one in tools])


def _called(name: str) -> Callable[..., str]:
    """The tool of the screen with that name, on the values of its fields."""

    def call(screen: AuditScreen, *values: Any) -> str:
        shown: str = getattr(screen, name)(*values)
        return shown

    return call
