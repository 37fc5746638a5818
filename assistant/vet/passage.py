"""What may be cited, cut into the parts that a sentence is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.claims.text import normal
from assistant.vet.alike import retold
from assistant.vet.words import words
from index.lexical import fold

_UP_TO_DATE = re.compile(r"\b[àa] jour\b|\bup to date\b|\bup-to-date\b", re.I)
_LABEL = re.compile(r"(?:Indicateur|Indicator) \d+(?= ?:)")
_NOT_ONE = re.compile(r"\b1 ((?:bonne |grande |petite |seule )?an(?!s?\b|nee)[a-z]+)")
_LINES = re.compile(r"\n+")
_SENTENCES = re.compile(r"(?<=[.!;])\s+|(?<=\?)(?:\*\*)?\s+")
_CLAUSES = re.compile(
    r"\s*[,;:]\s+|\s+(?:mais|but)\s+|\s+(?:et|and)\s+(?=non |not )"
    r"|\s+(?:et|and)\s+(?=vous |you |il |elle |it )|\s+(?=(?:qui|who|that|which) (?:ne |n'|do not |does not |don't ))"
)
_BLAME = re.compile(r"(?<![a-z])(?:erreurs? \w+ ?:|(?:common|frequent|usual) mistakes? ?:)")
_NO = re.compile(r"^(?:\*\*)?(?:non|no|pas|not|never|jamais|aucun\w*|not yet|pas encore)\b", re.I)
_ANSWER = re.compile(r"^(?:oui|non|yes|no)\s*[,:.]\s*", re.I)


@dataclass(frozen=True)
class Part:
    """A sentence or a clause of a passage."""

    text: str
    denies: bool
    open: bool = False
    """Whether it is a question that is answered by neither "yes" nor "no"."""
    line: str = ""
    """The question and its answer, where it is of one."""
    label: str = ""
    """What its line begins with, "Indicateur 21 :", and which holds for the whole line."""

    @cached_property
    def folded(self) -> str:
        """Without case and accents, turns of phrase as they are read."""
        return retold(self.text)

    @cached_property
    def normal(self) -> str:
        """Folded, numbers in digits."""
        return plain(f"{self.label} {self.text}")

    @cached_property
    def blamed(self) -> bool:
        """Whether it tells what not to do."""
        return bool(_BLAME.match(self.folded))

    @property
    def asks(self) -> bool:
        """Whether it is a question, which claims nothing."""
        return self.text.endswith("?")


@dataclass(frozen=True)
class Passage:
    """A passage as the verification sees it.

    Args:
        text: the whole passage; bullets and bold do not matter.
        facet: what kind of section it is of: examples of evidence are never duties.
        indicator: the one it is about, which need not stand in the text.
    """

    text: str
    facet: str | None = None
    indicator: int | None = None

    @cached_property
    def folded(self) -> str:
        """Without case and accents."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> tuple[Part, ...]:
        """Its sentences; a question takes the "yes" or "no" of its answer."""
        return tuple(part for line in _lines(self.text) for part in _sentences(line))

    @cached_property
    def clauses(self) -> tuple[Part, ...]:
        """Its clauses, each with its own denial; a question is one clause."""
        found: list[Part] = []
        for part in self.sentences:
            if part.asks:
                found += [] if part.open else [part]
            else:
                found += [
                    Part(text, denies(text), line=part.line) for text in _CLAUSES.split(part.text) if text.strip()
                ]
        return tuple(found)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text folded, numbers in digits; "à jour" is no day, "une analyse" no year."""
    return retold(_NOT_ONE.sub(r"une \1", normal(_UP_TO_DATE.sub("actuel", text))))


@lru_cache(maxsize=8192)
def denies(text: str) -> bool:
    """Whether a text denies: two denials of different families undo each other."""
    folded = retold(text)
    return sum(bool(family.search(folded)) for family in words().denial) % 2 == 1


def denies_somewhere(text: str) -> bool:
    """Whether a text has a word that denies."""
    return any(family.search(retold(text)) for family in words().denial)


def affirmed(folded: str) -> str:
    """A folded text without the words that deny."""
    for family in words().denial:
        folded = family.sub(" ", folded)
    return folded


def _lines(text: str) -> list[str]:
    return [line.strip().removeprefix("- ").replace("**", "") for line in _LINES.split(text) if line.strip(" -")]


def _sentences(line: str) -> list[Part]:
    texts = [text.strip() for text in _SENTENCES.split(line) if text.strip()]
    parts: list[Part] = []
    labelled = _LABEL.match(line)
    label = labelled[0] if labelled else ""
    asked = retold(line) if any(text.endswith("?") for text in texts) else ""
    for place, text in enumerate(texts):
        answered = place > 0 and texts[place - 1].endswith("?")
        if text.endswith("?") and place + 1 < len(texts):
            no = bool(_NO.match(texts[place + 1]))
            parts.append(Part(text, no, not no and not _ANSWER.match(texts[place + 1]), asked, label))
        else:
            told = _ANSWER.sub("", text) if answered else text
            parts.append(Part(told, denies(told), line=asked, label=label))
    return parts
