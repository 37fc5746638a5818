"""Claims on how many: indicators in force, per category, per criterion, per severity; criteria; what belongs where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from assistant.claims.facts import fact
from assistant.claims.cues import has
from assistant.claims.marks import Quantity, criteria
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules import CATEGORIES, Category, Profile, Reader, applicability

_ELIDED = re.compile(
    r"(?<![\d.,/-])(?:les |the |dont |et |and |about |only |que )?(\d{1,2}) (?=(?:autres? |others? |d'entre eux |of them |of these )?"
    r"(?:sont|peuvent|ne connaissent|connaissent|n'admettent|admettent|ne donnent|donnent|ouvrent|communs?|specifiques?|graduables?|se graduent"
    r"|ne peuvent|majeurs?|restent|relevent|are|can|may|only|allow|know|common|specific|gradable|graded|remain|leave|accept|admit|concern))"
    r"|au nombre de (\d{1,2})(?! ?(?:mois|ans|jours))|(?:number|total)(?:s|led)? (\d{1,2})(?=\W*$)"
)
_PART = re.compile(
    r"(?<![a-z])(?:premier|dernier|first|last|quelques|certains|some|parmi|among|notre tableau|nos |our |mes |my |par jour|a day|per day|trait\w+|vu[se]? |treated|relus?|priorit|difficil|difficult|palmares|reste a|to go|manqu|miss|surveill|formation en ligne|module|webinaire|quiz|tableau|dashboard|kpi|suivi|taux|performance|satisfaction|pilotage|en retard|d'ecart)"
)
_WITHOUT = re.compile(
    r"sans objet|reellement|hors 12|en realite examin|without object|not counting|leaving out|excluding 12|moins|less|minus|hors "
)
_PROFILE_NOT = {"certifying": "not_certifying", "alternance": "not_alternance", "company_period": "not_company_period"}


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on numbers of indicators and criteria, and on their order."""
    yield from _criteria_total(segment, scene)
    yield from _belonging(segment)
    for quantity in _counted(segment, scene):
        met = _met(quantity, segment, scene)
        if met is not None:
            yield met


def _counted(segment: Segment, scene: Scene) -> list[Quantity]:
    """Numbers of indicators, the word said or understood."""
    said = [q for q in segment.quantities if q.unit == "indicator" and not q.rank and q.value > 1]
    if re.search(r"indicat", scene.text + scene.before) and not segment.numbers:
        for match in _ELIDED.finditer(segment.text):
            value = int(next(group for group in match.groups() if group))
            if all(not q.start <= match.start(0) + 6 <= q.end for q in said) and value > 1:
                said.append(Quantity(match.start(), match.end(), float(value), "indicator"))
    return said


def _met(quantity: Quantity, segment: Segment, scene: Scene) -> Found | None:
    value = int(quantity.value)
    text, reader = segment.text, segment.reader
    after = text[quantity.end : quantity.end + 70]
    count = _subject(quantity, segment, scene, after)
    if count is None:
        return None
    subject, accepted, code, values = count
    before = text[: quantity.start]
    told = denied(before, 28) or bool(re.match(r"\s*(?:ne sont pas|are not|aren't) (?:des )?(?:indicateurs )?(?:commun|common)", after))
    reader.rules  # the reader has recorded what was read
    return found("count", subject, value, (value in accepted) != told, code, **values)


Subject = tuple[str, set[int], str, dict[str, object]]


