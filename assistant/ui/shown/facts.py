"""Hard facts as HTML: the sentences of a rule, what they rest on, how sure, and "why?"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from assistant.messages import Messages
from assistant.rules import Outcome, Reader, Statement, Step
from assistant.rules.explain import asked_for, question_for, reason_text, reserve, said, sentence, step_text
from assistant.rules.shown import day
from assistant.rules.words import words
from assistant.ui.shown.typography import french_spaces
from corpus.load import Rules
from corpus.records import Language, Reference


class Facts:
    """Renders outcomes of rules.

    Args:
        rules: sources and parameters.
        messages: the words of the interface.
        language: of the page.
    """

    def __init__(self, rules: Rules, messages: Messages, language: Language) -> None:
        self._rules, self._messages, self.language = rules, messages, language

    def say(self, key: str, **values: object) -> str:
        """A message of the page, escaped."""
        return text(self.plain(key, **values), self.language)

    def plain(self, key: str, **values: object) -> str:
        """A message of the page as it is said, not escaped."""
        return self._messages.say(self.language, key, **values)

    def clause(self, statement: Statement) -> str:
        """One sentence of an outcome, escaped, with its reserve where it is not sure."""
        said = sentence(reason_text(statement.reason, self.language)) + reserve(statement.trace, self.language)
        return text(said, self.language)

    def told(self, outcome: Outcome) -> str:
        """All sentences: the main one as a paragraph, the others as a list, then what to tell for more."""
        first, *rest = (self.clause(statement) for statement in said(outcome))
        items = "".join(f"<li>{one}</li>" for one in rest)
        return f"<p class='verdict'>{first}</p>" + (f"<ul>{items}</ul>" if items else "") + self.asked(outcome)

    def asked(self, outcome: Outcome) -> str:
        """What the user may add to complete the outcome; nothing if nothing is missing."""
        questions = [text(question_for(fact, self.language), self.language) for fact in asked_for(outcome)]
        if not questions:
            return ""
        items = "".join(f"<li>{question}</li>" for question in questions)
        return f"<p class='missing'>{self.say('ui.facts.missing')}</p><ul class='missing'>{items}</ul>"

    def why(self, trace: Iterable[Step], about: str = "") -> str:
        """The record of what was read, folded away.

        Args:
            trace: of an outcome.
            about: what it explains, for those who do not see where it stands.
        """
        steps = "".join(f"<li>{self._step(step)}</li>" for step in trace)
        if not steps:
            return ""
        hidden = f" <span class='unseen'>{escape(about)}</span>" if about else ""
        return f"<details class='why'><summary>{self.say('ui.facts.why')}{hidden}</summary><ul>{steps}</ul></details>"

    def _step(self, step: Step) -> str:
        period = self.say("ui.facts.since", start=self._day(step.validity.start))
        if step.validity.end:
            period = self.say("ui.facts.period", start=self._day(step.validity.start), end=self._day(step.validity.end))
        read = text(step_text(step, self._rules, self.language), self.language)
        return f"<p>{read}</p><p class='rests'>{period} · {self.source(step.reference)}</p>"

    def source(self, reference: Reference) -> str:
        """A source in one line: name, place, version or date, confidence, day of the last check."""
        source = self._rules.sources[reference.source]
        parts = [escape(source.short), escape(reference.locator)]
        if source.version:
            parts.append(escape(source.version))
        if source.published:
            parts.append(self._day(source.published))
        parts.append(self.confidence(reference))
        parts.append(self.say("ui.facts.checked", on=self._day(source.checked_on)))
        return ", ".join(parts)

    def confidence(self, reference: Reference) -> str:
        """How sure, in words."""
        return self.say("ui.facts.confidence", level=words(self.language).confidence[reference.confidence])

    def holds(self, reader: Reader) -> str:
        """For which day and version a result holds."""
        return self.say("ui.facts.holds", on=self._day(reader.on), rnq=reader.rnq)

    def _day(self, on: date | None) -> str:
        return day(on, self.language) if on else "…"


def text(said: str, language: Language) -> str:
    """Any text, escaped, without a line break before French punctuation."""
    return escape(french_spaces(said) if language == "fr" else said)


def problem(said: str) -> str:
    """One clear line about what is wrong, as HTML."""
    return f"<p class='error' role='alert'>{escape(said)}</p>"
