"""What a sentence must look like before its content is judged."""

from __future__ import annotations

import re
import unicodedata

from assistant.vet.words import words
from index.lexical import fold

LONGEST = 60
"""Words of a sentence."""
_MARKERS = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_ENDS_WITH_MARKER = re.compile(r"\[[\d,;\s]+\]\W*$")
_FORBIDDEN = re.compile(r"[<>{}|`~^\\#]|!\[|\]\(|\*\*\*|__|==|&\w+;|:/|\[(?!\d)|【|†|\\u")
_LINK = re.compile(
    r"(?:https?:|www\.|\b[\w.-]+@[\w.-]+|\b[\w-]{2,}\.(?:fr|com|org|net|eu|io|info|gouv|app|dev)\b)\S*", re.I
)
_LETTERS = re.compile(r"[^\W\d_]")
_NUMBERING = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+)")


def split_markers(sentence: str) -> tuple[str, tuple[int, ...], bool]:
    """The sentence without bullet, bold and markers; the markers, each once; whether one of them ends it."""
    bare = _NUMBERING.sub("", sentence.strip()).replace("**", "")
    numbers = [int(number) for listed in _MARKERS.findall(bare) for number in re.findall(r"\d+", listed)]
    text = re.sub(r"\s+([.,!?…])", r"\1", _MARKERS.sub("", bare)).strip()
    return text, tuple(dict.fromkeys(numbers)), bool(_ENDS_WITH_MARKER.search(bare))


def ill_formed(text: str, cited: str) -> bool:
    """Whether a sentence has markup, a link that the passages do not have, strange letters, or is far too long."""
    if not text or len(text.split()) > LONGEST or _FORBIDDEN.search(text) or text.rstrip(" »”").endswith("?"):
        return True
    if any(link.group().rstrip(".,;)") not in cited for link in _LINK.finditer(text)):
        return True
    if any(unicodedata.category(letter) in ("Cf", "Cc", "Co", "Cn") for letter in text):
        return True
    return any("LATIN" not in unicodedata.name(letter, "") for letter in _LETTERS.findall(text) if letter not in "ªº")


def chatters(text: str, cited_folded: str) -> bool:
    """Whether the sentence speaks of the model, of its instructions, or to the reader as a chatbot would."""
    return any(found.group() not in cited_folded for found in words().chatter.finditer(fold(text)))