def _subject(quantity: Quantity, segment: Segment, scene: Scene, after: str) -> Subject | None:
    """What is counted, the right numbers, and the true sentence."""
    text, reader = segment.text, segment.reader
    named = criteria(text) or [c for other in scene.around(segment) for c in criteria(other.text)]
    if has("new_entrant", scene.text) and has("eased", scene.text):
        return _listed(reader, "new-entrant-adapted", "count_new_entrant")
    if re.search(r"surveillance|amenag|cnefop|adapted", scene.text):
        return None
    if has("subcontractor", scene.text) and not has("principal", scene.text):
        if has("outside", text):
            return _listed(reader, "subcontractor-not-applicable", "count_subcontractor")
        return _listed(reader, "subcontractor-by-mission", "count_mission") if has("by_mission", text) else None
    kind = _severity(after) or _severity(text)
    if kind and not (has("everyone", text) and not kind):
        table = fact(reader, "severity")
        if table is None:
            return None
        right = sum(level == kind for level in table.values())
        return f"{kind} indicators", {right}, f"count_{kind}", {"count": right}
    if (
        re.match(r"\s*(?:sont |are |restent |remain )?(?:\w+ )?(?:commun|common)", after)
        or has("common", text)
        and not segment.categories
    ):
        if re.match(r"\s*(?:sont |are )?specifi", after):
            return _specific(segment, scene)
        common = reader.read("common-indicators")
        return "common indicators", {len(common)}, "count_common", {"count": len(common), "list": common}
    if re.match(r"\s*(?:sont |are )?(?:\w+ )?specifi", after):
        return _specific(segment, scene)
    if has("reform", scene.text) and has("changed", text) and not re.search(r"compte|has |contains|passe", text):
        changed = fact(reader, "modified-in-2026")
        if changed is None or has("unchanged", text):
            return None
        formal, new = fact(reader, "form-changed-in-2026") or (), fact(reader, "created-in-2026") or ()
        right_ones = {
            len(changed),
            len(changed) + len(formal),
            len(changed) + len(formal) + len(new),
            len(changed) + len(new),
        }
        return "indicators changed", right_ones, "count_changed", {"count": len(changed), "list": changed}
    if named and (has("has", text) or has("covers", text) or has("belongs", text) or re.search(r":|=|\(", scene.text)):
        number = named[0].numbers[0]
        table = reader.read("criteria")
        if number in table:
            return (
                f"criterion {number}",
                {len(table[number])},
                "count_criterion",
                {"n": number, "count": len(table[number]), "list": table[number]},
            )
        return None
    return _total(quantity, segment, scene)


def _listed(reader: Reader, parameter: str, code: str) -> Subject | None:
    value = fact(reader, parameter)
    return None if value is None else (parameter, {len(value)}, code, {"count": len(value), "list": value})


def _severity(text: str) -> str | None:
    if has("graded", text) and not has("negation", text):
        return "minor_or_major"
    if re.search(r"(?:peuvent|can|may|pourraient)[^,;:]{0,30}(?:mineur|minor)", text) and not re.search(
        r"ne peuvent|cannot|can't", text
    ):
        return "minor_or_major"
    major = re.search(r"majeur|maj\.|major", text)
    only = re.search(
        r"que (?:la |des |de la )?(?:nc |non[- ]conformites? )?maj|seule|uniquement|toujours|d'office|automati|only|nothing but|always|jamais|never|exclus|forcement",
        text,
    )
    if (
        major
        and only
        or re.search(
            r"(?:ne peuvent|cannot|can't|never|jamais|no room|pas de|aucune)[^,;:]{0,30}(?:mineur|minor)", text
        )
    ):
        return "major"
    return None


def _specific(segment: Segment, scene: Scene) -> Subject | None:
    matrix = segment.reader.read("specific-indicators")
    named = segment.categories or next((s.categories for s in scene.segments if s.categories), ())
    lists = [matrix[category] for category in named] or [sorted({n for one in matrix.values() for n in one})]
    counts = {len(one) for one in lists} | ({*range(len(lists[0]) + 1)} if named == ("OF",) else set())
    return "specific indicators", counts, "count_specific", {"count": len(lists[0]), "list": lists[0]}


def _total(quantity: Quantity, segment: Segment, scene: Scene) -> Subject | None:
    """The indicators in force, or those of a profile."""
    text, reader = segment.text, segment.reader
    if has("everyone", text) and re.search(r"pour |for |appl|concern", text) and not has("framework", text):
        common = reader.read("common-indicators")
        return "indicators for everyone", {len(common)}, "count_common", {"count": len(common), "list": common}
    named = _categories(quantity, segment, scene)
    if _PART.search(text) or segment.numbers:
        return None
    if named and not has("everyone", text):
        if _WITHOUT.search(scene.text):
            return None
        right = sorted(_profiles(named, scene.text, reader))
        reader.read("common-indicators"), reader.read("specific-indicators")
        return (
            f"indicators for {', '.join(named)}",
            set(right),
            "count_category",
            {"categories": list(named), "counts": right},
        )
    total = reader.read("indicator-count")
    values = {"count": total}
    near = 3
    stated = has("framework", scene.text) and (
        has("has", text) or re.search(r"indicat\w+ (?:du|of the|qualiopi|in the|au total|in total|nationa|quali)", text)
    )
    bare = re.search(r"(?:les|the|aux|des|of|sur|ses|all) $", text[: quantity.start]) or re.search(
        r"au total|in total|en tout|all in all", scene.text
    )
    if stated or (bare and abs(quantity.value - total) <= near and quantity.value > total - 2):
        return "indicators in force", {total}, "count_total", values
    return None


