"""Where one sentence of a long message begins to ask: its clauses, by the words that join and open them."""

from __future__ import annotations

import re

ENOUGH_WORDS = 4
"""Words (a mark set apart counts) from which a question stands alone in a short message."""
FEWEST_JOINED = 6
"""Words from which "And ..." only joins two questions; a shorter one leans on the one before."""
FEWEST_LISTED = 3
"""Words of an item of a list that was announced ("deux points : ...")."""
_OPENS = (
    r"(?:(?:a|de|d'ici|dans|sous|en|pour|sur|avec|entre|par|chez|au bout de|a partir de) )?"
    r"(?:quel(?:le)?s?|combien|quoi|lequel|laquelle|lesquel(?:le)?s)\b|comment\b|pourquoi\b|est[- ]ce\b|jusqu'a quand\b"
    r"|qu'est|vrai ou faux|(?:faut|doit|dois|peut|puis|pouvons|devons|suffit|existe|a|est|sera|aura|sommes|suis|serons)"
    r"[- ](?:t[- ])?(?:il|elle|on|je|nous|vous|ils|elles|ce)\b|(?:il )?(?:nous |me )?faut(?:-il)? (?:quoi|quel|combien)"
    r"|what\b|how\b|why\b|whether\b|(?:in|for|by|on|under|at|within) (?:which|what|how)\b"
    r"|(?:do|does|did|is|are|can|could|must|should|will|would|may) "
    r"(?:the|this|that|these|those|my|our|i|we|they|it|you|he|she|an?|one|each|any|every|number|indicator|\d+)\b"
    r"|(?:do|does|did) [a-z]+ (?!you\b)[a-z]+|(?:when|where) (?:do|does|did|is|are|can|will|must|should)\b"
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
_WANTS = re.compile(r"\b(?:savoir|demand\w+|know|ask\w*|wonder\w*|dire|dites?|tell|cherche|verifi\w+|check\w*)\b")
_AMONG = r"(?:(?:aussi |also )?(?:ce qu[e']|ce qui|quand|ou|qui|celui|celle|what|when|where|who|which)\b)"
"""A clause after a comma that is asked too, once somebody wants to know."""
_SPOKEN = (
    r"(?:faut(?: il| t il)? |on (?:fait|met|garde|attend|doit|peut) "
    r"|(?:j'|je |on |nous )[^,?]{0,30}\b(?:quoi|combien|comment)\b)"
)
"""A question as spoken, after another one."""
_INVERTED = r"[^,?]{0,60}\w-(?:t-)?(?:ils?|elles?|on|je|nous|vous)\b"
_ASKS = re.compile(
    rf"(?:^|[ ,(':])(?:{_OPENS})|^(?:{_MAY_OPEN})|{_INVERTED}|[ ,](?:qui|who|which|when|where)\b|\bcombien\b|\bquoi\b"
    r"|\bquel(?:le)?s?\b|\bmineure? ou majeure?\b|\bor not\b|\bou (?:pas|non)\b|\bfaut\b"
)
JOINED = re.compile(r"(?:et|and|enfin|finally|puis|also|aussi),? ", re.IGNORECASE)
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
_WANTS_NAMED = re.compile(rf"{_WANTS.pattern} {_NAMES}")
_WANTS_IF = re.compile(rf"{_WANTS.pattern}[^.?!]{{0,30}}\b{_INDIRECT}")
_AFTER_A_STORY = re.compile(
    r"(?P<story>.{60,}?)(?= (?:je |j'|on |nous |i |i'd |we |we'd )[^,.?]{0,25}(?:savoir|know|wonder)\b)"
)
"""What is told in the same breath before somebody wants to know something."""
_SUBJECT = re.compile(r"(?=.*\d)(?:\S+ ?){1,4}")
"""A number with a few words before a colon ("pour le 33 : ...")."""
_ACCENTS = str.maketrans("éèêàâùûîïôç’", "eeeaauuiioc'")


def unmarked(sentence: str, announced: bool) -> bool:
    """Whether a sentence without question mark asks something.

    Args:
        sentence: as typed.
        announced: the message says that it puts several questions, or lists them.
    """
    plain = folded(sentence)
    joined = JOINED.match(plain)
    if joined and (_asks(sentence) or _MAY_BEGIN.match(plain[joined.end() :])):
        return True
    starts = [0, *(joint.end() for joint in _JOINT.finditer(plain))]
    begins = any(_BEGINS.match(plain[start:]) for start in starts) or _WANTS_IF.search(plain) is not None
    return begins or ((announced or _WANTS.search(plain) is not None) and _asks(sentence))


def taken_apart(sentence: str, count: int) -> tuple[list[str], list[str]]:
    """What one sentence of a long message tells before it asks, and the questions that it puts.

    Args:
        sentence: with its question mark, if it has one.
        count: how many questions the message announces; 0 = none.
    """
    plain = folded(sentence)
    joints: list[re.Match[str]] = []
    for joint in _JOINT.finditer(plain):
        start = joints[-1].end() if joints else 0
        if _begins_a_question(joint, plain[start : joint.start()], plain, bool(count)):
            joints.append(joint)
    first, *others = _cut(sentence, joints)
    wanting = _AFTER_A_STORY.match(folded(first))
    if wanting:
        story = first[: wanting.end("story")].strip(" ,")
        return [story], [first[wanting.end("story") :].strip(), *others]
    if _asks(first) or not others or _WANTS_IF.search(folded(first)) or _WANTS_NAMED.search(folded(first)):
        return [], [first, *others]
    return [first], others


def _begins_a_question(joint: re.Match[str], before: str, sentence: str, announced: bool) -> bool:
    """Whether a question of its own stands after a joint.

    Args:
        joint: where it may begin.
        before: the clause before it, as `folded`.
        sentence: as `folded`.
        announced: whether the message says that it puts several questions.
    """
    rest = sentence[joint.end() :]
    if len(rest.split()) < (FEWEST_LISTED if announced else ENOUGH_WORDS):
        return False
    wanted = announced or _WANTS.search(sentence[: joint.start()]) is not None
    if joint["item"] or (wanted and _BEGINS_INDIRECT.match(rest)):
        return True
    if _ASKS.search(before) and (re.match(_SPOKEN, rest) or (joint["both"] and _last_asks(rest, sentence))):
        return True
    if wanted and re.match(_AMONG, rest):
        return True
    colon = joint[0].startswith(":")
    if joint["both"]:
        following = _BOTH.search(sentence, joint.end())
        clause = sentence[joint.end() : following.start() if following else len(sentence)]
        enough = len(before.split()) >= ENOUGH_WORDS and bool(_ASKS.search(before) or _WANTS.search(before))
        return bool(_MAY_BEGIN.match(rest)) or (enough and _ASKS.search(clause) is not None)
    asked_before = _ASKS.search(before) is not None or (colon and not _SUBJECT.fullmatch(before.strip()))
    return asked_before and _BEGINS.match(rest) is not None


def _asks(sentence: str) -> bool:
    return _ASKS.search(folded(sentence)) is not None


def _last_asks(rest: str, sentence: str) -> bool:
    """Whether the last clause of a question has a subject of its own ("et le certificat il repart pour 3 ans ?")."""
    whole = sentence.endswith("?") and _JOINT.search(rest) is None and len(rest.split()) >= FEWEST_JOINED
    return whole and re.search(r"\b(?:il|elle|ils|elles|on|nous|je|ca|it|they|we|he|she)\b", rest) is not None


def _cut(sentence: str, joints: list[re.Match[str]]) -> list[str]:
    """A sentence cut at some of its joints."""
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(sentence)]
    pieces = (sentence[start:end].strip(" ,;:") for start, end in zip(starts, ends, strict=True))
    return [piece for piece in pieces if piece]


def folded(sentence: str) -> str:
    """Without accents, letter for letter."""
    return sentence.lower().translate(_ACCENTS)
