"""Static token vectors that give French and English the teacher's vector of the English side."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 2e-3
BATCH = 4096
AGREE = 0.1
"""Weight of the in-batch contrastive term between the two sides."""
TEMPERATURE = 0.05


@dataclass
class Bags:
    """Token ids of many texts, ready to be put in batches."""

    ids: Any
    """All ids, one after the other (int64 tensor)."""
    starts: NDArray[np.int64]
    """Where each text begins, plus the end."""

    @classmethod
    def of(cls, texts: Sequence[str], tokenizer: Any) -> Bags:
        """The bags of texts; a text without any token gets the unknown one."""
        import numpy as np
        import torch

        rows = [encoding.ids or [0] for encoding in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        return cls(torch.tensor([token for row in rows for token in row], dtype=torch.int64), starts)

    def batch(self, rows: NDArray[np.int64]) -> tuple[Any, Any]:
        """(ids, offsets) of some texts, for an embedding bag."""
        import numpy as np
        import torch

        lengths = self.starts[rows + 1] - self.starts[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        places = np.repeat(self.starts[rows] - offsets, lengths) + np.arange(lengths.sum())
        return self.ids[torch.from_numpy(places)], torch.from_numpy(offsets)


def distil(
    tokenizer: Any,
    english: Sequence[str],
    french: Sequence[str],
    targets: NDArray[np.float16],
    *,
    rounds: int,
    seed: int,
    say: Any = print,
) -> NDArray[np.float32]:
    """Token vectors, shape (vocabulary, teacher's dimension).

    Args:
        tokenizer: of `tokens.learn`.
        english: one side.
        french: the other.
        targets: the teacher's vectors of `english`, one a pair.
        rounds: over all pairs.
        seed: of the first vectors and of the order.
        say: told about each round.
    """
    import numpy as np
    import torch
    from torch.nn.functional import cross_entropy, normalize

    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    bag = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), targets.shape[1], mode="mean")
    torch.nn.init.normal_(bag.weight, std=0.05)
    sides = [Bags.of(english, tokenizer), Bags.of(french, tokenizer)]
    steps = rounds * (len(english) // BATCH)
    optimizer = torch.optim.Adam(bag.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE * 5, total_steps=steps, pct_start=0.1)
    same = torch.arange(512)
    for turn in range(rounds):
        started, total = time.time(), 0.0
        rows = order.permutation(len(english))
        for start in range(0, len(rows) - BATCH + 1, BATCH):
            mine = rows[start : start + BATCH]
            goal = torch.from_numpy(targets[mine].astype(np.float32))
            first, second = (normalize(bag(*side.batch(mine))) for side in sides)
            away = 2 - (first * goal).sum(1) - (second * goal).sum(1)
            likeness = first[:512] @ second[:512].T / TEMPERATURE
            loss = away.mean() + AGREE * cross_entropy(likeness, same)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            total += away.mean().item()
        say(f"distil {turn + 1}/{rounds}: distance {total / (len(rows) // BATCH):.4f}, {time.time() - started:.0f} s")
    return bag.weight.detach().numpy()
