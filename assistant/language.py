"""Which language a person at this machine reads."""

from __future__ import annotations

import os
from collections.abc import Mapping

from corpus.records import LANGUAGES, Language

SETTING = "QUALIOPI_LANG"
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set decides, as everywhere on such systems."""


def language_of(environment: Mapping[str, str] = os.environ) -> Language:
    """The language of help, errors, progress and listings: the setting, else the locale, else French.

    A setting that is not allowed counts as none here: the error about it has to be said in some language.
    """
    for language in LANGUAGES:
        if environment.get(SETTING) == language:
            return language
    locale = next((environment[name] for name in LOCALE if environment.get(name)), "")
    return "en" if locale.lower().startswith("en") else "fr"


def preferred(header: str) -> Language:
    """The language that a browser prefers: French, unless English comes before it.

    Args:
        header: "Accept-Language", such as "en-GB,en;q=0.9,fr;q=0.8".
    """
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        language = name.strip().partition("-")[0]
        weights[language] = max(weights.get(language, 0.0), _weight(weight))
    return "en" if weights.get("en", 0.0) > weights.get("fr", 0.0) else "fr"


def _weight(text: str) -> float:
    """1 unless a number follows "q="."""
    try:
        return float(text.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0
