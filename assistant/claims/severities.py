"""Claims on severity: which severities an indicator can have, what minor and major mean, the certificate's display."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims import marks
from assistant.claims.cues import has, places
from assistant.claims.definitions import displayed, meaning
from assistant.claims.facts import fact
from assistant.claims.levels import Said, level
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules import Value, severity
from assistant.rules.engine import Reader
from corpus.errors import RuleError

_DEADLINE = ("month", "year", "day", "week", "minor")
_ALL = re.compile(
    r"(?:tous les|l'ensemble des|chacun des|toutes? les|n'importe quel"
    r"|chaque) indicateurs?(?! (?:communs|specifiques|du critere|de la liste|majeur|concern"
    r"|appli|d[eu]))"
    r"|(?:all|every|any|each)(?: of)?(?: the)? (?:\d+ )?indicators?(?! (?:of criterion|in criterion|on the list))"
)
_ABOUT_FINDINGS = re.compile(
    r"maj|graded|gradable|finding|non[- ]?conform|(?<![a-z])ncs?(?![a-z])|gap|shortfall|possible"
    r"|allow|tolerat|only|auditor|lead"
)
"""Without any of it, "minors" in the plural are young people."""
_NONE_MAJOR = re.compile(
    r"(?:aucun|no|none of the) (?:indicateur|indicator)s?[^,;:]{0,30}(?:toujours|seulement"
    r"|uniquement|que|always|only|automatic\w*)?"
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
    if everyone and re.search(
        r"(?:not|pas) (?:all|every|each|tous|toutes)|(?<![a-z])(?:ne |n')[^,;:]*?(?:pas|tous)", segment.text
    ):
        return
    if (
        not segment.numbers
        and re.search(r"(?<![a-z])minors(?![a-z])", segment.text)
        and not _ABOUT_FINDINGS.search(scene.text)
    ):
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
        r"ceux|celles|those|les (?:\w+ )?indicateurs|the (?:[\w-]+ )?indicators|indicateurs? «|tous les"
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
