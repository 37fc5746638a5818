"""Two situations side by side, as HTML: counts of both, what differs in words, what is the same folded away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from assistant.compose.desk import Desk
from assistant.rules import Statement
from assistant.rules.perimeter import Pair, Perimeter, State, compared
from assistant.rules.shown import day
from assistant.rules.summary import summary
from assistant.ui.shown.facts import Facts, text
from assistant.ui.shown.perimetre import counts
from assistant.ui.shown.places import Place


class ComparedPage:
    """Renders the comparison of two perimeters.

    Args:
        sides: the two of them.
        desk: passages, rules and words.
        facts: renders hard facts.
    """

    def __init__(self, sides: tuple[Perimeter, Perimeter], desk: Desk, facts: Facts) -> None:
        self._sides, self._desk, self._facts = sides, desk, facts
        self._say = facts.say

    def html(self) -> str:
        """Counts, then the indicators that differ, then the others."""
        pairs = compared(*self._sides, self._desk.reader)
        differing = [pair for pair in pairs if pair.differs]
        same = [pair for pair in pairs if not pair.differs]
        told = self._say("ui.perimetre.differing", n=len(differing), all=len(pairs))
        parts = [f"<div class='sides'>{self._side(0)}{self._side(1)}</div><p class='line' role='status'>{told}</p>"]
        if differing:
            parts.append(self._table(differing, "ui.perimetre.differing_caption"))
        if same:
            table = self._table(same, "ui.perimetre.same_caption")
            parts.append(f"<details><summary>{self._say('ui.perimetre.same', n=len(same))}</summary>{table}</details>")
        return "".join(parts)

    def _side(self, place: int) -> str:
        side = self._sides[place]
        name = summary(replace(side.profile, audit_date=None), self._facts.language)  # the day is in the heading
        return (
            f"<div class='card'><h3>{self._head(place)}</h3><p>{text(name, self._facts.language)}</p>"
            f"<p><strong>{self._say('ui.perimetre.count', **counts(side))}</strong></p></div>"
        )

    def _head(self, place: int) -> str:
        side = self._sides[place]
        on = day(side.on, self._facts.language)
        return self._say(f"ui.perimetre.side.{'ab'[place]}", on=on, rnq=side.rnq, guide=side.guide)

    def _table(self, pairs: Sequence[Pair], caption: str) -> str:
        heads = [
            self._say("ui.perimetre.indicator"),
            self._head(0),
            self._head(1),
            self._say("ui.perimetre.difference"),
        ]
        columns = "".join(f"<th role='columnheader' scope='col'>{head}</th>" for head in heads)
        rows = "".join(self._row(pair, heads) for pair in pairs)
        return (
            f"<table class='plain compared' role='table'><caption>{self._say(caption)}</caption>"
            f"<thead role='rowgroup'><tr role='row'>{columns}</tr></thead><tbody role='rowgroup'>{rows}</tbody></table>"
        )

    def _row(self, pair: Pair, heads: Sequence[str]) -> str:
        title = text(self._desk.sheet(pair.indicator).title, self._facts.language)
        link = f"<a href='{escape(Place(pair.indicator).href)}'><b>{pair.indicator}</b> {title}</a>"
        notes = pair.adapted if pair.reads_otherwise else ((), ())
        cells = [self._cell(pair.first, notes[0]), self._cell(pair.second, notes[1]), self._difference(pair)]
        shown = "".join(
            f"<td role='cell'><span class='head' aria-hidden='true'>{head}</span>{cell}</td>"
            for head, cell in zip(heads[1:], cells, strict=True)
        )
        kind = " class='differs'" if pair.differs else ""
        return f"<tr role='row'{kind}><th role='rowheader' scope='row'>{link}</th>{shown}</tr>"

    def _cell(self, state: State, notes: Sequence[Statement]) -> str:
        first = f"<p>{self._say(f'ui.perimetre.is.{state}')}</p>"
        return first + "".join(f"<p class='note'>{self._facts.clause(note)}</p>" for note in notes)

    def _difference(self, pair: Pair) -> str:
        """What differs, in words."""
        if not pair.differs:
            return f"<p>{self._say('ui.perimetre.none')}</p>"
        told = []
        if pair.first != pair.second:
            told.append(f"<strong>{self._say('ui.perimetre.differs.state')}</strong>")
        if pair.reads_otherwise:
            told.append(f"<strong>{self._say('ui.perimetre.differs.adapted')}</strong>")
        if pair.changed is not None:
            about = self._facts.plain("ui.perimetre.about", n=pair.indicator)
            why = self._facts.why(pair.changed.trace, about)
            content = f"<strong>{self._say('ui.perimetre.differs.content')}</strong> {self._facts.clause(pair.changed)}"
            told.append(f"{content}{why}")
        return "".join(f"<div>{one}</div>" for one in told)
