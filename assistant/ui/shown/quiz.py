"""A quiz as HTML: one question, its feedback, the result."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from assistant.learn.progress import PASS, percent
from assistant.learn.question import LETTERS, Question
from assistant.school import Feedback, Sitting, Training
from assistant.ui.shown.facts import Facts
from assistant.ui.shown.places import Place
from assistant.ui.shown.steps import Teller
from corpus.lessons import Lesson

SCREEN = "/parcours"


@dataclass(frozen=True)
class QuizPage:
    """Renders a quiz or a review.

    Args:
        training: the school.
        tell: the words of the screen.
    """

    training: Training
    tell: Teller

    def question(self, sitting: Sitting, question: Question, feedback: Feedback | None) -> str:
        """One question; with its feedback once it is answered."""
        tell = self.tell
        place = feedback.place if feedback else len(sitting.answered) + 1
        title = self._title(sitting)
        counted = tell.say("question", n=place, count=len(sitting.items))
        body = [f"<p class='to-path'>{tell.link('path', SCREEN, 'back')}</p><p class='where'>{title} · {counted}</p>"]
        if sitting.learner is None:
            body.append(f"<p class='told'>{tell.say('not_kept')}</p>")
        body.append(f"<h2 tabindex='-1' id='asked'>{tell.text(question.prompt)}</h2>")
        if feedback is None:
            body.append(self._choices(question))
            body.append(f"<p class='hint'>{tell.say('keys')}</p>")
        else:
            body += [self._answered(feedback), self._feedback(feedback, last=sitting.current is None)]
        key = f"quiz:{sitting.quiz}:{place}:{'told' if feedback else 'asked'}"
        return tell.shown(key, SCREEN, f"<div class='quiz'>{''.join(body)}</div>")

    def result(self, sitting: Sitting) -> str:
        """The end of a quiz or a review."""
        tell = self.tell
        right, total = sitting.right, len(sitting.items)
        body = [f"<p class='where'>{self._title(sitting)}</p><h2 tabindex='-1'>{tell.say('end')}</h2>"]
        body.append(f"<p class='score'>{tell.plain('school.result', right=right, count=total)}</p>")
        lesson = self._lesson_of(sitting)
        if lesson is not None:
            passed = right * PASS.denominator >= total * PASS.numerator
            told = tell.say("passed" if passed else "not_passed", least=percent(PASS))
            body.append(f"<p class='{'done' if passed else 'told'}'>{told}</p>")
        if right < total and sitting.learner is not None:
            body.append(f"<p>{tell.say('comes_back')}</p>")
        tools = [tell.button("path", "to_path", "main")]
        if lesson is not None:
            tools += [
                tell.button(f"again:{lesson.order}", "again"),
                tell.button(f"lesson:{lesson.order}", "reread"),
            ]
        body.append(f"<p class='tools'>{''.join(tools)}</p>")
        return tell.shown(f"result:{sitting.quiz}", SCREEN, "".join(body))

    def _choices(self, question: Question) -> str:
        items = "".join(
            f"<li><button type='button' class='choice' data-do='choose:{place}' data-key='{LETTERS[place]}'>"
            f"<span class='letter' aria-hidden='true'>{LETTERS[place]}</span> "
            f"<span>{self.tell.text(choice.text)}</span></button></li>"
            for place, choice in enumerate(question.choices)
        )
        return f"<ol class='choices' aria-labelledby='asked'>{items}</ol>"

    def _answered(self, feedback: Feedback) -> str:
        items = []
        for place, choice in enumerate(feedback.question.choices):
            kind = "right" if choice.holds else "wrong" if place == feedback.chosen else "other"
            mark = "" if kind == "other" else f" <span class='mark'>{self.tell.say(f'mark.{kind}')}</span>"
            letter = f"<span class='letter' aria-hidden='true'>{LETTERS[place]}</span>"
            items.append(f"<li class='choice {kind}'>{letter} <span>{self.tell.text(choice.text)}{mark}</span></li>")
        return f"<ol class='choices'>{''.join(items)}</ol>"

    def _feedback(self, feedback: Feedback, *, last: bool) -> str:
        tell = self.tell
        question, facts = feedback.question, Facts(self.training.corpus.rules, tell.messages, tell.language)
        kind = "right" if feedback.right else "wrong"
        body = [f"<h3 tabindex='-1' id='told'>{tell.say(f'told.{kind}')}</h3>"]
        note = question.choices[feedback.chosen].note
        if note and not feedback.right:
            body.append(f"<p>{tell.text(note)}</p>")
        body.append(f"<p>{tell.text(question.explanation)}</p>")
        place = Place(key=question.support.key, facet=question.support.facet)
        sheet = self.training.room(tell.language).sheet(question.support.key)
        link = f"<a href='{escape(place.href)}'>{tell.text(sheet.title)}</a>"
        sources = " · ".join(facts.source(reference) for reference in question.support.references)
        body.append(f"<p class='rests'>{tell.say('rests')} {sources}. {tell.say('read_on')} {link}</p>")
        body.append(facts.why(question.support.trace))
        button = tell.button("next", "finish" if last else "following", "main")
        body.append(f"<p class='tools'>{button}</p>")
        return f"<section class='feedback {kind}'>{''.join(body)}</section>"

    def _title(self, sitting: Sitting) -> str:
        """Who learns, and what."""
        lesson, who = self._lesson_of(sitting), self.training.people.get(sitting.learner or 0)
        title = self.tell.text(f"{lesson.order}. {lesson.title}") if lesson else self.tell.say("due")
        return f"{self.tell.text(who.name)} · {title}" if who else title

    def _lesson_of(self, sitting: Sitting) -> Lesson | None:
        return self.training.room(self.tell.language).lesson(sitting.lesson) if sitting.lesson else None
