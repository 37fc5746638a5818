"""The one number of a message that surely names an indicator."""

from __future__ import annotations

import pytest

from assistant.cues import load_cues
from assistant.numbers import Numbers


@pytest.fixture(scope="module")
def numbers():
    return Numbers(load_cues().values())


@pytest.mark.parametrize(
    ("folded", "indicator"),
    [
        ("21", 21),
        ("ok 21 du coup", 21),
        ("c'est grave docteur 21", 21),
        ("2 sites pour le 9", 9),
        ("on a 30 stagiaires, que dit le 9", 9),
        ("the welcome pack is 9 right", 9),
        ("99", 99),
    ],
)
def test_the_only_number_that_counts_nothing(numbers, folded, indicator):
    found = numbers.only(folded)
    assert (found.indicators, found.criteria) == ((indicator,), ())
    ((start, end),) = found.spans
    assert folded[start:end] == str(indicator)


@pytest.mark.parametrize(
    "folded",
    [
        "",
        "rien du tout",
        "9 et 21",
        "30 stagiaires",
        "12 jours",
        "15 %",
        "9,5",
        "9.5",
        "200",
        "article 9",
        "guide v 9",
        "a part le 9",
        "except 9",
        "32 ou 33 indicateurs",
    ],
)
def test_what_names_none(numbers, folded):
    assert numbers.only(folded).indicators == ()
