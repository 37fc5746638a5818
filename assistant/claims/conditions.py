"""Claims on what an indicator hangs on: length, certification, alternance, time in a company, subcontracting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.claims.cues import has
from assistant.claims.facts import fact
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment


@dataclass(frozen=True)
class Condition:
    """A condition of the matrix: the parameter that lists its indicators, and how it shows in a text."""

    parameter: str
    met: str
    """Cue: the condition holds."""
    unmet: str
    """Cue: it does not."""
    truth: str


CONDITIONS = (
    Condition("certifying-indicators", "certifying", "not_certifying", "when_certifying"),
    Condition("alternance-indicators", "alternance", "not_alternance", "when_alternance"),
    Condition("company-period-indicators", "company_period", "not_company_period", "when_company_period"),
    Condition("subcontracting-indicators", "uses_others", "not_uses_others", "when_uses_others"),
)
_ELSE = re.compile(
    r"preuve|evidence|contrat de sous|subcontractor's|sous-traitant(?:s)? (?:n'est|doit|est)"
    r"|missions|attendu particulier|nouve|new entrant"
)
_ONLY_AFEST = re.compile(
    r"(?:ne [^,;:]{0,30}qu(?:e |'))[^,;:]{0,20}afest|(?:only|solely|exclusively|uniquement"
    r"|seulement|reserve\w* a|limite\w* a|reserved for|limited to|just|=) ?(?:\w+ ){0,2}?(?:l'"
    r"|la |a l'|the )?afest"
    r"|afest (?:only|uniquement|seulement|exclusivement|seule|alone|et rien d'autre|and nothing else|a l'exclusion)"
    r"|(?:la |l')seule? afest|la seule afest|seule l'afest|nothing but afest|rien d'autre que l'afest|afest exclusively"
)
_LENGTH = re.compile(
    r"(?P<over>(?:de )?plus (?:de |d'|longues? que )|depass\w+ |au-dela de |superieur\w* a "
    r"|exced\w+ |more than |longer than |over |beyond |above |exceed\w* |lasting more than )?"
    r"(?P<from>a partir de |des |au moins |at least |from |minimum )?"
    r"(?P<under>moins (?:de |longues? que )|inferieur\w* a |less than |shorter than |under |below )?"
    r"(?P<n>\d+(?:\.\d+)?)[ -]?(?P<unit>jours?|journees?|days?|j\b|semaines?|weeks?|mois|months?)"
    r"(?P<most>[ ](?:au plus|ou moins|maximum|max|or less|or fewer|at most|or shorter"
    r"|et moins))?(?P<least>[ ](?:et plus|ou plus|or more|and more|or longer|and longer|au moins"
    r"|minimum|and over|and up))?"
)
_NONE = re.compile(
    r"(?:(?:aucune?|none|no)\b[^,;]{0,40}|\b(?:ne |n')(?:(?:dur|exced)\w+ )?(?:pas |jamais )?"
    r"|(?:n't|\bnot|\bnever) (?:last\w* |exceed\w* )?)$"
)
"""Before "more than ...": nothing is ("aucune formation ne dure plus de deux jours")."""


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the conditions of an indicator."""
    numbers = segment.numbers or _carried(segment, scene)
    if not numbers or _ELSE.search(scene.text):
        return
    yield from _length(segment, scene, numbers)
    reader = segment.reader
    for condition in CONDITIONS:
        for number in numbers:
            if number in (fact(reader, condition.parameter) or ()):
                yield from _condition(condition, number, segment, scene)
    if any(number in (fact(reader, "company-period-indicators") or ()) for number in numbers):
        only = _ONLY_AFEST.search(segment.text)
        if only and not re.search(r"alternance|stage|work[- ]study|placement|internship", segment.text):
            wrong = not (segment.negated or has("not_only", segment.text))
            number = next(n for n in numbers if n in reader.read("company-period-indicators"))
            yield found("condition", f"indicator {number}", "AFEST only", not wrong, "when_company_period", n=number)


def _carried(segment: Segment, scene: Scene) -> tuple[int, ...]:
    for other in scene.around(segment):
        if other.numbers:
            return other.numbers
    if scene.indicator is not None and re.search(r"(?:l'|cet |this |the )indicat", segment.text):
        return (scene.indicator,)
    return ()


def _applies(segment: Segment, scene: Scene) -> bool | None:
    """Whether the segment (or the sentence around it) says that the indicator applies."""
    if re.search(r"que si|only|uniquement|seulement|just|solely", segment.text):
        return None
    for text in (segment.text, *(other.text for other in scene.around(segment) if other.numbers)):
        if re.search(r"(?:not|n't) (?:require|ask|demand)|(?:n'exige|n'impose|ne demande|ne requiert) pas", text):
            return None
        only = re.search(r"(?<![a-z])(?:ne |n')[^,;:]*? qu(?:e |')|only|que si|uniquement|seulement|just", text)
        if has("outside", text):
            return None if only else False
        if has("applies", text):
            bare = _UNMET.sub("", text)
            return None if only else not has("negation", bare)
    return None


