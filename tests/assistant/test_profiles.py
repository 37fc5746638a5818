"""Profiles as text: what is read, what is refused and how it is told, and back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.profiles import MOST, read, to_json, to_yaml
from assistant.rules import Profile
from corpus.errors import ProfileError

FULL = {
    "categories": ["OF", "VAE"], "certifying": True, "alternance": False, "afest": False, "work_placement": True,
    "only_short": False, "new_entrant": ["VAE"], "subcontractor": "only", "uses_subcontractors": True,
    "umbrella": False, "independent": False, "remote": True, "registry": ["RNCP", "RS"], "audit": "initial",
    "audit_date": "2026-12-01",
}  # fmt: skip


@pytest.mark.parametrize("data", [{}, {"categories": ["CFA"]}, {"new_entrant": False}, FULL], ids=len)
def test_there_and_back(data):
    profile = Profile.parse(data)
    for text in (to_json(profile), to_json(profile, compact=True), to_yaml(profile)):
        assert read(text, "x") == profile
    assert json.loads(to_json(profile)) == data


def test_as_a_person_writes_it():
    assert read("categories: [AF]\ncertifying: yes\naudit_date: 2026-12-01\n", "x").audit_date == date(2026, 12, 1)
    assert read("audit_date: 2026-12-01 10:30:00", "x").audit_date == date(2026, 12, 1)
    assert type(read("audit_date: 2026-12-01 10:30:00", "x").audit_date) is date
    assert read("  \n", "x") == Profile()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bonjour", ["x :", "JSON"]),
        ("[1, 2]", ["JSON"]),
        ("{", ["x"]),
        ("? [a]\n: b", ["JSON"]),
        ("categorie: OF", ["clé inconnue 'categorie'", "audit_date"]),
        ("categories: [XX]", ["OF, CBC, VAE, CFA"]),
        ("categories: [OF]\ncategories: [VAE]", ["categories"]),
        ("audit_date: 2026-02-30", ["x"]),
        ("a: &a [x]\nb: [*a, *a]", ["renvois"]),
        ("[" * 5000, ["x"]),
        ("#" * (MOST + 1), [str(MOST)]),
        ("\x00", ["x"]),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_refused_is_told_in_one_line(text, words):
    with pytest.raises(ProfileError) as error:
        read(text, "x")
    for language in ("fr", "en"):
        assert "\n" not in error.value.text(language)
    assert all(word in str(error.value) for word in words)
