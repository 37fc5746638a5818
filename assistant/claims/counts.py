"""Claims on how many: indicators in force, per category, per criterion, per severity; criteria; what belongs where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims import marks
from assistant.claims.cues import has
from assistant.claims.facts import fact
from assistant.claims.marks import Quantity, criteria
from assistant.claims.negation import denied
from assistant.claims.profiles import counts_of
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules import Category, Reader

_ELIDED = re.compile(
    r"(?<![\w.,/-])(?:les |the |dont |et |and |about |only |que )?(\d{1,2}) (?=(?:autres? "
    r"|others? |d'entre eux |of them |of these )?"
    r"(?:sont|peuvent|ne connaissent|connaissent|n'admettent|admettent|ne donnent|donnent"
    r"|ouvrent|communs?|specifiques?|graduables?|se graduent"
    r"|ne peuvent|majeurs?|restent|relevent|are|can|may|only|allow|know|common|specific|gradable"
    r"|graded|remain|leave|accept|admit|concern))"
    r"|nombre (?:total )?d'indicateurs[^,;:]{0,22} (?:a|de|est|atteint) (\d{1,2})(?! ?(?:mois|ans|jours))"
    r"|number of indicators[^,;:]{0,22} (?:at|is|to|of) (\d{1,2})"
    r"|au nombre de (\d{1,2})(?! ?(?:mois|ans|jours))|(?:number|total)(?:s|led)? (\d{1,2})(?=\W*$)"
)
PART = re.compile(
    r"(?<![a-z])(?:premier|dernier|first|last|quelques|certains|some|parmi|among|notre tableau"
    r"|nos |our |mes |my |par jour|a day|per day|trait\w+|vu[se]? |treated|relus?|priorit"
    r"|difficil|difficult|palmares|reste a|to go|manqu|miss|surveill|formation en ligne|module"
    r"|webinaire|quiz|tableau|dashboard|kpi|suivi|taux|performance|satisfaction|pilotage"
    r"|en retard|d'ecart)"
)
_WITHOUT = re.compile(
    r"sans objet|reellement|hors 12|en realite examin|without object|not counting|leaving out"
    r"|excluding 12|moins|less|minus|hors "
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on numbers of indicators in force, by category, by criterion and by severity."""
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
            if any(value in one.numbers for one in marks.indicators(scene.before, segment.reader.last_indicator)):
                continue
            if all(not q.start <= match.start(0) + 6 <= q.end for q in said) and value > 1:
                said.append(Quantity(match.start(), match.end(), float(value), "indicator"))
    return said


def _met(quantity: Quantity, segment: Segment, scene: Scene) -> Found | None:
    value = int(quantity.value)
    text = segment.text
    after = text[quantity.end : quantity.end + 70]
    count = _subject(quantity, segment, scene, after)
    if count is None:
        return None
    subject, accepted, code, values = count
    before = text[: quantity.start]
    told = denied(before, 28) or bool(
        re.match(r"\s*(?:ne sont pas|are not|aren't) (?:des )?(?:indicateurs )?(?:commun|common)", after)
    )
    return found("count", subject, value, (value in accepted) != told, code, **values)


Subject = tuple[str, set[int], str, dict[str, object]]


def _subject(quantity: Quantity, segment: Segment, scene: Scene, after: str) -> Subject | None:
    """What is counted, the right numbers, and the true sentence."""
    text, reader = segment.text, segment.reader
    special = _special(segment, scene)
    if special is not None:
        return special or None
    kind = _severity(re.split(r"(?:,|(?<![a-z])(?:and|et)) (?:the |les )?\d", after)[0]) or _severity(text)
    if kind:
        table = fact(reader, "severity")
        if table is None:
            return None
        right = sum(level == kind for level in table.values())
        return f"{kind} indicators", {right}, f"count_{kind}", {"count": right}
    specific = re.match(r"\s*(?:sont |are )?(?:\w+ )?specifi", after)
    common = re.match(r"\s*(?:sont |are |restent |remain )?(?:\w+ )?(?:commun|common)", after)
    if specific:
        return _specific(segment, scene)
    if common or (has("common", text) and not segment.categories):
        return _common(reader, "common indicators")
    if has("reform", scene.text) and has("changed", text) and not re.search(r"compte|has |contains|passe", text):
        return _changed(segment)
    named = criteria(text) or [c for other in scene.around(segment) for c in criteria(other.text)]
    if named and (any(has(cue, text) for cue in ("has", "covers", "belongs")) or re.search(r":|=|\(", scene.text)):
        return _criterion(named[0].numbers[0], reader)
    return _total(quantity, segment, scene)


