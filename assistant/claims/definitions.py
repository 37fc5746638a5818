"""Claims on what words mean: minor and major, new entrant, what is certified; and on the display of the certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.cues import first, has
from assistant.claims.facts import fact
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on who is a new entrant and on what is certified."""
    if not segment.numbers:
        yield from _entrant(segment, scene)
        yield from _course(segment, scene)


def meaning(segment: Segment, scene: Scene) -> Iterator[Found]:
    """Minor = met in part, major = not met at all; no longer by the effect on quality."""
    named = scene.indicator is not None or any(other.numbers for other in scene.segments)
    if fact(segment.reader, "severity") is None:
        return
    words = segment.reader.rules.parameters["severity"].words["minor_or_major"]
    old = first("old_definition", segment.text)
    severe = has("minor", scene.text) or has("major", scene.text) or re.search(r"gravite|severity", scene.text)
    severe = severe and re.search(
        r"(?<![a-z])(?:nc|non[- ]conform\w+|ecarts?|gravite|severity|findings?|une (?:mineure"
        r"|majeure)|a (?:minor|major))(?![a-z])",
        scene.text,
    )
    if old and severe and not named:
        holds = has("negation", segment.text[: old.start()]) or bool(re.search(r"plus|no longer", segment.text))
        yield found("definition", "minor and major", "effect on quality", holds, "definition", text=words)
        return
    text = _defining(segment, scene)
    graded = _ON_GRADED.search(scene.text)
    if _ON_MAJOR_ONLY.search(scene.text) and not named:
        yield from _on_major_only(segment, words)
        return
    minor, major = has("minor", text), has("major", text)
    if minor == major or not has("requirement", text):
        return
    holds = bool(
        re.search(
            r"ne (?:veut|signifie) pas|does(?: not|n't) mean|(?<![a-z])(?:not|never|[a-z]+n't|pas"
            r"|jamais) (?:a |une )?(?:min|maj)",
            text,
        )
    )
    none, partial = _NOT_AT_ALL.search(text), has("partial", text)
    if minor and none and not partial:
        yield found("definition", "minor", "not met at all", holds, "definition", text=words)
    elif major and not named and partial and not none and (graded or not _EVEN.search(scene.text)):
        yield found("definition", "major", "met in part", holds, "definition", text=words)


def _on_major_only(segment: Segment, words: object) -> Iterator[Found]:
    """On an indicator that only knows the major, what is partial is not a minor."""
    text = _ON_MAJOR_ONLY.sub(" ", segment.text)
    if (
        has("minor", text)
        and has("partial", text)
        and not has("major", text)
        and not re.search(
            r"(?<![a-z])(?:pas|jamais|aucune?|not|no|never|cannot|[a-z]+n't|sauf|hors|except)(?![a-z])", text
        )
    ):
        yield found("definition", "major-only indicators", "minor when partial", False, "definition", text=words)


_ON_GRADED = re.compile(
    r"(?:indicateurs?|indicators?) (?:\w+ )?(?:graduables?|gradues?)|(?:graded|gradable"
    r"|gradeable) (?:indicators?|ones?)"
)
_ON_MAJOR_ONLY = re.compile(
    r"(?:sur|pour|on|for|under"
    r"|dans) (?:\w+ ){0,3}?(?:indicateurs? )?(?:a )?(?:«? ?)?(?:\"? ?)?(?:majeure?s? (?:seulement"
    r"|uniquement|automatiques?)"
    r"|toujours majeure?s?|major[- ]only)(?:\"?)(?: indicators?)?"
)
_NOT_AT_ALL = re.compile(
    r"pas du tout|aucunement|nullement|en rien|not (?:\w+ )?at all|in no way|(?:totalement"
    r"|entierement|completement) (?:absent|ignor|manqu)"
    r"|(?:wholly|entirely|completely|totally) (?:unmet|absent|missing|ignored)|absence totale|complete absence"
)
_EVEN = re.compile(
    r"meme|even|\d|certains|some|liste|list|toujours|always|sauf|devien|maj\w* (?:seulement"
    r"|only)|moindre|seuls? des|17|unless|except"
)


