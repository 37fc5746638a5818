"""A lone number of a follow-up counts what the turn before was about, and nothing else."""

from __future__ import annotations

import pytest

from assistant.another import another
from assistant.given import Given, given
from assistant.question import Question
from assistant.rules import NonConformity

NUMBERS = {"six": 6, "deux": 2, "nine": 9}
MINORS = Given(found=(NonConformity(None, "minor"),) * 4)
BOTH = Given(found=(NonConformity(None, "minor"), NonConformity(None, "major")))
MONEY, SITES = Given(turnover=90_000), Given(sites=5)


def asked(known, **more):
    return Question(text="x", language="fr", given=known, **more)


@pytest.mark.parametrize(
    ("folded", "known", "expected"),
    [
        ("et si on en avait eu 6 ?", MINORS, {"found": (NonConformity(None, "minor"),) * 6}),
        ("and if there were six", MINORS, {"found": (NonConformity(None, "minor"),) * 6}),
        ("et avec six ?", BOTH, {}),
        ("et a 200 000 ?", MONEY, {"turnover": 200_000}),
        ("et si je fais 200 000", MONEY, {"turnover": 200_000}),
        ("what about 1.2 million?", MONEY, {"turnover": 1_200_000}),
        ("et pour 300 k€ alors", MONEY, {"turnover": 300_000}),
        ("et avec 12 ?", MONEY, {}),
        ("et avec 12 ?", SITES, {"sites": 12}),
        ("and if we have nine", SITES, {"sites": 9}),
        ("et le 12 ?", SITES, {}),
        ("et a 200 000 ?", SITES, {}),
        ("et avec 6 ?", Given(), {}),
        ("dans notre organisme on a trois salles et avec 6 ordinateurs", MINORS, {}),
    ],
)
def test_a_lone_number_counts_what_was_counted(folded, known, expected):
    assert another(folded, asked(known), NUMBERS) == Given(**expected)


def test_after_one_indicator_a_number_names_another():
    assert another("et pour 6 ?", asked(MINORS, indicators=(4,)), NUMBERS) == Given()
    assert another("et avec 6 ?", asked(MINORS, indicators=(4,), themes=("deadline",)), NUMBERS).found
    assert another("et avec 6 ?", None, NUMBERS) == Given()


@pytest.mark.parametrize(
    "folded", ["say nine, apart from head office, first audit", "9 besides the hq", "9 sans compter le siege"]
)
def test_sites_beside_the_head_office_need_no_name(folded):
    assert given(folded, NUMBERS).sites == 10
