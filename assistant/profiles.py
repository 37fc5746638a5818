"""Profiles as text: YAML or JSON that a person or a program wrote, and back."""

from __future__ import annotations

import json

import yaml

from assistant.rules import Profile
from corpus.errors import CorpusError, ProfileError
from corpus.strict import parse_yaml

MOST = 10_000
"""Characters of a profile's text."""


def read(text: str, name: str) -> Profile:
    """The profile of a text in YAML or JSON; an empty one if the text is empty.

    Args:
        text: as it is written.
        name: of the file or the field it comes from, for messages.

    Raises:
        ProfileError: in one line, what is wrong and what is allowed.
    """
    if len(text) > MOST:
        raise ProfileError("profile.long", name=name, most=MOST)
    if _repeats(text):
        raise ProfileError("profile.alias", name=name)
    try:
        data = parse_yaml(text, name)
    except CorpusError as error:
        raise ProfileError("profile.not_read", reason=error.said) from None
    except (TypeError, RecursionError):  # a list as a key; brackets within brackets without end
        raise ProfileError("profile.no_keys", name=name) from None
    if data is not None and not isinstance(data, dict):
        raise ProfileError("profile.no_keys", name=name)
    return Profile.parse(data or {})


def _repeats(text: str) -> bool:
    """Whether the text repeats a part of itself (`*name`): a few of these unfold into more than a memory holds."""
    try:
        return any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text))
    except yaml.YAMLError:
        return False  # no YAML at all: the strict reader says so


def to_json(profile: Profile, *, compact: bool = False) -> str:
    """What is known, as JSON."""
    if compact:
        return json.dumps(profile.known(), ensure_ascii=False, separators=(",", ":"))
    return json.dumps(profile.known(), ensure_ascii=False, indent=2) + "\n"


def to_yaml(profile: Profile) -> str:
    """What is known, as YAML."""
    return yaml.safe_dump(profile.known(), allow_unicode=True, sort_keys=False)
