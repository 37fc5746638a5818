"""Several questions in one message: what is told of the organisation, and what is asked, one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.clauses import ENOUGH_WORDS, FEWEST_JOINED, FEWEST_LISTED, JOINED, folded, taken_apart, unmarked

MOST = 6
"""Questions answered at once."""
FEWEST_WORDS = 16
"""Below that, two question marks are one question, unless each has enough words of its own."""
_QUOTED = re.compile(r"[«“\"]\s*([^«»“”\"?]{8,}\?)\s*[»”\"]")
_MARKS = re.compile(r"\s*(?:!+\s?\?[?!]*|\?[?!]+|\?(?:\s[?!])+)")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!^\d\.)(?<!\n\d\.)(?<![.!?:]\s\d\.)\s+(?=\S)|\n+")
_ITEM = re.compile(r"(?<=[;:,.?])\s+(?=(?:\d|[a-e])\s?[).]\s?[A-Za-zÀ-ÿ])")
"""Before an item of a list that runs on in a sentence ("1) ... ; 2) ...")."""
_SLASH = re.compile(r"\s+/+\s+")
"""Between questions noted in a row ("combien de jours / chez nous ou à distance / jusqu'à quand")."""
_IN_ORDER = re.compile(r"(?:^|(?<=\s))(?:question |point |q)?([1-6])(?:\s?[).:/-])?\s+(?=[A-Za-zÀ-ÿ])", re.IGNORECASE)
"""A number that may begin an item, where they follow one another from 1 ("1 le total 2 le nouveau")."""
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
_ANNOUNCED = re.compile(
    r"\b(?P<count>deux|trois|quatre|two|three|four|[2-4]) (?:\w+ )?"
    r"(?:questions?|points?|choses|trucs|things|ones|chiffres|figures|flous)\b"
)
_COUNTS = {"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}
FEWEST_UNMARKED = 20
"""Words from which a message without question mark may put several questions."""
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
    plain = _MARKS.sub(" ?", _QUOTED.sub(r"\n\1\n", text))
    length = len(text.split())
    if "?" not in plain and length < FEWEST_UNMARKED:
        return None
    listed = len(_ITEM.findall(plain)) > 1
    if listed:
        plain = _ITEM.sub("\n", plain)
    else:
        apart = _set_apart(plain)
        listed, plain = apart != plain, apart
    announced = _ANNOUNCED.search(folded(plain))
    count = _COUNTS.get(announced["count"], 0) or int(announced["count"]) if announced else 0
    told: list[str] = []
    asked: list[str] = []
    for sentence in (sentence.strip() for sentence in _SENTENCE.split(plain)):
        item = listed and _plain(sentence) != sentence
        if item or (sentence.endswith("?") and length < FEWEST_WORDS):
            asked.append(_plain(sentence))
        elif _told_to_say(sentence):
            story, questions = taken_apart(_plain(sentence), count)
            pieces = [*story, *questions]
            asked += map(_marked, pieces) if len(pieces) > 1 else [_plain(sentence)]
        elif sentence.endswith("?") or (length >= FEWEST_UNMARKED and unmarked(sentence, count > 0 or listed)):
            story, questions = taken_apart(_plain(sentence), count)
            told += story
            asked += map(_marked, questions)
        elif len(sentence.split()) > 1:
            told.append(sentence)
    asked = [question for question in asked if not _EMPTY.match(folded(question))]
    long = length >= FEWEST_WORDS or len(asked) > 2
    if len(asked) < 2 or not (long or all(_stands_alone(question) for question in asked)):
        return None
    return Parts(" ".join(told), tuple(asked[:MOST]), tuple(asked[MOST:]))


def _stands_alone(question: str) -> bool:
    """Whether a question of a short message is one of its own ("and on 18?" is)."""
    return len(question.split()) >= ENOUGH_WORDS or any(map(str.isdigit, question))


def _told_to_say(sentence: str) -> bool:
    return _TOLD_TO_SAY.match(folded(_plain(sentence))) is not None


def _set_apart(text: str) -> str:
    """A text with a line break before each item of a list that runs on in a sentence."""
    found, wanted = [], 1
    for number in _IN_ORDER.finditer(text):
        if int(number[1]) == wanted:
            found.append(number)
            wanted += 1
    starts = [*(number.start() for number in found), len(text)]
    long = all(len(text[start:end].split()) > FEWEST_LISTED for start, end in pairwise(starts))
    if len(found) > 1 and long:
        for number in reversed(found):
            text = f"{text[: number.start()]}\n{number[1]}) {text[number.end() :]}"
        return text
    pieces = _SLASH.split(text)
    return "\n- ".join(pieces) if len(pieces) > 1 and all(len(p.split()) >= FEWEST_LISTED for p in pieces) else text


def _marked(piece: str) -> str:
    """A question without its number, with its mark."""
    return _plain(piece if piece.endswith("?") else f"{piece.rstrip(' .')} ?")


def _plain(sentence: str) -> str:
    """A question without its number ("Deuxièmement, ...")."""
    found = _NUMBERED.match(folded(sentence))
    rest = sentence[found.end() :] if found else sentence
    joined = JOINED.match(rest)
    return rest[joined.end() :] if joined and len(rest.split()) > FEWEST_JOINED else rest