def _defining(segment: Segment, scene: Scene) -> str:
    """The segment with the one it defines or completes: "Minor: ...", "when it is not met at all, ..."."""

    def severe(text: str) -> bool:
        return has("minor", text) or has("major", text)

    def extent(text: str) -> bool:
        return has("requirement", text) and (has("partial", text) or _NOT_AT_ALL.search(text) is not None)

    before = next(iter(scene.earlier(segment)), None)
    after = next(iter(scene.later(segment)), None)
    open_ended = severe(segment.text) and has("requirement", segment.text) and not extent(segment.text)
    if open_ended and after is not None and not severe(after.text) and extent(f"{segment.text} {after.text}"):
        return f"{segment.text} {after.text}"
    if before is None or (severe(segment.text) and extent(segment.text)):
        return segment.text
    own_case = re.match(r"\W*(?:(?:and|et|mais|but) )?(?:if|si|s'il|when|quand|lorsque)(?![a-z])", segment.text)
    if own_case and after is not None and severe(after.text):
        return f"{segment.text} {after.text}" if not severe(segment.text) else segment.text
    if extent(segment.text) and severe(before.text) and len(before.text.split()) <= 5:
        return f"{before.text} : {segment.text}"
    if severe(segment.text) and extent(before.text) and not severe(before.text):
        return f"{before.text} , {segment.text}"
    return segment.text


_NOT_SHOWN = re.compile(
    r"(?:(?:is|was|are) )?(?:not|never|[a-z]+n't) (?:\w+ )?(?:display|shown|posted|visible)\w*"
    r"|(?:ne |n')\w+ (?:pas|jamais|plus) (?:\w+ )?(?:affich|visible|expos)\w*|pas affich\w*|(?:no|aucun) indicat\w+"
)


def displayed(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A certificate that is not displayed is a major at surveillance."""
    value = fact(segment.reader, "certificate-display")
    if value is None:
        return
    said = "minor" if has("minor", segment.text) else "major" if has("major", segment.text) else None
    if said is None:
        return
    shown = _NOT_SHOWN.sub(" ", segment.text)
    told = has("negation", shown) or re.search(
        r"(?<![a-z])(?:pas|not|[a-z]+n't|jamais|never)[^,;]{0,20}(?:majeur|mineur|major|minor)", shown
    )
    holds = (said == value) != bool(told)
    text = segment.reader.rules.parameters["certificate-display"].words[value]
    yield found("severity", "certificate display", said, holds, "display", text=text)


def _entrant(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A new category makes a new entrant for the indicators of that category only."""
    text = scene.text
    if not has("new_entrant", text) or not re.search(
        r"nouvelle categorie|new category|categorie (?:supplementaire|de plus)|another category", text
    ):
        return
    everything = re.search(
        r"(?:tous|toutes|ensemble|all|every|whole|existing|existante|actuelles?|deja certifie"
        r"|anciennes?)[^,;:]{0,30}(?:indicat|categor|activit)|(?:indicat"
        r"|categor)\w*[^,;:]{0,15}(?:existing|existante|actuel|deja)",
        text,
    )
    if not everything or segment is not scene.segments[-1]:
        return
    definition = fact(segment.reader, "new-entrant-definition", "new_category")
    if definition is not None:
        told = any(part.negated for part in scene.segments) or re.search(r"seule?s?|only|sauf|uniquement", text)
        yield found("definition", "new entrant", "for all indicators", bool(told), "entrant_category", text=definition)


def _course(segment: Segment, scene: Scene) -> Iterator[Found]:
    """The provider is certified, not its courses."""
    text = scene.text
    if "certifies" not in segment.reader.rules.parameters or not re.search(r"qualiopi", text):
        return
    course = re.search(
        r"(?:chaque|toute|c'est (?:la|chaque|une)|each|every|it is (?:the|each|every)"
        r"|individual) (?:formation|course|training|action|programme)\w*[^.;]{0,60}(?:certifi"
        r"|qualiopi)"
        r"|certif\w+[^,;:]{0,25}(?:chaque|each|every) (?:formation|course)|(?:formation"
        r"|course)s?[^,;:]{0,20}(?<![a-z])(?:et non|pas|not|rather than|plutot que) (?:l'"
        r"|the )?(?:organisme|provider)",
        text,
    )
    if not course or segment is not scene.segments[0]:
        return
    definition = fact(segment.reader, "certifies")
    if definition is None:
        return
    against = re.search(
        r"(?<![a-z])(?:et non|pas|not|rather than|plutot que)(?: pas)? (?:l'|the |un |an? |a l'"
        r"|to the )?(?:organisme|provider|prestataire|training provider|organisation)",
        text,
    )
    told = (
        bool(
            re.search(
                r"(?<![a-z])(?:ne |n')(?:\w+ )?(?:pas|jamais)|not (?:each|every|the course|the training"
                r"|courses)|(?:et non|pas|never) (?:la |chaque |une )?formation",
                text,
            )
        )
        and not against
    )
    if against or re.search(r"(?:chaque|each|every|toute) (?:formation|course)", text):
        yield found("definition", "what is certified", "each course", told, "certifies", text=definition)
