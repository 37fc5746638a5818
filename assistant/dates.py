"""Finds the day of the audit that a question gives: a date, a month, a past year, or a version of the référentiel."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

MONTHS = {
    name: number
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), start=1)
}
"""Numbers of months by their folded names in both languages."""
MONTH = "|".join(MONTHS)
"""A pattern for the name of a month."""
_SHORT_NAMES = (
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "jan feb mar apr may jun jul aug sep oct nov dec",
)
_NAMES = MONTHS | {name: number for names in _SHORT_NAMES for number, name in enumerate(names.split(), start=1)}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
"""Beside the number of a day, a month may be shortened ("10 Jan 2026", "3 sept. 2026")."""
_FULL = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?({_NAME})\.?,? (20\d\d)\b")
_ENGLISH = re.compile(rf"\b({_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (20\d\d)\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)\b")
_SHORT_YEAR = r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/([23]\d)\b"
_SHORT = re.compile(rf"\b{_SHORT_YEAR}")
_ANNOUNCED = re.compile(rf"(?:(?<=le )|(?<=du )|(?<=au )|(?<=on )|(?<=by )|(?<=til )|(?<=till )){_SHORT_YEAR}")
"""A year in two figures: in a sentence, only after a word that announces a day ("12/11/20" alone may be a list)."""
_ISO = re.compile(r"\b(20\d\d)-(\d{2})-(\d{2})\b")
_DAYS = (_FULL, _ENGLISH, _NUMERIC, _ANNOUNCED, _ISO)
DAY = "|".join(f"(?:{pattern.pattern})" for pattern in _DAYS)
"""A pattern for a full date, in every form people write."""
_DAY = re.compile(DAY)
_MONTH = re.compile(rf"\b({MONTH}) (20\d\d)\b")
_LAST = re.compile(rf"\b({MONTH}) (?:dernier|passe)\b|\blast ({MONTH})\b")
_BEFORE = re.compile(rf"\b(?:avant|before) (?:le 1er |the 1st of )?({MONTH})(?: (20\d\d))?\b")
_JUST_BEFORE = re.compile(r"\b(?:avant|before) (?:le |the )?$")
_YEARLESS = re.compile(
    rf"\baudit\w*[^.?!;]{{0,30}}?\b(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?(?P<month>{_NAME})"
    rf"|(?P<mois>{_NAME})\.? (?P<jour>\d{{1,2}})(?:st|nd|rd|th)?)\b(?! ?,? ?\d)"
)
"""The day of an audit without its year."""
_SHORTENED_NAMES = "|".join(sorted(_NAMES.keys() - MONTHS.keys() - {"mar"}, key=len, reverse=True))
"""Without "mar", which begins other words as well."""
_SHORTENED = re.compile(rf"\b\d{{1,2}}(?:er|st|nd|rd|th)? (?:{_SHORTENED_NAMES})\b")
"""A day whose month is shortened ("le 12 janv")."""
_OVER = re.compile(r"\b(?:was|were|took place|had|etait|a ete|a eu|avait|avons eu|a passe|on a passe)\b")
"""Said of what is past."""
_YEAR = re.compile(r"\b(?:en|in|pour|for|audit) (20\d\d)\b")
_OLD_TEXT = re.compile(
    r"\b(?:dans|selon|avec|sous|pour|d'apres|in|under) (?:le |la |the )?(?:guide )?(?:v ?9|rnq (?:de )?2019)\b"
)
_ORIGIN = date(2019, 6, 6)
_LAST_DAY_OF_2019_TEXT = date(2026, 10, 31)


def audit_day(folded: str, today: date) -> date | None:
    """The day that a folded question names, or None.

    Before a day means the day before; "before November" means the last day of October. A month alone, or the last one
    of that name ("last September"), means its last day; a year alone counts only when it is over; the day of an audit
    without its year is the last one where it is past, or else the next one; the guide V9 or the RNQ of 2019 mean the
    last day on which that référentiel held. Days before the first decree are left out.
    """
    if (before := _BEFORE.search(folded)) and not _FULL.search(folded):
        year = int(before[2] or _LAST_DAY_OF_2019_TEXT.year)
        found: date | None = date(year, MONTHS[before[1]], 1) - timedelta(days=1)
    elif _DAY.search(folded):
        found = _day_before(folded) or first_day(folded)
    elif month := _MONTH.search(folded):
        year, number = int(month[2]), MONTHS[month[1]]
        found = date(year, number, calendar.monthrange(year, number)[1])
    elif last := _LAST.search(folded):
        number = MONTHS[last[1] or last[2]]
        year = today.year - (number >= today.month)
        found = date(year, number, calendar.monthrange(year, number)[1])
    elif yearless := _YEARLESS.search(folded):
        found = _nearest(yearless, today, past=_OVER.search(folded) is not None)
    elif (year_alone := _YEAR.search(folded)) and int(year_alone[1]) < today.year:
        found = date(int(year_alone[1]), 12, 31)
    else:
        found = _LAST_DAY_OF_2019_TEXT if _OLD_TEXT.search(folded) else None
    return found if found is not None and found >= _ORIGIN else None


def _nearest(match: re.Match[str], today: date, *, past: bool) -> date | None:
    """The last day so named, or the next one; None where there is none such (31 February)."""
    number, day = _NAMES[match["month"] or match["mois"]], int(match["day"] or match["jour"])
    try:
        this_year = date(today.year, number, day)
        if past:
            return this_year if this_year <= today else date(today.year - 1, number, day)
        return this_year if this_year >= today else date(today.year + 1, number, day)
    except ValueError:
        return None


def _day_before(folded: str) -> date | None:
    """The day before the full date that "before" announces ("avant le 1er novembre 2026"), or None."""
    for pattern in _DAYS:
        match = pattern.search(folded)
        if match and _JUST_BEFORE.search(folded[: match.start()]):
            day = first_day(match[0])
            return day - timedelta(days=1) if day else None
    return None


def first_day(folded: str) -> date | None:
    """The first full date of a folded text, or None where there is none or it is impossible (31 February)."""
    try:
        if match := _FULL.search(folded):
            return date(int(match[3]), _NAMES[match[2]], int(match[1]))
        if match := _ENGLISH.search(folded):
            return date(int(match[3]), _NAMES[match[1]], int(match[2]))
        if match := _NUMERIC.search(folded):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _SHORT.search(folded):
            return date(2000 + int(match[3]), int(match[2]), int(match[1]))
        if match := _ISO.search(folded):
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return None


def undated(folded: str) -> str:
    """A folded text of the same length without the figures of its days: they count and name nothing."""
    return _SHORTENED.sub(_covered, _DAY.sub(_covered, folded))


def _covered(found: re.Match[str]) -> str:
    return "~" * len(found[0])
