"""Claims on delays: correction and verification of non-conformities, the five minors, applying again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from assistant.claims.acts import about_correction, closer, own_acts
from assistant.claims.cues import has, places
from assistant.claims.facts import fact
from assistant.claims.marks import Quantity
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules.shown import Amount

Severity = Literal["minor", "major"]

_NEAR = 0.17
"""Share by which a delay given in days or weeks may differ from months ("90 days" is not claimed to be wrong)."""
_LIMIT = re.compile(
    r"(?:plus de|more than|over|exced\w+|depass\w+|exceed|beyond|au-dela|later than|longer than)(?: the| les)? $"
)
_NOT_A_DELAY = re.compile(
    r"(?:il y a|ago|depuis|since|during the|pendant|premiers?|first) $|^ ?(?:ago|plus tot"
    r"|earlier|d'avance|in advance|before the audit|avant l'audit)"
)
_NOT_DONE = re.compile(
    r"(?<!doit )(?<!doivent )(?<!must )(?<![a-z])(?:pas|not|[a-z]+n't|jamais|never)(?: \w+){0,2}? "
    r"(?:levee?s?|corrigee?s?|soldee?s?|regularisee?s?|resolues?|traitee?s?|lifted|closed"
    r"|corrected|fixed|resolved)[^,;:]{0,14}$"
)
"""What is not done in time, not a denial of the time."""


_FOLLOWS = re.compile(
    r"[^,;:]{0,25}(?:apres|after|following|beyond|suivant|au-dela"
    r"|past)[^,;:]{0,26}?(?:\d+[ -](?:mois|months?)|delai|deadline|(?:time|period) (?:for|of) )"
)
"""A delay counted from the end of another."""
_NO_NEED = re.compile(
    r"(?:pas besoin|pas oblige\w*|pas tenue?s?|inutile|need not|needn't|not (?:have|need)"
    r"|n't (?:have|need)|no need|not required)"
    r"[^;:]{0,40}(?:avant|before|until)(?: les| the)? $"
)
_TOTAL = re.compile(r"en tout|au total|in all|altogether|overall|in total|maximum total")
_NOT_SOONER = re.compile(
    r"(?<![a-z])(?:pas|jamais|aucun\w*|impossible|interdit\w*|not|never|no|cannot|[a-z]+n't)(?![a-z])[^;:]{0,60}"
    r"(?:avant|before|until|pendant|durant|for|dans les|during|within|d'ici|sooner than|earlier than)(?: les| the)?"
    r"(?: \w+ de)? $"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on delays and on the five minors."""
    if scene.planned:
        return
    for quantity in segment.quantities:
        if quantity.unit in ("month", "year", "day", "week") and not quantity.rank:
            met = _delay(quantity, segment, scene)
            if met is not None:
                yield met


def _delay(quantity: Quantity, segment: Segment, scene: Scene) -> Found | None:
    text = segment.text
    around = text[: quantity.start]
    if _NOT_A_DELAY.search(around) or _NOT_A_DELAY.match(text[quantity.end :]):
        return None
    if re.search(r"surveillance|validi|valable", text) or re.search(
        r"renouvel|renewal|marge|margin", scene.text + scene.before
    ):
        return None
    found_as = _subject(quantity, segment, scene)
    if found_as is None:
        return None
    parameter, subject, code = found_as
    true = fact(segment.reader, parameter)
    if true is None:
        return None
    unit = "day" if parameter == "proposal-days" else "month"
    said = quantity.value if unit == "day" else quantity.months
    if unit == "day" and quantity.unit != "day":
        said = None if quantity.months is None else quantity.months * 30.4
    if said is None:
        return None
    loose = _NEAR if (quantity.unit in ("day", "week")) != (unit == "day") else 0
    equal = abs(said - true) <= loose * true
    if _whole(said, segment, scene):
        return None
    if parameter == "reapply-delay" and _NOT_SOONER.search(around):
        told = False  # "no new application before three months"
    elif _NO_NEED.search(around):
        told = False  # "need not be lifted before six months": that is the time it is said to have
    elif _LIMIT.search(around) and (
        has("negation", around) or re.search(r"(?<![a-z])(?:sans|without|pas|not|never|jamais)(?![a-z])", around)
    ):
        told = False  # "must not exceed three months"
    else:
        told = denied(around) and not _NOT_DONE.search(around)
    if (
        re.search(r"(?:peut|can|may|possible)[^,;:]{0,25}$", around)
        and said < true
        and parameter != "reapply-delay"
        and not re.search(r"au plus|max|no more", text)
    ):
        return None
    return found(
        "deadline", subject, f"{quantity.value:g} {quantity.unit}", equal != told, code, time=Amount(true, unit)
    )


