"""Which act a delay is about: correction of a non-conformity, or verification that it is lifted."""

from __future__ import annotations

import re

from assistant.claims.cues import has, places
from assistant.claims.marks import Quantity
from assistant.claims.scope import Scene, Segment


def own_acts(text: str, quantity: Quantity) -> list[re.Match[str]]:
    """Acts of correction, without those that are verified ("verifies the closing") or end a delay."""
    verified = re.compile(
        r"(?:verif\w+|check\w*|control\w+|constat\w+|confirm\w*) (?:the |la |de la |of the |que la |effective )*$"
    )
    ended = re.compile(r"\s*(?:of|after|apres|suivant|following|from|qui sui\w+)(?![a-z])[^,;:]{0,30}$")
    acts = []
    for act in places("correct", text):
        if not verified.search(text[: act.start()]) and not ended.match(
            text[quantity.end : max(quantity.end, act.start())]
        ):
            acts.append(act)
    return acts


def about_correction(text: str, scene: Scene) -> bool:
    """Whether a delay beside a severity is that of its correction."""
    if has("correct", scene.text):
        return True
    if re.search(r"delai|deadline|echeance|calendrier|calendar|time limit|timetable|schedule", scene.text):
        return True
    severe = r"(?:nc |non[- ]conformites? )?(?:mineure?s?|majeure?s?|minors?|majors?|min\.|maj\.|nc min|nc maj)(?: nc)?"
    return bool(
        re.search(
            r"(?:mois|ans?|months?|years?|jours?|days?|semaines?|weeks?) (?:pour|for|sur|si|en cas d[e']|on|when) "
            rf"(?:it is |c'est )?(?:les |la |le |une? |an? |the |each |every |chaque )?{severe}",
            text,
        )
        or re.search(
            rf"{severe}\W+(?:\w+ ){{0,3}}?\d+ (?:mois|months?|jours?|days?|ans?|years?|semaines|weeks?)", scene.text
        )
        or re.search(r"(?:can|may|peut|peuvent) (?:wait|attendre|rester ouverte|stay open|trainer)", text)
    )


def closer(quantity: Quantity, verify: list[re.Match[str]], correct: list[re.Match[str]], segment: Segment) -> bool:
    """Whether a delay is rather one of verification; what stands beyond another delay does not count."""
    others = [q.start for q in segment.quantities if q.months is not None and q != quantity]

    def distance(matches: list[re.Match[str]]) -> int:
        free = [
            m
            for m in matches
            if not any(min(m.start(), quantity.start) < o < max(m.start(), quantity.start) for o in others)
        ]
        return min((max(m.start() - quantity.end, quantity.start - m.end()) for m in free), default=999)

    return distance(verify) <= distance(correct) and distance(verify) < 999
