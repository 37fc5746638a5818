"""Claims on how long an audit lasts and how many sites are sampled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from assistant.claims import marks
from assistant.claims.cues import first, has
from assistant.claims.facts import fact
from assistant.claims.marks import Quantity
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules import CATEGORIES, Category, Reader
from assistant.rules.duration import nearest_root
from assistant.rules.shown import Amount, HalfDays

_MORE = re.compile(
    r"de plus|en plus|supplementaire|supplement|longer|lengthen|more|extra|additional|allong|rallong"
    r"|ajout|add|augment|prolong|plus long|s'ajout|on top|majore|increase"
)
_UNDER = re.compile(
    r"(?:moins de|sous|inferieur\w* a|en dessous de|en-dessous de|jusqu'a|under|below|less than|up to) (?:les )?$"
)
_OVER = re.compile(
    r"(?:plus de|au-dela de|superieur\w* a|au-dessus de|over|above|more than|at least|au moins"
    r"|des|a partir de|from) (?:les )?$"
)
_PAYS = re.compile(
    r"cout|prix|tarif|factur|price|cost|fee|forfait|prepar|accompagn|coach|rediger|write|report"
    r"|rapport|formation de|course of"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the length of audits and the sample of sites."""
    if scene.planned:
        return
    yield from _sample(segment, scene)
    days = [q for q in segment.quantities if q.unit == "day" and not q.rank and q.value <= 20]
    if not days or _PAYS.search(scene.text):
        return
    quantity = days[-1] if re.search(r"instead of|au lieu de", segment.text) is None else days[0]
    met = _added(quantity, segment, scene) or _length(quantity, segment, scene)
    if met is not None:
        yield met


def _added(quantity: Quantity, segment: Segment, scene: Scene) -> Found | None:
    """What one site, or a new entrant at surveillance, adds."""
    text, reader = scene.text, segment.reader
    before = next(iter(scene.earlier(segment)), None)
    near = (
        segment.text
        if before is None or any(q.unit == "day" for q in before.quantities)
        else f"{before.text} {segment.text}"
    )
    per_site = re.search(
        r"(?:par|chaque|per|each|every|for each) (?:\w+ )?site|sites? (?:echantillonne|sampled)|par etablissement", near
    )
    if per_site and not marks.amounts(text):
        name = "adapted-site" if has("adapted", text) else "duration-site"
        return _compared(quantity, segment, fact(reader, name), "time per site", "per_site")
    if has("surveillance", text) and has("new_entrant", text) and (_MORE.search(text) or quantity.value < 1):
        true = fact(reader, "surveillance-new-entrant")
        return _compared(quantity, segment, true, "surveillance of a new entrant", "surveillance_more")
    if marks.amounts(text):
        return None
    if re.search(r"apprentissage|cfa|apprentice", text) and _MORE.search(text):
        return None
    return None


def _compared(quantity: Quantity, segment: Segment, half_days: int | None, subject: str, code: str) -> Found | None:
    if half_days is None:
        return None
    told = denied(segment.text[: quantity.start], 25)
    holds = (quantity.value * 2 == half_days) != told
    return found("duration", subject, f"{quantity.value:g} days", holds, code, time=HalfDays(half_days))


def _length(quantity: Quantity, segment: Segment, scene: Scene) -> Found | None:
    """The length of an initial or renewal audit, where turnover and categories are given."""
    text, reader = scene.text, segment.reader
    adapted = has("adapted", text)
    if (
        (not has("audit", text) and not adapted)
        or has("surveillance", text)
        or has("extension", text)
        or _MORE.search(text)
    ):
        return None
    turnovers = _turnovers(text, reader, "adapted" if adapted else "duration")
    named = _categories(text)
    if not named or not turnovers or (not marks.amounts(text) and not adapted):
        return None
    scale = "adapted" if adapted else "duration"
    sites = next((int(q.value) for s in scene.segments for q in s.quantities if q.unit == "site"), 1)
    right: set[int] = set()
    for turnover in turnovers:
        right |= _sums(named, turnover, sites, scale, reader)
    told = denied(segment.text[: quantity.start], 25)
    holds = (int(quantity.value * 2) in right and quantity.value * 2 % 1 == 0) != told
    code = "length_adapted" if adapted else "length"
    times = [HalfDays(count) for count in sorted(right)]
    return found(
        "duration", f"{scale} audit", f"{quantity.value:g} days", holds, code, times=times, categories=list(named)
    )


def _categories(text: str) -> tuple[Category, ...]:
    named = marks.categories(text)
    listed = r"(?=\s*(?:,|\+|et |and |&|/))|(?<=\+ )(?:formations?|bilans?)"
    if re.search(rf"(?<!de )(?<!de la )formations?{listed}", text) and "OF" not in named:
        named = ("OF", *named)
    if re.search(r"(?<![a-z])training(?=\s*(?:,|\+|and |&))", text) and "OF" not in named:
        named = ("OF", *named)
    if re.search(rf"bilans?{listed}", text) and "CBC" not in named:
        named = (*named, "CBC")
    if not named and re.search(r"formation seule|training only|seules? formations?", text):
        return ("OF",)
    if re.search(r"4 categories|toutes les categories|all 4 categories", text):
        return CATEGORIES
    return named


