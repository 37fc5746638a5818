"""Figures and days that a question gives for a rule: turnover, sites, non-conformities, day of the certificate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from assistant.dates import DAY, first_day, undated
from assistant.rules import NonConformity


@dataclass(frozen=True)
class Given:
    """What is given; None or empty = not said."""

    turnover: int | None = None
    """EUR."""
    sites: int | None = None
    """Establishments, the head office included."""
    sampled: int | None = None
    """Sites that the auditor visits."""
    found: tuple[NonConformity, ...] = ()
    certificate: date | None = None
    """The day the certificate was obtained."""
    expires: date | None = None
    """The day the certificate ends; never with the day it was obtained, which says more."""
    notified: date | None = None
    """The day the non-conformities were notified."""

    def with_known(self, other: Given) -> Given:
        """This, with everything that `other` knows put over it."""
        known = {f.name: getattr(other, f.name) for f in fields(self) if getattr(other, f.name) not in (None, ())}
        if other.certificate or other.expires:
            known |= {"certificate": other.certificate, "expires": other.expires}
        return replace(self, **known)


_NUMBER = r"(\d+(?:[ .,]\d{3})+|\d+(?:[.,]\d+)?)"
_MILLION = re.compile(rf"{_NUMBER} ?(?:m€|m ?euros?|millions?|meur)(?![a-z])|€ ?{_NUMBER} ?m(?:illion)?\b")
_THOUSAND = re.compile(rf"{_NUMBER} ?(?:k€|k ?euros?|keur|mille euros|thousand)|€ ?{_NUMBER} ?k\b")
_EURO = re.compile(rf"{_NUMBER} ?(?:€|euros?|eur\b)|€ ?{_NUMBER}")
_TURNOVER = re.compile(r"\bca\b|chiffres? d'affaires?|turnover|revenue|produits")
_BARE = re.compile(rf"[^0-9?!.]{{0,25}}?{_NUMBER} ?(k|m)?(?![a-z0-9])")
_BEFORE = re.compile(rf"{_NUMBER} ?(k|m)? (?:ht |ex vat |of |de |in )?$")
LEAST_TURNOVER = 10_000
"""EUR from which a number after "turnover" is one, without any unit."""
_BEYOND = re.compile(
    r"(?:\+|plus|et|and|with|avec|en plus d[eu]|hors|sans compter|without|not counting|apart from|besides)"
    r" (?:le |un |notre |the |our |a )?(?:siege|head ?office|hq)\b"
)
_BESIDE = re.compile(
    r"(?:siege|head ?office|hq) (?:\+|plus|et|and|with|avec) \w+ (?:sites?|antennes?|agences?|branches|centres?)"
)
"""The head office, named beside the others."""
_SITES = r"(?:sites?|etablissements?|centres?|antennes?|agences?|locations?|branches|premises)\b"
_HOW_MANY_SITES = re.compile(rf"(?:combien (?:de |d')|quels? |how many |which ){_SITES}")
_PLACES = r"(?!(?:sites?|ans?|jours?|mois|years?|days?|months?|people|personnes?)\b)(?:[a-z-]+ ){0,2}?[a-z-]+s\b"
"""What may stand for sites where it is asked how many are visited ("nine driving schools")."""
_SECOND_SITE = re.compile(rf"\b(?:deuxieme|second|2e|2eme|2nd) {_SITES}")
_SAMPLED = r"(?:seront |sont |a |to be |are )?(?:echantillonn|vus?\b|visit|sampled)"
_CERTIFICATE = re.compile(
    r"certifie\w*(?: qualiopi)? (?:le|depuis|on|since)|certificat[^.?!]{0,30}? (?:le|du|date du)"
    r"|certificate[^.?!]{0,30}? (?:on|from|dated)\b|certified on|obtenu\w* (?:le )?|obtained on"
)
_NOTIFIED = re.compile(rf"notifi(?:(?!audit)[^?!]){{0,40}}?(?P<day>{DAY})|(?P<before>{DAY})[ ,:(]{{0,3}}notifi")
_RECEIVED = re.compile(r"(?:recu|recue|received)[^.?!]{0,30}? (?:le|on)|rapport[^.?!]{0,20}? (?:du|le)")
_ABOUT_A_CERTIFICATE = re.compile(r"certif|qualiopi|renouvel|renew|surveillance")
_EXPIRES = re.compile(
    r"(?:expir|validite|validity|echeance|prend fin|(?:se )?(?:termine|fini)|s'arrete|perime|runs? out"
    r"|(?:is |are )?(?:valid|good) (?:until|till)"
    rf"|ends?\b|(?:valable|valide|court) jusqu)(?:(?!audit)[^?!]){{0,40}}?(?P<day>{DAY})"
)


def given(folded: str, numbers: Mapping[str, int]) -> Given:
    """What a folded question gives.

    Args:
        folded: lower case, no accents.
        numbers: number words of all languages.
    """
    words = alternatives(numbers)
    dated = folded
    folded = ASKS_SEVERITY.sub(" ", undated(folded))
    sampled = count_in(rf"(\d+|{words}) {_SITES} {_SAMPLED}", folded, numbers)
    sites = 2 if _SECOND_SITE.search(folded) else count_in(rf"(\d+|{words}) {_SITES}", folded, numbers)
    if sites is None and _HOW_MANY_SITES.search(folded):
        sites = count_in(rf"(\d+|{words}) {_PLACES}", folded, numbers)
    if sites is None and _BEYOND.search(folded):  # "say nine, apart from head office"
        sites = count_in(rf"(\d+|{words}),? {_BEYOND.pattern}", folded, numbers)
    if sites is not None and (_BEYOND.search(folded) or _BESIDE.search(folded)):
        sites += 1
    certificate, expires = _days_of_a_certificate(dated)
    return Given(
        turnover=_turnover(folded),
        sites=sites if sampled is None else None,
        sampled=sampled,
        found=_found(folded, numbers, words),
        certificate=certificate,
        expires=expires,
        notified=_day_in(_NOTIFIED, dated) or _day_after(_RECEIVED, dated),
    )


def answered(fact: str, folded: str, numbers: Mapping[str, int]) -> Given:
    """What a reply to our question about a fact gives ("300 k€", "trois", "le 3 novembre 2026")."""
    known = given(folded, numbers)
    if fact == "turnover" and known.turnover is None:
        return replace(known, turnover=amount(folded) or plain_number(folded))
    if fact == "sites" and known.sites is None:
        return replace(known, sites=numbers.get(folded.strip(" .")) or plain_number(folded))
    if fact in ("certificate", "notified") and getattr(known, fact) is None:
        day = first_day(folded)
        return replace(known, certificate=day) if fact == "certificate" else replace(known, notified=day)
    return known


def still_open(folded: str, numbers: Mapping[str, int]) -> int | None:
    """How many non-conformities are said to be left ("and if only three are still open?")."""
    words = alternatives(numbers)
    left = r"[^.?!]{0,20}(?:left|open|remain|ouverte|reste|non levee)"
    before = r"(?:reste(?:nt|ra)?|plus que|only|left with)[^.?!]{0,12}"
    first = count_in(rf"(\d+|{words}){left}", folded, numbers)
    return first if first is not None else count_in(rf"{before}(\d+|{words})\b", folded, numbers)


def alternatives(numbers: Mapping[str, int]) -> str:
    """The pattern of any number word, the longest first."""
    return "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))


def _turnover(folded: str) -> int | None:
    """An amount of money in a question that speaks of turnover, where it may go without its unit ("CA 900k")."""
    spoken = _TURNOVER.search(folded)
    if not spoken:
        return None
    value, bare = amount(folded), _BARE.match(folded[spoken.end() :]) or _BEFORE.search(folded[: spoken.start()])
    if value is not None or not bare:
        return value
    value = round(_value(bare[1]) * {"k": 1_000, "m": 1_000_000}.get(bare[2] or "", 1))
    return value if value >= LEAST_TURNOVER else None


def amount(folded: str) -> int | None:
    """An amount of money with its unit, in EUR."""
    for pattern, factor in ((_MILLION, 1_000_000), (_THOUSAND, 1_000), (_EURO, 1)):
        found = pattern.search(folded)
        if found:
            return round(_value(next(filter(None, found.groups()))) * factor)
    return None


def plain_number(folded: str) -> int | None:
    """The first number, whatever it counts."""
    found = re.search(_NUMBER, folded)
    return round(_value(found[1])) if found else None


def _value(text: str) -> float:
    """A number as written in either language: "2,5", "2.5", "300 000", "300,000"."""
    if re.fullmatch(r"\d{1,3}(?:[ .,]\d{3})+", text):
        return float(re.sub(r"[ .,]", "", text))
    return float(text.replace(" ", "").replace(",", "."))


def count_in(pattern: str, folded: str, numbers: Mapping[str, int]) -> int | None:
    """The number, in figures or in words, that the first group of a pattern catches."""
    found = re.search(rf"(?<![a-z0-9]){pattern}", folded)
    if not found:
        return None
    return int(found[1]) if found[1].isdigit() else numbers[found[1]]


ASKS_SEVERITY = re.compile(
    r"(?:une? |a )?(?:nc |non[- ]conformites? )?maj(?:eure?|or)s? (?:ou(?: bien)?|or) (?:une? |a )?min(?:eure?|or)s?"
    r"|(?:une? |a )?(?:nc |non[- ]conformites? )?min(?:eure?|or)s? (?:ou(?: bien)?|or) (?:une? |a )?maj(?:eure?|or)s?"
    r"|\b(?:peu[tx]|pourrait|pourra|pouvons|risque|can|could|might|may)\b(?: (?:on|je|nous|we|i|you))?"
    r" (?:d'avoir|avoir|n'avoir|etre|rester|compter comme|passer (?:pour|en)|get|be|have|stay|remain|count as)"
    r"(?: (?:juste|seulement|que|qu'|simplement|just|only))*"
    r" ?(?:une?|a) (?:nc |non[- ]conformite )?(?:min(?:eure?|or)|maj(?:eure?|or))\b(?! (?:on|sur|a|at|ou|or)\b)"
    r"|\b(?:est(?:-ce|-elle|-il)?|c'est|serait(?:-(?:ce|elle|il))?|sera|is|be|it's|as)"
    r"(?: (?:it|that|this|forcement|toujours|considered))?"
    r" (?:une?|a) (?:nc |non[- ]conformite )?(?:min(?:eure?|or)|maj(?:eure?|or))\b(?! (?:on|sur|a|at|ou|or)\b)"
    r"|(?:qu'est[- ]ce qu'|c'est quoi |definition d'|what(?:'s| is) )(?:une?|a) (?:nc |non[- ]conformite )?"
    r"(?:min(?:eure?|or)|maj(?:eure?|or))\b"
)
"""A severity asked about ("est-ce une mineure ?", "c'est quoi une majeure ?"), which is no non-conformity found."""
MOST_FOUND = 33
"""Non-conformities of one audit: one an indicator."""
_ONE = r"(?<=got )a|(?<=have )a|(?<=had )a|(?<=with )a|(?<=and )a|(?<=received )a|(?<=gave us )a"
"""One, where it is found: "is it a major?" tells of none."""
_KIND = r"(?:nc |ncs |non[- ]conformites? |non[- ]conformit(?:y|ies) )?"
_ON = (
    r"(?:(?!maj|min)[^.?!;]){0,25}?(?:sur|au|a|aux|on|in)\b[^.?!;0-9]{0,20}"
    r"(\d+(?:(?:, | et | and )(?:le |l')?\d+)*)"
)
"""The indicators on which they are: "sur l'indicateur 4 et le 12"."""


def _found(folded: str, numbers: Mapping[str, int], words: str) -> tuple[NonConformity, ...]:
    """Non-conformities told by number ("six mineures") or by indicator ("une majeure sur le 4")."""
    found: list[NonConformity] = []
    for severity, stem in (("minor", r"min(?:eur\w*|or\w*)"), ("major", r"maj(?:eur\w*|or\w*)")):
        by_number = re.search(
            rf"(?<![a-z0-9])(?<!\ble )(?<!indicateur )(?<!indicator )(\d+|{words}|{_ONE}) {_KIND}{stem}", folded
        )
        on = re.search(rf"{stem}{_ON}", folded)
        named = [int(n) for n in re.findall(r"\d+", on[1])] if on else []
        named = [n for n in named if 1 <= n <= MOST_FOUND]
        count = 0
        if by_number:
            count = int(by_number[1]) if by_number[1].isdigit() else numbers.get(by_number[1], 1)
        entries: list[int | None] = [*named, *[None] * max(0, min(count, MOST_FOUND) - len(named))]
        found += [NonConformity(n, "minor" if severity == "minor" else "major") for n in entries]
    return tuple(found)


def _day_after(pattern: re.Pattern[str], folded: str) -> date | None:
    found = pattern.search(folded)
    return first_day(folded[found.end() :][:30]) if found else None


def _day_in(pattern: re.Pattern[str], folded: str) -> date | None:
    """The day that a pattern catches under one of its names."""
    found = pattern.search(folded)
    return first_day(next(filter(None, found.groupdict().values()))) if found else None


def _days_of_a_certificate(folded: str) -> tuple[date | None, date | None]:
    """The day it was obtained, or else the day it ends."""
    obtained = _day_after(_CERTIFICATE, folded)
    ends = _day_in(_EXPIRES, folded) if _ABOUT_A_CERTIFICATE.search(folded) else None
    return (obtained, None) if obtained and obtained != ends else (None, ends)