def _special(segment: Segment, scene: Scene) -> Subject | tuple[()] | None:
    """Counts of new entrants and subcontractors; () for other special audits, None for the rest."""
    if has("new_entrant", scene.text) and has("eased", scene.text):
        return _listed(segment.reader, "new-entrant-adapted", "count_new_entrant") or ()
    if re.search(r"surveillance|amenag|cnefop|adapted", scene.text):
        return ()
    if has("subcontractor", scene.text) and not has("principal", scene.text):
        if has("outside", segment.text):
            return _listed(segment.reader, "subcontractor-not-applicable", "count_subcontractor") or ()
        by_mission = has("by_mission", segment.text)
        return (_listed(segment.reader, "subcontractor-by-mission", "count_mission") if by_mission else None) or ()
    return None


def _common(reader: Reader, subject: str) -> Subject:
    common = reader.read("common-indicators")
    return subject, {len(common)}, "count_common", {"count": len(common), "list": common}


def _changed(segment: Segment) -> Subject | None:
    changed = fact(segment.reader, "modified-in-2026")
    if changed is None or has("unchanged", segment.text):
        return None
    formal = len(fact(segment.reader, "form-changed-in-2026") or ())
    new = len(fact(segment.reader, "created-in-2026") or ())
    right = {len(changed) + more for more in (0, formal, new, formal + new)}
    return "indicators changed", right, "count_changed", {"count": len(changed), "list": changed}


def _criterion(number: int, reader: Reader) -> Subject | None:
    members = reader.read("criteria").get(number)
    if members is None:
        return None
    values: dict[str, object] = {"n": number, "count": len(members), "list": members}
    return f"criterion {number}", {len(members)}, "count_criterion", values


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
        r"que (?:la |des |de la )?(?:nc |non[- ]conformites? )?maj|seule|uniquement|toujours"
        r"|d'office|automati|only|nothing but|always|jamais|never|exclus|forcement",
        text,
    )
    if (major and only) or re.search(
        r"(?:ne peuvent|cannot|can't|never|jamais|no room|pas de|aucune)[^,;:]{0,30}(?:mineur|minor)", text
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
        return _common(reader, "indicators for everyone")
    named = _categories(quantity, segment, scene)
    if PART.search(text) or segment.numbers:
        return None
    if named and not has("everyone", text):
        if _WITHOUT.search(scene.text):
            return None
        right = sorted(counts_of(named, _clause(quantity, segment, scene), reader))
        reader.read("common-indicators")
        reader.read("specific-indicators")
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


_CUT = re.compile(
    r";|(?<![a-z])(?:contre|against|versus|vs|tandis que|alors que|while|whereas|compared (?:with|to))(?![a-z])"
    r"|, (?=(?:et |and )?\d+ (?:if|si|when|quand|pour|for|en|with|avec|des))|, (?=(?:et|and) )"
)


def _clause(quantity: Quantity, segment: Segment, scene: Scene) -> str:
    """The part of the sentence that a count belongs to, where several are set against one another."""
    place = segment.start + quantity.start
    text = scene.text
    start = max((cut.end() for cut in _CUT.finditer(text) if cut.end() <= place), default=0)
    stop = min((cut.start() for cut in _CUT.finditer(text) if cut.start() > place), default=len(text))
    return text[start:stop] if has("OF", text[start:stop]) or marks.categories(text[start:stop]) else text


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
