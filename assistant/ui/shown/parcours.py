"""The school as HTML: path, lesson, quiz, result, table of all learners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby

from assistant.export.learning import most_missed
from assistant.learn.progress import PASS, Standing, percent
from assistant.learn.reading import Paragraph, lesson_text
from assistant.learn.records import Learner
from assistant.library import Library
from assistant.rules import Profile
from assistant.rules.shown import day
from assistant.rules.summary import summary
from assistant.school import Training
from assistant.ui.shown.facts import Facts, held
from assistant.ui.shown.places import Place
from assistant.ui.shown.quiz import SCREEN
from assistant.ui.shown.steps import Teller
from corpus.lessons import HEADINGS, Lesson
from corpus.records import Key

FILES = f"{SCREEN}/fichiers"
"""Addresses of the files begin with it."""
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class ParcoursPage:
    """Renders the views of the school.

    Args:
        training: the school.
        tell: the words of the screen.
        profile: of the organisation.
        learner: who learns; None = nobody was chosen.
        library: of the sheets.
    """

    training: Training
    tell: Teller
    profile: Profile
    learner: Learner | None
    library: Library

    def path(self) -> str:
        """All lessons with their state, what is to review, the certificate."""
        tell = self.tell
        reached = self.training.progress(self.learner.id if self.learner else 0, tell.language)
        body = [f"<h2 tabindex='-1'>{tell.say('path')}</h2>"]
        if self.learner is None:
            body.append(f"<p class='empty'>{tell.say('nobody')}</p>")
        else:
            body.append(self._reached(reached.passed, len(reached.standings), reached.score))
            body.append(self._due(self.learner))
        lessons = "".join(self._line(one, one.lesson == reached.next) for one in reached.standings)
        body.append(f"<ol class='lessons'>{lessons}</ol>")
        if self.learner is not None:
            body.append(self._certificate(self.learner, reached.complete))
        body.append(f"<p class='tools'>{tell.button('everyone', 'everyone')}</p>")
        return tell.shown("path", SCREEN, "".join(body))

    def lesson(self, lesson: Lesson) -> str:
        """The reading of a lesson, its example, its sources."""
        tell = self.tell
        reader = self.training.room(tell.language, self.profile).reader
        parts = lesson_text(lesson, reader.rules, reader.on)
        body = [f"<p class='to-path'>{tell.link('path', SCREEN, 'back')}</p>"]
        body.append(f"<h2 tabindex='-1'>{tell.text(f'{lesson.order}. {lesson.title}')}</h2>")
        body.append(f"<p class='lead'>{tell.text(lesson.goal)}</p>")
        for heading, part in HEADINGS[tell.language].items():
            tag = f" <span class='tag'>{tell.plain('school.advice')}</span>" if part == "example" else ""
            body.append(
                f"<section class='{part}'><h3>{tell.text(heading)}{tag}</h3>{self._prose(parts[part])}</section>"
            )
        body.append(f"<section><h3>{tell.say('further')}</h3>{self._further(lesson)}</section>")
        facts = self._facts()
        sources = "".join(f"<li>{facts.source(reference)}</li>" for reference in lesson.sources)
        body.append(f"<details class='why'><summary>{tell.say('sources')}</summary><ul>{sources}</ul></details>")
        day_holds = held(self.library, reader, tell.messages, tell.language, self.training.settings.day())
        body.append(f"<p class='holds'>{day_holds}</p>")
        body.append(f"<p class='tools'>{tell.button(f'quiz:{lesson.order}', 'to_quiz', 'main')}</p>")
        return tell.shown(f"lesson:{lesson.order}", f"{SCREEN}?lecon={lesson.order}", "".join(body))

    def everyone(self) -> str:
        """The table of all learners, for whoever looks after them."""
        tell = self.tell
        rows = self.training.everyone(tell.language)
        body = [f"<p class='to-path'>{tell.link('path', SCREEN, 'back')}</p>"]
        body.append(f"<h2 tabindex='-1'>{tell.say('everyone')}</h2>")
        if not rows:
            body.append(f"<p class='empty'>{tell.say('nobody_yet')}</p>")
            return tell.shown("everyone", SCREEN, "".join(body))
        names = ("learner", "done", "score", "last", "missed")
        head = "".join(f"<th scope='col'>{tell.plain(f'school.csv.{name}')}</th>" for name in names)
        lines = []
        for learner, reached, history in rows:
            missed = most_missed(history, lambda item: self.training.subject(item, tell.language))
            listed = "".join(f"<li>{tell.text(one)}</li>" for one in missed)
            done = tell.plain("school.done", passed=reached.passed, count=len(reached.standings))
            last = day(history.last.astimezone().date(), tell.language) if history.last else "–"
            score = "–" if reached.score is None else f"{reached.score} %"
            lines.append(
                f"<tr><th scope='row'>{tell.text(learner.name)}</th><td>{done}</td><td>{tell.text(score)}</td>"
                f"<td>{last}</td><td>{f'<ul>{listed}</ul>' if listed else '–'}</td></tr>"
            )
        caption = f"<caption>{tell.say('table')}</caption>"
        table = f"<table class='plain'>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
        body.append(f"<div class='scroll' tabindex='0' role='region' aria-label='{tell.say('table')}'>{table}</div>")
        body.append(f"<p class='tools'>{tell.file(f'{FILES}/apprenants.csv', 'table_csv')}</p>")
        return tell.shown("everyone", SCREEN, "".join(body))

    def files(self) -> str:
        """Links to all that is kept of the learner."""
        if self.learner is None:
            return ""
        links = (self.tell.file(f"{FILES}/{self.learner.id}.{form}", f"data_{form}") for form in ("csv", "json"))
        return f"<p class='tools'>{''.join(links)}</p>"

    def _reached(self, passed: int, count: int, score: int | None) -> str:
        tell = self.tell
        told = tell.plain("school.done", passed=passed, count=count)
        if score is not None:
            told += f" · {tell.say('score', score=score)}"
        bar = f"<progress max='{count}' value='{passed}' aria-label='{tell.say('bar')}'></progress>"
        profile = tell.say("profile", profile=summary(self.profile, tell.language))
        change = f"<a href='/perimetre'>{tell.say('profile_change')}</a>"
        return f"<p class='reached'>{told}</p>{bar}<p class='hint'>{profile} {change}</p>"

    def _due(self, learner: Learner) -> str:
        tell = self.tell
        due = len(self.training.due(learner.id))
        if not due:
            return f"<section class='due'><h3>{tell.say('due')}</h3><p>{tell.plain('school.nothing_due')}</p></section>"
        said = tell.say("due_count", n=due)
        button = tell.button("review", "review", "main")
        return (
            f"<section class='due some'><h3>{tell.say('due')}</h3><p>{said}</p><p class='tools'>{button}</p></section>"
        )

    def _line(self, one: Standing, following: bool) -> str:
        tell = self.tell
        lesson = one.lesson
        link = f"<a href='{SCREEN}?lecon={lesson.order}' data-do='lesson:{lesson.order}'>{tell.text(lesson.title)}</a>"
        state = tell.plain(f"school.state.{one.state}")
        if one.best:
            state += f", {tell.say('best', score=percent(one.best.share))}"
        following_mark = f" <span class='tag next'>{tell.say('next')}</span>" if following and self.learner else ""
        tag = f"<span class='tag {one.state}'>{state}</span>" if self.learner else ""
        return (
            f"<li class='{one.state}'><h3>{link}</h3><p>{tell.text(lesson.goal)}</p><p>{tag}{following_mark}</p></li>"
        )

    def _certificate(self, learner: Learner, complete: bool) -> str:
        tell = self.tell
        if not complete:
            told = f"<p>{tell.say('certificate_when', least=percent(PASS))}</p>"
        else:
            link = tell.file(f"{FILES}/attestation-{learner.id}.docx", "certificate_get")
            told = f"<p class='done'>{tell.say('certificate_ready')}</p><p class='tools'>{link}</p>"
        return f"<section class='certificate'><h3>{tell.say('certificate')}</h3>{told}</section>"

    def _prose(self, paragraphs: tuple[Paragraph, ...]) -> str:
        out = []
        for bullet, group in groupby(paragraphs, key=lambda one: one.bullet):
            told = [_BOLD.sub(r"<strong>\1</strong>", self.tell.text(one.text)) for one in group]
            tag = "li" if bullet else "p"
            inside = "".join(f"<{tag}>{one}</{tag}>" for one in told)
            out.append(f"<ul>{inside}</ul>" if bullet else inside)
        return "".join(out)

    def _further(self, lesson: Lesson) -> str:
        """Links to the topics, then to the indicators in one line."""
        room = self.training.room(self.tell.language, self.profile)
        topics = "".join(f"<li>{self._sheet(key, room.sheet(key).title)}</li>" for key in lesson.further)
        numbers = [self._sheet(n, str(n), room.sheet(n).title) for n in room.asked_about(lesson)]
        line = f"<p>{self.tell.say('indicators')} {', '.join(numbers)}</p>" if numbers else ""
        return f"<ul>{topics}</ul>{line}"

    def _sheet(self, key: Key, name: str, title: str = "") -> str:
        named = f" title='{self.tell.text(title)}'" if title else ""
        return f"<a href='{escape(Place(key=key).href)}'{named}>{self.tell.text(name)}</a>"

    def _facts(self) -> Facts:
        return Facts(self.training.corpus.rules, self.tell.messages, self.tell.language)
