"""Claims on how long a certificate is valid, when it expires, or that it never does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.claims import dating
from assistant.claims.cues import cues, first, has, places
from assistant.claims.facts import fact
from assistant.claims.marks import Quantity
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules.shown import Amount

_PERIOD = re.compile(r"duree de validite|(?:validity|certification) period|period of validity")
_OTHER_PERIOD = re.compile(
    r"carte|habilitation|attestation|devis|convention|permis|agrement|passeport|visa|offer|quote|card|licen[cs]e|iso "
)
_CHANGED = re.compile(
    r"(?<![a-z])(?:pass|etend|allong|port|prolong|rais|increas|went|gone|mov|chang|raccourci|shorten|redui|reduc"
    r"|ramen|cut|brought|extend|lengthen)\w* (?:\w+ ){0,2}?(?:de|from) (\d)(?: ans| years)? (?:a"
    r"|to) (\d)[ -](?:ans?|years?)"
)
_OVER = re.compile(r"(?:plus (?:de|longtemps que)|more than|longer than|over|au-dela de|beyond) (?:les |the )?$")
_UNDER = re.compile(r"(?:moins de|less than|under|fewer than) $")
_EXPIRES = re.compile(
    r"(?:expir\w+|valable|valid(?:e|ite)?|court|runs?|jusqu'|until|echeance|end(?:s| date)|prend fin|fin de validite"
    r"|tranquille|renouvel\w*|renew\w*)[^;:]{0,30}$"
)
_ISSUED = re.compile(
    r"(?:obten\w*|obtain\w*|deliv\w+|issu\w+|certifie\w*|certified|award\w*|grant\w*|decern\w*|emis\w*|dat(?:e|ed)"
    r"|signe\w*|received|recu)[^;:]{0,20}$"
)
_RELATIVE = re.compile(
    r"(?P<month>le mois dernier|last month)|(?P<now>aujourd'hui|today|ce mois(?:-ci)?|this month"
    r"|cette semaine|this week)"
    r"|(?P<year>cette annee|this year)"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the validity of the certificate."""
    if scene.planned or not _about(scene):
        return
    true = fact(segment.reader, "certificate-validity")
    if true is None:
        return
    yield from _endless(segment, scene, true)
    yield from _until(segment, scene)
    change = _CHANGED.search(segment.text)
    if change:
        yield _found(
            int(change[2]) * 12, f"{change[1]} to {change[2]} year", true, denied(segment.text[: change.start()])
        )
        return
    yield from _lasting(segment, scene, true)


def _about(scene: Scene) -> bool:
    period = _PERIOD.search(scene.text) and not _OTHER_PERIOD.search(scene.text)
    certificate = (
        has("certificate", scene.text)
        or _SAFE_SAID.search(scene.text)
        or re.match(r"\W*(?:duree de )?validi", scene.text)
        or period
    )
    return bool(certificate) and not has("not_certificate", scene.text)


def _found(months: float, said: str, true: int, told: bool) -> Found:
    holds = (abs(months - 12 * true) < 0.5) != told
    return found("validity", "certificate", said, holds, "validity", time=Amount(true, "year"))


def _endless(segment: Segment, scene: Scene, true: int) -> Iterator[Found]:
    """A certificate that never expires."""
    text = segment.text
    never = first("endless", text)
    if never is None or re.search(r"formation|course|suspen|retir|withdr|perd|lost|lose|refus", text):
        return
    told = denied(text[: never.start()], 20) or bool(
        re.search(r"(?:pas|ni|not an?|no) (?:un |1 )?(?:\w+ )?$", text[: never.start()])
    )
    if not told or has("certificate", text):
        yield found("validity", "certificate", never[0], told, "validity", time=Amount(true, "year"))


def _until(segment: Segment, scene: Scene) -> Iterator[Found]:
    """The day of issue and the day of expiry, both given."""
    for end in dating.days(segment.text):
        before = segment.text[: end.start]
        if (
            not _EXPIRES.search(before)
            or _ISSUED.search(before)
            or re.search(r"(?:avant|before|des|from) (?:le |the )?$", before)
        ):
            continue
        issued = _issue(scene, segment.start + end.start)
        if issued is None or issued[1] >= end.first:
            continue
        true = fact(segment.reader.on_day(issued[0]), "certificate-validity")
        if true is None:
            continue
        low, high = _later(issued[0], true) - timedelta(days=1), _later(issued[1], true) + timedelta(days=1)
        if re.search(r"renouvel|renew", before) and end.last < low:
            continue
        said = segment.text[end.start : end.end]
        holds = (end.first <= high and end.last >= low) != segment.negated
        yield found("validity", "certificate", f"until {said}", holds, "validity", time=Amount(true, "year"))


def _issue(scene: Scene, place: int) -> tuple[date, date] | None:
    """The first and the last day on which the certificate can have been issued."""
    for day in dating.days(scene.text):
        lead = scene.text[: day.start]
        if (
            day.end <= place
            and _ISSUED.search(lead)
            and not re.search(r"(?:avant|before|apres|after) (?:le |the )?$", lead)
        ):
            return day.first, day.last
    for part in scene.segments:
        relative = _RELATIVE.search(part.text)
        if relative is None or dating.days(part.text) or not re.search(_ISSUED.pattern, part.text[: relative.start()]):
            continue
        today = part.reader.on
        if relative["year"]:
            return date(today.year, 1, 1), date(today.year, 12, 31)
        if relative["now"]:
            return today - timedelta(days=today.day + 6), today
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    return None


