"""Claims on who an indicator concerns: categories of actions, common or specific."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from assistant.claims import marks
from assistant.claims.cues import has, places
from assistant.claims.facts import fact
from assistant.claims.kinds import concerned as concerned
from assistant.claims.kinds import kind, met_category
from assistant.claims.records import Found
from assistant.claims.scope import Scene, Segment
from assistant.rules import CATEGORIES, Category, Profile, Reader, verdict

Relation = Literal["applies", "not", "only", "not_only"]

_SUBJECT = re.compile(
    r"(?:l'|cet |this |the |ces |les |chaque )?indicat|^\s*(?:il|elle|it|ils|they|celui-ci"
    r"|ce dernier|this one|y(?! compris))(?![a-z])"
)
_SIZE = re.compile(r"\d+ indicat|(?:les|the) \d+ (?:communs|common|specifi)")
_OTHER = re.compile(
    r"preuve|evidence|(?:require|exige|demande|need)\w* (?:\w+ ){0,3}?(?:diplom|certif)"
    r"|(?:several|many|most) of which|dont la plupart|exemple|example"
    r"|precision|glossaire|obligation|mission \d|missions|surveillance"
    r"|nouvel(?:le)? entrant|nouveaux entrants|dont (?:plusieurs|certains|quelques)"
    r"|some of which|new entrant|amenag|adapted|cnefop|audite en|2026 (?:modif|chang)|rempla"
    r"|complement"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on who an indicator concerns."""
    numbers, own = _numbers(segment, scene)
    if not numbers or _OTHER.search(scene.text) or _SIZE.search(segment.text):
        return
    reader = segment.reader
    conditioned = set(numbers) <= set(fact(reader, "subcontracting-indicators") or ())
    if re.search(r"sous[- ]trait|subcontract", scene.text) and not conditioned:
        return
    known = [n for n in numbers if n in (fact(reader, "indicators-in-force") or ())]
    text = segment.text
    named = list(_named(text))
    everyone = _everyone(text)
    outsiders = has("without_cfa", text) and not everyone
    if outsiders:
        named = [category for category in named if category != "CFA"]
    relation = _relation(segment, scene, own, bool(named) or everyone or outsiders)
    if not named and not everyone and not outsiders and _relation(segment, scene, own, True) == "applies":
        yield from _restricted(known, segment)
    if relation == "only":
        named = [*dict.fromkeys([*named, *_listed_with(segment, scene)])]
    if relation and (named or everyone or outsiders):
        for number in known:
            yield from _met(number, relation, named, everyone, outsiders, reader)
        return
    yield from kind(segment, known, own)


def _numbers(segment: Segment, scene: Scene) -> tuple[tuple[int, ...], bool]:
    """The indicators spoken of, and whether they are named in this segment."""
    if segment.numbers:
        return segment.numbers, True
    for other in scene.earlier(segment):
        if other.numbers:
            return other.numbers, False
    following = next((other for other in scene.later(segment) if other.numbers), None)
    if following is not None and not following.categories and not has("everyone", following.text):
        return following.numbers, False
    if scene.indicator is not None and _SUBJECT.search(segment.text):
        return (scene.indicator,), False
    asked = scene.before.endswith("?") and len(scene.before.split()) <= 5
    if (asked or has("pronoun", segment.text[:14])) and (asked or re.search(r"indicat|ind\.", scene.before)):
        named = marks.indicators(scene.before, segment.reader.last_indicator)
        return (named[-1].numbers if len(named) == 1 else ()), False
    return (), False


def _everyone(text: str) -> bool:
    """Whether all providers are meant, not only those "who ..."."""
    return any(not _RESTRICTED.match(text[match.end() :]) for match in places("everyone", text))


def _listed_with(segment: Segment, scene: Scene) -> Iterator[Category]:
    """The categories of the short segments beside one: a list cut by its commas."""
    place = scene.segments.index(segment)
    for run in (reversed(scene.segments[:place]), scene.segments[place + 1 :]):
        for other in run:
            if not other.categories or other.negated or has("except", other.text):
                break
            head = other.start < segment.start and bool(other.numbers) and has("only", other.text)
            if not head and (other.numbers or len(other.text.split()) > 5):
                break
            yield from other.categories
            if head:
                break


def _restricted(numbers: Sequence[int], segment: Segment) -> Iterator[Found]:
    """Any provider "that ..." for an indicator of the CFA alone, without a word of apprenticeship."""
    for match in places("everyone", segment.text):
        clause = _RESTRICTED.match(segment.text[match.end() :])
        if clause is None or re.search(r"altern|work[- ]study|sauf|except|seul|only", segment.text):
            continue
        for number in numbers:
            true = concerned(number, segment.reader)
            if true == ["CFA"]:
                yield met_category(number, "applies to any provider that ...", False, true)


