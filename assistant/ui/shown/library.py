"""The library screen: table of contents, the sheet that is open, what a search finds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cached_property
from html import escape

from assistant.find import passages_for
from assistant.messages import Messages
from assistant.rules import Profile, Reader
from assistant.rules.shown import day
from assistant.service import Assistant
from assistant.sheets import editions, opened, reading_day
from assistant.ui.shown.facts import Facts, held, problem
from assistant.ui.shown.passages import marked_up, passages_html, place_link
from assistant.ui.shown.places import Place
from assistant.ui.shown.sheet import SheetPage
from corpus.errors import QualiopiError
from corpus.records import Key, Language, Sheet
from index.chunk import Chunk
from index.lexical import Analyzer, fold

_WORD = re.compile(r"[^\W_]+")
HITS = 10


class LibraryScreen:
    """What the screen shows for one language and one profile.

    Args:
        assistant: texts and search.
        messages: the words of the interface.
        language: of the page.
        profile: of the organisation; its audit date is the day that counts, else today.
        whole: shows what is for other publics too.
    """

    def __init__(
        self, assistant: Assistant, messages: Messages, language: Language, profile: Profile, *, whole: bool = False
    ) -> None:
        self._assistant, self._library = assistant, assistant.library
        self._rules = assistant.corpus.rules
        self.language, self.profile, self._whole = language, profile, whole
        self._messages = messages
        self._facts = Facts(self._rules, messages, language)
        self._say = self._facts.say

    def day(self, place: Place) -> date:
        """The day on which a place is read."""
        wanted = self.profile.audit_date or self._assistant.settings.day()
        return reading_day(self._rules, wanted, place.rnq, self._asked_passage(place))

    def rnq(self, place: Place) -> str:
        """The version in which a place is read."""
        return Reader(self._rules, self.day(place)).rnq

    def contents(self, place: Place) -> str:
        """The table of contents: criteria with their indicators in force on the day, then topics."""
        reader = Reader(self._rules, self.day(place))
        names = reader.read("criteria-names")
        parts = []
        for criterion, indicators in reader.read("criteria").items():
            head = self._say("ui.library.criterion", n=criterion, name=names[criterion][self.language])
            entries = [self._entry(self._sheets[n], place) for n in indicators]
            parts.append(self._fold(head, entries, place.key in indicators))
        topics = sorted((s for key, s in self._sheets.items() if isinstance(key, str)), key=lambda s: fold(s.title))
        entries = [self._entry(sheet, place) for sheet in topics]
        parts.append(self._fold(self._say("ui.library.topics"), entries, isinstance(place.key, str)))
        state = " open" if place.key is None else ""
        return (
            f"<details class='toc'{state}><summary>{self._say('ui.library.contents_open')}</summary>"
            f"<nav class='contents' aria-label='{self._say('ui.library.contents')}'>{''.join(parts)}</nav></details>"
        )

    @cached_property
    def _sheets(self) -> dict[Key, Sheet]:
        spoken = self._library.language(self.language)
        return {sheet.key: sheet for sheet in self._library.corpus.sheets if sheet.language == spoken}

    @staticmethod
    def _fold(head: str, entries: list[str], unfolded: bool) -> str:
        state = " open" if unfolded else ""
        return f"<details{state}><summary>{head}</summary><ul>{''.join(entries)}</ul></details>"

    def _entry(self, sheet: Sheet, place: Place) -> str:
        current = " aria-current='page'" if sheet.key == place.key else ""
        label = f"{sheet.key}. {sheet.title}" if isinstance(sheet.key, int) else sheet.title
        return f"<li>{place_link(Place(sheet.key, rnq=place.rnq), label, self.language, current)}</li>"

    def sheet(self, place: Place) -> str:
        """The sheet of a place, or what to do to open one; its attributes tell the script where it is."""
        where = f"data-address='{escape(place.href)}' data-passage='{escape(place.passage or '')}'"
        return f"<div class='shown' {where}>{self._sheet(place)}</div>"

    def _sheet(self, place: Place) -> str:
        if place.key is None:
            return f"<div class='empty'>{self._say('ui.library.empty')}</div>"
        if place.key not in self._sheets:
            return problem(self._facts.plain("ui.library.unknown", name=str(place.key)[:60]))
        reader = Reader(self._rules, self.day(place))
        if isinstance(place.key, int) and reader.absent(place.key) is not None:
            return self._not_yet(place.key, reader)
        asked = self._asked_passage(place)
        found = opened(
            self._library,
            place.key,
            self.language,
            reader.on,
            Profile() if self._whole else self.profile,
            keep=asked.id if asked else None,
        )
        today = self._assistant.settings.day()
        line = held(self._library, reader, self._messages, self.language, today)
        return SheetPage(found, self._facts, self.profile, place, reader).html(line, self._notice(place, asked))

    def _asked_passage(self, place: Place) -> Chunk | None:
        """The passage that a place names, if it belongs to the sheet."""
        chunk = self._library.chunk(place.passage) if place.passage else None
        return chunk if chunk is not None and chunk.key == place.key else None

    def _notice(self, place: Place, asked: Chunk | None) -> str:
        """What is said of the passage asked for where the sheet cannot mark it."""
        if place.passage is None or (asked is not None and asked.language == self.language):
            return ""
        if asked is None:
            return f"<p class='notice' role='status'>{self._say('ui.library.gone')}</p>"
        body = passages_html([asked], lambda _, line: marked_up(line, asked.language))
        return (
            f"<div class='notice' role='status'><p>{self._say('ui.library.other_language')}</p>"
            f"<blockquote lang='{asked.language}'>{body}</blockquote></div>"
        )

    def _not_yet(self, indicator: int, reader: Reader) -> str:
        absent = reader.absent(indicator)
        latest = editions(self._rules)[-1]
        link = place_link(
            Place(indicator, rnq=latest.rnq), self._facts.plain("ui.library.switch", rnq=latest.rnq), self.language
        )
        told = self._facts.told(absent) + self._facts.why(absent.trace) if absent else ""
        return f"<article class='sheet'>{told}<p>{link}</p></article>"

    def results(self, place: Place) -> str:
        """What the search of the chat finds, each passage with a link to where it stands; nothing for no query."""
        query = place.query or ""
        if not query.strip():
            return ""
        on = self.day(Place(rnq=place.rnq))
        try:
            found = passages_for(self._assistant, query, on, HITS)
        except QualiopiError as error:
            return problem(error.text(self.language))
        hits = found.hits
        if not hits:
            return f"<p class='none' role='status'>{self._say('ui.library.nothing')}</p>"
        lines = [self._hit(hit, query, place) for hit in hits]
        head = self._say(
            "ui.library.found" if found.sure else "ui.library.none", n=len(hits), on=day(on, self.language)
        )
        lead = "" if found.sure else f"<p class='none'>{self._say('ui.library.nearest')}</p>"
        close = place_link(replace(place, query=None), self._facts.plain("ui.library.search_clear"), self.language)
        return f"<section class='hits'>{head}{lead}<ol>{''.join(lines)}</ol><p>{close}</p></section>"

    def _hit(self, hit: dict[str, object], query: str, place: Place) -> str:
        chunk = self._library.chunk(str(hit["chunk"]))
        if chunk is None:
            return ""
        sheet = self._sheets[chunk.key]
        there = Place(chunk.key, chunk.facet, chunk.id, place.rnq, place.query)
        name = self._facts.plain("ui.library.indicator_short", n=chunk.key) + " – " if chunk.indicator else ""
        facet = self._say(f"ui.library.facet.{chunk.facet}")
        body = passages_html([chunk], lambda _, line: highlighted(line, query, chunk.language)).replace(
            " id='p-", " data-id='p-"
        )
        return (
            f"<li><p class='where'>{place_link(there, name + sheet.title, self.language)} "
            f"<span class='tag'>{facet}</span></p><div lang='{chunk.language}'>{body}</div></li>"
        )


def highlighted(line: str, query: str, language: Language) -> str:
    """A line with the words of the query marked, whatever their ending."""
    analyzer = Analyzer(language)
    wanted = set(analyzer.stems(query))
    parts: list[str] = []
    done = 0
    for found in _WORD.finditer(line):
        stems = analyzer.stems(found[0])
        if stems and wanted.issuperset(stems):
            parts += [line[done : found.start()], "\0", found[0], "\1"]
            done = found.end()
    shown = marked_up("".join([*parts, line[done:]]), language)
    return shown.replace("\0", "<mark>").replace("\1", "</mark>")
