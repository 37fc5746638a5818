"""One sheet of the library as HTML: hard facts, sections with what they rest on, the other version, what is related."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape

from assistant.compose.desk import ADVICE
from assistant.rules import CATEGORIES, Profile, Reader, severity, verdict
from assistant.rules.explain import reason_text, sentence
from assistant.rules.shown import day
from assistant.rules.words import words
from assistant.sheets import Edition, Opened, Part, reference_of
from assistant.ui.shown.facts import Facts, text
from assistant.ui.shown.places import Place, asking
from corpus.records import Language, Reference
from index.chunk import Chunk

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_APPLIES = {True: "yes", None: "depends", False: "no"}


class SheetPage:
    """Renders one sheet.

    Args:
        found: the sheet as it is read on a day.
        facts: renders hard facts, in the language of the page.
        profile: of the organisation.
        place: what is asked for: passage to mark, version.
    """

    def __init__(self, found: Opened, facts: Facts, profile: Profile, place: Place, reader: Reader) -> None:
        self.found, self.facts, self.profile, self.place, self.reader = found, facts, profile, place, reader
        self.language = facts.language
        self._numbers = {reference: number for number, reference in enumerate(found.references, start=1)}
        self._say = facts.say

    def html(self, notice: str = "") -> str:
        """The whole sheet, ready to be printed.

        Args:
            notice: HTML that comes first.
        """
        sheet = self.found.sheet
        number = f"{self._say('ui.library.indicator', n=sheet.key)} " if isinstance(sheet.key, int) else ""
        head = (
            f"<header><h2 tabindex='-1'>{number}{text(sheet.title, self.language)}</h2>"
            f"<p class='holds'>{self._version()}</p>{self._buttons()}</header>"
        )
        parts = "".join(self._section(part) for part in self.found.parts)
        key = escape(str(sheet.key))
        address = Place(sheet.key, self.place.facet, self.place.passage, self.place.rnq).href
        return (
            f"<article class='sheet' lang='{sheet.language}' data-sheet='{key}' data-address='{escape(address)}'>"
            f"{head}{notice}{self._hard()}{self._cut()}{self._jump()}{parts}"
            f"{self._elsewhere()}{self._related()}{self._sources()}</article>"
        )

    def _version(self) -> str:
        edition = self.found.edition
        on = day(self.found.on, self.language)
        return self._say("ui.library.holds", rnq=edition.rnq, count=edition.count, guide=self.reader.guide, on=on)

    def _buttons(self) -> str:
        sheet = self.found.sheet
        if isinstance(sheet.key, int):
            question = self.facts.plain("ui.library.ask", n=sheet.key, subject=sheet.subject)
        else:
            question = self.facts.plain("ui.library.ask_topic", subject=sheet.subject)
        return (
            f"<p class='tools'><a class='button' href='{escape(asking(question))}'>{self._say('ui.library.ask_button')}"
            f"</a> <button type='button' class='button' data-print>{self._say('ui.library.print')}</button></p>"
        )

    def _hard(self) -> str:
        """Who is concerned and how severe, from the rules; nothing for a topic."""
        key = self.found.sheet.key
        if not isinstance(key, int):
            return ""
        graded = severity(key, self.reader)
        blocks = [
            ("ui.library.who", self._who(key)),
            ("ui.library.severity", self.facts.told(graded) + self.facts.why(graded.trace, self._about("severity"))),
        ]
        shown = "".join(f"<div class='fact'><h3>{self._say(name)}</h3>{html}</div>" for name, html in blocks)
        return f"<section class='hard' aria-label='{self._say('ui.library.hard')}'>{shown}</section>"

    def _about(self, name: str) -> str:
        return self.facts.plain(f"ui.library.{name}")

    def _who(self, indicator: int) -> str:
        """Category by category, then for the profile."""
        rows = []
        for category in CATEGORIES:
            found = verdict(indicator, Profile(categories=(category,)), self.reader)
            name = text(words(self.language).categories[category], self.language)
            rows.append(f"<li>{name} : <strong>{self._say(f'ui.library.{_APPLIES[found.applies]}')}</strong></li>")
        mine = verdict(indicator, self.profile, self.reader)
        parts = [f"<ul class='matrix'>{''.join(rows)}</ul>"]
        if self.profile.categories:
            label = self._say(f"ui.library.mine_{_APPLIES[mine.applies]}")
            reason = text(sentence(reason_text(mine.outcome.reason, self.language)), self.language)
            parts.append(f"<p class='mine'><strong>{label}</strong> {reason}</p>")
        else:
            general = verdict(indicator, Profile(), self.reader)
            reason = sentence(reason_text(general.outcome.reason, self.language))
            parts.append(f"<p>{text(reason, self.language)}</p>")
        if mine.condition is not None:
            condition = sentence(reason_text(mine.condition, self.language))
            parts.append(f"<p>{text(condition, self.language)}</p>")
        return "".join(parts) + self.facts.why(mine.outcome.trace, self._about("who"))

    def _cut(self) -> str:
        if not self.found.left_out:
            return ""
        return f"<p class='cut'>{self._say('ui.library.cut', n=self.found.left_out)}</p>"

    def _jump(self) -> str:
        """Links to the sections."""
        links = (
            f"<li><a href='#{part.facet}'>{self._say(f'ui.library.facet.{part.facet}')}</a></li>"
            for part in self.found.parts
        )
        return f"<nav class='jump' aria-label='{self._say('ui.library.sections')}'><ul>{''.join(links)}</ul></nav>"

    def _section(self, part: Part) -> str:
        name = self._say(f"ui.library.facet.{part.facet}")
        advice = f" <span class='advice'>{self._say('ui.library.advice')}</span>" if part.advice else ""
        out = f"<p class='cut'>{self._say('ui.library.left_out', n=part.left_out)}</p>" if part.left_out else ""
        body = passages_html(part.passages, self._passage, named=True)
        return (
            f"<section id='{part.facet}' class='facet' tabindex='-1'><h3>{name}{advice}</h3>"
            f"{body}{out}{self._rests(part)}{self._ask(part)}</section>"
        )

    def _passage(self, chunk: Chunk, line: str) -> str:
        """One line of a passage, with its public, its period, its reserve and the number of its source."""
        marks = [self._tag(tag) for tag in chunk.publics]
        if chunk.start and not self._always(chunk):
            marks.append(self._badge("ui.library.from", chunk.start))
        if chunk.end:
            marks.append(self._badge("ui.library.until", chunk.end))
        body = marked_up(line, self.language)
        if chunk.id == self.place.passage:
            body = f"<mark>{body}</mark>"
        reference = reference_of(chunk)
        after = ""
        if chunk.source == ADVICE and chunk.facet not in ("practice", "example"):
            after += f" <span class='advice'>{self._say('ui.library.advice')}</span>"
        if reference.confidence != "high":
            after += f" <span class='reserve'>({self.facts.confidence(reference)})</span>"
        after += f" <sup class='ref'>[{self._numbers[reference]}]</sup>"
        return f"{''.join(marks)}{body}{after}"

    def _always(self, chunk: Chunk) -> bool:
        """Whether the start of a passage is that of the whole sheet."""
        start = self.found.sheet.validity.start
        return start is not None and chunk.start == start.isoformat()

    def _tag(self, tag: str) -> str:
        return f"<span class='tag'>{self._say(f'tag.{tag}')}</span> "

    def _badge(self, key: str, iso: str) -> str:
        return f"<span class='period'>{self._say(key, on=day(date.fromisoformat(iso), self.language))}</span> "

    def _rests(self, part: Part) -> str:
        """What a section rests on: each source with its place, its date and how sure it is."""
        return f"<details class='rests'><summary>{self._named(part.references)}</summary>{self._listed(part)}</details>"

    def _named(self, references: Sequence[Reference]) -> str:
        sources = self.reader.rules.sources
        names = dict.fromkeys(sources[reference.source].short for reference in references)
        return self._say("ui.library.rests", names=" ; ".join(names))

    def _listed(self, part: Part) -> str:
        lines = (f"<li>[{self._numbers[one]}] {self.facts.source(one)}</li>" for one in part.references)
        return f"<ul>{''.join(lines)}</ul>"

    def _ask(self, part: Part) -> str:
        key = self.found.sheet.key
        if not isinstance(key, int) or part.facet in ("summary", "faq"):
            return ""
        subject = self.found.sheet.subject
        question = self.facts.plain(f"ui.library.ask.{part.facet}", n=key, subject=subject)
        return f"<p class='ask'><a href='{escape(asking(question))}'>{text(question, self.language)}</a></p>"

    def _elsewhere(self) -> str:
        """What the other version says and this one does not."""
        other = self.found.other
        head = self._say("ui.library.differs", rnq=other.rnq, count=other.count)
        period = self._period(other)
        if not self.found.elsewhere:
            body = f"<p>{self._say('ui.library.same', rnq=other.rnq)}</p>"
        else:
            lines = (
                f"<li><span class='tag'>{self._say(f'ui.library.facet.{chunk.facet}')}</span> {self._said(chunk)}</li>"
                for chunk in self.found.elsewhere
            )
            body = f"<p>{self._say('ui.library.only_there', rnq=other.rnq)}</p><ul>{''.join(lines)}</ul>"
        there = Place(self.found.sheet.key, rnq=other.rnq)
        link = place_link(there, self.facts.plain("ui.library.switch", rnq=other.rnq), self.language)
        return f"<section class='other'><h3>{head}</h3><p class='holds'>{period}</p>{body}<p>{link}</p></section>"

    def _said(self, chunk: Chunk) -> str:
        reference = reference_of(chunk)
        lines = " ".join(marked_up(line, self.language) for line in chunk.lines)
        return f"{lines} <span class='reserve'>({self.facts.source(reference)})</span>"

    def _period(self, edition: Edition) -> str:
        if edition.end is None:
            return self._say("ui.library.since", on=day(edition.start, self.language))
        return self._say("ui.library.up_to", on=day(edition.end, self.language))

    def _related(self) -> str:
        sheet, rnq = self.found.sheet, self.place.rnq
        lines = [
            f"<li>{place_link(Place(n, rnq=rnq), self.facts.plain('ui.library.indicator_short', n=n), self.language)}"
            + (f" : {text(why, self.language)}" if why else "")
            + "</li>"
            for n, why in sheet.related.items()
            if n in self.reader.read("indicators-in-force")
        ]
        lines += [
            f"<li>{place_link(Place(topic.key, rnq=rnq), topic.title, self.language)}</li>"
            for topic in self.found.topics
        ]
        if not lines:
            return ""
        return f"<section class='related'><h3>{self._say('ui.library.related')}</h3><ul>{''.join(lines)}</ul></section>"

    def _sources(self) -> str:
        lines = (f"<li>{self.facts.source(reference)}</li>" for reference in self.found.references)
        note = self._say("ui.library.own_words")
        return (
            f"<section class='sources'><h3>{self._say('ui.library.sources')}</h3><ol>{''.join(lines)}</ol>"
            f"<p class='note'>{note}</p></section>"
        )


def passages_html(passages: Iterable[Chunk], render: Callable[[Chunk, str], str], *, named: bool = False) -> str:
    """Passages as paragraphs and lists.

    Args:
        passages: in the order in which they are read.
        render: gives a line of a passage as HTML.
        named: the first line of each bears the id of its passage, for links (once on a screen).
    """
    parts: list[str] = []
    listing = False
    for chunk in passages:
        for place, line in enumerate(chunk.text.splitlines()):
            bullet = line.startswith("- ")
            if bullet != listing:
                parts.append("<ul>" if bullet else "</ul>")
                listing = bullet
            name = f" id='p-{chunk.id}'" if named and place == 0 else ""
            element = "li" if bullet else "p"
            parts.append(f"<{element}{name}>{render(chunk, line.removeprefix('- '))}</{element}>")
    return "".join(parts) + ("</ul>" if listing else "")


def marked_up(line: str, language: Language) -> str:
    """A line of the corpus, escaped; its only mark-up is bold."""
    return _BOLD.sub(r"<strong>\1</strong>", text(line, language))


def place_link(place: Place, label: str, language: Language, more: str = "") -> str:
    """A link that stays on the screen."""
    return f"<a href='{escape(place.href)}' data-place{more}>{text(label, language)}</a>"
