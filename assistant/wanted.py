"""What kind of thing a question asks for (how often, when, where, what follows), and how a line that gives it reads."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.cues import Cues


def wanted(folded: str, all_cues: Iterable[Cues]) -> str:
    """The pattern of lines that give what a question asks for; empty where it asks for no such thing.

    Args:
        folded: the question, lower case, no accents.
        all_cues: the cues of all languages; a question may mix them.
    """
    cues = tuple(all_cues)
    kinds = {kind for one in cues for kind, pattern in one.wanted.items() if pattern.search(folded)}
    return "|".join(one.giving[kind].pattern for one in cues for kind in sorted(kinds))
