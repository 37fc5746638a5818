"""A profile in one line: what is known and nothing else, in both languages."""

from __future__ import annotations

from dataclasses import fields

import pytest

from assistant.rules import Profile
from assistant.rules.summary import summary

SAMPLES = {
    "categories": (["OF"], ["CBC", "VAE"]),
    "subcontractor": (True, "only", False),
    "new_entrant": (True, False, ["VAE"]),
    "registry": (["RNCP"], ["RNCP", "RS"]),
    "audit": ("initial", "surveillance", "renewal", "extension"),
    "audit_date": ("2026-12-01", "2026-12-02"),
}


def line(language="fr", **data) -> str:
    return summary(Profile.parse(data), language)


@pytest.mark.parametrize(
    ("data", "french", "english"),
    [
        ({}, "profil non renseigné", "profile not filled in"),
        (
            {
                "categories": ["CFA"],
                "certifying": True,
                "new_entrant": True,
                "audit": "initial",
                "audit_date": "2026-12-01",
            },
            "CFA, formations certifiantes, nouvel entrant, audit initial le 1er décembre 2026",
            "CFA, courses leading to a certification, new entrant, initial audit on 1 December 2026",
        ),
        (
            {"categories": ["AF", "VAE"], "certifying": True, "registry": ["RS"], "new_entrant": ["VAE"]},
            "actions de formation + VAE, formations certifiantes, RS, nouvel entrant pour VAE",
            "training + VAE, courses leading to a certification, RS, new entrant for VAE",
        ),
        (
            {"alternance": False, "subcontractor": "only", "audit_date": "2026-10-31"},
            "sans alternance, sous-traitant pour toutes les actions, audit le 31 octobre 2026",
            "no work-study, subcontractor for all actions, audit on 31 October 2026",
        ),
    ],
)
def test_what_is_known_and_nothing_else(data, french, english):
    assert (line(**data), line("en", **data)) == (french, english)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", [field.name for field in fields(Profile)])
def test_every_answer_has_words_of_its_own(name, language):
    said = [line(language, **{name: value}) for value in SAMPLES.get(name, (True, False))]
    assert len({line(language), *said}) == 1 + len(said)
