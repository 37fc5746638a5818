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
_OPENS = (
    r"(?:(?:a|de|d'ici|dans|sous|en|pour|sur|avec|entre|par|chez|au bout de|a partir de) )?"
    r"(?:quel(?:le)?s?|combien|quoi|lequel|laquelle|lesquel(?:le)?s)\b|comment\b|pourquoi\b|est[- ]ce\b|jusqu'a quand\b"
    r"|qu'est|vrai ou faux|(?:faut|doit|dois|peut|puis|pouvons|devons|suffit|existe|a|est|sera|aura|sommes|suis|serons)"
    r"[- ](?:t[- ])?(?:il|elle|on|je|nous|vous|ils|elles|ce)\b|(?:il )?(?:nous |me )?faut(?:-il)? (?:quoi|quel|combien)"
    r"|what\b|how\b|why\b|whether\b|(?:in|for|by|on|under|at|within) (?:which|what|how)\b"
    r"|(?:do|does|did|is|are|can|could|must|should|will|would|may) "
    r"(?:the|this|that|these|those|my|our|i|we|they|it|you|he|she|an?|one|each|any|every|number|indicator|\d+)\b"
    r"|(?:when|where) (?:do|does|did|is|are|can|will|must|should)\b"
)
"""The beginning of a clause that asks, whatever stands before it."""
_MAY_OPEN = r"qui\b|qu[e']|quand\b|ou\b|who\b|which\b|when\b|where\b|c'est\b|ca\b"
"""The same after "et" or "and" only: after a comma it may begin a relative clause."""
_OF_A_NUMBER = r"(?:pour|for|sur|au|on) (?:le |l'indicateur |indicator |the )?\d"
_INDIRECT = r"(?:si |s'il|if\b|whether\b)"
"""The same where somebody wants to know ("mon chef demande si ...")."""
_NAMES = (
    r"(?:la |le |les |l'|the |what |ce que )?(?:duree|delais?|gravite|validite|nombre|total|dates?|prix|cout|preuves?"
    r"|liste|devient|length|deadline|severity|number|cost|evidence|list)\b"
)
"""What is wanted, where questions are announced or somebody wants to know."""
_WANTS = re.compile(r"\b(?:savoir|demand\w+|know|ask\w*|wonder\w*|dire|tell|cherche|verifi\w+|check\w*)\b")
_INVERTED = r"[^,?]{0,60}\w-(?:t-)?(?:ils?|elles?|on|je|nous|vous)\b"
_ASKS = re.compile(
    rf"(?:^|[ ,(':])(?:{_OPENS})|^(?:{_MAY_OPEN})|{_INVERTED}|[ ,](?:qui|who|which|when|where)\b|\bcombien\b|\bquoi\b"
    r"|\bquel(?:le)?s?\b|\bmineure? ou majeure?\b|\bor not\b|\bou (?:pas|non)\b|\bfaut\b"
)
_AND = r"et|puis|and|also|then|sinon|ensuite|enfin"
_JOINT = re.compile(
    rf"(?P<both>[,;:]?\s+(?:{_AND})(?:\s+(?:sinon|aussi|enfin|puis|also|then|finally))?,?\s+)"
    r"|(?P<item>\s+[1-9a-e]\s?[).](?!\d)\s*)|(?P<mark>[,;:]\s+)"
)
"""Where a clause may begin: after "et" or "and", a number, a comma or a colon."""
_BOTH = re.compile(rf"[,;:]?\s+(?:{_AND})\s")
_BEGINS = re.compile(_OPENS)
_MAY_BEGIN = re.compile(rf"{_OPENS}|{_MAY_OPEN}|{_OF_A_NUMBER}|{_INVERTED}")
_BEGINS_INDIRECT = re.compile(rf"{_INDIRECT}|{_NAMES}")
_WANTS_IF = re.compile(rf"{_WANTS.pattern}[^.?!]{{0,30}}\b{_INDIRECT}")
_AFTER_A_STORY = re.compile(
    r"(?P<story>.{60,}?)(?= (?:je |j'|on |nous |i |i'd |we |we'd )[^,.?]{0,25}(?:savoir|know|wonder)\b)"
)
"""What is told in the same breath before somebody wants to know something."""
_ANNOUNCED = re.compile(
    r"\b(?P<count>deux|trois|quatre|two|three|four|[2-4]) (?:\w+ )?"
    r"(?:questions?|points?|choses|trucs|things|ones|chiffres|figures|flous)\b"
)
_COUNTS = {"deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}
_SUBJECT = re.compile(r"(?=.*\d)(?:\S+ ?){1,4}")
"""A number with a few words before a colon ("pour le 33 : ...")."""
FEWEST_UNMARKED = 20
"""Words from which a message without question mark may put several questions."""
FEWEST_LISTED = 3
"""Words of an item of a list that was announced ("deux points : ...")."""
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
    plain = _MARKS.sub(" ?", _QUOTED.sub(r"\n\1\n", text))
    length = len(text.split())
    if "?" not in plain and length < FEWEST_UNMARKED:
        return None
    listed = len(_ITEM.findall(plain)) > 1
    if listed:
        plain = _ITEM.sub("\n", plain)
    announced = _ANNOUNCED.search(_folded(plain))
    count = _COUNTS.get(announced["count"], 0) or int(announced["count"]) if announced else 0
    told: list[str] = []
    asked: list[str] = []
    for sentence in (sentence.strip() for sentence in _SENTENCE.split(plain)):
        item = listed and _plain(sentence) != sentence
        if item or (sentence.endswith("?") and length < FEWEST_WORDS) or _told_to_say(sentence):
            asked.append(_plain(sentence))
        elif sentence.endswith("?") or (length >= FEWEST_UNMARKED and _unmarked(sentence, count > 0)):
            story, questions = _taken_apart(_plain(sentence), count)
            told += story
            asked += questions
        elif len(sentence.split()) > 1:
            told.append(sentence)
    asked = [question for question in asked if not _EMPTY.match(_folded(question))]
    long = length >= FEWEST_WORDS or len(asked) > 2
    if len(asked) < 2 or not (long or all(len(question.split()) >= ENOUGH_WORDS for question in asked)):
        return None
    return Parts(" ".join(told), tuple(asked[:MOST]), tuple(asked[MOST:]))


def _told_to_say(sentence: str) -> bool:
    return _TOLD_TO_SAY.match(_folded(_plain(sentence))) is not None


def _asks(sentence: str) -> bool:
    return _ASKS.search(_folded(sentence)) is not None


def _unmarked(sentence: str, announced: bool) -> bool:
    """Whether a sentence without question mark asks something."""
    folded = _folded(sentence)
    joined = _JOINED.match(folded)
    if joined and (_asks(sentence) or _MAY_BEGIN.match(folded[joined.end() :])):
        return True
    starts = [0, *(joint.end() for joint in _JOINT.finditer(folded))]
    begins = any(_BEGINS.match(folded[start:]) for start in starts) or _WANTS_IF.search(folded) is not None
    return begins or ((announced or _WANTS.search(folded) is not None) and _asks(sentence))


def _taken_apart(sentence: str, count: int) -> tuple[list[str], list[str]]:
    """What one sentence of a long message tells before it asks, and the questions that it puts.

    Args:
        sentence: with its question mark, if it has one.
        count: how many questions the message announces; 0 = none.
    """
    folded = _folded(sentence)
    joints: list[re.Match[str]] = []
    for joint in _JOINT.finditer(folded):
        start = joints[-1].end() if joints else 0
        if _begins_a_question(joint, folded[start : joint.start()], folded, bool(count)):
            joints.append(joint)
    first, *others = _cut(sentence, joints)
    wanting = _AFTER_A_STORY.match(_folded(first))
    if wanting:
        story = first[: wanting.end("story")].strip(" ,")
        return [story], [_marked(piece) for piece in (first[wanting.end("story") :].strip(), *others)]
    if _asks(first) or not others or _WANTS_IF.search(_folded(first)):
        return [], [_marked(piece) for piece in (first, *others)]
    return [first], [_marked(piece) for piece in others]


def _begins_a_question(joint: re.Match[str], before: str, folded: str, announced: bool) -> bool:
    """Whether a question of its own stands after a joint.

    Args:
        joint: where it may begin.
        before: the clause before it.
        folded: the sentence.
        announced: whether the message says that it puts several questions.
    """
    rest = folded[joint.end() :]
    if len(rest.split()) < (FEWEST_LISTED if announced else ENOUGH_WORDS):
        return False
    wanted = announced or _WANTS.search(folded[: joint.start()]) is not None
    if joint["item"] or (wanted and _BEGINS_INDIRECT.match(rest)):
        return True
    colon = joint[0].startswith(":")
    if joint["both"]:
        clause = folded[joint.end() : next((one.start() for one in _BOTH.finditer(folded, joint.end())), len(folded))]
        enough = len(before.split()) >= ENOUGH_WORDS and bool(_ASKS.search(before) or _WANTS.search(before))
        return bool(_MAY_BEGIN.match(rest)) or (enough and _ASKS.search(clause) is not None)
    asked_before = _ASKS.search(before) is not None or (colon and not _SUBJECT.fullmatch(before.strip()))
    return asked_before and _BEGINS.match(rest) is not None


def _marked(piece: str) -> str:
    """A question without its number, with its mark."""
    return _plain(piece if piece.endswith("?") else f"{piece.rstrip(' .')} ?")


def _cut(sentence: str, joints: list[re.Match[str]]) -> list[str]:
    """A sentence cut at some of its joints."""
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(sentence)]
    pieces = (sentence[start:end].strip(" ,;:") for start, end in zip(starts, ends, strict=True))
    return [piece for piece in pieces if piece]


def _folded(sentence: str) -> str:
    """Without accents, letter for letter."""
    return sentence.lower().translate(_ACCENTS)


def _plain(sentence: str) -> str:
    """A question without its number ("Deuxièmement, ...")."""
    found = _NUMBERED.match(_folded(sentence))
    rest = sentence[found.end() :] if found else sentence
    joined = _JOINED.match(rest)
    return rest[joined.end() :] if joined and len(rest.split()) > FEWEST_JOINED else rest