_RESTRICTED = re.compile(
    r"[^,;:]{0,25}(?:dont|qui|that|which|whose|who|ayant|proposant|with(?! or without)"
    r"|avec(?! ou sans)|faisant|en alternance|certifiant)(?![a-z])"
)


def _named(text: str) -> Iterator[Category]:
    for category in CATEGORIES:
        if has(category, text):
            yield category


def _relation(segment: Segment, scene: Scene, own: bool, about: bool) -> Relation | None:
    """How the categories of a segment stand to the indicators: the cue in it, else what the sentence around says."""
    text = segment.text
    if not about:
        return None
    if has("not_only", text):
        return "not_only"
    if has("except", text[:14]):
        return "not" if _EXCEPT.match(text) else None
    if re.search(r"(?:cfa|vae|bilan|apprenti\w*) (?:ou|or) (?:non|pas|not)|\w+ ou non|or not(?![a-z])", text) and has(
        "only", scene.text
    ):
        return None
    if has("only", text):
        restricted = re.search(r"(?<![a-z])(?:ne |n')[^,;:]*? qu(?:e |')", text)
        return "not_only" if segment.negated and not restricted else "only"
    if has("outside", text):
        return "applies" if segment.negated and not re.search(r"non[- ]applicable|sans objet", text) else "not"
    if has("applies", text) or (own and _FOR.search(text) and has("applies", scene.text)):
        return "not" if segment.negated else "applies"
    return None if own else _inherited(segment, scene)


_EXCEPT = re.compile(
    r"\W*\w+ (?:a |pour |for )?(?:les? |la |l'|the |des |du |aux? |en )?(?:centres? |prestataires )?(?:de |du )?"
    r"(?:cfa|vae|bilan|cbc|apprenti|skills|ofcat|action)"
)
_FOR = re.compile(
    r"(?:pour|chez|en|for|in) (?:les |la |le |un |une |l'|a |an |the )?(?:centres? (?:de )?|prestataires (?:de )?)?"
    r"(?:cfa|vae|bilan|cbc|ofcat|apprenti|action|skills)"
)
_FRONTED = re.compile(r"\s*(?:pour|chez|en|for|in|at|sans|without|every|all|tous|chaque|tout) ")


def _inherited(segment: Segment, scene: Scene) -> Relation | None:
    """The relation told before or after a segment that only names categories ("pour un CFA, ...", "pas la VAE")."""
    text = segment.text
    words = len(text.split())
    if _FRONTED.match(text) or words <= 4:
        following = next((other for other in scene.later(segment) if other.numbers), None)
        if following is not None and has("applies", following.text) and not has("only", following.text):
            return "not" if following.negated else "applies"
    if re.match(r"\s*(?:pas|et pas|et non|non|not|mais pas|but not|ni|nor)(?![a-z])", text):
        return "not"
    before = next(iter(scene.earlier(segment)), None)
    if words > 14 or before is None or not (before.categories or before.numbers or has("everyone", before.text)):
        return None
    told = _relation(before, scene, bool(before.numbers), True)
    if has("including", text) and told != "not":
        return "applies"
    return told if told in ("applies", "only", "not") else None


def _always(number: int, category: Category, reader: Reader) -> bool:
    """Whether an indicator concerns a category whatever the provider does."""
    told = verdict(number, Profile(categories=(category,)), reader.on_day(reader.on))
    return told.applies is True and told.condition is None


def _conditional(number: int, reader: Reader) -> bool:
    return not all(_always(number, category, reader) for category in concerned(number, reader))


def _met(
    number: int, relation: Relation, named: Sequence[Category], everyone: bool, outsiders: bool, reader: Reader
) -> Iterator[Found]:
    true = concerned(number, reader)
    if outsiders:
        named = (
            [*named, *(c for c in ("OF", "CBC", "VAE") if c in true and c not in named)] if relation == "not" else named
        )
        if relation == "applies" and not named:
            yield met_category(number, "applies without apprentices", bool(set(true) - {"CFA"}), true)
        return
    wanted: Sequence[Category] = CATEGORIES if everyone and not named else named
    said = f"{relation}: {', '.join(wanted)}"
    if relation == "applies":
        wanted = CATEGORIES if everyone else named
        yield met_category(number, said, set(wanted) <= set(true), true)
    elif relation == "only":
        if everyone:
            return
        holds = set(true) == set(named) or (
            set(named) <= set(true) and _conditional(number, reader) and len(true) == len(named)
        )
        yield met_category(number, said, holds, true)
    elif relation == "not_only":
        yield met_category(number, said, not set(true) <= set(named), true)
    elif everyone and not named:
        if not _conditional(number, reader):
            yield met_category(number, said, set(true) != set(CATEGORIES), true)
    elif any(_always(number, category, reader) for category in named if category in true):
        yield met_category(number, said, False, true)
    elif not set(named) & set(true):
        yield met_category(number, said, True, true)
