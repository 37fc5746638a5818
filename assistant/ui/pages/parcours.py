"""The course for newcomers: who learns, path, lesson, quiz one question at a time, table of all learners."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

import gradio as gr

from assistant.learn.records import Learner
from assistant.rules import Profile
from assistant.school import Feedback, Sitting
from assistant.ui.frame import QUIET, Frame
from assistant.ui.shown.facts import problem
from assistant.ui.shown.parcours import ParcoursPage
from assistant.ui.shown.quiz import QuizPage
from assistant.ui.shown.steps import Teller
from assistant.ui.spoken import language_for
from corpus.errors import QualiopiError
from corpus.records import Language

WHO = "qualiopi_learner"
"""Under this name the browser keeps who learns."""
STEP = "(language, profile, who, view, step) => [language, profile, who, view, window.parcoursStep ?? step]"
"""In the browser: the step that the script of the page wants to take."""


@dataclass(frozen=True)
class View:
    """Where somebody is."""

    name: str = "path"
    """path, lesson, quiz, result or everyone."""
    lesson: int | None = None
    sitting: Sitting | None = None
    feedback: Feedback | None = None
    who: int | None = None
    """Who learns, for a drawing that comes before the browser knows."""


class _Screen:
    """What the events of the screen do."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.training = frame.assistant.training

    def drawn(self, to: Language, profile: Profile, who: int | None, view: View, told: str = "") -> tuple[Any, ...]:
        """The view, where that is, the files of the learner, what is told."""
        view = replace(view, who=who)
        try:
            return self.html(to, profile, who, view), view, self.page(to, profile, who).files(), told
        except QualiopiError as error:
            return gr.skip(), view, gr.skip(), problem(error.text(to))

    def opened(self, request: gr.Request, profile: Profile, number: int | None) -> tuple[Any, ...]:
        """The screen as its address says, for the learner that the browser remembers."""
        to, wanted = language_for(request), request.query_params.get("lecon", "")
        try:
            listed = self.choices()
            mine = number if number in [one for _, one in listed] else None
            known = wanted.isascii() and wanted.isdigit() and len(wanted) < 4
            lesson, told = (self.training.lesson(int(wanted), to).order, "") if known else (None, "")
        except QualiopiError as error:
            listed, mine, lesson, told = [], None, None, problem(error.text(to))
        place = View("lesson", lesson=lesson) if lesson else View()
        made = self.drawn(to, profile, mine, place, told)
        return *made, gr.Dropdown(choices=listed, value=mine)

    def again(self, to: Language, profile: Profile, view: View | None) -> tuple[Any, ...]:
        """The same view in another language; nothing before the screen is open, and what was told stays."""
        if view is None:
            return (gr.skip(),) * 4
        *made, told = self.drawn(to, profile, view.who, view)
        return *made, told or gr.skip()

    def acted(self, to: Language, data: Any, who: int | None, view: View | None, step: str) -> tuple[Any, ...]:
        """A step of the page was taken."""
        profile = self.frame.known(data)
        try:
            return self.drawn(to, profile, who, self.taken(to, profile, who, view or View(), step))
        except QualiopiError as error:
            return gr.skip(), view, gr.skip(), problem(error.text(to))

    def chosen(self, to: Language, data: Any, who: int | None) -> tuple[Any, ...]:
        """Somebody else learns now."""
        return *self.drawn(to, self.frame.known(data), who, View()), who

    def added(self, to: Language, data: Any, typed: str) -> tuple[Any, ...]:
        """Somebody new learns now."""
        try:
            one = self.training.people.add(typed)
            listed = self.choices()
        except QualiopiError as error:
            return gr.skip(), gr.skip(), gr.skip(), problem(error.text(to)), gr.skip(), typed, gr.skip()
        made = self.drawn(to, self.frame.known(data), one.id, View(), self.done(to, "added", name=one.name))
        return *made, gr.Dropdown(choices=listed, value=one.id), "", one.id

    def renamed(self, to: Language, who: int | None, typed: str) -> tuple[Any, ...]:
        """The learner has another name."""
        try:
            one = self.learner(who)
            if one is None:
                return problem(self.said(to, "choose_first")), gr.skip(), typed
            self.training.people.rename(one.id, typed)
            told = self.done(to, "renamed", old=one.name, new=typed.strip())
            return told, gr.Dropdown(choices=self.choices(), value=one.id), ""
        except QualiopiError as error:
            return problem(error.text(to)), gr.skip(), typed

    def ask_first(self, to: Language, who: int | None) -> tuple[Any, ...]:
        """Whether to delete the learner."""
        one = self.learner(who)
        if one is None:
            return problem(self.said(to, "choose_first")), gr.Row(visible=False)
        return f"<p role='alert'>{escape(self.said(to, 'sure', name=one.name))}</p>", gr.Row(visible=True)

    def deleted(self, to: Language, data: Any, who: int | None) -> tuple[Any, ...]:
        """The learner is deleted."""
        hidden = gr.Row(visible=False)
        try:
            one = self.learner(who)
            if one is not None:
                self.training.people.delete(one.id)
            listed = self.choices()
        except QualiopiError as error:
            return *[gr.skip()] * 3, problem(error.text(to)), gr.skip(), gr.skip(), "", hidden
        gone = self.done(to, "deleted", name=one.name if one else "")
        made = self.drawn(to, self.frame.known(data), None, View(), gone)
        return *made, gr.Dropdown(choices=listed, value=None), None, "", hidden

    def done(self, to: Language, key: str, **values: object) -> str:
        """Something was done, as HTML."""
        return f"<p class='done' role='status'>{escape(self.said(to, key, **values))}</p>"

    def said(self, to: Language, key: str, **values: object) -> str:
        """A text of the screen."""
        return self.frame.messages.say(to, f"ui.parcours.{key}", **values)

    def html(self, to: Language, profile: Profile, who: int | None, view: View) -> str:
        page = self.page(to, profile, who)
        if view.name == "lesson" and view.lesson is not None:
            return page.lesson(self.training.lesson(view.lesson, to))
        if view.sitting is not None:
            return self._quiz(page.tell, view.sitting, view.feedback)
        return page.everyone() if view.name == "everyone" else page.path()

    def page(self, to: Language, profile: Profile, who: int | None) -> ParcoursPage:
        return ParcoursPage(
            self.training, Teller(self.frame.messages, to), profile, self.learner(who), self.frame.assistant.library
        )

    def learner(self, who: int | None) -> Learner | None:
        return None if who is None else self.training.people.get(who)

    def taken(self, to: Language, profile: Profile, who: int | None, view: View, step: str) -> View:
        """The view after a step of the page.

        Raises:
            QualiopiError: a lesson does not exist, or the learner was deleted meanwhile.
        """
        what, _, number = step.partition(":")
        if what == "lesson":
            return View("lesson", lesson=self.training.lesson(int(number), to).order)
        if what in ("quiz", "again"):
            return self._begun(to, profile, who, int(number), again=what == "again")
        if what == "review" and who is not None:
            sitting = self.training.review(who, to, profile)
            return View("quiz", sitting=sitting) if sitting.items else View()
        if what == "choose" and view.sitting is not None and view.feedback is None:
            sitting, feedback = self.training.answer(replace(view.sitting, language=to), int(number))
            return replace(view, sitting=sitting, feedback=feedback)
        if what == "next" and view.sitting is not None:
            return replace(view, feedback=None)
        return View("everyone") if what == "everyone" else View()

    def _begun(self, to: Language, profile: Profile, who: int | None, number: int, *, again: bool) -> View:
        lesson = self.training.lesson(number, to)
        if self.learner(who) is None or who is None:
            return View("quiz", sitting=self.training.trial(lesson, profile, self.training.settings.now().microsecond))
        self.training.studies.read(who, lesson.id)
        return View("quiz", sitting=self.training.begin(who, lesson, profile, again=again))

    def _quiz(self, tell: Teller, sitting: Sitting, feedback: Feedback | None) -> str:
        page, here = QuizPage(self.training, tell), replace(sitting, language=tell.language)
        if feedback is not None:
            asked = self.training.question(here, feedback.question.id) or feedback.question
            return page.question(here, asked, replace(feedback, question=asked))
        question = self.training.question(here)
        return page.result(here) if question is None else page.question(here, question, None)

    def choices(self) -> list[tuple[str, int]]:
        return [(one.name, one.id) for one in self.training.people.listing()]


