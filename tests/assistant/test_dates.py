"""Days as people type them: a year in two figures, the last month of a name."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dates import audit_day, first_day, undated

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("l'audit est prevu le 05/03/27", date(2027, 3, 5)),
        ("audit du 5/3/27", date(2027, 3, 5)),
        ("on 05/03/27 we are audited", date(2027, 3, 5)),
        ("reporte au 31/12/29", date(2029, 12, 31)),
        ("avant le 01/11/26", date(2026, 10, 31)),
        ("les indicateurs 5/3/27", None),
        ("05/03/27", None),
        ("le 31/02/27", None),
        ("le 05/13/27", None),
        ("le 32/03/27", None),
        ("le 05/03/19", None),
        ("le 05/03/275", None),
    ],
)
def test_a_year_in_two_figures_after_a_word_that_announces_a_day(text, day):
    assert audit_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("en octobre dernier", date(2026, 10, 31)),
        ("novembre dernier", date(2025, 11, 30)),
        ("decembre dernier", date(2025, 12, 31)),
        ("en fevrier passe", date(2026, 2, 28)),
        ("last september", date(2026, 9, 30)),
        ("last december", date(2025, 12, 31)),
        ("octobre dernier 2024", date(2026, 10, 31)),
        ("octobre", None),
        ("the last one in may", None),
    ],
)
def test_the_last_month_of_a_name(text, day):
    assert audit_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("last december", date(2027, 1, 5), date(2026, 12, 31)),
        ("last december", date(2027, 12, 31), date(2026, 12, 31)),
        ("en fevrier dernier", date(2024, 3, 1), date(2024, 2, 29)),
        ("en fevrier dernier", date(2019, 5, 1), None),
    ],
)
def test_the_last_month_of_a_name_depends_on_today(text, today, day):
    assert audit_day(text, today) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/03/27", date(2027, 3, 5)),
        ("9/1/30 ou plus tard", date(2030, 1, 9)),
        ("05/03/2027", date(2027, 3, 5)),
        ("05/03/41", None),
        ("31/02/27", None),
        ("05/00/27", None),
    ],
)
def test_an_answer_may_be_a_day_alone(text, day):
    assert first_day(text) == day


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("le 05/03/27 pour le 9", "le ~~~~~~~~ pour le 9"),
        ("les 5/3/27 et le 9", "les 5/3/27 et le 9"),
        ("on 5/3/27, indicator 9", "on ~~~~~~, indicator 9"),
        ("le 12 janv pour le 9", "le ~~~~~~~ pour le 9"),
        ("12 mar 9", "12 mar 9"),
    ],
)
def test_the_figures_of_a_day_name_nothing(text, left):
    assert undated(text) == left


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("our audit was on 20 october", date(2026, 10, 20)),
        ("l'audit a eu lieu le 3 decembre", date(2025, 12, 3)),
        ("notre audit est le 12 mars", date(2027, 3, 12)),
        ("audit on december 1st", date(2026, 12, 1)),
        ("audit le 31 fevrier", None),
        ("une reunion le 12 mars", None),
        ("audit du 3 janv. 2027", date(2027, 1, 3)),
        ("audit on 10 Jan 2027".lower(), date(2027, 1, 10)),
        ("audit on dec 5, 2026", date(2026, 12, 5)),
    ],
)
def test_the_day_of_an_audit_without_its_year_is_the_nearest_that_way(text, day):
    assert audit_day(text, date(2026, 11, 22)) == day
