"""Fits the small transformer of `index.grasp`: a bilingual student of the teacher, tuned on all our labelled texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.load import Corpus
from corpus.records import LANGUAGES, Key
from index.answers import SIZE
from index.grasp import ABOUT, ASKED, ASKS, HEADS, HOLDS, SIDES, SUBJECT, WHO
from index.sequel import DENIED
from index.train.answers import Reading, drawn, missed
from index.train.asked import CLAIM, labelled
from index.train.pack import pack
from index.train.sequels import ALONE, ELSEWHERE, LONGEST
from index.train.student import PAD, batches, optimizer_of, paced, rows_of, vectors_of
from index.train.tokens import UNKNOWN

if TYPE_CHECKING:
    import numpy as np

RATES = (6e-4, 3e-4, 2e-3)
"""Of the vectors of pieces, the layers and the heads."""
BATCH = 48
DROP = 0.1
"""Share of the values left out in the network while it learns."""
BLIND = (0.3, 0.08)
"""Share of the texts of which some pieces are made unknown, and of these pieces."""
SMOOTH = 0.05
"""What a label leaves to the others: people would not all choose the same."""
HALF = 0.5
"""What whether a circumstance holds counts beside the other heads."""


@dataclass
class Lesson:
    """A text and all that is known of it."""

    text: str
    subjects: set[Key] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    """By head, for those of one label of many."""
    beside: str | None = None
    """What it asks by the list of questions asked alone, which counts less."""
    who: tuple[str, ...] | None = None


def lessons(corpus: Corpus) -> list[Lesson]:
    """Everything labelled: everyday wordings, names of subjects, questions asked alone, messages of conversations."""
    found: dict[str, Lesson] = {}

    def of(text: str) -> Lesson:
        return found.setdefault(text, Lesson(text))

    for saying in corpus.sayings:
        of(saying.text).subjects.update((saying.key, *saying.also))
    for language in LANGUAGES:
        for key, names in corpus.names(language).items():
            for name in names:
                of(name).subjects.add(key)
    for text, label in labelled(corpus):
        of(text).labels[ASKED] = label
        if len(text.split()) <= LONGEST and label != CLAIM:
            of(text).beside = ELSEWHERE.get(label, label)
    for turn in corpus.sequels:
        lesson = of(turn.text)
        lesson.labels |= {ABOUT: turn.about, ASKS: turn.asks, HOLDS: str(turn.holds)}
        lesson.who = turn.who
    return list(found.values())


def fit_grasp(
    base: Callable[[], Any],
    tokenizer: Any,
    known: Sequence[Lesson],
    file: Path,
    *,
    readings: Sequence[Reading] = (),
    leave: Collection[str] = (),
    rounds: int,
    rates: Sequence[float] = RATES,
    seed: int,
    say: Any = print,
) -> None:
    """Tune a copy of the student on all heads together, and write what `index.grasp.Grasp` reads.

    Args:
        base: gives a fresh copy of the taught student.
        tokenizer: its own.
        known: of `lessons`.
        file: where; the tokenizer lies beside it.
        readings: of `index.train.answers`: the lines of sheets with questions on them.
        leave: texts that are left out, to measure on them; `readings` have been made without them.
        rounds: over all lessons and readings; some eight minutes each on 2 cores.
        rates: see `RATES`.
        seed: of what is drawn.
        say: told about each round.
    """
    import numpy as np
    import torch

    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    names = _names(known)
    learned = [lesson for lesson in known if lesson.text not in leave]
    rows = rows_of(tokenizer, [one.text for one in learned])
    lengths = np.array([len(row) for row in rows])
    model = base()
    width = model.config.hidden_size
    sizes = {head: len(labels) for head, labels in names.items()} | dict.fromkeys(SIDES, SIZE)
    heads = torch.nn.ModuleDict({head: torch.nn.Linear(width, size) for head, size in sizes.items()})
    dropped = torch.nn.Dropout(DROP)
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = DROP
    optimizer = optimizer_of(model, rates, heads)
    pad, unknown = tokenizer.token_to_id(PAD), tokenizer.token_to_id(UNKNOWN)
    step, steps = 0, rounds * (-(-len(rows) // BATCH) + sum(1 for _ in drawn(readings, draw)))
    model.train()
    for turn in range(rounds):
        total, started = 0.0, time.time()
        tasks = [*batches(lengths, BATCH, draw), *drawn(readings, draw)]
        for place in draw.permutation(len(tasks)):
            paced(optimizer, rates, step, steps)
            task = tasks[place]
            if isinstance(task, Reading):
                loss = missed(model, heads, task, pad)
            else:
                shown = [_blinded(rows[row], unknown, draw) for row in task]
                vectors = dropped(vectors_of(model, shown, pad, rough=True))
                loss = _loss(heads, vectors, [learned[row] for row in task], names)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*model.parameters(), *heads.parameters()], 1.0)
            optimizer.step()
            step, total = step + 1, total + loss.item()
        say(f"grasp {turn + 1}/{rounds}: {total * rounds / steps:.3f}, {time.time() - started:.0f} s")
    pack(model, heads, names, tokenizer, file)


def _names(known: Sequence[Lesson]) -> dict[str, list[str]]:
    """The labels of each head, in order."""
    names = {head: sorted({lesson.labels[head] for lesson in known if head in lesson.labels}) for head in HEADS}
    names[SUBJECT] = sorted({str(key) for lesson in known for key in lesson.subjects})
    names[ASKS] = sorted({*names[ASKS], *(lesson.beside for lesson in known if lesson.beside)})
    names[WHO] = [*sorted({one.removeprefix("no ") for lesson in known for one in lesson.who or ()}), DENIED]
    return names


def _blinded(row: list[int], unknown: int, draw: np.random.Generator) -> list[int]:
    """A row as it is or with a few of its pieces unknown, its beginning never: no single word should decide."""
    often, share = BLIND
    if draw.random() >= often:
        return row
    hidden = draw.random(len(row)) < share
    return [row[0], *(unknown if gone else piece for piece, gone in zip(row[1:], hidden[1:], strict=True))]


def _loss(heads: Any, vectors: Any, mine: Sequence[Lesson], names: Mapping[str, list[str]]) -> Any:
    """What all heads get wrong on a batch, a text each."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, log_softmax

    total = vectors.sum() * 0.0
    kept = [row for row, one in enumerate(mine) if one.subjects]
    if kept:
        right = torch.tensor([[name in map(str, mine[row].subjects) for name in names[SUBJECT]] for row in kept])
        likely = log_softmax(heads[SUBJECT](vectors[kept]), 1)
        total = total - likely.masked_fill(~right, float("-inf")).logsumexp(1).sum()
    for head, weight in ((ASKED, 1.0), (ABOUT, 1.0), (ASKS, 1.0), (HOLDS, HALF)):
        kept = [row for row, one in enumerate(mine) if head in one.labels]
        told = [mine[row].labels[head] for row in kept]
        total = total + weight * _wrong(cross_entropy, heads[head], vectors, kept, told, names[head])
    kept = [row for row, one in enumerate(mine) if one.beside and ASKS not in one.labels]
    told = [str(mine[row].beside) for row in kept]
    total = total + ALONE * _wrong(cross_entropy, heads[ASKS], vectors, kept, told, names[ASKS])
    kept = [row for row, one in enumerate(mine) if one.who is not None]
    if kept:
        holds = torch.tensor([_circumstances(mine[row].who or (), names[WHO]) for row in kept])
        total = total + binary_cross_entropy_with_logits(heads[WHO](vectors[kept]), holds, reduction="sum")
    return total / len(mine)


def _wrong(entropy: Any, head: Any, vectors: Any, kept: list[int], told: Sequence[str], names: list[str]) -> Any:
    import torch

    if not kept:
        return 0.0
    goal = torch.tensor([names.index(label) for label in told])
    return entropy(head(vectors[kept]), goal, label_smoothing=SMOOTH, reduction="sum")


def _circumstances(who: Sequence[str], names: Sequence[str]) -> list[float]:
    """Which of the circumstances a message speaks of, and whether it denies one."""
    said = {one.removeprefix("no ") for one in who} | ({DENIED} if any(one.startswith("no ") for one in who) else set())
    return [float(name in said) for name in names]
