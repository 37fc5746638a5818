"""Several questions in one message: what is told of the organisation, and what is asked, one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 6
"""Questions answered at once."""
FEWEST_WORDS = 16
"""Below that, two question marks are one question, unless each has enough words of its own."""
ENOUGH_WORDS = 4
"""Words (a mark set apart counts) from which a question stands alone in a short message."""
_QUOTED = re.compile(r"[«“\"]\s*([^«»“”\"?]{8,}\?)\s*[»”\"]")
_MARKS = re.compile(r"\s*(?:!+\s?\?[?!]*|\?[?!]+|\?(?:\s[?!])+)")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!^\d\.)(?<!\n\d\.)(?<![.!?:]\s\d\.)\s+(?=\S)|\n+")
_ITEM = re.compile(r"(?<=[;:,.?])\s+(?=(?:\d|[a-e])\s?[).]\s?[A-Za-zÀ-ÿ])")
"""Before an item of a list that runs on in a sentence ("1) ... ; 2) ...")."""
_COUNT = r"(?:\d|une?|deux|trois|quatre|cinq|one|two|three|four|five|plusieurs|quelques|some|a few)"
_NUMBERED = re.compile(
    rf"^(?:(?:[^.?!:]{{0,40}}\b)?{_COUNT} (?:petites? |quick |autres? )?(?:questions?|points?|choses|things|ones)"
    r"[^.?!:]{0,25}:\s*)?"
    r"(?:(?:(?:et |and |enfin,? )?(?:ma |la |le |my |the )?"
    r"(?:premiere?|deuxieme|troisieme|quatrieme|cinquieme|seconde?|derniere?|first|second|third|fourth|fifth|last)"
    r"(?: (?:question|point|one))?\s*[:,]|(?:premiere|deuxieme|troisieme|quatrieme|seconde|derniere)ment,"
    r"|(?:question|point|q) ?(?:n[°o] ?)?\d{1,2}\s?[:.,)–-]|(?:[a-h]|\d{1,2})(?:[).]|\s?:|/)\s|[-–*•]\s)\s*)?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:et|and|enfin|finally|puis|also|aussi),? ", re.IGNORECASE)
FEWEST_JOINED = 6
"""Words from which "And ..." only joins two questions; a shorter one leans on the one before."""
_ASKING = (
    r"(?:(?:a|de|dans|sous|en|pour|sur|avec) )?(?:quel(?:le)?s?|combien|quoi)\b|comment\b|pourquoi\b|est-ce\b|lequel\b"
    r"|laquelle\b|faut-il|doit-on|dois-je|what\b|how\b|(?:in|for|by|on|under) (?:which|what|how)\b"
)
_ALSO_ASKING = (
    r"qui\b|qu[e']|quand\b|ou\b|who\b|which\b|when\b|where\b|why\b|does\b|do\b|is\b|are\b|must\b|should\b|will\b"
)
_INVERTED = r"[^,?]{0,60}\w-(?:t-)?(?:ils?|elles?|on|je|nous|vous)\b"
_CLAUSE = re.compile(rf",? (?:et|and|puis|then),? (?={_ASKING}|{_ALSO_ASKING}|{_INVERTED})|, (?={_ASKING})")
_ASKS = re.compile(rf"(?:^|[ ,(']){_ASKING}|^(?:{_ALSO_ASKING})|{_INVERTED}|[ ,](?:qui|que|who|which|when|where)\b")
_TOLD_TO_SAY = re.compile(
    r"(?:please |merci de |veuillez |svp |stp )?(?:(?:name|give|list|tell|explain|describe|cite|show)\b"
    r"|(?:donne|cite|liste|dite?|explique|indique|precise|decri|presente|rappele|montre)(?:r|s|z|ez)?\b)",
    re.IGNORECASE,
)
"""A request without question mark."""
_EMPTY = re.compile(
    r"(?:pou[vr]\w+[- ]vous|peux[- ]tu|vous pou\w+|(?:can|could|would) (?:you|someone|anyone)"
    r"|est-ce que (?:vous|tu) \w+)? ?(?:nous |m'|me |please )?"
    r"(?:aider|repondre|eclairer|renseigner|conseiller|help|answer|advise)\b[^?]{0,40}\?$"
    r"|(?:qu'en (?:pensez|penses|dites)|une idee|any (?:idea|thoughts?|help)|what do you think|d'accord|ok|merci|hein"
    r"|is that (?:ok|clear))\b[^?]{0,25}\?$",
    re.IGNORECASE,
)
"""Asks for an answer, and says nothing of what."""
_ACCENTS = str.maketrans("éèêàâùûîïôç’", "eeeaauuiioc'")


@dataclass(frozen=True)
class Parts:
    """A message taken apart."""

    story: str
    """What is told; may be empty."""
    questions: tuple[str, ...]
    """At least two, at most `MOST`."""
    left: tuple[str, ...] = ()
    """The questions beyond."""


def parts(text: str) -> Parts | None:
    """The story and the questions of a message, or None where it is a single question.

    Args:
        text: as typed.
    """
    if "?" not in text:
        return None
    plain = _MARKS.sub(" ?", _QUOTED.sub(r"\n\1\n", text))
    listed = len(_ITEM.findall(plain)) > 1
    if listed:
        plain = _ITEM.sub("\n", plain)
    told: list[str] = []
    asked: list[str] = []
    for sentence in (sentence.strip() for sentence in _SENTENCE.split(plain)):
        if sentence.endswith("?"):
            asked += [] if _EMPTY.match(_folded(sentence)) else [_plain(sentence)]
        elif (listed and _plain(sentence) != sentence) or _TOLD_TO_SAY.match(_folded(_plain(sentence))):
            asked.append(_plain(sentence))
        elif len(sentence.split()) > 1:
            told.append(sentence)
    clauses = [clause for question in asked for clause in _clauses(question) if not _EMPTY.match(_folded(clause))]
    if len(asked) > 1 or len(clauses) > 2:
        asked = clauses
    long = len(text.split()) >= FEWEST_WORDS or len(asked) > 2
    if len(asked) < 2 or not (long or all(len(question.split()) >= ENOUGH_WORDS for question in asked)):
        return None
    return Parts(" ".join(told), tuple(asked[:MOST]), tuple(asked[MOST:]))


def _folded(sentence: str) -> str:
    """Without accents, letter for letter."""
    return sentence.lower().translate(_ACCENTS)


def _plain(sentence: str) -> str:
    """A question without its number ("Deuxièmement, ...")."""
    found = _NUMBERED.match(_folded(sentence))
    rest = sentence[found.end() :] if found else sentence
    joined = _JOINED.match(rest)
    return rest[joined.end() :] if joined and len(rest.split()) > FEWEST_JOINED else rest


def _clauses(sentence: str) -> list[str]:
    """The questions that one sentence puts, in a message long enough to put several."""
    folded = _folded(sentence)
    for found in _CLAUSE.finditer(folded):
        first, rest = sentence[: found.start()], sentence[found.end() :]
        if _ASKS.search(folded[: found.start()]) and len(first.split()) >= ENOUGH_WORDS <= len(rest.split()):
            return [f"{first} ?", *_clauses(rest)]
    return [sentence]
