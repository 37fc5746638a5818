"""What a question says that the indicator it names is about ("le handicap, c'est le 12 ?", "indicator 26 on ...")."""

from __future__ import annotations

import re

from assistant.numbers import Named

_AFTER = re.compile(
    r"^\s*[,(:-]?\s*(?:(?:celui|the one|l'un) )?"
    r"(?:qui (?:traite|parle|porte|concerne)\w* (?:de |sur )?|(?:traite|parle|porte) (?:bien )?(?:de|des|du|sur) |sur "
    r"|concernant |relatif a |(?:est )?(?:consacre|dedie)\w* (?:a la |aux? |a l'|a )|about "
    r"|(?P<word>on )(?!the day)|which (?:covers|deals with) |deals? with |covers "
    r"|dealing with |(?:est|is) (?:bien )?(?:about|celui (?:de|des|du|sur)) "
    r"|(?P<is>c'?(?:est| est) (?:bien |donc )?(?:le |la |les |l')|(?:is|that's) (?:the one (?:for|about|on) )))"
    r"(?P<what>[^?.!;:]{4,80}?)(?=,|[?.!;:)]|$)"
)
"""What follows a number and says what it is about."""
_BESIDE = re.compile(r"^\s*[(,] ?(?P<what>[^?.!;:,()]{4,60}?)\s*(?=[:,)]|$)")
"""A name in brackets or between commas right after a number."""
_BEFORE = re.compile(
    r"(?:^|(?P<later>[,.;:!] ?))(?:et |and |pour |for |celui (?:de|des|du|sur) )?(?P<what>[^?.!;:,]{4,60}?)"
    r"(?:,? (?:c'est|c est|ce sont|cest|that's|that is|it's) (?:bien |dans |in )?(?:le |la |l'|the )?$"
    r"|,? (?:releve\w*|relevent) (?:bien )?(?:de |du |de l')?$"
    r"|,? (?:est|sont) (?:bien )?(?:(?:dans|traite\w*|couvert\w*|vise\w*|regarde\w*) (?:par |dans |au |a )?)?"
    r"(?:le |l'|au )?$"
    r"|,? (?:is|are) (?:\w+ )?(?:covered|checked|dealt with|treated|handled|seen|assessed)? ?"
    r"(?:by|under|in|with|at) (?:the )?$"
    r"|,? (?:falls?|comes?) under (?:the )?$|,? belongs? to (?:the )?$"
    r"|(?P<comma>, (?:donc )?(?:l'|le |the )?)$)"
)
"""What stands before a number and says what it is about."""
_VERBAL = re.compile(
    r"(?<![a-z])(?:[jn]'|qu')"
    r"|(?<![a-z])(?:je|on|nous|vous|il|elle|ils|tu|i|we|you|they|it"
    r"|faut|est|sont|doit|peut|is|are|must|can|should|do|does"
    r"|quel\w*|comment|combien|quoi|qui|que|what|how|which|who|when|mineure?s?|majeure?s?|minors?|majors?|obligatoire"
    r"|bonjour|bonsoir|salut|coucou|hello|hi|merci|thanks"
    r"|compulsory|toujours|always|audit\w*|surveillance|initial|exemple\w*|preuves?|evidence|nc|journees?|jours?|days?"
    r"|rncp|rs|cfa|vae|cbc|of|bilans?|nouve(?:l|au|aux)|new)(?![a-z])"
)
"""A clause, or what is asked: no name of a subject."""


def claimed(folded: str, named: Named) -> str | None:
    """What a question says that the indicator which it names is about; None where it says nothing of the kind.

    Args:
        folded: the question, folded.
        named: what it names; only a single indicator can be said to be about something.
    """
    if len(named.indicators) != 1:
        return None
    for start, end in named.spans:
        after = _AFTER.match(folded[end:])
        french_we = after and after["word"] == "on " and "indicator" not in folded[start:end]
        if after and not french_we and not (after["is"] and _VERBAL.search(after["what"])):
            return after["what"].strip()
        for place in (_BESIDE.match(folded[end:]), _BEFORE.search(_article(folded[:start], folded[start:end]))):
            if place and not _VERBAL.search(place["what"]) and not _in_passing(place):
                return place["what"].strip()
    return None


def _in_passing(place: re.Match[str]) -> bool:
    """Whether words only stand between two commas before a number ("30 h, un cours d'anglais, le 12 me concerne ?")."""
    groups = place.groupdict()
    return bool(groups.get("later") and groups.get("comma"))


def _article(before: str, span: str) -> str:
    """What stands before a number, with the article that its span took in."""
    article = re.match(r"(?:le |la |l'|the |au |du |under |in |by )", span)
    return before + article[0] if article else before