_UNMET = re.compile(
    r"(?:ne |n'|sans |never |not |don't |doesn't |no |non )(?:[\w']+ ){0,5}?(?:sous-trait"
    r"|subcontract|portage|umbrella|recour)\w*"
    r"|(?:sans |without |no |non[ -])(?:[\w']+ ){0,2}?(?:certif|alternance|stage|work|placement|internship)\w*"
    r"|(?:ne |n')(?:mene|debouch|condui|conduis|prepar)\w* (?:\w+ ){0,3}?(?:aucun\w*|rien|nulle)(?: \w+)?"
    r"|(?:alternance|certifi\w+|stages?|sous-trait\w*|subcontract\w*|work[- ]study|placement) (?:ou|or) (?:pas|non|not)"
    r"|(?:ne |n')(?:certifi)\w* (?:pas|personne|rien|aucun\w*)|(?:ne |do not |does not |don't "
    r"|doesn't )(?:mene|lead|debouch|condui)\w*(?: pas| to)?"
)


def _condition(condition: Condition, number: int, segment: Segment, scene: Scene) -> Iterator[Found]:
    text = segment.text
    unmet, met = has(condition.unmet, text), has(condition.met, text)
    everyone = condition.parameter != "subcontracting-indicators" and has("all_courses", text)
    if not (unmet or met or everyone):
        return
    applies = _applies(segment, scene)
    if applies is None:
        return
    subject = f"indicator {number}"
    if unmet:
        said = "applies without the condition" if applies else "not without the condition"
        yield found("condition", subject, said, not applies, condition.truth, n=number)
    elif everyone and applies and not met:
        qualified = any(has(condition.met, other.text) for other in scene.segments)
        if not qualified and not re.search(r"sauf|except|qui |that |which ", scene.text):
            yield found("condition", subject, "all courses", False, condition.truth, n=number)
    elif (
        met
        and not applies
        and not re.search(r"(?:^\s*(?:ni|nor)(?![a-z])|sans|without|sauf|unless|except|only|que )", text)
    ):
        yield found("condition", subject, "not under the condition", False, condition.truth, n=number)


def _length(segment: Segment, scene: Scene, numbers: tuple[int, ...]) -> Iterator[Found]:
    """Indicator 12 is for courses longer than a number of days."""
    reader = segment.reader
    listed = fact(reader, "long-course-indicators") or ()
    number = next((n for n in numbers if n in listed), None)
    if number is None:
        return
    days = reader.read("long-course-threshold")
    applies = _applies(segment, scene)
    subject = f"indicator {number}"
    if has("all_courses", segment.text) and applies and not _LENGTH.search(segment.text):
        shorter = re.search(r"sauf|except|plus de|more than|longer|depass", segment.text)
        holds = bool(shorter) or not re.search(
            r"toutes? |tout |quelle que|meme|peu importe|all |every|any|whatever|regardless|however|even|no |des le",
            segment.text,
        )
        yield found("condition", subject, "all courses", holds, "when_long", n=number, days=days)
        return
    for match in _LENGTH.finditer(segment.text):
        if applies is None:
            if not re.search(r"(?:que|only|uniquement|seulement|just)", segment.text):
                continue
            applies = True
        low, high = _bounds(match)
        short = match["most"] or (match["over"] and _NONE.search(segment.text[: match.start()]))
        if match["over"] and short:
            low, high = 0, low - 0.5
        if applies:
            # within "more than `days`": a lower bound under the threshold, or another threshold, is wrong
            threshold = bool(match["over"] or match["from"] or match["least"])
            holds = low >= days + 0.5 and (not threshold or low <= days + 1) if high > days else False
            personal = re.search(r"(?:nos|notre|vos|mon|our|my|your) ", scene.text)
            if threshold and personal and low > days:
                holds = True
        else:
            holds = not low > days and not (match["under"] and high > days + 1) and not (short and high > days)
            if not (match["over"] or match["from"] or match["under"] or short or match["least"]):
                holds = low <= days
        yield found("condition", subject, match[0].strip(), holds, "when_long", n=number, days=days)


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    """The shortest and the longest length meant, in days."""
    n = float(match["n"]) * (5 if match["unit"][0] in "sw" else 20 if match["unit"][0] == "m" else 1)
    if match["over"]:
        return n + 0.5, 999
    if match["from"] or match["least"]:
        return n, 999
    if match["under"]:
        return 0, n - 0.5
    return (0, n) if match["most"] else (n, n)
