"""Claims on what the reform adds or takes away, on who stays under the old framework, and on the state of guide V10."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.cues import has
from assistant.claims.facts import fact
from assistant.claims.marks import Quantity
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.claims.text import normal

_ADDS = re.compile(
    r"(?<![a-z])(?:ajout\w*|cree\w*|creation|introdui\w+|instaur\w+|add(?:s|ed|ing)?|creat\w+"
    r"|introduc\w+|bring\w*|brought)(?![a-z])"
)
_DROPS = re.compile(
    r"(?<![a-z])(?:supprim\w*|retir\w*|abroge\w*|remov\w+|delet\w+|drop\w*|scrap\w*|abolish\w*)(?![a-z])"
)
_NONE = re.compile(
    r"(?:aucun|pas (?:de|d')|(?:no|not any|any|not a single|not add a|n't add a)) ?(?:nouvel "
    r"|nouveau |new |single |additional "
    r"|supplementaire )?(?:indicat\w+)"
)
_FOR = re.compile(
    r"(?:aux?|pour|chez|en|to|for|on) (?:les |la |le |un |une |the |a )?[^,;:]{0,25}(?:bilan|cbc"
    r"|vae|ofcat|skills|formation continue)"
)
_SOFT = re.compile(
    r"attend\w*|expect\w*|await\w*|sera|will|pas encore|not yet|projet|draft|futur|annonc\w*|prevu\w*|preparation"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the content of the reform, its reach and the next guide."""
    yield from _added(segment, scene)
    yield from _first_year(segment, scene)
    yield from _guide(segment, scene)


def _added(segment: Segment, scene: Scene) -> Iterator[Found]:
    text = segment.text
    if (
        not has("reform", scene.text)
        or re.search(r"guide|v\d|arrete|sous-indic|preuve|evidence", scene.text)
        or _FOR.search(scene.text)
    ):
        return
    created = fact(segment.reader, "created-in-2026")
    if created is None or not re.search(r"indicat", text):
        return
    adds, drops = _ADDS.search(text), _DROPS.search(text)
    counted = next((q for q in segment.quantities if q.unit == "indicator" and not q.rank), None)
    values = {"count": len(created), "list": list(created)}
    if adds and _NONE.search(text):
        yield found("count", "indicators created", "none", not created, "created", **values)
    elif adds and counted and not drops and not segment.numbers and _near(adds, counted):
        told = segment.negated and not re.search(r"(?<![a-z])(?:ne |n')[^,;:]*? qu(?:e |')", text)
        holds = (int(counted.value) == len(created)) != told
        yield found("count", "indicators created", int(counted.value), holds, "created", **values)
    elif drops and counted and _near(drops, counted) and not segment.negated:
        yield found("count", "indicators removed", int(counted.value), False, "created", **values)


def _near(verb: re.Match[str], counted: Quantity) -> bool:
    return 0 <= counted.start - verb.end() < 14


def _first_year(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A new entrant is in its first year."""
    if not has("new_entrant", segment.text) or has("surveillance", scene.text):
        return
    told = fact(segment.reader, "new-entrant-definition", "first_year")
    years = re.search(
        r"(?:(?:ses|des|les|its|the|their) (?:first )?(\d) (?:premieres )?(?:ans|annees|years)|first (\d) years"
        r"|(?:moins de|less than|under|fewer than) (\d) (?:ans|annees|years))(?: d'(?:activite"
        r"|existence|exercice)| of (?:activity"
        r"|existence|business)| old)?",
        segment.text,
    )
    if told is None or years is None or "premiere annee" not in normal(told["fr"]):
        return
    said = int(next(group for group in years.groups() if group))
    yield found(
        "definition", "new entrant", f"{said} years", said == 1 or segment.negated, "entrant_category", text=told
    )


def _guide(segment: Segment, scene: Scene) -> Iterator[Found]:
    """No V10 of the guide is known."""
    text = segment.text
    last = fact(segment.reader, "guide-version")
    known = re.search(r"(?<![a-z0-9])v ?(\d{2})(?!\d)", text)
    told = fact(segment.reader, "guide-v10")
    if told is None or known is None or last is None or f"V{known[1]}" == last or known[1] not in normal(told["fr"]):
        return
    if (
        segment.negated
        or _SOFT.search(scene.text)
        or re.search(r"(?<![a-z])(?:pas|not|no|aucun\w*|jamais|never|si|if)(?![a-z])", text)
    ):
        return
    if re.search(
        r"en vigueur|in force|applicable|s'applique|applies|publiee|published|parue|sortie|released"
        r"|remplac\w+|replac\w+",
        text,
    ):
        yield found("window", "guide V10", "out", False, "as_told", text=told)
