"""Claims on severity: which severities an indicator can have, what minor and major mean, the certificate's display."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from assistant.claims import marks
from assistant.claims.cues import cues, first, has, places
from assistant.claims.definitions import displayed, meaning
from assistant.claims.facts import fact
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules import Value, severity
from assistant.rules.engine import Reader
from corpus.errors import RuleError

Said = Literal["major_only", "graded", "minor_only"]

_DEADLINE = ("month", "year", "day", "week", "minor")
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
    r"|(?:majeure?|major)s? (?:(?:n'|y )?(?:est|sont|is|are) )*(?:pas possible|impossible|exclue?|not possible|ruled out"
    r"|not an option|excluded|out of the question)"
)
_ALL = re.compile(
    r"(?:tous les|l'ensemble des|chacun des|toutes? les|n'importe quel"
    r"|chaque) indicateurs?(?! (?:communs|specifiques|du critere|de la liste|majeur|concern"
    r"|appli|d[eu]))"
    r"|(?:all|every|any|each)(?: of)?(?: the)? (?:\d+ )?indicators?(?! (?:of criterion|in criterion|on the list))"
)
_NOT_LISTED = re.compile(
    r"(?<![a-z])(?:pas|plus|not|no longer|[a-z]+n't)(?: \w+){0,2}? (?:dans|parmi|sur|in|among|on|part|one|l'un|un)(?: [\w'’]+){0,5}?"
    r" (?:maj\w*)(?: ?-?only| seulement| automatiques?| uniquement)?"
)
_NONE_MAJOR = re.compile(
    r"(?:aucun|no|none of the) (?:indicateur|indicator)s?[^,;:]{0,30}(?:toujours|seulement|uniquement|que|always|only|automatic\w*)?"
    r"[^,;:]{0,12}maj"
)
_LEVEL = {"major": "major_only", "minor_or_major": "graded"}


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on severity."""
    if has("display", scene.text) and has("certificate", scene.text):
        yield from displayed(segment, scene)
        return
    definition = next(meaning(segment, scene), None)
    if definition is not None:
        yield definition
        return
    for text, numbers in _parts(segment, scene):
        said = level(_with_extent(text, segment, scene))
        if said is None:
            continue
        for number in numbers:
            if _untolerated(number, scene.text, segment.reader):
                yield _rate(number, said, segment.reader)
                continue
            met = _one(number, said, segment.reader)
            if met is not None:
                yield met


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


