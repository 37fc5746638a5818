"""How a question puts what it says: left open ("est-ce gratuit ?"), or taken for granted ("c'est gratuit, non ?")."""

from __future__ import annotations

import re

from index.lexical import fold

_PRONOUN = r"(?:il|elle|ils|elles|on|je|nous|vous|ce|tu)"
_VERB = (
    r"(?:peut|peuvent|faut|doit|doivent|dois|est|sont|va|vont|peux|puis|sommes|suis|etes|avons|avez|devons|devez|pouvons"
    r"|pouvez|existe|vaut|y a)"
)
_OPEN = re.compile(
    rf"(?:[a-z']+(?:-t)?-{_PRONOUN}|{_VERB} (?:t )?{_PRONOUN}|est ce que|est-ce que|esque"
    r"|c'est obligatoire|c obligatoire|obligatoire ou (?:pas|non))(?![a-z])"
    r"|^(?:(?:so|and|but|then|or) )?(?:is|are|do|does|did|can|could|must|should|may|will|would|has|have|am|shall)"
    r"(?![a-z'])"
    r"|(?:mineur|majeur)\w* ou (?:\w+ )?(?:mineur|majeur)|(?:minor|major) or (?:a )?(?:minor|major)"
    r"|^(?:\S+ ){0,6}(?:\d+|deux|trois|quatre|cinq|six|two|three|four|five|six)(?: \w+)? (?:ou|or) "
    r"(?:\d+|deux|trois|quatre|cinq|six|two|three|four|five|six)(?![a-z])"
)
"""A clause that leaves the answer open."""
_ASKS = re.compile(
    r"(?:et |and )?(?:qualiopi,? )?(?:c'est quoi|qu'est|quel|combien|comment|quand|ou\b|a quoi|pourquoi|qui\b|que\b"
    r"|de quand|depuis quand|sous combien|how|what|when|where|which|who|why|within)"
)
"""A question that takes nothing for granted."""
_TAG = re.compile(
    r"n'est[- ]ce pas|c'est (?:bien )?(?:ca|cela|exact|juste|vrai|correct)"
    r"|(?:^|[, ])(?:non|hein|exact|vrai|nan|d'accord|si) ?\?|(?:right|correct|yes|no|true|ok) ?\?"
    r"|(?:isn't|aren't|doesn't|don't|didn't|won't|can't|hasn't|haven't) "
    r"(?:it|they|we|he|she|that|you|i)|(?:est-il|est-ce) (?:vrai|exact)|is it (?:true|correct)|vous (?:me )?confirmez"
    r"|(?:on|nous) (?:est|sommes) (?:bien )?d'accord|on est ok"
)
"""What asks to confirm the rest."""
_WHETHER = re.compile(
    r"s'?\s?appliqu|applicable|concern|\bvaut\b|compte(?:nt)? pour|soumis|\bappl(?:y|ies)\b|matters? (?:to|for)"
    r"|relevant"
)
"""Asks whether an indicator applies."""
_ROUND = re.compile(r"\b(?:ne|n'|pas|non|not|qui|who|whom)\b|n't\b|\b(?:zapp|saut|skip|ignor|dispens|exempt)")
"""Puts it the other way round, or asks to whom."""
_CLAUSE = re.compile(r"(?<=[,;:.!?])\s+|\s+(?=(?:donc|alors|du coup|so|then|therefore) )")


def asks(text: str) -> bool:
    """Whether a question only asks, with a word that begins a question."""
    return bool(_ASKS.match(fold(text)))


def asks_whether(text: str) -> bool:
    """Whether a question asks if an indicator applies, in so many words, to be answered with yes or no."""
    folded = fold(text)
    return bool(_WHETHER.search(folded)) and not (_ROUND.search(folded) or _ASKS.match(folded))


def stated(text: str) -> str:
    """What a question says without leaving it open: the text without its open clauses, folded; may be empty."""
    folded = re.sub(r"\s+", " ", fold(text)).strip()
    if _TAG.search(folded):
        return folded
    return " ".join(clause for clause in _CLAUSE.split(folded) if not _OPEN.search(clause))
