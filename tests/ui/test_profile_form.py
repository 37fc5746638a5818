"""The form says the whole profile, and shows it again."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from assistant.profiles import read
from assistant.rules import Profile
from assistant.ui.profile_form import NAMES, UNKNOWN, from_form, to_form
from assistant.ui.shown.facts import problem
from corpus.errors import QualiopiError
from tests.assistant.test_profiles import FULL
from tests.payloads import PAYLOADS, Parsed

PROFILES = [
    {},
    FULL,
    {"categories": ["CFA"], "subcontractor": True, "new_entrant": True, "audit": "renewal"},
    {"certifying": False, "alternance": False, "subcontractor": False, "new_entrant": False, "registry": ["RS"]},
]


@pytest.mark.parametrize("data", PROFILES, ids=len)
def test_there_and_back(data):
    profile = Profile.parse(data)
    assert set(to_form(profile)) == set(NAMES)
    assert from_form(to_form(profile)) == profile


def test_every_field_of_the_profile_is_in_the_form():
    assert {field.name for field in fields(Profile)} == set(NAMES) - {"new_categories"}


def test_an_empty_form_says_nothing():
    shown = to_form(Profile())
    assert {value for value in shown.values() if isinstance(value, str)} == {UNKNOWN, ""}
    assert from_form(shown).known() == {}


@pytest.mark.parametrize("typed", ["15/10/2026", "2026-10-15", " 15.10.2026 "])
def test_a_day_as_people_type_it(typed):
    assert from_form(to_form(Profile()) | {"audit_date": typed}).known() == {"audit_date": "2026-10-15"}


@pytest.mark.parametrize("typed", ["31/02/2026", "bientôt", "10/2026"])
def test_another_is_refused(typed):
    with pytest.raises(QualiopiError, match="JJ/MM/AAAA"):
        from_form(to_form(Profile()) | {"audit_date": typed})


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_is_only_shown_as_text(payload):
    with pytest.raises(QualiopiError) as error:
        from_form(to_form(Profile()) | {"audit_date": payload})
    assert Parsed(problem(error.value.text("fr"))).tags == {"p"}
    with pytest.raises(QualiopiError) as error:
        read(f"{json.dumps(payload)}: 1", "x")
    assert Parsed(problem(error.value.text("en"))).tags == {"p"}