def _parts(segment: Segment, scene: Scene) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Parts of a segment, each with the indicators that it speaks of."""
    if not any(has(cue, segment.text) for cue in ("minor", "major", "graded")):
        return
    if (
        any(quantity.unit == "indicator" and quantity.value > 1 for quantity in segment.quantities)
        and not segment.numbers
    ):
        return
    everyone = _ALL.search(segment.text)
    if _NONE_MAJOR.search(segment.text) and not segment.numbers and not has("minor", segment.text):
        yield "mineure ou majeure", (0,)
        return
    if everyone and re.search(r"(?:not|pas) (?:all|every|each|tous|toutes)|(?<![a-z])(?:ne |n')[^,;:]*?(?:pas|tous)", segment.text):
        return
    if everyone and not segment.numbers and not re.search(r"autres|others|sauf|except|majeure seulement", scene.text):
        yield segment.text, (0,)
        return
    cuts = [segment.indicators[i].start for i in range(1, len(segment.indicators))]
    severities = len(places("minor", segment.text)) + len(places("major", segment.text))
    if cuts and severities > 1:
        start = 0
        for cut in [*(_joint(segment.text, cut) for cut in cuts), len(segment.text)]:
            mine = [n for named in segment.indicators if start <= named.start < cut for n in named.numbers]
            yield segment.text[start:cut], tuple(mine)
            start = cut
        return
    yield segment.text, segment.numbers or _carried(segment, scene)


def _with_extent(text: str, segment: Segment, scene: Scene) -> str:
    """The text with the segment before it when that one says how far the shortfall goes."""
    before = next(iter(scene.earlier(segment)), None)
    if before is None or text != segment.text or any(has(cue, before.text) for cue in ("minor", "major", "graded")):
        return text
    telling = any(has(cue, before.text) for cue in ("partial", "none")) or (
        has("always", before.text) and not before.numbers
    )
    return f"{before.text} , {text}" if telling else text


def _joint(text: str, place: int) -> int:
    """Where the part that holds a place begins: after the last "et" or "and" before it."""
    joints = [m.start() for m in re.finditer(r" (?:et|and|ou|or|quand|when) ", text[:place])]
    return joints[-1] if joints else place


def _carried(segment: Segment, scene: Scene) -> tuple[int, ...]:
    """The indicators that a segment speaks of without naming them."""
    if has("persons", segment.text) and not has("major", segment.text):
        return ()
    for other in scene.earlier(segment):
        if other.numbers:
            return other.numbers
    fronted = [other for other in scene.later(segment) if other.numbers]
    if re.search(
        r"ceux|celles|those|les (?:\w+ )?indicateurs|the (?:\w+ )?indicators|indicateurs? «|tous les"
        r"|aux indicateurs|liste",
        segment.text,
    ):
        announced = re.match(r"\W*[:=(]", scene.text[segment.start + len(segment.text) :])
        fronted = fronted if announced else []
    if fronted and not any(has("minor", other.text) or has("major", other.text) for other in fronted[:1]):
        return fronted[0].numbers
    if fronted:
        return ()
    if any(quantity.unit in _DEADLINE for quantity in segment.quantities) or has("severity_other", segment.text):
        return ()
    general = re.search(r"qualiopi|(?:une?|la|les|des|a|the) (?:nc|non[- ]conform\w+) (?:mineur|majeur)", scene.text)
    if scene.indicator is not None and not has("surveillance", scene.text) and not general:
        return (scene.indicator,)
    asked = scene.before.endswith("?") and len(scene.before.split()) <= 9
    if (
        (asked or has("pronoun", segment.text))
        and not general
        and scene.before
        and re.search(r"indicat|ind\.", scene.before)
    ):
        named = marks.indicators(scene.before, segment.reader.last_indicator)
        return named[-1].numbers if len(named) == 1 else ()
    return ()


def _one(number: int, said: Said, reader: Reader) -> Found | None:
    if number == 0:
        return _of_all(said, reader)
    try:
        outcome = severity(number, reader)
    except RuleError:
        return None
    if not isinstance(outcome, Value):
        return None
    holds = _LEVEL[outcome.value] == said
    reader.read("severity", number)
    text = reader.rules.parameters["severity"].words[outcome.value]
    return found("severity", f"indicator {number}", said, holds, "severity", n=number, text=text)


_RATE = re.compile(r"taux d'obtention|taux de (?:reussite|certification)|(?:certification|pass|success) rate")


def _untolerated(number: int, text: str, reader: Reader) -> bool:
    """Whether the sentence speaks of the item whose absence is never a minor."""
    if re.search(r"(?:autres? que|hors|sauf|other than|except)[^,;:]{0,8}(?:taux|rate|certif)", text):
        return False
    return bool(_RATE.search(text)) and number in (fact(reader, "no-minor-tolerance") or {})


def _rate(number: int, said: Said, reader: Reader) -> Found:
    text = reader.read("no-minor-tolerance", number)
    return found("severity", f"indicator {number}, rate", said, said == "major_only", "tolerance", n=number, text=text)


def _of_all(said: Said, reader: Reader) -> Found | None:
    table = fact(reader, "severity")
    if table is None:
        return None
    major = sum(value == "major" for value in table.values())
    return found("severity", "all indicators", said, False, "severities", major=major, graded=len(table) - major)
