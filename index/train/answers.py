"""What the transformer learns of lines: a question is nearer to those that answer it than to others of the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.load import Corpus
from corpus.records import Key, Language, Saying
from index.answers import LONGEST, SHARP
from index.grasp import LINE, QUESTION
from index.train.lines import worth_of
from index.train.student import rows_of, vectors_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 96
"""Questions on one sheet read together with all its lines."""
APART = 3
"""Lines and questions are read in so many groups of like lengths, for little padding."""


@dataclass(frozen=True)
class Reading:
    """The lines of a sheet, and questions on it."""

    lines: Sequence[Sequence[int]]
    """Word pieces of each."""
    questions: Sequence[Sequence[int]]
    worth: NDArray[np.float32]
    """(questions, lines); what each line counts as an answer, a row adds up to 1."""

    def some(self, places: NDArray[np.int64]) -> Reading:
        """The same with a part of the questions."""
        return Reading(self.lines, [self.questions[place] for place in places], self.worth[places])


def readings(corpus: Corpus, tokenizer: Any, leave: Collection[str] = ()) -> list[Reading]:
    """A reading for each sheet and language with labelled wordings; the marks of lines are those of both languages.

    Args:
        corpus: its sheets and wordings.
        tokenizer: the student's.
        leave: wordings that are left out.
    """
    import numpy as np

    mine: dict[tuple[Key, Language], list[Saying]] = defaultdict(list)
    for saying in corpus.sayings:
        if (saying.answers or saying.half) and saying.text not in leave:
            mine[saying.key, saying.language].append(saying)
    found = []
    for (key, language), sayings in mine.items():
        marks = [item.mark for _, item in corpus.items(key, "fr")]
        lines = rows_of(tokenizer, [item.text for _, item in corpus.items(key, language)], LONGEST)
        questions = rows_of(tokenizer, [saying.text for saying in sayings])
        found.append(Reading(lines, questions, np.array([worth_of(saying, marks) for saying in sayings])))
    return found


def drawn(known: Sequence[Reading], draw: np.random.Generator) -> Iterator[Reading]:
    """All questions once, those on a sheet in batches."""
    import numpy as np

    for one in known:
        order = draw.permutation(len(one.questions))
        for part in np.array_split(order, -(-len(order) // BATCH)):
            yield one.some(part)


def missed(model: Any, heads: Any, one: Reading, pad: int) -> Any:
    """How unlikely the lines that answer are, by what the model makes of both sides; a tensor of one value."""
    import torch
    from torch.nn.functional import log_softmax, normalize

    lines = normalize(heads[LINE](_read(model, one.lines, pad)), dim=1)
    questions = normalize(heads[QUESTION](_read(model, one.questions, pad)), dim=1)
    likely = log_softmax(questions @ lines.T * SHARP, 1)
    return -(torch.from_numpy(one.worth) * likely).sum(1).mean()


def _read(model: Any, rows: Sequence[Sequence[int]], pad: int) -> Any:
    """The vectors of rows, those of like lengths together."""
    import torch

    order = torch.tensor([len(row) for row in rows]).argsort()
    parts = [part for part in order.tensor_split(APART) if len(part)]
    vectors = [vectors_of(model, [rows[place] for place in part], pad, rough=True) for part in parts]
    return torch.cat(vectors)[order.argsort()]
