"""The wording of a question around what it names: the words left to search for, and their language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.cues import Cues
from corpus.records import Language
from index.lexical import fold

_SMALL = frozenset(
    """
    about alors and are aussi avec avoir avons cela celui ces cette combien comment concerne covers dans deals
    demande demander demandez des dire does dois doit donc donne donner elle elles est etre exactement exigences
    faut font for have how indicateur indicateurs indicator indicators les leur lieu lui mais meme mes moi moment
    montre need nos notre nous obligatoire obligatoires organisme our par parle pas peut peuvent peux plus porte
    pour quand quel quelle quelles quels qui quoi signifie sommes sont suis sur that the them then there they this
    bonjour bonsoir salut merci hello please gros
    traite une veut vous vraiment what which with you
    """.split()
)


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


def sought(text: str, all_cues: Iterable[Cues]) -> str:
    """A question without the words that only ask which indicator; empty where nothing else is left.

    Args:
        text: as typed.
        all_cues: the cues of all languages; a question may mix them.
    """
    plain = "".join(fold(letter) if len(fold(letter)) == 1 else letter for letter in text)
    for cues in all_cues:
        for found in reversed(list(cues.frame.finditer(plain))):
            text, plain = (whole[: found.start()] + " " + whole[found.end() :] for whole in (text, plain))
    return text.strip() if re.search(r"\w{3,}", text) else ""


def language_of(folded: str, all_cues: Mapping[Language, Cues], before: Language) -> Language:
    """The language of a text; that of the turn before where its words do not tell.

    Args:
        folded: lower case, no accents.
        all_cues: by language.
        before: the language of the turn before.
    """
    words = re.findall(r"[a-z]{2,}", folded) or re.findall(r"[a-z]", folded)
    scores = {language: sum(word in cues.words for word in words) for language, cues in all_cues.items()}
    if scores["en"] == scores["fr"]:
        return before
    return "en" if scores["en"] > scores["fr"] else "fr"