def build(frame: Frame) -> None:
    """Lay the screen out and connect it."""
    screen, spoken, say = _Screen(frame), frame.spoken, frame.messages.say

    def heading(to: Language) -> str:
        title, lead = (escape(say(to, f"ui.parcours.{name}")) for name in ("title", "lead"))
        return f"<h1>{title}</h1><p class='lead course'>{lead}</p>"

    with gr.Column(elem_id="main", elem_classes="parcours"):
        spoken.make(gr.HTML, {"value": heading}, elem_id="parcours-head", js_on_load=None)
        with gr.Row(elem_id="parcours-who"):
            who = spoken.make(gr.Dropdown, {"label": "ui.parcours.who"}, choices=[], value=None, elem_id="learner")
            name = spoken.make(gr.Textbox, {"label": "ui.parcours.name"}, max_lines=1, elem_id="learner-name")
            add = spoken.make(gr.Button, {"value": "ui.parcours.add"}, elem_id="learner-add")
        told = gr.HTML("", elem_id="parcours-told", js_on_load=None)
        shown = gr.HTML("", elem_id="parcours", js_on_load=None)
        with spoken.make(gr.Accordion, {"label": "ui.parcours.manage"}, open=False, elem_id="parcours-manage"):
            files = gr.HTML("", elem_id="learner-files", js_on_load=None)
            with gr.Row():
                new = spoken.make(gr.Textbox, {"label": "ui.parcours.new_name"}, max_lines=1, elem_id="learner-new")
                rename = spoken.make(gr.Button, {"value": "ui.threads.rename"}, elem_id="learner-rename")
                delete = spoken.make(
                    gr.Button, {"value": "ui.threads.delete"}, variant="stop", elem_id="learner-delete"
                )
            sure = gr.HTML("", elem_id="learner-sure", js_on_load=None)
            with gr.Row(visible=False) as confirm:
                yes = spoken.make(gr.Button, {"value": "ui.parcours.delete_yes"}, variant="stop", elem_id="learner-yes")
                no = spoken.make(gr.Button, {"value": "ui.threads.cancel"}, elem_id="learner-no")
    view = gr.State(None)
    kept = gr.BrowserState(None, storage_key=WHO, secret="qualiopi-learner")
    step = gr.Textbox("", visible="hidden", label="")
    go = gr.Button("", visible="hidden", elem_id="parcours-go")  # the script of the page presses it
    outputs = [shown, view, files, told]

    here = [frame.language, frame.profile]
    frame.redraw(screen.again, [view], outputs, first=False)
    frame.at_opening(screen.opened, [kept], [*outputs, who])
    go.click(screen.acted, [*here, who, view, step], outputs, js=STEP, **QUIET)
    who.input(screen.chosen, [*here, who], [*outputs, kept], **QUIET)
    gr.on([add.click, name.submit], screen.added, [*here, name], [*outputs, who, name, kept], **QUIET)
    gr.on([rename.click, new.submit], screen.renamed, [frame.language, who, new], [told, who, new], **QUIET)
    delete.click(screen.ask_first, [frame.language, who], [sure, confirm], **QUIET)
    no.click(lambda: ("", gr.Row(visible=False)), None, [sure, confirm], **QUIET)
    yes.click(screen.deleted, [*here, who], [*outputs, who, kept, sure, confirm], **QUIET)
