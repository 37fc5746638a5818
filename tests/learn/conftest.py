"""Rooms of the school, on both sides of the change of version."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.learn.room import Room
from assistant.rules import Profile, Reader
from corpus.lessons import School, load_school
from tests.conftest import TODAY

BEFORE = date(2026, 10, 31)
DAYS = (TODAY, BEFORE)


@pytest.fixture(scope="session")
def school(corpus) -> School:
    return load_school(corpus)


@pytest.fixture
def room_of(corpus, school):
    """Makes a room for a language, a day and a profile."""

    def make(language="fr", on=TODAY, profile=None, rules=None):
        return Room(corpus, school, Reader(rules or corpus.rules, on), language, profile or Profile())

    return make
