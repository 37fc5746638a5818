"""What a person types into a field, read: a day, a count, an amount, numbers of indicators."""

from __future__ import annotations

import re
from datetime import date

from corpus.errors import RuleError

MOST = 10_000_000_000
"""Beyond this no turnover is meant."""
MOST_COUNTED = 999
"""As many as three digits hold."""
THOUSANDS = {"k": 1_000, "m": 1_000_000, "mille": 1_000, "million": 1_000_000, "millions": 1_000_000}
"""What an amount is multiplied by, by the word or letter after it ("300 k€", "2,5 M")."""


def typed_day(text: str) -> date:
    """A date typed as 15/10/2026 or 2026-10-15.

    Raises:
        RuleError: it is neither.
    """
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip())
    written = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text.strip()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise RuleError("typed.day", text=_short(text)) from None


def typed_count(text: str) -> int:
    """A whole number of at most three digits.

    Raises:
        RuleError: it is not one.
    """
    if not re.fullmatch(r"\d{1,3}", text.strip(), re.ASCII):
        if re.fullmatch(r"-?\d+", text.strip(), re.ASCII):
            raise RuleError("typed.count_most", text=_short(text), most=MOST_COUNTED)
        raise RuleError("typed.count", text=_short(text))
    return int(text)


def typed_euros(text: str) -> int:
    """An amount in euros ("300 000 €", "1 250 000,50", "300 k€", "2,5 M"); cents are left out.

    Raises:
        RuleError: it is not one.
    """
    plain = re.sub(r"[\s\u00a0\u202f'€]|euros?|EUR", "", text, flags=re.IGNORECASE)
    short = re.fullmatch(r"(\d{1,5})(?:[.,](\d{1,3}))?(k|millions?|mille|m)", plain, re.ASCII | re.IGNORECASE)
    if short:
        times, part = THOUSANDS[short[3].lower()], short[2] or ""
        return _within(int(short[1]) * times + int(part or 0) * times // 10 ** len(part), text)
    found = re.fullmatch(r"(\d{1,11}|\d{1,3}(?:[.,]\d{3}){1,3})(?:[.,]\d{1,2})?", plain, re.ASCII)
    return _within(int(re.sub(r"\D", "", found[1])) if found else MOST + 1, text)


def _within(amount: int, text: str) -> int:
    if amount > MOST:
        raise RuleError("typed.euros", text=_short(text))
    return amount


def typed_numbers(text: str) -> tuple[int, ...]:
    """Numbers of indicators, in any separation ("12, 26 et 30"); none for an empty text.

    Raises:
        RuleError: something else stands between them.
    """
    rest = re.sub(r"\d{1,2}|[\s,;]+|\bet\b|\band\b|\bindicateurs?\b|\bindicators?\b", "", text.lower(), flags=re.ASCII)
    if rest:
        raise RuleError("typed.numbers", text=_short(text))
    return tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", text)))


def _short(text: str) -> str:
    kept = " ".join(text.split())
    return repr(kept if len(kept) <= 40 else f"{kept[:40]}…")
