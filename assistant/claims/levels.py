"""Which severities a part of a sentence leaves open: both, the major only, the minor only."""

from __future__ import annotations

import re
from typing import Literal

from assistant.claims.cues import cues, first, has, places

Said = Literal["major_only", "graded", "minor_only"]

_NOT_ALWAYS = re.compile(
    r"(?<![a-z])(?:pas|plus|not|[a-z]+n't|no longer)(?:[ ]\w+){0,2}? ?(?:que|qu'|qu'une|toujours"
    r"|forcement|systematiquement|automatiquement"
    r"|obligatoirement|necessairement|d'office|uniquement|seulement|always|only|automatically|necessarily|invariably"
    r"|systematically|exclusively)(?![a-z])"
)
_ONLY_MINOR = re.compile(
    r"(?:toujours|que|qu'une?|uniquement|seulement|jamais (?:plus|autre chose) qu\w*"
    r"|jamais pire qu\w*|always|only|never (?:more|worse) than|nothing worse than"
    r"|no more than|au pire|at worst|tout au plus|at most)(?:[ ](?:une?|la|a|des|en|be|rated|est"
    r"|etre|de))* (?:nc |non[- ]conformites? )?(?:mineur|minor)"
    r"|(?:mineure?s?|minors?) (?:uniquement|seulement|only)"
)
_NO_MAJOR = re.compile(
    r"(?:jamais|aucune|pas de|sans|ni|never|no|cannot be|can't be|not be|exclut la"
    r"|exclut toute)(?:[ ](?:a|en|une|la|de|d'une|be|cotee?|classee?|rated|possible))* (?:nc "
    r"|non[- ]conformites? )?(?:majeur|major)"
    r"|(?<![a-z])(?:pas|jamais|cannot|can't|never|not) (?:y )?(?:avoir|donner|entrainer|valoir"
    r"|have|give|get|lead to|be given)"
    r" (?:lieu a )?(?:de |d'|une? |la |a )?(?:majeure?|major)"
    r"|(?:majeure?|major)s? (?:(?:n'|y )?(?:est|sont|is|are) )*(?:pas possible|impossible"
    r"|exclue?|not possible|ruled out"
    r"|not an option|excluded|out of the question)"
)
_NOT_LISTED = re.compile(
    r"(?<![a-z])(?:pas|plus|not|no longer|[a-z]+n't)(?: \w+){0,2}? (?:dans|parmi|sur|in|among|on"
    r"|part|one|l'un|un)(?: [\w'’]+){0,5}?"
    r" (?:maj\w*)(?: ?-?only| seulement| automatiques?| uniquement)?"
)


def level(text: str) -> Said | None:
    """The severities that a part of a sentence leaves open, None where it says nothing of the kind."""
    minor, major = places("minor", text), places("major", text)
    if not minor and not major and not has("graded", text):
        return None
    if major and _NOT_LISTED.search(text):
        return "graded"
    if minor and re.search(
        r"mineure?s?,? (?:puis|devient|becomes?)|(?:devient|becomes?|turns? into a) (?:a )?maj", text
    ):
        return None
    if _NOT_ALWAYS.search(text) and major and not minor:
        return "graded"
    if minor and (_ONLY_MINOR.search(text) or _NO_MAJOR.search(text)) and not _NOT_ALWAYS.search(text):
        return "minor_only"
    if major and not minor and _NO_MAJOR.search(text) and not has("always", text):
        return "minor_only"
    graded = first("graded", text)
    if graded:
        before = text[: graded.start()]
        denied = has("negation", before[-40:]) or re.search(
            r"(?<![a-z])(?:pas|jamais|non|not|[a-z]+n't|never|cannot be|aucune|pas de|sans|no|without) (?:\w+ )?$",
            before,
        )
        return "major_only" if denied else "graded"
    if minor:
        return _minor(text, minor[0].start(), bool(major))
    return _major(text, major[0].start())


def _minor(text: str, place: int, also_major: bool) -> Said | None:
    near = text[max(0, place - 60) : place + 60]
    ruled_out = has("never", _without_extent(text)[max(0, place - 45) : place]) or re.match(
        r"[\w.]*(?:[ ][\w.]+){0,4}? (?:n'est (?:pas|jamais)|n'existe|impossible|exclue?|interdite?"
        r"|is (?:not|never|impossible|excluded|ruled)|isn't|cannot|does not exist|jamais)",
        text[place:],
    )
    if re.search(
        r"(?<![a-z])(?:pas|not|[a-z]+n't) (?:toujours|forcement|always|necessarily|qu'une?|que|only|just)", near
    ):
        return "graded"
    if ruled_out:
        return "major_only"
    return None if also_major and has("severity_other", text) else "graded"


def _without_extent(text: str) -> str:
    """The text without what says how far the shortfall goes ("never put to use"): no denial of the severity."""
    return cues()["partial"].sub(lambda m: "_" * len(m[0]), text)


def _major(text: str, place: int) -> Said | None:
    """Major alone says something only with "always", "any shortfall", or for a partial shortfall."""
    if has("never", _without_extent(text)[max(0, place - 30) : place]):
        return "minor_only" if _NO_MAJOR.search(text) else None
    if has("none", text) and not re.search(r"(?:moindre|toujours|always|the slightest|d'office|automati)", text):
        return None
    if has("always", text) or has("partial", text):
        return "major_only"
    return None
