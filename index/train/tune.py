"""Draws together what belongs to one subject: everyday wordings of both languages and the passages of its sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from index.train.distil import Bags
from index.train.pairs import Example, subjects

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 1e-3
STEPS = 600
BATCH = 1024
TEMPERATURE = 0.07
NEIGHBOURS = 10
"""Half of a batch comes from so many subjects that resemble one another: what is hard to tell apart."""
HOLD = 0.5
"""How strongly token vectors are held to what the distillation found (mean squared move of the texts of a batch)."""
DROP = 0.3
"""Share of tokens left out of a text, so that no single word decides."""


def tune(
    vectors: NDArray[np.float32],
    tokenizer: Any,
    examples: Sequence[Example],
    *,
    seed: int,
    steps: int = STEPS,
    hold: float = HOLD,
    say: Any = print,
) -> NDArray[np.float32]:
    """Token vectors of the same shape, tuned.

    For each text of a batch, what resembles it most should be of its subject: minus the logarithm of the share that its
    own subject has of all likenesses.

    Args:
        vectors: of `distil`.
        tokenizer: of `tokens.learn`.
        examples: texts with their subjects.
        seed: of the batches.
        steps: of the optimizer.
        hold: see `HOLD`.
        say: told about the progress.
    """
    import numpy as np
    import torch
    from torch.nn.functional import embedding_bag, normalize

    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    bags = Bags.of([example.text for example in examples], tokenizer)
    order = {key: place for place, key in enumerate(subjects(examples))}
    owner = np.array([order[example.key] for example in examples])
    of_subject = [np.flatnonzero(owner == place) for place in range(len(order))]
    weight = torch.nn.Parameter(torch.from_numpy(vectors.astype(np.float32)))
    before = weight.detach().clone()
    optimizer = torch.optim.Adam([weight], lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE * 2, total_steps=steps, pct_start=0.1)
    near = _neighbours(weight, bags, owner, len(order))
    each = BATCH // 2 // NEIGHBOURS
    for step in range(steps):
        hard = near[draw.integers(len(order))]
        rows = np.concatenate(
            [draw.choice(of_subject[place], min(each, len(of_subject[place])), replace=False) for place in hard]
            + [draw.choice(of_subject[place], BATCH // 2 // len(order) + 1) for place in range(len(order))]
        )
        rows = np.unique(rows)
        ids, offsets = bags.batch(rows)
        kept = (torch.rand(len(ids)) > DROP).float()
        kept[offsets] = 1.0
        texts = normalize(embedding_bag(ids, weight, offsets, mode="sum", per_sample_weights=kept))
        likeness = texts @ texts.T / TEMPERATURE
        likeness.fill_diagonal_(-1e9)
        label = torch.from_numpy(owner[rows])
        own = likeness.masked_fill(label[:, None] != label[None, :], -1e9)
        loss = (likeness.logsumexp(1) - own.logsumexp(1)).mean()
        moved = embedding_bag(ids, weight, offsets, mode="mean") - embedding_bag(ids, before, offsets, mode="mean")
        total = loss + hold * moved.square().sum(1).mean()
        optimizer.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        if step % 100 == 99:
            say(f"tune {step + 1}/{steps}: {loss.item():.3f}")
            near = _neighbours(weight, bags, owner, len(order))
    return weight.detach().numpy()


def _neighbours(weight: Any, bags: Bags, owner: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """For each subject, the `NEIGHBOURS` whose texts lie nearest on the average, itself first."""
    import numpy as np
    import torch
    from torch.nn.functional import embedding_bag, normalize

    with torch.no_grad():
        ids, offsets = bags.batch(np.arange(len(owner)))
        texts = normalize(embedding_bag(ids, weight, offsets, mode="mean"))
        centres = torch.zeros(count, texts.shape[1]).index_add_(0, torch.from_numpy(owner), texts)
        likeness = normalize(centres) @ normalize(centres).T
        return likeness.argsort(1, descending=True)[:, :NEIGHBOURS].numpy()
