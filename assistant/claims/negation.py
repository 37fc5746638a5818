"""Whether a number or a word is said not to be so: what stands just before it."""

from __future__ import annotations

import re
from functools import cache

_NOT = (
    r"(?:(?<![a-z])(?:(?:ne |n')(?:[a-z']+ ){1,4}?(?:pas|plus|jamais)|pas|jamais|not|never"
    r"|no longer|cannot|neither|nor|[a-z]+n't)(?![a-z])"
    r"(?! (?:only|just|seulement|uniquement|que|qu'|plus|more|later|over|beyond|exceed|depasser|moins|less)(?![a-z])))"
)
_INSTEAD = re.compile(
    r"(?<![a-z])(?:au lieu d[e']|instead of|plutot que|rather than|et non(?: pas)?|and not"
    r"|but not|mais pas|not|pas|contre|non|ni|neither|nor)"
    r"(?: en| sous| in| within| les| the| de| du| le| a| au| for| pour)? ?$"
)


@cache
def _pattern(reach: int) -> re.Pattern[str]:
    return re.compile(rf"{_NOT}[^,;:]{{0,{reach}}}$")


def denied(before: str, reach: int = 30) -> bool:
    """Whether what follows a text is denied by it: "does not run for", "au lieu de".

    Args:
        before: the part of a normal text before the place.
        reach: how many characters may stand between the negation and the place.
    """
    return bool(_INSTEAD.search(before) or _pattern(reach).search(before))