def _later(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28))


def _lasting(segment: Segment, scene: Scene, true: int) -> Iterator[Found]:
    """A length of time said of the certificate."""
    text = segment.text
    stated = has("valid", text) or (has("valid", scene.text) and len(scene.segments) <= 3) or _SAFE_SAID.search(text)
    if re.search(r"window|fenetre", scene.text) or re.search(r"restart|repart|remet\w* a zero|reset", text):
        return
    if not stated or (has("surveillance", text) and not has("certificate", text)):
        return
    for quantity in segment.quantities:
        if quantity.months is None or quantity.rank or (quantity.unit in ("day", "week") and quantity.value < 4):
            continue
        around = text[: quantity.start]
        near = around[-70:]
        if not near.strip():
            near = " ".join(other.text for other in [*scene.earlier(segment)][:1])
        after = text[quantity.end :]
        if _LEFT.search(around) or _LEFT_AFTER.match(after) or not _links(near, after, text, scene.text):
            continue
        yield from _said(quantity, around, segment, true)


def _said(quantity: Quantity, around: str, segment: Segment, true: int) -> Iterator[Found]:
    months, said = quantity.months or 0, f"{quantity.value:g} {quantity.unit}"
    told = denied(around)
    over, under = _OVER.search(around), _UNDER.search(around)
    if over or under:
        against = (
            told or segment.negated or bool(re.search(r"(?<![a-z])(?:jamais|pas|not|never|no)(?![a-z])", around[-40:]))
        )
        same = abs(months - 12 * true) < 0.5
        # "more than three years" is wrong, "not more than three" is right; another number says nothing for sure
        if over and not against and (same or months > 12 * true):
            yield found("validity", "certificate", f"over {said}", False, "validity", time=Amount(true, "year"))
        elif under and not against and (same or months < 12 * true):
            yield found("validity", "certificate", f"under {said}", False, "validity", time=Amount(true, "year"))
        elif same:
            yield found("validity", "certificate", f"not over {said}", True, "validity", time=Amount(true, "year"))
        return
    if re.search(r"(?:limit\w+|restrict\w+|capped) (?:a|to) $", around) and segment.negated:
        told = True
    yield _found(months, said, true, told)


_SAFE = re.compile(
    r"(?:certifie\w*|certified|certification|certificat\w*|qualiopi)?[^;:.]{0,40}(?:tranquille|a l'abri|covered|all set"
    r"|set|safe|in the clear|keep)[^;:.]{0,14}(?:pour|pendant|for) (?:more than |plus de )?$"
)
_SAFE_SAID = re.compile(_SAFE.pattern.replace("?$", r"?(?=\d)"))
_LEFT = re.compile(
    r"(?:il (?:\w+ )?reste (?:\w+ )?|reste(?:nt)? (?:encore )?(?:a \w+ )?|(?<![a-z])plus |\+ ?"
    r"|remaining |still has |has another )$"
)
_LEFT_AFTER = re.compile(r"\s*(?:restant|remaining|left|de plus|d'ecart|d'avance)")


def _links(near: str, after: str, text: str, whole: str) -> bool:
    """Whether a length of time is that of the certificate, not of something else in the sentence."""
    if re.search(r"(?<![a-z])(?:dans|in|encore|still) $", near):
        return False
    if re.search(
        r"(?:avant|before|apres|after|within|dans les|sous|il y a|depuis|since|premiers?|first|audit"
        r"|surveillance|delai|attendre|wait)[^,;:]{0,20}$",
        near,
    ) and not re.search(r"audit (?:est|is)", near):
        return bool(
            re.search(
                r"(?:renouvel\w*|renew\w*|expir\w*|laps\w*|perim\w*|end)[^,;:]{0,20}(?:apres|after|every"
                r"|tous les)[^,;:]{0,10}$",
                near,
            )
        )
    if re.match(
        r"\s*(?:avant|before|apres|after|plus tot|earlier|d'avance|de preparation|d'activite"
        r"|of (?:prep|exper)|de plus|longer)",
        after,
    ):
        return bool(
            re.match(
                r"\s*(?:apres|after) (?:son |sa |its |the |la |le )?(?:deliv|obten|issu|award|grant|date|emission)",
                after,
            )
        )
    if re.search(r"(?:tous les|every|toutes les) $", near):
        return bool(re.search(r"renouvel|renew|refaire|repass|certif", whole))
    verb = cues()["valid"]
    linked = bool(_SAFE.search(near)) or bool(verb.search(near)) or bool(verb.search(after[:30]))
    return (
        linked
        or bool(re.search(r"(?:certifi\w+|qualiopi)\W+(?:\w+ ){0,2}?$", near))
        or bool(re.match(r"^\s*(?:pour|for|de validite|of validity)", after))
        or bool(
            re.search(r"certificat de $|^\s*\d+[ -](?:year|month)\w* certif", near)
            or re.match(r"[ -]certif", after)
            or (re.search(r"^\s*$", near) and places("certificate", text))
        )
    )
