"""Whether a sentence denies what the passages deny, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.vet.clauses import CUT, FEWEST, aligned, has, nearest, stems_in
from assistant.vet.passage import Part, Passage, affirmed, denies, plain
from assistant.vet.words import stems, words
from corpus.records import Language
from index.lexical import fold

_COARSE = re.compile(
    r"(\s*[,;:]\s+|\s+(?:mais|but|tandis que|alors que|while|whereas)\s+"
    r"|\s+(?=(?:si|if|quand|when|unless) |s'il|lorsqu))"
)
_RELATIVE = re.compile(r"(?:qui|who|that|which) ")


def same_sense(sentence: str, cited: Sequence[Passage], language: Language) -> bool:
    """Whether every piece of a sentence denies or affirms as the clause of the passages that is nearest to it does."""
    mine = aligned(sentence, language)
    whole = nearest(mine, [part for passage in cited for part in passage.sentences if not part.asks], language)
    if whole and all(part.blamed for part in whole):
        return bool(words().blame.search(fold(sentence)))
    parts = [part for passage in cited for part in passage.clauses]
    if not any(_agree(cut.split(sentence)[::2], parts, language) for cut in (CUT, _COARSE)):
        return False
    pieces = CUT.split(sentence)[::2]
    said = [clause for part in whole for clause in parts if clause.text in part.text]
    return any(map(denies, pieces)) or not any(_undone(part, sentence, language) for part in said if part.denies)


def _agree(pieces: Sequence[str], parts: Sequence[Part], language: Language) -> bool:
    for piece in pieces:
        near = nearest(stems(plain(piece), language), parts, language)
        if denies(piece) in {part.denies for part in near} or not (near or denies(piece)):
            continue
        if not (denies(piece) and any(part.denies and _about(part, piece, language) for part in parts)):
            return False
    return True


def _about(part: Part, piece: str, language: Language) -> bool:
    """Whether a piece that denies speaks of all that a clause denies."""
    theirs, mine = aligned(affirmed(part.folded), language), stems_in(piece, language)
    return bool(theirs) and all(has(mine, stem, language) for stem in theirs)


def _undone(part: Part, sentence: str, language: Language) -> bool:
    """Whether a sentence says all of a clause that denies."""
    theirs, mine = stems(affirmed(part.folded), language), stems_in(sentence, language)
    fewest = 1 if _RELATIVE.match(part.folded) else FEWEST
    return len(theirs) >= fewest and not part.asks and all(has(mine, stem, language) for stem in theirs)
