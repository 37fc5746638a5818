"""Several questions in one message: what is told of the organisation, and what is asked, one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 4
"""Questions answered at once."""
FEWEST_WORDS = 16
"""Below that, two question marks are one question."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")
_NUMBERED = re.compile(
    r"^(?:(?:et |and )?(?:ma |la |my |the )?(?:premiere|deuxieme|troisieme|seconde|derniere|first|second|third|last)"
    r"(?: (?:question|point))?\s*[:,]|(?:premiere|deuxieme|troisieme|seconde|derniere)ment,"
    r"|[a-d1-4][).]\s|[-*•]\s)\s*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:et|and|enfin|finally),? ", re.IGNORECASE)
FEWEST_JOINED = 6
"""Words from which "And ..." only joins two questions; a shorter one leans on the one before."""
_ACCENTS = str.maketrans("èé", "ee")


@dataclass(frozen=True)
class Parts:
    """A message taken apart."""

    story: str
    """What is told; may be empty."""
    questions: tuple[str, ...]
    """At least two, at most `MOST`."""


def parts(text: str) -> Parts | None:
    """The story and the questions of a message, or None where it is a single question.

    Args:
        text: as typed.
    """
    sentences = [sentence.strip() for sentence in _SENTENCE.split(text) if sentence.strip()]
    asked = [sentence for sentence in sentences if sentence.endswith("?")]
    if len(asked) < 2 or len(text.split()) < FEWEST_WORDS:
        return None
    questions = tuple(_plain(sentence) for sentence in asked[:MOST])
    return Parts(" ".join(sentence for sentence in sentences if sentence not in asked), questions)


def _plain(sentence: str) -> str:
    """A question without its number ("Deuxièmement, ...")."""
    found = _NUMBERED.match(sentence.translate(_ACCENTS))
    rest = sentence[found.end() :] if found else sentence
    joined = _JOINED.match(rest)
    return rest[joined.end() :] if joined and len(rest.split()) > FEWEST_JOINED else rest
