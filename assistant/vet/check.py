"""Judges one sentence against the passages that it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.claims import contradictions
from assistant.cues import load_cues
from assistant.rules import Reader
from assistant.vet import figures
from assistant.vet.alike import retold, unframed
from assistant.vet.clauses import (
    FEWEST,
    Clause,
    aligned,
    clauses_of,
    has,
    not_together,
    pieces_of,
    share_of_all,
    stems_in,
)
from assistant.vet.faults import Fault
from assistant.vet.figures import uncounted
from assistant.vet.form import chatters, ill_formed, split_markers
from assistant.vet.passage import Passage, plain
from assistant.vet.polarity import same_sense
from assistant.vet.roles import new_doer, of_another, turned_round
from assistant.vet.sense import (
    harmless,
    misframed,
    misnumbered,
    misworded,
    opposed,
    strange_agents,
    strange_things,
    strangers,
    unmoored,
)
from assistant.vet.words import words
from corpus.records import Language
from index.lexical import fold

NEW = 0.34
"""Share of a sentence's words that the passages need not have."""
SAID = 0.5
"""Share of them that the passages have by the word or its family, and not only something near in meaning."""
MANY = 8
"""Words of a sentence long enough for one new thing."""
NEW_IN_CLAUSE = 0.5
"""The same for one clause: what is tacked on to a true sentence is new as a whole."""
ENOUGH = 0.5
"""Share of all its words that the passages must have where fewer than two of them speak of a subject."""
IDLE = 0.5
"""Share of the words of its nearest clause that a cited passage must have."""
_TACKED_ON = re.compile(r"(?:une?|des|les?|la|du|de la|the|an?|your|vos|votre|some)\b|l['’]|d['’]", re.I)
"""How one more thing in a list begins."""
_QUOTED = re.compile(r"[«“\"]\s*([^»”\"]+?)\s*[»”\"]")


@dataclass(frozen=True)
class Vetted:
    """A sentence judged."""

    text: str
    """Without its markers."""
    markers: tuple[int, ...]
    fault: Fault | None
    """Why it may not be shown; None = it may."""


def vetted(
    sentence: str,
    passages: Mapping[int, Passage],
    language: Language,
    reader: Reader,
    before: Vetted | None = None,
) -> Vetted:
    """The sentence with its verdict.

    Args:
        sentence: as the model wrote it, with its markers.
        passages: by marker.
        language: of the answer.
        reader: the rules on the day.
        before: the sentence before it, on which "it" leans: it must be shown and rest on the same passage.
    """
    text, markers, ends = split_markers(sentence)
    if not ends or not markers or any(marker not in passages for marker in markers):
        return Vetted(text, markers, "marker")
    if words().leaning.match(fold(text)) and not _leans_on(before, markers, passages):
        return Vetted(text, markers, "leaning")
    cited = [passages[marker] for marker in markers]
    return Vetted(text, markers, _fault(text, cited, language, reader))


def _leans_on(before: Vetted | None, markers: tuple[int, ...], passages: Mapping[int, Passage]) -> bool:
    """Whether the sentence before is shown and rests on the same passage, or on one of the same indicator or topic."""
    if before is None or before.fault is not None:
        return False
    mine, theirs = ({passages[marker].indicator for marker in cited} for cited in (markers, before.markers))
    return mine == theirs or not set(before.markers).isdisjoint(markers)


def _fault(text: str, cited: list[Passage], language: Language, reader: Reader) -> Fault | None:
    whole = "\n".join(passage.text for passage in cited)
    folded = fold(whole)
    if ill_formed(text, whole):
        return "form"
    if chatters(text, folded):
        return "chatter"
    if _foreign(text, language):
        return "language"
    known = set(re.findall(r"[a-z0-9]+", folded))
    if any(not set(re.findall(r"[a-z0-9]+", name)) <= known for name in figures.names(text)):
        return "name"
    if any(fold(quote) not in re.sub(r"\s+", " ", folded) for quote in _QUOTED.findall(text)):
        return "support"
    if strangers(retold(text), retold(whole)):
        return "word"
    return _by_clause(uncounted(unframed(text, whole), plain(whole)), text, cited, language) or _against_rules(
        text, cited, reader
    )


def _by_clause(text: str, written: str, cited: list[Passage], language: Language) -> Fault | None:
    """What is wrong with a sentence without its framing.

    Args:
        text: without framing.
        written: with it: a condition may stand there.
        cited: the passages.
        language: of all.
    """
    clauses = clauses_of(text, cited, language)
    if not any(clause.stems for clause in clauses) and harmless(text):
        return None
    if not _supported(text, clauses, cited, language):
        return "support"
    if strange_agents(text, cited, language) or of_another(text, cited, language) or new_doer(text, cited, language):
        return "agent"
    if _out_of_order(text, clauses, cited, language):
        return "order"
    if len(cited) > 1 and any(not _serves(passage, clauses) for passage in cited):
        return "idle"
    for clause in clauses:
        fault = misnumbered(clause, cited) or misworded(clause, cited, retold(text)) or unmoored(clause, written)
        if fault:
            return fault
    return None if same_sense(text, cited, language) else "denial"


def _supported(text: str, clauses: list[Clause], cited: list[Passage], language: Language) -> bool:
    """Whether the passages have the words of a sentence, or others of the same meaning."""
    content = [stem for clause in clauses for stem in clause.stems]
    new = [stem for clause in clauses for stem in clause.new]
    if not content and not any(aligned(clause.text, language) for clause in clauses):
        return False
    theirs = frozenset().union(*(stems_in(passage.text, language) for passage in cited))
    if len(new) > NEW * len(content) or sum(has(theirs, stem, language) for stem in content) < SAID * len(content):
        return False
    if len(content) < MANY and any(strange_things(clause) for clause in clauses):
        return False
    if new and len(content) - len(new) < FEWEST and share_of_all(text, cited, language) < ENOUGH:
        return False
    if any(len(clause.stems) > 1 and len(clause.new) > NEW_IN_CLAUSE * len(clause.stems) for clause in clauses):
        return False
    pieces = [piece for piece in pieces_of(text, cited, language)[1:] if piece.stems and _TACKED_ON.match(piece.text)]
    return not any(len(piece.new) == len(piece.stems) for piece in pieces)


def _out_of_order(text: str, clauses: list[Clause], cited: list[Passage], language: Language) -> bool:
    """Whether words of different sentences are put together, exchanged, or set against what the passages say."""
    if misframed(pieces_of(text, cited, language)) or not_together(text, cited, language):
        return True
    return turned_round(text, cited, language) or opposed(clauses)


def _serves(passage: Passage, clauses: list[Clause]) -> bool:
    return any(clause.stems and clause.share(passage) >= IDLE for clause in clauses)


def _against_rules(text: str, cited: list[Passage], reader: Reader) -> Fault | None:
    indicators = {passage.indicator for passage in cited}
    only = indicators.pop() if len(indicators) == 1 else None
    return "contradiction" if contradictions(text, reader, indicator=only) else None


def _foreign(text: str, language: Language) -> bool:
    """Whether more small words are of the other language than of this one."""
    said = re.findall(r"[a-z]+", fold(text))
    counts = {spoken: sum(word in mine for word in said) for spoken, mine in _small_words().items()}
    return max(count for spoken, count in counts.items() if spoken != language) > counts[language]


@cache
def _small_words() -> dict[Language, frozenset[str]]:
    return {language: cues.words for language, cues in load_cues().items()}
