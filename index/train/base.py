"""The taught student, made once from the pairs and kept in the working folder: what `grasp` starts from, each time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.load import Corpus
from index.train.pairs import Pair, own_pairs, read_pairs
from index.train.student import pieces, student, teach_french
from index.train.teacher import teach

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS = 2_150
"""Batches: not quite one look at each pair."""
WEIGHTS, TOKENIZER = "student.pt", "student.tokenizer.json"
LONGEST, TITLE = 90, 70
"""Characters of the English side: longer pairs are left out; up to the second, a text of law is a title."""
SHARES = {"laws_canada_text": 0.12, "laws_canada_short": 0.12, "adobe_workfront": 0.5, "wiktionary": 0.6}
"""Share of the pairs of a source that is kept: laws are over-represented, and dictionaries have no sentences."""
OWN = 10
"""How many times our own texts count in the choice of word pieces."""


def taught(
    corpus: Corpus, folder: Path, work: Path, tokenizer: Any, vectors: NDArray[np.float32], *, seed: int, say: Any
) -> tuple[Callable[[], Any], Any]:
    """What gives fresh copies of the taught student, and its tokenizer.

    Args:
        corpus: its texts choose the word pieces.
        folder: of the pairs.
        work: where the student is kept; some forty minutes on 2 cores where it is not there yet.
        tokenizer: of `tokens.learn`.
        vectors: those of our own bilingual embedding, for its pieces.
        seed: of what is drawn.
        say: told about the progress.
    """
    import torch
    from tokenizers import Tokenizer

    weights, mine = work / WEIGHTS, work / TOKENIZER
    if not (weights.is_file() and mine.is_file()):
        pairs = _chosen(read_pairs(folder, seed), seed)
        small, places = pieces(tokenizer, _counted(corpus, pairs))
        model = student(small, places, vectors)
        english, french = [pair.english for pair in pairs], [pair.french for pair in pairs]
        targets = teach(english, work / "teacher")
        teach_french(model, small, english, french, targets, steps=STEPS, seed=seed, say=say)
        torch.save(model, weights)
        small.save(str(mine))
    return lambda: torch.load(weights, weights_only=False), Tokenizer.from_file(str(mine))


def _chosen(pairs: Sequence[Pair], seed: int) -> list[Pair]:
    """Short pairs, sources that weigh too much cut to their share."""
    draw = random.Random(seed)
    found = []
    for pair in pairs:
        source = pair.source.split("/")[0]
        most = TITLE if source.startswith("laws") else LONGEST
        share = next((share for name, share in SHARES.items() if name in source), 1.0)
        if len(pair.english) <= most and draw.random() < share:
            found.append(pair)
    return found


def _counted(corpus: Corpus, pairs: Sequence[Pair]) -> list[tuple[list[str], int]]:
    """Texts, with how often they count in the choice of word pieces."""
    ours = [text for pair in own_pairs(corpus) for text in (pair.english, pair.french)]
    for labelled in (corpus.sayings, corpus.askings, corpus.sequels):
        ours += [one.text for one in labelled]
    return [([text for pair in pairs for text in (pair.english, pair.french)], 1), (ours, OWN)]