def _categories(quantity: Quantity, segment: Segment, scene: Scene) -> tuple[Category, ...]:
    """The categories a count is about: those of the segment, nearest first where there are several counts."""
    if len([q for q in segment.quantities if q.unit == "indicator"]) > 1 or (
        len(segment.categories) > 1 and len([s for s in scene.segments if s.quantities]) > 1
    ):
        return ()
    if segment.categories:
        return segment.categories
    if re.search(r"total|en tout|altogether|\d+ indicat", segment.text):
        for other in scene.earlier(segment):
            if other.categories and not any(q.unit == "indicator" for q in other.quantities):
                return other.categories
            if other.numbers or any(q.unit == "indicator" for q in other.quantities):
                return ()
        later = scene.later(segment)
        if (
            later
            and later[0].categories
            and not re.search(r"\d", later[0].text)
            and len(later[0].text.split()) <= 6
            and not later[0].quantities
        ):
            return later[0].categories
    return ()


def _profiles(named: tuple[Category, ...], text: str, reader: Reader) -> set[int]:
    """The counts that the categories can have, given what the sentence says of the provider."""
    plain = re.search(
        r"simple|seule?|classique|plain|ordinary|basic|sans (?:rien|certif|altern)|only|uniquement|just", text
    )
    choices: dict[str, tuple[bool, ...]] = {}
    for flag, cue, against in (
        ("certifying", "certifying", "not_certifying"),
        ("alternance", "alternance", "not_alternance"),
        ("work_placement", "company_period", "not_company_period"),
    ):
        if has(against, text) or re.search(
            {
                "certifying": r"sans certif|non certif",
                "alternance": r"ni alternance",
                "work_placement": r"ni stage|nor placement",
            }[flag],
            text,
        ):
            choices[flag] = (False,)
        elif has(cue, text):
            choices[flag] = (True,)
        else:
            choices[flag] = (False,) if plain else (False, True)
    counts = set()
    for values in product(*choices.values()):
        profile = Profile(categories=named, afest=False, **dict(zip(choices, values, strict=True)))  # type: ignore[arg-type]
        counts.add(applicability(profile, reader).count)
    return counts


def _criteria_total(segment: Segment, scene: Scene) -> Iterator[Found]:
    text = segment.text
    for quantity in segment.quantities:
        if quantity.unit != "criterion" or quantity.rank or quantity.value < 2 or _PART.search(text):
            continue
        after = text[quantity.end : quantity.end + 25]
        linked = has("framework", scene.text) and (
            has("has", text) or re.match(r" (?:de qualite|qualite|quality|du |of the |qualiopi|nationa)", after)
        )
        if linked or (re.search(r"reforme|reform", scene.text) and quantity.start < 4):
            table = segment.reader.read("criteria")
            told = denied(text[: quantity.start], 18)
            holds = (int(quantity.value) == len(table)) != told
            if not re.search(r"criteres? (?:pour|de choix|a regarder|de selection)|criteria (?:for|to)", text):
                yield found("count", "criteria", int(quantity.value), holds, "count_criteria", count=len(table))


def _belonging(segment: Segment) -> Iterator[Found]:
    """Which criterion an indicator belongs to."""
    text, named = segment.text, criteria(segment.text)
    if len(named) != 1 or len(segment.indicators) != 1:
        return
    table = segment.reader.read("criteria")
    criterion, numbers = named[0].numbers[0], segment.indicators[0].numbers
    if criterion not in table:
        return
    between = text[min(named[0].end, segment.indicators[0].end) : max(named[0].start, segment.indicators[0].start)]
    if named[0].start < segment.indicators[0].start:
        linked = has("covers", between) or re.match(r"^\W*(?:indicateurs?|indicators?)?\W*$", between)
    else:
        linked = has("belongs", between) or re.match(r"^\W*(?:du |of |in |de )?\W*$", between)
    if not linked or len(between) > 60:
        return
    told = segment.negated
    for number in numbers:
        true = next((c for c, members in table.items() if number in members), None)
        if true is not None:
            yield found(
                "category",
                f"indicator {number}",
                f"criterion {criterion}",
                (true == criterion) != told,
                "criterion_of",
                n=number,
                criterion=true,
            )


__all__ = ["CATEGORIES", "claims"]