def _whole(said: float, segment: Segment, scene: Scene) -> bool:
    """Whether a delay is the time for correction and that for verification together."""
    parts = [fact(segment.reader, name) for name in ("major-correction", "major-verification")]
    if None in parts or said != sum(parts):
        return False
    given = {q.months for part in scene.segments for q in part.quantities}
    return bool(_TOTAL.search(scene.text)) or given >= set(parts)


def _subject(quantity: Quantity, segment: Segment, scene: Scene) -> tuple[str, str, str] | None:
    """What a delay is about: the parameter, its name, the true sentence."""
    text = segment.text
    whole = scene.text if scene.sentence.asks is False else text
    if has("proposal", whole) and quantity.unit in ("day", "week", "month"):
        return "proposal-days", "audit date proposed", "proposal"
    context = f"{scene.before} {whole}" if len(scene.before.split()) <= 4 else whole
    if has("refused", context) and has("again", context) and not re.search(r"m(?:aj|in)eure|m(?:aj|in)or", text):
        return "reapply-delay", "new application", "reapply"
    if re.search(r"suspen", text) and has("new_delay", text):
        return "suspension-delay", "after a suspension", "suspension"
    if has("five_minors", context):
        if has("below", text) or has("all_of_them", text):
            return "minors-below", "back below the limit", "below"
        return None
    verify, correct = places("verify", text), own_acts(text, quantity)
    severity = _severity(quantity, segment, scene)
    if severity is None:
        return None
    if severity == "major" and has("verify", scene.text) and _FOLLOWS.match(text[quantity.end :]):
        return "major-verification", "verification of a major", "verification"
    if verify and has("major", scene.text):
        reference = has("after_that", text[max(0, quantity.start - 14) : quantity.start])
        single = sum(q.months is not None for q in segment.quantities) == 1
        verified = closer(quantity, verify, correct, segment)
        if severity == "major" and verified and (single or not reference):
            return "major-verification", "verification of a major", "verification"
    if not about_correction(text, scene):
        return None
    if severity == "minor":
        return "minor-correction", "correction of a minor", "correct_minor"
    return "major-correction", "correction of a major", "correct_major"


def _severity(quantity: Quantity, segment: Segment, scene: Scene) -> Severity | None:
    """The severity that a delay goes with: the nearest in its part of the segment, else in the segments around."""
    found_here = _marked(segment.text)
    delays = [q for q in segment.quantities if q.months is not None and not q.rank]
    if found_here:
        if len(found_here) > 1 and len(delays) > 1:
            return _paired(quantity, delays, found_here)
        if len({severity for _, severity in found_here}) == 1:
            return found_here[0][1]
        return _beside(quantity, found_here, segment.text)
    earlier = [other for other in scene.earlier(segment) if _marked(other.text)]
    if earlier:
        marks = _marked(earlier[0].text)
        own = [q for q in earlier[0].quantities if q.months is not None]
        later = [other for other in scene.later(segment) if _marked(other.text)]
        if len({severity for _, severity in marks}) == 1 and (not own or has("verify", segment.text) or not later):
            if own and not has("verify", segment.text) and not has("correct", segment.text):
                return None
            return marks[0][1]
        return None
    for other in scene.later(segment)[:1]:
        marks = _marked(other.text)
        if len({severity for _, severity in marks}) == 1 and not any(q.months for q in other.quantities):
            return marks[0][1]
    before = _marked(scene.before)
    if len({severity for _, severity in before}) == 1 and re.search(
        r"(?:^|\W)(?:elle|it|la|they|elles|you|vous|on)\W", segment.text
    ):
        return before[0][1]
    return None


def _marked(text: str) -> list[tuple[int, Severity]]:
    minors: list[tuple[int, Severity]] = [(m.start(), "minor") for m in places("minor", text)]
    majors: list[tuple[int, Severity]] = [(m.start(), "major") for m in places("major", text)]
    return sorted(minors + majors)


def _paired(quantity: Quantity, delays: list[Quantity], severities: list[tuple[int, Severity]]) -> Severity | None:
    """Two delays and two severities: in the order written, the nearest first where the numbers differ."""
    if len(delays) == len(severities):
        return severities[delays.index(quantity)][1]
    return min(severities, key=lambda mark: abs(mark[0] - quantity.start))[1]


def _beside(quantity: Quantity, severities: list[tuple[int, Severity]], text: str) -> Severity:
    """One delay and two severities: the nearest, but what follows an "and" is another matter."""
    before = [mark for mark in severities if mark[0] < quantity.start]
    after = [mark for mark in severities if mark[0] > quantity.start]
    if before and after and re.search(r" (?:et|and|ou|or) ", text[quantity.end : after[0][0]]):
        return before[-1][1]
    return min(severities, key=lambda mark: abs(mark[0] - quantity.start))[1]
