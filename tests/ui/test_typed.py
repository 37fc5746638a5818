"""What is typed into fields, read or refused in one line."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.ui.typed import typed_count, typed_day, typed_euros, typed_numbers
from corpus.errors import RuleError

GOOD = [
    (typed_day, "15/10/2026", date(2026, 10, 15)),
    (typed_day, " 1.2.2026 ", date(2026, 2, 1)),
    (typed_day, "2026-10-15", date(2026, 10, 15)),
    (typed_count, " 3 ", 3),
    (typed_count, "0", 0),
    (typed_euros, "300000", 300_000),
    (typed_euros, "300 000 €", 300_000),
    (typed_euros, "1\u202f250\u00a0000,50 euros", 1_250_000),
    (typed_euros, "300,000", 300_000),
    (typed_euros, "300.000,00", 300_000),
    (typed_euros, "149999.99", 149_999),
    (typed_euros, "0", 0),
    (typed_euros, "300k", 300_000),
    (typed_euros, "300 k€", 300_000),
    (typed_euros, "2,5 M", 2_500_000),
    (typed_euros, "1.25 million", 1_250_000),
    (typed_euros, "2 millions", 2_000_000),
    (typed_numbers, "", ()),
    (typed_numbers, "12, 26 et 30", (12, 26, 30)),
    (typed_numbers, "indicateurs 12;12 ; 26", (12, 26)),
]
BAD = [
    (typed_day, "31/02/2026"),
    (typed_day, "demain"),
    (typed_day, "15/10/26"),
    (typed_count, "-1"),
    (typed_count, "trois"),
    (typed_count, "1000"),
    (typed_count, "²"),
    (typed_euros, "-5"),
    (typed_euros, "beaucoup"),
    (typed_euros, "12,34,56"),
    (typed_euros, "99999 M"),
    (typed_euros, "k"),
    (typed_euros, "9" * 12),
    (typed_euros, "١٢"),
    (typed_numbers, "12-26"),
    (typed_numbers, "le premier"),
]


@pytest.mark.parametrize(("read", "text", "value"), GOOD)
def test_read(read, text, value):
    assert read(text) == value


# Kept in order (a set has none): workers that run the tests side by side must see the same list.
READERS = list(dict.fromkeys(read for read, *_ in GOOD))


@pytest.mark.parametrize(("read", "text"), [*BAD, *((read, "<b>" * 99) for read in READERS)])
def test_refused_in_one_short_line(read, text):
    with pytest.raises(RuleError) as refused:
        read(text)
    for language in ("fr", "en"):
        said = refused.value.text(language)
        assert "\n" not in said
        assert len(said) < 160


@pytest.mark.parametrize("text", ["1000000", "-1", "1000"])
def test_a_number_beyond_the_bounds_is_told_which_they_are(text):
    with pytest.raises(RuleError, match="de 0 à 999") as refused:
        typed_count(text)
    assert "from 0 to 999" in refused.value.text("en")