def _turnovers(text: str, reader: Reader, scale: str) -> list[int]:
    """One turnover per band that the sentence can mean."""
    bands = sorted({*reader.read(f"{scale}-base"), *reader.read(f"{scale}-category")})
    found_amounts = marks.amounts(text)
    if not found_amounts:
        return bands if scale == "adapted" else []
    limits = [(place, amount) for place, amount in found_amounts if amount > 5000]
    if not limits:
        return []
    low, high = 0, 10**9
    for place, amount in limits:
        before = text[:place]
        if _UNDER.search(before):
            high = min(high, amount - 1)
        elif _OVER.search(before) or (len(limits) > 1 and amount == min(a for _, a in limits)):
            low = max(low, amount)
        elif len(limits) > 1:
            high = min(high, amount - 1)
        else:
            low = high = amount
    inside = [band for band in bands if low <= band <= high]
    return sorted({low, *inside})


def _sums(named: tuple[Category, ...], turnover: int, sites: int, scale: str, reader: Reader) -> set[int]:
    def band(table: Mapping[int, Any]) -> Any:
        return table[max(bound for bound in table if bound <= turnover)]

    added = band(reader.read(f"{scale}-category"))
    total = band(reader.read(f"{scale}-base")) + sum(added[category] for category in named)
    samples = _samples(sites, "initial", reader) if sites > 1 else {0}
    return {total + sample * reader.read(f"{scale}-site") for sample in samples}


def _samples(sites: int, audit: str, reader: Reader) -> set[int]:
    """How many sites are sampled, the central one counted or not among them."""
    factor = Fraction(reader.read("sites-factor")[audit])
    return {nearest_root(factor, sites), nearest_root(factor, sites - 1)}


def _sample(segment: Segment, scene: Scene) -> Iterator[Found]:
    """√n at initial and renewal audits, 0.6 √n at surveillance, and worked samples."""
    text, reader = segment.text, segment.reader
    if not re.search(r"sites?|etablissements?|locations|branches", scene.text):
        return
    surveillance = has("surveillance", text) or (
        has("surveillance", scene.text) and not has("initial", text) and not has("renewal", text)
    )
    audit = "surveillance" if surveillance else "initial"
    root = first("square_root", text)
    factors = fact(reader, "sites-factor")
    if factors is None:
        return
    if root:
        factor = re.search(r"(0\.\d+)[ x*×]*(?:fois |times )?(?:la |the )?$", text[: root.start()])
        if has("surveillance", text) and (has("initial", text) or has("renewal", text)):
            return
        said = factor[1] if factor else "1"
        half = re.search(r"(?:moitie|half)[^,;:]{0,12}$", text[: root.start()])
        true = factors[audit]
        holds = float(said) == float(true) and not half
        if not has("negation", text):
            yield found("duration", f"sample at {audit}", said, holds, f"sample_{audit}", factor=_factor(true))
        return
    share = first("share_of_sites", text)
    if (
        share
        and has("sampled", text)
        and has("audit", scene.text + " audit")
        and not re.search(r"perimetre|scope|liste|declar|programme|interne|central", text)
    ):
        told = has("negation", text)
        yield found("duration", f"sample at {audit}", share[0], told, f"sample_{audit}", factor=_factor(factors[audit]))
        return
    yield from _worked(segment, scene, audit)


def _worked(segment: Segment, scene: Scene, audit: str) -> Iterator[Found]:
    numbers = [q for s in scene.segments for q in s.quantities if q.unit == "site"]
    if not numbers or not has("sampled", scene.text) or marks.amounts(scene.text):
        return
    total = int(max(q.value for q in numbers))
    if len(numbers) >= 2:
        said = int(min(q.value for q in numbers))
    else:
        alone = re.search(
            r"(?:echantillonn\w*|sampl\w+|visit\w*|voit|voir|retien\w*|select\w*|sees?|tire\w*|pick\w*"
            r"|audit\w*) (?:\w+ )?(\d{1,2})(?![\d.]| ?(?:mois|jours?|days?|%|ans|years?|fois|x |\*))",
            scene.text,
        ) or re.search(
            r"(?<![\d.])(\d{1,2})(?= (?:sont|seront|are|will|visite|echantillon|sampled|retenu|en )|\W*$)", scene.text
        )
        if alone is None or int(alone[1]) == total:
            return
        said = int(alone[1])
    mine = any(q in segment.quantities for q in numbers[-1:])
    if total < 3 or said >= total or not mine:
        return
    right = _samples(total, audit, segment.reader)
    if has("surveillance", scene.text) and (has("initial", scene.text) or has("renewal", scene.text)):
        right |= _samples(total, "initial", segment.reader)
    holds = said in right
    yield found(
        "duration",
        f"sample of {total} sites",
        said,
        holds,
        f"sampled_{audit}",
        n=total,
        sampled=Amount(min(right), "site"),
        factor=_factor(segment.reader.read("sites-factor")[audit]),
    )


def _factor(value: str) -> dict[str, str]:
    text = "" if float(value) == 1 else value
    return {"fr": text.replace(".", ","), "en": text}
