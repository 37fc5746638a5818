"""The source panel: what a citation opens."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.library import Library
from assistant.messages import Messages
from assistant.record import Citation
from assistant.rules import Step
from assistant.rules.explain import step_text
from assistant.rules.shown import day
from assistant.rules.words import words
from assistant.ui.shown.facts import Facts
from assistant.ui.shown.places import Place
from corpus.records import Language
from index.chunk import Chunk


class Sources:
    """Renders citations.

    Args:
        library: gives the passages.
        messages: the words of the screens.
    """

    def __init__(self, library: Library, messages: Messages) -> None:
        self._library, self._messages = library, messages

    def html(self, citation: Citation, language: Language, trace: Sequence[Step] = ()) -> str:
        """The passage with what is quoted marked, or what a rule read and why; source, version, confidence.

        Args:
            citation: of an answer.
            language: of that answer.
            trace: what the rules read for the answer.
        """
        source = self._library.corpus.rules.sources[citation.source]
        chunk = self._library.chunk(citation.chunk) if citation.chunk else None
        if citation.kind == "rule":
            label, title = self._say(language, "ui.rule"), self._say(language, "ui.rule_title")
            text = f"<p class='rule'>{escape(citation.quote)}</p>{self._why(citation, language, trace)}"
        else:
            whose = "quote.user" if citation.wording == "user" else "quote.ours"
            label = self._say(language, whose, source=source.short)
            title = chunk.title if chunk else citation.title
            # a passage that is no longer in the corpus, of a conversation reopened, is shown by its quote
            text = self._passage(chunk, citation.quote) if chunk else f"<p class='rule'>{escape(citation.quote)}</p>"
        note = f"<p class='note'>{escape(source.note)}</p>" if source.note else ""
        return (
            f"<h2>[{citation.marker}] {escape(title)}</h2><p class='label'>{escape(label)}</p>{text}"
            f"{self._link(citation, chunk, language)}<dl>{self._rows(citation, language)}</dl>{note}"
            f'<button type="button" class="back" data-back>{escape(self._say(language, "ui.back"))}</button>'
        )

    def _say(self, language: Language, key: str, **values: object) -> str:
        return self._messages.say(language, key, **values)

    def _rows(self, citation: Citation, language: Language) -> str:
        source = self._library.corpus.rules.sources[citation.source]
        rows = {
            "source": citation.title,
            "locator": citation.locator,
            "version": citation.version or "–",
            "date": day(source.published, language) if source.published else "–",
            "publisher": source.publisher,
            "confidence": words(language).confidence[citation.confidence],
            "checked": day(source.checked_on, language),
        }
        return "".join(
            f"<dt>{escape(self._say(language, f'ui.{name}'))}</dt><dd>{escape(value)}</dd>"
            for name, value in rows.items()
        )

    def _passage(self, chunk: Chunk, quote: str) -> str:
        return f"<div class='passage' lang='{chunk.language}'>{highlighted(chunk, quote)}</div>"

    def _why(self, citation: Citation, language: Language, trace: Sequence[Step]) -> str:
        """The steps of the trace that the citation stands for; all of them if it says them in other words."""
        rules = self._library.corpus.rules
        mine = [step for step in trace if step_text(step, rules, language) == citation.quote]
        same = [step for step in trace if (step.reference.source, step.reference.locator) == _where(citation)]
        return Facts(rules, self._messages, language).why(mine or same)

    def _link(self, citation: Citation, chunk: Chunk | None, language: Language) -> str:
        """To the sheet that the passage stands in, where it is marked again."""
        if citation.wording == "user" or (chunk is None and citation.indicator is None):
            return ""
        place = Place(chunk.key, chunk.facet, chunk.id) if chunk else Place(citation.indicator)
        return f'<p><a href="{escape(place.href)}">{escape(self._say(language, "ui.in_sheet"))}</a></p>'


def _where(citation: Citation) -> tuple[str, str]:
    return citation.source, citation.locator


def highlighted(chunk: Chunk, quote: str) -> str:
    """The passage in HTML, the quoted part marked."""
    start = chunk.text.find(quote)
    before, after = chunk.text[:start], chunk.text[start + len(quote) :]
    lines = f"{escape(before)}\0{escape(quote)}\1{escape(after)}".split("\n")
    marked = []
    inside = False
    for line in lines:
        opens, closes = "\0" in line, "\1" in line
        html = line.removeprefix("- ")
        html = f"\0{html.removeprefix(chr(0) + '- ')}" if html.startswith("\0- ") else html
        if inside and not opens:
            html = "\0" + html
        inside = (inside or opens) and not closes
        if inside:
            html += "\1"
        bullet = line.replace("\0", "").startswith("- ")
        html = html.replace("\0", "<mark>").replace("\1", "</mark>")
        marked.append(f"<p class='item'>{html}</p>" if bullet else f"<p>{html}</p>")
    return "".join(marked)
