"""What stands under an answer: what it leans on, why, what to ask next, whether it helped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.messages import Messages
from assistant.record import Answer
from assistant.rules import Step
from assistant.state.opinions import Opinion
from assistant.ui.shown.facts import Facts
from assistant.ui.shown.opinion import opinion_form
from assistant.ui.shown.typography import french_spaces
from corpus.load import Rules


class Foot:
    """Renders it for one answer.

    Args:
        answer: with the trace of its rules.
        rules: give the trace its sources.
        messages: the words of the screens; they follow the language of the answer.
    """

    def __init__(self, answer: Answer, rules: Rules, messages: Messages) -> None:
        self._answer, self._messages = answer, messages
        self._facts = Facts(rules, messages, answer.language)

    def html(self, trace: Sequence[Step], place: tuple[int, int] | None, opinion: Opinion | None, *, last: bool) -> str:
        """All of it.

        Args:
            trace: what the rules read.
            place: number of the conversation and of the turn in what is kept; None if it could not be kept.
            opinion: what the reader said of the answer before.
            last: whether it is the last answer, whose follow-up may still be freed from it.
        """
        parts = [self._carried(last), self._facts.why(trace), self._next(), self._copy()]
        if place is not None:
            parts.append(opinion_form(*place, opinion, self._say))
        return "".join(parts)

    def _say(self, key: str, **values: object) -> str:
        return escape(self._messages.say(self._answer.language, key, **values))

    def _carried(self, last: bool) -> str:
        """What was taken over from the turn before, and a button that forgets it."""
        if not self._answer.carried:
            return ""
        what = ", ".join(
            self._messages.say(self._answer.language, f"ui.carried.{name}") for name in self._answer.carried
        )
        line = self._say("ui.carried.line", what=what)
        button = f' <button type="button" class="link" data-press="forget">{self._say("ui.forget")}</button>'
        return f'<p class="carried">{line}{button if last else ""}</p>'

    def _next(self) -> str:
        """What to ask next: suggestions, each a button that asks."""
        buttons = "".join(
            f'<button type="button" class="suggestion" data-ask="{escape(text)}">{escape(french_spaces(text))}</button>'
            for text in self._answer.suggestions
        )
        return f'<div class="suggestions">{buttons}</div>' if buttons else ""

    def _copy(self) -> str:
        text = self._answer.answer.replace("**", "").replace("*", "")
        return f'<button type="button" class="copy" data-copy="{escape(text)}">{self._say("ui.copy")}</button>'
