"""Claims on several minors together, and on a minor that is not corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.cues import first, has
from assistant.claims.facts import fact
from assistant.claims.marks import Quantity
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules.shown import Amount


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the number of minors that makes a major, and on what becomes of a minor."""
    yield from _minors(segment, scene)
    yield from _stays_minor(segment, scene)


_INSIDE = re.compile(r"(?<![a-z])(?:pas|jamais|not|never)(?![a-z])")


_LEAST = re.compile(r"(?:a partir de|des|au moins|at least|from|minimum|il faut|takes|only when)(?: les| the)? $")
_NEEDED = re.compile(r"necessaires?|requises?|il (?:en )?faut|needed|required|it takes|necessary")
_BELOW = re.compile(r"(?:moins de|fewer than|less than|under) $")
_NO_REFUSAL = re.compile(
    r"(?<![a-z])(?:(?:ne |n')(?:\w+ )?(?:\w+ )?(?:pas|jamais)[^,;:]{0,25}(?:refus|automat|perd|retrait)"
    r"|(?:not|never|[a-z]+n't)[^,;:]{0,25}(?:refus|automat|mean|lead|lose))"
)
_ENOUGH = re.compile(
    r"suffi|enough|pas (?:besoin|oblige|toutes)|not all|not (?:have to|need)|inutile|no need|only need"
    r"|il faut seulement|sous (?:les |la barre des )?\d(?! mois)|below|under"
)


def _minors(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A number of minors that are not lifted at the decision counts as a major."""
    counted = next((q for q in segment.quantities if q.unit == "minor" and q.value > 1), None)
    limit = fact(segment.reader, "minors-make-major")
    if counted is None or limit is None:
        return
    made = _made(counted, limit, segment, scene)
    if made is not None:
        yield made
        if not made.holds or int(counted.value) != limit:
            return
    if counted.value >= limit:
        yield from _consequence(limit, segment, scene)


def _made(counted: Quantity, limit: int, segment: Segment, scene: Scene) -> Found | None:
    """How many minors make a major."""
    text, number = scene.text, int(counted.value)
    made = first("makes_major", text)
    if made is None:
        return None
    told = denied(text[: made.start()], 14) or bool(_INSIDE.search(made[0]))
    before = segment.text[: counted.start]
    said, holds = f"{number} minors", True
    if has("even_lifted", text):
        said, holds = f"{said}, lifted or not", told
    elif number < limit or (number > limit and (_LEAST.search(before) or _NEEDED.search(text))):
        holds = told or bool(_BELOW.search(before))
    elif number > limit:
        return None
    elif told and not re.search(r"lev|lift|clos|correct|resolv|automati", text):
        said, holds = f"not {said}", False
    return found("deadline", "minors that make a major", said, holds, "five_minors", n=limit)


def _consequence(limit: int, segment: Segment, scene: Scene) -> Iterator[Found]:
    """No refusal at once, no need to lift them all: it is enough to be back below the limit in time."""
    text = scene.text
    if has("refused", text) and has("at_once", text) and not has("not_lifted", text):
        told = bool(_NO_REFUSAL.search(text))
        yield found("deadline", "several minors", "refusal at once", told, "five_minors", n=limit)
        return
    time = fact(segment.reader, "minors-below")
    months = [q.months for part in scene.segments for q in part.quantities if q.months and not q.rank]
    if time is None or not months:
        return
    shown = Amount(time, "month")
    if has("all_of_them", text) and has("correct", text):
        if time in months:
            told = bool(_ENOUGH.search(text))
            yield found("deadline", "several minors", "all to be lifted", told, "below", time=shown)
    elif has("below", text):
        own = [q.months for q in segment.quantities if q.months and not q.rank]
        if own:
            said = f"{own[0]:g} months"
            yield found("deadline", "back below the limit", said, own[0] == time, "below", time=shown)


def _stays_minor(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A minor that is not corrected becomes a major at the next audit."""
    text = scene.text
    if not (has("minor", text) and has("uncorrected", text) and has("becomes", text)) or re.search(
        r"\d (?:nc )?(?:mineur|minor)", text
    ):
        return
    if segment is not scene.segments[-1]:
        return
    stays = has("stays_minor", text)
    turns = re.search(r"(?:devien|transform|bascul|requalif|pass|becom|turn|upgrad|escalat)\w*[^,;:]{0,25}maj", text)
    if stays == bool(turns) and not re.search(
        r"(?<![a-z])(?:pas|jamais|never|not|[a-z]+n't)[^,;:]{0,12} (?:majeur|(?:a )?major)"
        r"|(?<![a-z])(?:ne |never|not|[a-z]+n't)[^,;]{0,12}(?:devien|becom|turn)",
        text,
    ):
        return
    fact(segment.reader, "minor-correction")
    yield found(
        "deadline", "minor not corrected", "stays minor" if stays else "becomes major", not stays, "minor_becomes_major"
    )
