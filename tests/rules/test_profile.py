from __future__ import annotations

from datetime import date

import pytest

from assistant.rules import Profile
from corpus.errors import ProfileError

FULL = {
    "categories": ["OF"], "certifying": None, "alternance": None, "afest": None, "work_placement": None,
    "only_short": None, "new_entrant": None, "subcontractor": None, "uses_subcontractors": None, "umbrella": None,
    "independent": None, "remote": None, "registry": None, "audit": None, "audit_date": None,
}  # fmt: skip


def test_the_contract_of_the_profile():
    assert Profile.parse(FULL) == Profile(categories=("OF",))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"categorie": ["OF"]}, ["clé inconnue 'categorie'", "categories", "audit_date"]),
        ({"categories": ["XX"]}, ["'XX'", "OF, CBC, VAE, CFA"]),
        ({"certifying": "oui"}, ["certifying", "'oui'", "true, false, null"]),
        ({"certifying": 1}, ["true, false, null"]),
        ({"subcontractor": "sometimes"}, ["only"]),
        ({"audit": "first"}, ["initial, surveillance, renewal, extension"]),
        ({"audit_date": "22/11/2026"}, ["AAAA-MM-JJ"]),
        ({"new_entrant": ["OF", 3]}, ["OF, CBC, VAE, CFA"]),
        (["OF"], ["objet"]),
    ],
)
def test_what_is_not_allowed_is_told_with_what_is(data, words):
    with pytest.raises(ProfileError) as error:
        Profile.parse(data)
    assert all(word in str(error.value) for word in words)
    assert "\n" not in str(error.value)


def test_values_that_are_allowed():
    found = Profile.parse(
        {
            "categories": "af",
            "new_entrant": ["VAE"],
            "subcontractor": "only",
            "registry": ["RNCP"],
            "audit_date": "2026-12-01",
        }
    )
    assert found.categories == ("OF",)
    assert found.new_entrant == ("VAE",)
    assert found.audit_date == date(2026, 12, 1)
    assert found.known()["audit_date"] == "2026-12-01"


def test_a_later_profile_overrides_only_what_it_knows():
    first = Profile.parse({"categories": ["OF"], "certifying": True})
    second = Profile.parse({"certifying": False})
    assert first.with_known(second) == Profile.parse({"categories": ["OF"], "certifying": False})
