"""Tells the true fact of a claim in one plain sentence, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant.rules import Reason
from assistant.rules.shown import shown
from corpus.records import LANGUAGES, Language
from corpus.strict import parse_yaml, read_text


@cache
def _templates(language: Language) -> Mapping[str, str]:
    where = f"claims/{language}.yaml"
    templates: Mapping[str, str] = parse_yaml(read_text(Path(__file__).parent / f"{language}.yaml"), where)["truths"]
    return templates


def truth(reason: Reason) -> dict[str, str]:
    """The sentence of a reason in every language, without final full stop."""
    return {
        language: _templates(language)[reason.code].format(
            **{name: shown(value, language) for name, value in reason.values.items()}
        )
        for language in LANGUAGES
    }
