"""Cuts a sentence into clauses and finds what they are nearest to in the passages cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from assistant.vet.alike import kin, likeness, near, retold, spoken
from assistant.vet.passage import Part, Passage, plain
from assistant.vet.words import stems, words
from corpus.records import Language

ROOT = 6
"""Letters that two words of one family share ("adaptation", "adaptable")."""
FEWEST = 2
"""Words that a clause without figure has at least; a shorter one goes with its neighbour."""
CUT = re.compile(
    r"(\s*[,;:]\s+|\s+(?:et|ou(?! non)|and|or(?! not)|mais|but|puis|then|tandis que|alors que|while|whereas|ainsi que"
    r"|as well as)\s+)"
)

_WORD = re.compile(r"[a-z][a-z0-9]*")
_PRONOUN = re.compile(r"(?:il|ils|elle|elles|it|they)(?![\w'])", re.I)
_BY = re.compile(r"(?<![a-z])(?:par|by)(?![a-z])", re.I)
_REFLEXIVE = re.compile(r"\s(?=se |s['’][a-z])")
_APART = re.compile(r"(?:\s*,\s+(?:et )?|\s+et )(?=se |s['’][a-z])")
"""Between two things said of the same subject: it opens with a meeting "et" closes with another."""


@dataclass(frozen=True)
class Clause:
    """A part of the sentence with what it is nearest to."""

    text: str
    language: Language
    stems: tuple[str, ...]
    """Of words that speak of the subject."""
    new: tuple[str, ...]
    """Those of them that the passages do not have."""
    nearest: tuple[Part, ...]
    """The sentences of the passages that share most words with it; questions claim nothing."""
    polar: tuple[Part, ...]
    """The clauses of the passages, questions too, that share most words with it."""

    @property
    def closest(self) -> tuple[Part, ...]:
        """Those of the nearest that share most of all its words, small ones too."""
        return nearest(stems(plain(self.text), self.language), (*self.nearest, *self.polar), self.language)

    def share(self, passage: Passage) -> float:
        """Share of its words that one passage has."""
        theirs = stems_in(passage.text, self.language)
        return sum(has(theirs, stem, self.language) for stem in self.stems) / len(self.stems)


def clauses_of(sentence: str, cited: Sequence[Passage], language: Language) -> list[Clause]:
    """The clauses of a sentence.

    Args:
        sentence: without markers.
        cited: the passages that it may rest on.
        language: of both.
    """
    return _clauses(_cut(sentence, language), sentence, cited, language)


def pieces_of(sentence: str, cited: Sequence[Passage], language: Language) -> list[Clause]:
    """The same cut as finely as possible, down to single words of a list."""
    return _clauses(CUT.split(sentence)[::2], sentence, cited, language)


def _clauses(texts: Sequence[str], sentence: str, cited: Sequence[Passage], language: Language) -> list[Clause]:
    theirs = frozenset().union(*(stems_in(passage.text, language) for passage in cited))
    sentences = [part for passage in cited for part in passage.sentences if not part.asks]
    clauses = [part for passage in cited for part in passage.clauses]
    whole = aligned(sentence, language)
    found = []
    for text in texts:
        subject = _content(text, language)
        known = aligned(text, language)
        asked = known if any(has(theirs, stem, language) for stem in known) else whole
        found.append(
            Clause(
                text,
                language,
                subject,
                _new(subject, text, cited, language),
                nearest(asked, sentences, language),
                nearest(asked, clauses, language),
            )
        )
    return found


def not_together(sentence: str, cited: Sequence[Passage], language: Language) -> bool:
    """Whether two neighbouring words of a piece of the sentence, one of them of people or both told of the same subject
    apart from one another, stand in different sentences of the passages.
    """
    told = [_predicates(text, language) for passage in cited for text in _with_subjects(passage)]
    parts = [stems for predicates in told for stems in predicates]
    apart = [frozenset().union(*predicates) for predicates in told if len(predicates) > 1]
    for piece in CUT.split(sentence)[::2]:
        known = [stem for stem in _content(piece, language) if any(has(part, stem, language) for part in parts)]
        people = _doers(piece, language) if _named(piece, cited) else frozenset()
        for pair in pairwise(known):
            tied = not people.isdisjoint(pair) or _BY.search(piece) or _in_any(apart, pair, language)
            if tied and not _in_any(parts, pair, language):
                return True
    return False


def _with_subjects(passage: Passage) -> list[str]:
    """The sentences of a passage; one that begins with a pronoun with the sentence before."""
    texts = [part.text for part in passage.sentences]
    return [
        f"{before} {text}" if _PRONOUN.match(text) else text for before, text in zip(["", *texts], texts, strict=False)
    ]


def _in_any(parts: Iterable[frozenset[str]], pair: tuple[str, str], language: Language) -> bool:
    return any(all(has(part, stem, language) for stem in pair) for part in parts)


def nearest_to(sentence: str, parts: Sequence[Part], language: Language) -> tuple[Part, ...]:
    """The parts that share most words with a sentence."""
    return nearest(aligned(sentence, language), parts, language)


def _named(piece: str, cited: Sequence[Passage]) -> bool:
    """Whether the passages name some of the people in a piece."""
    folded = retold(piece)
    return any(one.search(folded) and any(one.search(passage.folded) for passage in cited) for one in likeness().doers)


def _doers(text: str, language: Language) -> frozenset[str]:
    """The stems of the people and bodies in a text."""
    folded = retold(text)
    named = (match[0] for one in likeness().doers for match in one.finditer(folded))
    return frozenset(stem for name in named for stem in stems(name, language))


def _predicates(text: str, language: Language) -> list[frozenset[str]]:
    """The stems of each of the things that a sentence says of its subject, the subject with each."""
    subject = stems_in(_REFLEXIVE.split(text, maxsplit=1)[0], language)
    return [subject | stems_in(one, language) for one in _APART.split(text)]


def share_of_all(sentence: str, cited: Sequence[Passage], language: Language) -> float:
    """Share of all words of a sentence, small ones left out, that the passages have."""
    mine = stems(plain(sentence), language)
    theirs = frozenset().union(*(stems_in(passage.text, language) for passage in cited))
    return sum(has(theirs, stem, language) for stem in mine) / max(len(mine), 1)


def _cut(sentence: str, language: Language) -> list[str]:
    pieces = CUT.split(sentence)
    texts = [pieces[0]]
    for joint, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if _short(texts[-1], language) or _short(text, language):
            texts[-1] += joint + text
        else:
            texts.append(text)
    return texts


def _short(text: str, language: Language) -> bool:
    return len(_content(text, language)) < FEWEST and not re.search(r"\d", text)


def nearest(stems: Iterable[str], parts: Sequence[Part], language: Language) -> tuple[Part, ...]:
    """The parts that share most stems, at least one."""
    shared = [sum(has(stems_in(part.text, language), stem, language) for stem in stems) for part in parts]
    most = max(shared, default=0)
    return tuple(part for part, count in zip(parts, shared, strict=True) if count == most) if most else ()


def _content(text: str, language: Language) -> tuple[str, ...]:
    """The stems of the words that speak of the subject: no small, light or decisive word."""
    return tuple(stem for stem, decides in told(text, language) if not decides)


def aligned(text: str, language: Language) -> tuple[str, ...]:
    """The stems that show what a text is nearest to, those of decisive words too."""
    return tuple(stem for stem, _ in told(text, language))


@lru_cache(maxsize=4096)
def told(text: str, language: Language) -> tuple[tuple[str, bool], ...]:
    """The stems of a text that are not idle, each with whether its word is judged apart."""
    idle = words().glue[language] | likeness().light[language]
    found = []
    for word in _WORD.findall(plain(text)):
        decides = _decides(word)
        if decides or word not in likeness().small:
            found += [
                (stem, decides) for stem in stems(word, language) if len(stem) > 1 and (decides or stem not in idle)
            ]
    return tuple(found)


@cache
def _decides(word: str) -> bool:
    """Whether a word is judged apart, wherever it stands."""
    patterns = (*words().near.values(), *words().sentence.values(), words().duty, words().may)
    return any(pattern.fullmatch(word) for pattern in patterns)


def _new(stems: Iterable[str], text: str, cited: Sequence[Passage], language: Language) -> tuple[str, ...]:
    """The stems of a clause for which the passages have no word, none of the family and none near in meaning."""
    theirs = frozenset().union(*(stems_in(passage.text, language) for passage in cited))
    missing = [stem for stem in stems if not has(theirs, stem, language)]
    said = spoken(plain(text), language)
    return tuple(
        stem for stem in missing if not any(near(said[stem], plain(passage.text), language) for passage in cited)
    )


@lru_cache(maxsize=4096)
def stems_in(text: str, language: Language) -> frozenset[str]:
    """The stems of a text with their roots and families, for `has`."""
    found = stems(plain(text), language)
    roots = {f"{stem[:ROOT]}*" for stem in found if len(stem) >= ROOT}
    roots |= {f"{stem[: ROOT - 1]}{'+' if len(stem) >= ROOT else '-'}" for stem in found if len(stem) >= ROOT - 1}
    return frozenset(found).union(roots, *(kin(stem, language) for stem in found))


def has(stems: frozenset[str], stem: str, language: Language) -> bool:
    """Whether stems, as `_stems` gives them, have a word, one of its root or one of its family."""
    if stem in stems or (len(stem) >= ROOT and f"{stem[:ROOT]}*" in stems):
        return True
    if len(stem) >= ROOT - 1 and f"{stem[: ROOT - 1]}{'-' if len(stem) >= ROOT else '+'}" in stems:
        return True
    return not stems.isdisjoint(kin(stem, language))
