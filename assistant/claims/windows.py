"""Claims on when surveillance and renewal audits take place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.cues import first, has
from assistant.claims.facts import fact
from assistant.claims.marks import Quantity
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules.shown import Amount

_NO_WINDOW = re.compile(
    r"dure\w* |duree|lasts?|jour|delai|deadline|corrig|correct|rapport|report|notif|mineur"
    r"|majeur|minor|major|suspen|contacter"
    r"|contact|prevenir|prepar|book|reserver|convoc"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the surveillance window and the renewal."""
    if scene.planned:
        return
    yield from _surveillance(segment, scene)
    yield from _renewal(segment, scene)


def _surveillance(segment: Segment, scene: Scene) -> Iterator[Found]:
    text, reader = segment.text, segment.reader
    spoken = has("surveillance", text) or (
        any(has("surveillance", other.text) for other in scene.earlier(segment)) and not has("renewal", text)
    )
    window = fact(reader, "surveillance-window") if spoken else None
    if window is None or re.search(r"suspen|retrait|withdraw", scene.text):
        return
    low, high = window["from"], window["to"]
    values = {"low": low, "high": high}
    free = first("any_time", text) or first("optional", text) or first("no_surveillance", text)
    if free and not re.search(r"window|fenetre|dans (?:cet|ce)|\d|indicat|prepar|contact|plan", text):
        told = segment.negated and not re.search(
            r"pas (?:obligatoire|impose)|not (?:mandatory|compulsory|required)", free[0]
        )
        yield found("window", "surveillance", free[0], told, "surveillance", **values)
        return
    yearly = first("yearly", text)
    about = has("surveillance", text) or len(scene.segments) <= 2
    if yearly and about and not re.search(r"financeur|funder|cout|cost|fee|redevance|\d ?€|bilan", text):
        yield found("window", "surveillance", yearly[0], segment.negated, "surveillance", **values)
        return
    months = [q for q in segment.quantities if q.months is not None and q.unit in ("month", "year")]
    if not months or (_NO_WINDOW.search(text) and not any(q.rank for q in months)):
        return
    if re.search(r"valable|valid|val(?:ai)?t|vaut|dur[ea]|lasts|budget", text) and not any(q.rank for q in months):
        return
    said = [q.value * (12 if q.unit == "year" else 1) for q in months]
    where = " / ".join(f"{value:g}" for value in said)
    if len(said) >= 2:
        pair = sorted(said)[0], sorted(said)[-1]
        yield found("window", "surveillance", where, pair == (low, high), "surveillance", **values)
        return
    holds = _single(months[0], said[0], low, high, segment, scene)
    if holds is not None:
        yield found("window", "surveillance", where, holds, "surveillance", **values)


def _single(quantity: Quantity, value: float, low: int, high: int, segment: Segment, scene: Scene) -> bool | None:
    """Whether one month named agrees with the window: a bound, or a month where the audit is said to take place."""
    text = segment.text
    before, near = text[: quantity.start], text[max(0, quantity.start - 45) : quantity.start]
    ruled_out = (
        has("negation", before)
        or re.search(r"(?:^|\W)(?:no|aucun\w*|jamais|never|pas|impossible)\W", before) is not None
    )
    if re.search(r"(?:avant|before|prior to)(?: le| la| the)? $", near):
        return value == low if ruled_out else value <= high + 1 and value > low
    if re.search(r"(?:apres|after|au-dela|beyond|passe|past|later than)(?: le| du| de| the)? $", near):
        if re.search(r"later than $", near):
            return value == high
        return value == high if ruled_out else None
    if re.search(
        r"(?:au plus tot|earliest|des|a partir|from|starting|ouvr\w+|opens?|depuis|earlier than)[^,;:]{0,16}$", near
    ) or re.match(r"[^,;:]{0,12}(?:au plus tot|at the earliest|onwards)", text[quantity.end :]):
        return value == low
    if re.search(
        r"(?:au plus tard|latest|ferm\w+|closes?|ends?|jusqu'au?|until|by|up to|limite|acheve)[^,;:]{0,16}$", near
    ) or re.match(r"[^,;:]{0,12}(?:au plus tard|at the latest)", text[quantity.end :]):
        return value == high
    inside = low <= value <= high
    if ruled_out or denied(before, 1):
        return None if not inside else False if re.search(r"(?:peut|can|possible|may)", before) else None
    if has("acceptable", text) and inside:
        return True
    others = [q for other in scene.segments for q in other.quantities if q.rank or q.unit == "month"]
    if inside and len({q.value for q in others}) > 1:
        return None
    if inside and re.search(
        r"environ|about|around|vers|mi-|halfway|souvent|often|usually|generalement|typically"
        r"|en general|conseil|recommand|advis|suggest|pratique",
        scene.text,
    ):
        return None
    return False


def _renewal(segment: Segment, scene: Scene) -> Iterator[Found]:
    text = segment.text
    if not has("renewal", scene.text) or not (
        has("renewal", text) or has("expiry", text) or re.search(r"apres|after|36|3 ans|3 years", text)
    ):
        return
    lead = fact(segment.reader, "renewal-lead")
    if lead is None:
        return
    late = re.search(
        r"(?:attend\w*|wait\w*)(?: for| until)? (?:l'|the |la |que |its )?(?:echeance|expir\w*"
        r"|certificat \w+ (?:expire|perime)|certificate (?:expires|has))|"
        r"(?:apres|suiv\w+|une fois|posterieur\w* a|au-dela de|after|once|following|beyond"
        r"|past|(?:within|dans les)[^,;:]{0,14}(?:of|suiv\w+))[^,;:]{0,40}(?:echeance|expir\w*"
        r"|fin (?:de validite|du certificat|des 3 ans)"
        r"|date de fin|terme|perime|end of|end date|lapse|run out|runs out)"
        r"|(?:echeance|certificat|certificate|expiry)[^,;:]{0,20}(?:passee|depassee"
        r"|has (?:expired|lapsed|run out))",
        text,
    )
    early = re.search(
        r"(?:avant|before|prior to|ahead of|amont)[^,;:]{0,40}(?:echeance|expir\w*|fin|terme|end"
        r"|date|3 ans|validite|lapse|run)",
        text,
    )
    if late and not re.search(
        r"plus de certificat|no (?:longer|valid)|retir|trop tard|too late|perd|remov|lost|lose"
        r"|hors liste|radi|repartir|initial",
        scene.text,
    ):
        told = segment.negated or denied(text[: late.start()], 18)
        yield found("window", "renewal", "after the expiry", told, "renewal", time=Amount(lead, "month"))
    elif early:
        told = segment.negated and not re.search(r"(?:sans|without)", text)
        yield found("window", "renewal", "before the expiry", not told, "renewal", time=Amount(lead, "month"))
    else:
        validity = fact(segment.reader, "certificate-validity")
        fixed = re.search(
            r"(?:a|au|at|au bout de|a l'issue des|in|after|apres) (?:the )?(\d+)(?:e)? (?:mois|months?"
            r"|month)(?! avant| before)",
            text,
        )
        if fixed and validity is not None and has("renewal", text) and int(fixed[1]) >= 12 * validity:
            yield found("window", "renewal", fixed[0], segment.negated, "renewal", time=Amount(lead, "month"))
