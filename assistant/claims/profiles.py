"""How many indicators the providers that a sentence describes can have."""

from __future__ import annotations

import re
from itertools import product

from assistant.claims.cues import has
from assistant.rules import Category, Profile, Reader, applicability


def counts_of(named: tuple[Category, ...], text: str, reader: Reader) -> set[int]:
    """The counts that the categories can have, given what the sentence says of the provider."""
    plain = re.search(
        r"simple|seule?|classique|plain|ordinary|basic|sans (?:rien|certif|altern)|only|uniquement|just", text
    )
    choices: dict[str, tuple[bool, ...]] = {}
    for flag, cue, against in (
        ("certifying", "certifying", "not_certifying"),
        ("alternance", "alternance", "not_alternance"),
        ("work_placement", "company_period", "not_company_period"),
    ):
        if has(against, text) or re.search(
            {
                "certifying": r"sans certif|non certif",
                "alternance": r"ni alternance",
                "work_placement": r"ni (?:d'|l'|de )?(?:stage|afest|periode)"
                r"|nor (?:any )?(?:placement|afest|internship)",
            }[flag],
            text,
        ):
            choices[flag] = (False,)
        elif has(cue, text):
            choices[flag] = (True,)
        else:
            choices[flag] = (False,) if plain else (False, True)
    counts = set()
    for values in product(*choices.values()):
        profile = Profile(categories=named, afest=False, **dict(zip(choices, values, strict=True)))  # type: ignore[arg-type]
        counts.add(applicability(profile, reader).count)
    return counts
