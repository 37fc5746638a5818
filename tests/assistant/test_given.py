"""Figures that a question gives for a rule, as people type them."""

from __future__ import annotations

import pytest

from assistant.cues import load_cues
from assistant.given import LEAST_TURNOVER, given

NUMBERS = {word: number for cues in load_cues().values() for word, number in cues.numbers.items()}


@pytest.mark.parametrize(
    "folded", ["on peut avoir juste une mineure ?", "can it be just a minor?", "ca peut rester une mineure ?"]
)
def test_a_severity_that_might_be_is_none_found(folded):
    assert given(folded, NUMBERS).found == ()


@pytest.mark.parametrize(
    ("folded", "turnover"),
    [
        ("ca 900k", 900_000),
        ("notre ca est de 250 000 pour 2 sites", 250_000),
        ("chiffre d'affaires : 45000", 45_000),
        ("chiffre d'affaires de 1,2 m", 1_200_000),
        ("a turnover of 80k, two sites", 80_000),
        ("turnover 90,000", 90_000),
        ("revenue is about 1.5m", 1_500_000),
        ("ca 300 k€", 300_000),
        ("turnover of €2m", 2_000_000),
        (f"ca {LEAST_TURNOVER}", LEAST_TURNOVER),
        (f"ca {LEAST_TURNOVER - 1}", None),
        ("ca de 12 euros", 12),
        ("chiffre d'affaires. 45000 stagiaires", None),
        ("le chiffre d'affaires compte ? 45000", None),
        ("turnover 80km", None),
        ("notre ca", None),
        ("900k", None),
        ("900 000 stagiaires", None),
    ],
)
def test_turnover_goes_without_its_unit_after_its_name(folded, turnover):
    assert given(folded, NUMBERS).turnover == turnover


@pytest.mark.parametrize(
    ("folded", "sites"),
    [
        ("trois agences plus le siege", 4),
        ("4 sites et le siege", 5),
        ("4 sites et notre siege", 5),
        ("9 antennes, hors siege", 10),
        ("en plus du siege, deux centres", 3),
        ("five branches and the head office", 6),
        ("five sites, not counting the hq", 6),
        ("4 sites dont le siege", 4),
        ("4 sites, siege compris", 4),
        ("five sites including the head office", 5),
        ("4 sites", 4),
        ("le siege seul", None),
        ("plus le siege", None),
    ],
)
def test_the_head_office_is_counted_beside_the_others(folded, sites):
    assert given(folded, NUMBERS).sites == sites


def test_the_head_office_is_none_of_the_sites_that_are_visited():
    found = given("3 sites seront visites et le siege", NUMBERS)
    assert (found.sampled, found.sites) == (3, None)
