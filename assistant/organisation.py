"""What a question says of the organisation: its categories of actions, its circumstances, the audit it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.cues import Cues
from assistant.rules import CATEGORIES, Category, Profile
from assistant.rules.profile import AUDITS, AuditKind
from corpus.records import Language

_OF_A_WORD = re.compile(r"\bnon-(?=\w)")
"""A negation of the next word alone: "non-certifying courses" are courses."""
_NE = re.compile(r"\b(?:n(?:e\b|')|(?:ni|pas|aucune?|sans|not)\b)|n't\b")
"""A negation inside the words of a flag: "je ne sous-traite pas"."""
_ANSWERED_NO = re.compile(
    r"^(?:no|nope|nan|non|ah non|mais non)\b\s*[,.;:!–-]+\s*|^(?:non|no) (?=pour|for|je|i |on |nous|we )"
)
"""A "no" that answers, and denies nothing of what follows ("non, pour un CFA")."""
_STOPPED = re.compile(
    r"\b(?:on|nous|j(?:e |')|i|we) ?(?:n')?(?:ne )?(?:arret|supprim|abandonn|renonc|retir|cess|stop|drop|remov"
    r"|g[ai]ve up)\w*\W*(?:\w+\W+){0,2}$"
)
"""The organisation gives something up ("si on arrête l'alternance")."""
_ONLY = re.compile(
    r"\b(?:seulement|uniquement|exclusivement|que|qu'|only|solely)\b[^.?!]{0,25}(?:sous[- ]?trait|subcontract)"
    r"|(?:sous[- ]?trait\w+|subcontract\w*)[^.?!]{0,15}\b(?:seulement|uniquement|exclusivement|only)\b"
    r"|(?:uniquement|que|seulement|only) (?:pour|for|on behalf of) (?:le compte )?(?:d'autres?|d'un autre|(?:an)?other)"
    r"|100 ?%[^.?!]{0,25}(?:sous[- ]?trait|subcontract)"
    r"|(?:aucun client|jamais|never|no clients?)[^.?!]{0,20}\b(?:en )?direct"
)
"""All that is done is done as a subcontractor."""
_LONGER = re.compile(
    r"(?:formations?|stages?|sessions?|modules?|cours|parcours|courses?|trainings?)\b[^.?!]{0,30}?(?<![0-9])"
    r"(?:[3-9]|[1-9]\d|trois|quatre|cinq|three|four|five)[ -]?(?:jours?|journees?|days?|j)\b"
    r"|(?<![0-9])(?:[3-9]|three|four|five)[ -]days? (?:courses?|trainings?|programmes?)"
    r"|^\W*(?:\w+ ){0,2}(?:[3-9]|trois|three)[ -]?(?:jours?|days?|j)\W*$"
)
"""A course of more than two days: not all of them are short."""
_ANOTHER_LENGTH = re.compile(r"audit|delai|deadline|corrig|prevenir|avant|notice|moins de|less than")


class Organisation:
    """Reads profiles with the cues of all languages."""

    def __init__(self, cues: Mapping[Language, Cues]) -> None:
        self._cues = tuple(cues.values())

    def profile(self, folded: str, said: str) -> Profile:
        """What is said of the organisation.

        Args:
            folded: the question.
            said: the same without the words that only look like a category.
        """
        folded, said = _ANSWERED_NO.sub("", folded), _ANSWERED_NO.sub("", said)
        known: dict[str, Any] = {}
        for cues in self._cues:
            for flag, pattern in cues.flags.items():
                found = pattern.search(folded)
                if found and flag not in known:
                    known[flag] = not self._denied(folded, found.start()) and not _NE.search(found[0])
        if _LONGER.search(folded) and not _ANOTHER_LENGTH.search(folded):
            known["only_short"] = False
        if known.get("subcontractor") and _ONLY.search(folded):
            known["subcontractor"] = "only"
        has, lacks = self._categories(said)
        if not has and not lacks and self._gives_courses(said):
            has = ["OF"]
        if has or lacks:
            known["categories"] = tuple(has) or tuple(name for name in CATEGORIES if name not in lacks)
        return Profile(**known)

    def _gives_courses(self, said: str) -> bool:
        """Whether it is said that one gives courses, which are training (OF) where no category is named."""
        found = (cues.courses.search(said) for cues in self._cues)
        return any(one and not self._denied(said, one.start()) and not _NE.search(one[0]) for one in found)

    def mentioned(self, said: str) -> tuple[Category, ...]:
        """The categories named, whether the organisation has them or not."""
        has, lacks = self._categories(_ANSWERED_NO.sub("", said))
        return tuple(name for name in CATEGORIES if name in has or name in lacks)

    def audit(self, folded: str) -> AuditKind | None:
        """The kind of audit named first, or None."""
        named: list[tuple[int, AuditKind]] = []
        for cues in self._cues:
            for kind in AUDITS:
                found = cues.audits[kind].search(folded)
                named += [(found.start(), kind)] if found else []
        return min(named)[1] if named else None

    def _categories(self, folded: str) -> tuple[list[Category], list[Category]]:
        """Categories that the organisation has, and those that it says it has not."""
        has: list[Category] = []
        lacks: list[Category] = []
        folded = _OF_A_WORD.sub("non", folded)
        for name in CATEGORIES:
            places = {m.start() for cues in self._cues for m in cues.categories[name].finditer(folded)}
            if places:
                (lacks if all(self._denied(folded, place) for place in places) else has).append(name)
        return has, lacks

    def _denied(self, folded: str, start: int) -> bool:
        """Whether a negation stands shortly before a place."""
        before = folded[max(0, start - 25) : start]
        negated = any(re.search(rf"{cues.negations.pattern}\W*(?:\w+\W+){{0,2}}$", before) for cues in self._cues)
        return negated or bool(_STOPPED.search(before))
