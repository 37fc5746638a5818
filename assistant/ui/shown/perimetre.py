"""What concerns a profile, as HTML: counts, questions left, indicators by state, what is adapted, documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

from assistant.compose.closing import version_line
from assistant.compose.desk import Desk
from assistant.profiles import to_json
from assistant.rules import Outcome, Profile, Statement, Step
from assistant.rules.explain import question_for, reason_text, said, sentence
from assistant.rules.outcome import certainty, once
from assistant.rules.perimeter import ROLES, STATES, Line, Perimeter, Role, State
from assistant.rules.shown import numbers as numbers_text
from assistant.rules.summary import summary
from assistant.ui.shown.facts import Facts, text
from assistant.ui.shown.places import Place

DOCUMENTS = "/perimetre/preuves"
PROFILES = "/perimetre/profil"
"""Addresses of the files, without their ending."""
FORMS = ("xlsx", "docx", "csv", "md")
OPEN: tuple[State, ...] = ("applies", "depends")
"""States whose lists are open at once."""


class PerimeterPage:
    """Renders the perimeter of a desk's profile, in its language.

    Args:
        found: the perimeter.
        desk: passages, rules and words.
        facts: renders hard facts.
        today: tells whether the texts are due for a check.
    """

    def __init__(self, found: Perimeter, desk: Desk, facts: Facts, today: date) -> None:
        self.found, self._desk, self._facts, self._today = found, desk, facts, today
        self.language, self._say = facts.language, facts.say

    def html(self) -> str:
        """Everything, the counts first."""
        states = "".join(self._state(state) for state in STATES if state != "not_in_force")
        roles = "".join(self._role(role) for role in ROLES)
        return (
            f"<section class='result'><h2 id='resultat' tabindex='-1'>{self._say('ui.perimetre.result')}</h2>"
            f"{self._head()}{self._questions()}{states}{self._review()}</section>{self._documents()}"
            f"<section class='adapted'><h2>{self._say('ui.perimetre.adapted')}</h2>{roles}</section>"
        )

    def _head(self) -> str:
        """Profile in a line, day and version, counts."""
        line = self._say("ui.perimetre.profile_line", summary=summary(self.found.profile, self.language))
        holds = text(version_line(self._desk, self._today).text.strip("*"), self.language)
        figures = "".join(
            f"<div><dt>{self._say(f'ui.perimetre.figure.{name}')}</dt><dd>{number}</dd></div>"
            for name, number in counts(self.found).items()
        )
        return f"<p class='line'>{line}</p><p class='holds'>{holds}</p><dl class='figures'>{figures}</dl>"

    def _questions(self) -> str:
        """What to answer, the most decisive first, each with what it decides and a link to its field."""
        if not self.found.missing:
            return f"<p class='done'>{self._say('ui.perimetre.complete')}</p>"
        items = "".join(self._question(fact) for fact in self.found.missing)
        return (
            f"<section class='open'><h3>{self._say('ui.perimetre.questions')}</h3>"
            f"<p>{self._say('ui.perimetre.questions_lead')}</p><ul>{items}</ul></section>"
        )

    def _question(self, fact: str) -> str:
        question = text(question_for(fact, self.language), self.language)
        numbers = numbers_text(self.found.settled_by(fact), self.language)
        return f"<li><a href='#field-{fact}'>{question}</a> {self._say('ui.perimetre.decides', numbers=numbers)}</li>"

    def _state(self, state: State) -> str:
        """The indicators of a state, those that stand there for the same reason together."""
        lines = self.found.having(state)
        if not lines:
            return ""
        groups: dict[str, list[Line]] = {}
        for line in lines:
            groups.setdefault(self._reason(line), []).append(line)
        title = self._say(f"ui.perimetre.state.{state}", n=len(lines))
        items = "".join(self._group(reason, several) for reason, several in groups.items())
        shown = " open" if state in OPEN else ""
        return (
            f"<details class='state {state}'{shown}><summary><h3>{title}</h3></summary>"
            f"<p class='lead'>{self._say(f'ui.perimetre.lead.{state}')}</p><ul class='groups'>{items}</ul></details>"
        )

    def _group(self, reason: str, lines: Sequence[Line]) -> str:
        numbers = numbers_text((line.indicator for line in lines), self.language)
        about = self._facts.plain("ui.perimetre.about", n=numbers)
        names = "".join(f"<li>{self._name(line.indicator)}</li>" for line in lines)
        why = self._facts.why(lines[0].verdict.outcome.trace, about)
        return f"<li><p>{reason}</p><ul class='names'>{names}</ul>{why}</li>"

    def _reason(self, line: Line) -> str:
        """Why it stands where it stands, the question that would settle it, and the source."""
        verdict = line.verdict
        parts = [text(sentence(reason_text(verdict.outcome.reason, self.language)), self.language)]
        if verdict.condition is not None and verdict.without_object is not False:
            parts.append(text(sentence(reason_text(verdict.condition, self.language)), self.language))
        if line.question:
            parts.append(f"<strong>{text(question_for(line.question, self.language), self.language)}</strong>")
        return " ".join(parts) + self._rests(verdict.outcome.trace)

    def _name(self, indicator: int) -> str:
        """Number and title, which open the sheet."""
        title = text(self._desk.sheet(indicator).title, self.language)
        return f"<a class='name' href='{escape(Place(indicator).href)}'><b>{indicator}</b> {title}</a>"

    def _rests(self, trace: Sequence[Step]) -> str:
        """The source of a verdict in a few words: the first of what was read, the others being in "why?"."""
        if not trace:
            return ""
        reference = trace[0].reference
        named = f"{self._desk.reader.rules.sources[reference.source].short}, {reference.locator}"
        return f" <span class='rests'>{text(named, self.language)}</span>"

    def _review(self) -> str:
        """Which indicators a surveillance audit reviews at least, those with the same reason together."""
        groups: dict[tuple[str, str], list[tuple[int, Statement]]] = {}
        for line in self.found.having("applies", "depends"):
            if line.review is not None:
                alike = line.review.reason.code, certainty(line.review.trace)
                groups.setdefault(alike, []).append((line.indicator, line.review))
        if not groups:
            return ""
        items = "".join(self._reviewed(several) for several in groups.values())
        title, lead = (self._say(f"ui.perimetre.review{part}") for part in ("", "_lead"))
        return (
            f"<details class='state review' open><summary><h3>{title}</h3></summary>"
            f"<p class='lead'>{lead}</p><ul class='groups'>{items}</ul></details>"
        )

    def _reviewed(self, several: Sequence[tuple[int, Statement]]) -> str:
        names = "".join(f"<li>{self._name(n)}</li>" for n, _ in several)
        trace = once(step for _, review in several for step in review.trace)
        about = self._facts.plain("ui.perimetre.about", n=numbers_text((n for n, _ in several), self.language))
        told = f"{self._facts.clause(Statement(several[0][1].reason, trace))}{self._rests(trace)}"
        return f"<li><p>{told}</p><ul class='names'>{names}</ul>{self._facts.why(trace, about)}</li>"

    def _role(self, role: Role) -> str:
        """What is adapted for a new entrant, or for a subcontractor."""
        heading = f"<h3>{self._say(f'ui.perimetre.role.{role}')}</h3>"
        answer = getattr(self.found.profile, role)
        if not answer:
            key = "no" if answer is False else "unknown"
            told = self._say(f"ui.perimetre.role.{role}.{key}")
            link = f" <a href='#field-{role}'>{self._say('ui.perimetre.say_it')}</a>" if answer is None else ""
            return f"<section class='role'>{heading}<p>{told}{link}</p></section>"
        general = self._statements(self.found.general[role], self._facts.plain(f"ui.perimetre.role.{role}"))
        items = [
            f"<li>{self._name(line.indicator)}<div>{self._adapted(line, line.adapted[role])}</div></li>"
            for line in self.found.lines
            if role in line.adapted
        ]
        if not items:
            return f"<section class='role'>{heading}{general}</section>"
        head = self._say("ui.perimetre.one_by_one", n=len(items))
        each = f"<details class='state'><summary>{head}</summary><ul class='lines'>{''.join(items)}</ul></details>"
        return f"<section class='role'>{heading}{general}{each}</section>"

    def _adapted(self, line: Line, outcome: Outcome) -> str:
        """What is adapted, in one paragraph; that it is adapted is said by the heading where there is more to say."""
        statements = said(outcome)
        told = [one for one in statements if one.reason.code != "entrant_adapted"] or statements
        clauses = " ".join(self._facts.clause(one) for one in told)
        trace = once(step for one in statements for step in one.trace)
        about = self._facts.plain("ui.perimetre.about", n=line.indicator)
        return f"<p>{clauses}{self._rests(told[0].trace)}</p>{self._facts.why(trace, about)}"

    def _statements(self, statements: Sequence[Statement], about: str) -> str:
        """Sentences, each with its source, and one "why?" for all."""
        trace = once(step for one in statements for step in one.trace)
        told = "".join(f"<p>{self._facts.clause(one)}{self._rests(one.trace)}</p>" for one in statements)
        return told + self._facts.why(trace, about)

    def _documents(self) -> str:
        """The checklist as a file in each format."""
        links = "".join(
            f"<li><a class='button' href='{escape(address(DOCUMENTS, form, self.found.profile))}' download>"
            f"{self._say(f'ui.perimetre.document.{form}')}</a></li>"
            for form in FORMS
        )
        title, lead = (self._say(f"ui.perimetre.documents{part}") for part in ("", "_lead"))
        return (
            f"<section class='documents no-print'><h2>{title}</h2><p class='lead'>{lead}</p><ul>{links}</ul></section>"
        )


def address(path: str, form: str, profile: Profile) -> str:
    """The address of a file made for a profile."""
    return f"{path}.{form}?{urlencode({'profile': to_json(profile, compact=True)})}"


def counts(found: Perimeter) -> dict[str, int]:
    """How many indicators count, have no object among them, depend, do not apply, and there are in all."""
    return {
        "sure": found.count,
        "empty": len(found.having("without_object")),
        "depends": len(found.having("depends")),
        "out": len(found.having("not_applicable")),
        "all": len(found.lines),
    }
