"""Whether a sentence turns round who does what to whom: words exchanged, a new doer, the same thing of someone else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.vet.alike import kin, likeness, retold
from assistant.vet.clauses import CUT, has, told
from assistant.vet.passage import Part, Passage, plain
from assistant.vet.words import stems
from corpus.records import Language

_BY = re.compile(r"(?<![a-z])(?:par|by)(?![a-z])")
_ASIDE = re.compile(r"\([^)]*\)")
_RATHER = re.compile(r"(?<![a-z])(?:plutot que|rather than|instead of)(?![a-z])")
_OF = re.compile(
    r"([a-z]{4,}) (?:d'|de |du |des |de l'|de la |of |of the )"
    r"(?:leurs? |vos |votre |son |sa |the |your |their )?([a-z]{4,})"
)
_HELPED = re.compile(
    r" (?:(?:n'|ne |doi(?:t|vent) |peu(?:t|vent) |must |can |may |should |will |have to )?(?:not )?)?"
    r"(?:est|sont|ete|etre|is|are|was|were|be|been)(?![a-z])"
)
_ALSO = {0: {0, 1}, 1: {0, 1}}
"""The reader may be the provider or the one who places the order."""


def turned_round(sentence: str, cited: Sequence[Passage], language: Language) -> bool:
    """Whether a sentence exchanges what stands before and after some word of its nearest sentence in the passages.

    Args:
        sentence: without markers.
        cited: the passages that it may rest on.
        language: of both.
    """
    told = [part for passage in cited for part in passage.sentences if not part.asks]
    parts = _nearest(_order(sentence, language), told, language)
    if not parts:
        return False
    if all(_preferred(sentence, part, language) for part in parts):
        return True
    for piece in CUT.split(sentence)[::2]:
        mine = _order(piece, language)
        near = _nearest(mine, told, language)
        if near and all(_exchanged(piece, mine, part, language) for part in near):
            return True
    return False


def new_doer(sentence: str, cited: Sequence[Passage], language: Language) -> bool:
    """Whether someone does what only someone else does in the passages."""
    told = [part for passage in cited for part in passage.sentences if not part.asks]
    for piece in CUT.split(retold(sentence))[::2]:
        parts = [part.folded for part in _nearest(_order(piece, language), told, language)]
        for doer, verb in _doings(piece, language):
            known = [
                who for part in parts for who, what in _known_doings(part, language) if _same(what, verb, language)
            ]
            if known and _ALSO.get(doer, {doer}).isdisjoint(known):
                return True
    return False


@lru_cache(maxsize=2048)
def _known_doings(folded: str, language: Language) -> tuple[tuple[int, str], ...]:
    """Who does what in a sentence: a clause without its own doer goes on with the first one."""
    found: list[tuple[int, str]] = []
    first: int | None = None
    for piece in CUT.split(folded)[::2]:
        people = _people(piece)
        if people and first is None:
            first = people[0][1]
        if not people and first is not None:
            found += [(first, stem) for stem in stems(piece, language)]
        for start, doer in people:
            if _BY.search(piece[max(start - 12, 0) : start]):
                found += [(doer, stem) for stem in stems(folded, language)]
            found += [(doer, stem) for stem in stems(piece[start:], language)]
    return tuple(found)


def _people(folded: str) -> list[tuple[int, int]]:
    """Where each doer stands, and its class, in order."""
    return sorted(
        (match.start(), number) for number, one in enumerate(likeness().doers) for match in one.finditer(folded)
    )


def _doings(piece: str, language: Language) -> list[tuple[int, str]]:
    """The first doer of a piece with the first word after it, unless something is done to it."""
    people = _people(piece)
    if not people or len(stems(piece[: people[0][0]], language)) > 1:
        return []
    start, doer = people[0]
    named = likeness().doers[doer].match(piece, start)
    rest = piece[named.end() :] if named else ""
    done = stems(rest, language)
    if not done or _HELPED.match(rest):
        return []
    return [(doer, done[0])]


def of_another(sentence: str, cited: Sequence[Passage], language: Language) -> bool:
    """Whether "the X of A" is told where the passages only know "the X of B", A and B being people."""
    theirs = [pair for passage in cited for pair in _owned(passage.folded, language)]
    for head, owner in _owned(retold(sentence), language):
        known = {other for thing, other in theirs if thing == head}
        if known and owner not in known:
            return True
    return False


def _owned(folded: str, language: Language) -> list[tuple[str, int]]:
    found = []
    for match in _OF.finditer(folded):
        head = stems(match[1], language)
        for number, actor in enumerate(likeness().doers):
            if head and actor.match(folded, match.start(2)):
                found.append((head[0], number))
    return found


def _order(text: str, language: Language) -> list[str]:
    return stems(plain(text), language)


def _nearest(mine: Sequence[str], parts: Sequence[Part], language: Language) -> list[Part]:
    shared = [len({stem for stem in mine if has(frozenset(_all(part, language)), stem, language)}) for part in parts]
    most = max(shared, default=0)
    return [part for part, count in zip(parts, shared, strict=True) if count == most > 1]


def _all(part: Part, language: Language) -> list[str]:
    return _order(part.text, language)


def _same(one: str, other: str, language: Language) -> bool:
    return (
        one == other
        or (len(one) > 5 and one[:6] == other[:6])
        or not kin(one, language).isdisjoint(kin(other, language))
    )


def _places(stem: str, order: Sequence[str], language: Language) -> list[int]:
    return [place for place, other in enumerate(order) if _same(stem, other, language)]


def _exchanged(sentence: str, mine: Sequence[str], part: Part, language: Language) -> bool:
    theirs = stems(_ASIDE.sub(" ", plain(part.text)), language)
    if bool(_BY.search(retold(sentence))) != bool(_BY.search(part.folded)):
        return False
    known = [(stem, _places(stem, theirs, language)) for stem in mine]
    known = [(stem, places) for stem, places in known if places]
    once = [
        (stem, places[0])
        for stem, places in known
        if len(places) == 1 and sum(_same(stem, o, language) for o, _ in known) == 1
    ]
    said = set(retold(sentence).split()) & set(part.folded.split())
    exact = {stem for word in said for stem in stems(word, language)}
    for index, (turn, pivot) in enumerate(once):
        if turn not in exact:
            continue
        before = [place for _, place in once[:index]]
        after = [place for _, place in once[index + 1 :]]
        if before and after and before[-1] > pivot and min(after) < pivot:
            return True
    return False


def _preferred(sentence: str, part: Part, language: Language) -> bool:
    """Whether what is preferred and what it is preferred to are exchanged."""
    mine, theirs = _RATHER.split(retold(sentence)), _RATHER.split(part.folded)
    if len(mine) != 2 or len(theirs) != 2:
        return False
    one, other = (frozenset(stem for stem, _ in told(text, language)) for text in theirs)
    straight = _shared(mine[0], one, language) + _shared(mine[1], other, language)
    crossed = _shared(mine[0], other, language) + _shared(mine[1], one, language)
    return crossed > straight


def _shared(text: str, stems: frozenset[str], language: Language) -> int:
    return sum(any(_same(stem, other, language) for other in stems) for stem, _ in told(text, language))
