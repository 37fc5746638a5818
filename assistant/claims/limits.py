"""Claims that no rule sets a time: no deadline for a correction, deadlines that are negotiated; the sworn statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.cues import first, has
from assistant.claims.facts import fact
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.claims.text import normal
from assistant.rules.shown import Amount

_NOT = re.compile(r"(?<![a-z])(?:pas|jamais|ne|n'|not|never|no|aucun\w*|ni|nor|cannot|[a-z]+n't)(?![a-z])")
_ELSE = re.compile(
    r"grace|excessi|inutile|deraisonnable|undue|plan d'action|action plan|supplementaire|extra"
    r"|additional|additionnel|prolong|extension"
    r"|autre delai|other deadline"
    r"|further|more time|rapport|report|preavis|appel|recours|appeal"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the absence of a deadline, and on the months of the sworn statement."""
    if scene.planned:
        return
    yield from _none(segment, scene)
    yield from _sworn(segment, scene)


def _none(segment: Segment, scene: Scene) -> Iterator[Found]:
    text = segment.text
    minor, major = has("minor", scene.text), has("major", scene.text)
    if minor == major or _ELSE.search(text):
        return
    absent, agreed, endless = first("no_deadline", text), first("negotiated", text), first("stays_open", text)
    if absent is None and agreed is None and endless is None:
        return
    if absent and not (has("correct", scene.text) or has("nonconformity", scene.text)):
        return
    if absent is None:
        cue = agreed or endless
        assert cue is not None
        delay = re.search(r"delai|deadline|echeance|mois|months|time limit|temps|calendrier|date limite", scene.text)
        if _NOT.search(text[: cue.start()][-40:]) or (agreed and not delay) or segment.numbers:
            return
    name = "minor" if minor else "major"
    true = fact(segment.reader, f"{name}-correction")
    given = [q.months for part in scene.segments for q in part.quantities if q.months]
    if true is not None and true not in given:
        yield found(
            "deadline", f"correction of a {name}", "no deadline", False, f"correct_{name}", time=Amount(true, "month")
        )


def _sworn(segment: Segment, scene: Scene) -> Iterator[Found]:
    """The sworn statement: neither refusal nor withdrawal in the last months."""
    text = scene.text
    if not (has("sworn", text) and has("refused", text) and re.search(r"retrait|retire|withdraw", text)):
        return
    months = [q for q in segment.quantities if q.months is not None and not q.rank]
    lines = fact(segment.reader, "documents-initial")
    if len(months) != 1 or not lines:
        return
    line = next((one for one in lines if "retrait" in one["fr"]), None)
    known = re.search(r"(\d+) (?:derniers )?mois", normal(line["fr"])) if line else None
    if line is not None and known:
        said = months[0].months or 0
        yield found(
            "deadline", "sworn statement", f"{said:g} months", abs(said - int(known[1])) < 0.2, "as_told", text=line
        )
