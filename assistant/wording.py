"""The wording of a question around what it names: the words left to search for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.cues import Cues


def without(folded: str, spans: tuple[tuple[int, int], ...]) -> str:
    """A folded text without some of its parts."""
    for start, end in sorted(spans, reverse=True):
        folded = f"{folded[:start]} {folded[end:]}"
    return folded


def topic(folded: str, all_cues: Iterable[Cues], *, keep_facets: bool) -> str:
    """The words that are left to search for, once those for facets and for the organisation are taken away."""
    for cues in all_cues:
        facets = () if keep_facets else cues.facets.values()
        for pattern in (*facets, *cues.categories.values(), *cues.flags.values(), cues.more, cues.speaking):
            folded = pattern.sub(" ", folded)
    return " ".join(word for word in re.findall(r"[a-z]{3,}", folded) if word not in _SMALL)


_SMALL = frozenset(
    """
    about alors and are aussi avec avoir avons cela celui ces cette combien comment concerne covers dans deals
    demande demander demandez des dire does dois doit donc donne donner elle elles est etre exactement exigences
    faut font for have how indicateur indicateurs indicator indicators les leur lieu lui mais meme mes moi moment
    montre need nos notre nous obligatoire obligatoires organisme our par parle pas peut peuvent peux plus porte
    pour quand quel quelle quelles quels qui quoi signifie sommes sont suis sur that the them then there they this
    traite une veut vous vraiment what which with you
    """.split()
)
