"""Which activities call for the certification, and what is missing to tell."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.rules import OTHER, Missing, NotApplicable, Reader, Value, institutions, obligation
from assistant.rules.explain import asked_for, sentences
from corpus.errors import NoValueError, RuleError
from tests.conftest import TODAY


@pytest.mark.parametrize("kind", ["OF", "CBC", "VAE", "CFA"])
def test_a_category_depends_on_who_pays(kind, reader):
    unknown = obligation(kind, reader)
    assert isinstance(unknown, Missing)
    assert asked_for(unknown) == ("public_funds",)
    paid, own = (obligation(kind, reader, public_funds=funds) for funds in (True, False))
    assert (paid.value, own.value) == ("required", "free")
    assert {step.reference.source for step in own.trace} == {"order-2020-07-24"}
    assert "Agefiph" in sentences(paid, "fr")[1]


def test_the_institutions_of_l_6316_4_are_deemed_to_comply(reader):
    kinds = institutions(reader)
    assert kinds == ("public_accredited", "eespig", "engineering")
    for kind in kinds:
        outcome = obligation(kind, reader, public_funds=True)
        assert isinstance(outcome, Value)
        assert outcome.value == "deemed"
        assert {step.reference.confidence for step in outcome.trace} == {"low"}


def test_another_activity_is_not_concerned(reader):
    outcome = obligation(OTHER, reader)
    assert isinstance(outcome, NotApplicable)
    assert "bilan de compétences (CBC)" in sentences(outcome, "fr")[0]
    assert outcome.trace


def test_what_cannot_be_asked(corpus):
    with pytest.raises(RuleError, match="permis : OF, CBC"):
        obligation("opera", Reader(corpus.rules, TODAY))
    with pytest.raises(NoValueError):
        obligation("OF", Reader(corpus.rules, date(2021, 12, 31)))
    assert obligation("OF", Reader(corpus.rules, date(2022, 1, 1)), public_funds=True).value == "required"
