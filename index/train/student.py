"""A small bilingual BERT made from the English teacher: some of its layers, and word pieces of both languages.

A piece that the teacher knows keeps its vector; another begins as the mean of the teacher's vectors of the pieces that
mean the same by our own bilingual embedding ("formateur": trainer, instructor ...). `teach_french` then gives both
sides of the pairs the teacher's vector of the English one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.train.teacher import teacher_folder
from index.train.tokens import UNKNOWN
from index.transformer import CLS, LONGEST, SEP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAD = "[PAD]"
OWN = (CLS, SEP, PAD)
LAYERS = (0, 1, 3, 5)
"""Those of the teacher that are kept."""
PIECES = 20_000
"""Word pieces kept: the most frequent in what is learned from."""
ALIKE, SOFT = 10, 0.1
"""Known pieces that a new one begins as, and how fast their share falls with their distance."""
RATES = (1e-3, 3e-4)
"""Of the vectors of pieces, and of the layers."""
BATCH = 96
AGREE, TEMPERATURE = 0.1, 0.05
"""Weight of the in-batch contrastive term between the two sides, and how sharp it is."""
WARM_UP = 150
"""Steps over which the rates rise."""
RUN = 40
"""Batches that are put in order of length together, for little padding."""


def pieces(tokenizer: Any, texts: Sequence[tuple[Sequence[str], int]]) -> tuple[Any, list[int]]:
    """A tokenizer with the most useful pieces of another one and `OWN`, and the places they had there.

    Args:
        tokenizer: of `tokens.learn`.
        texts: with how often each text counts.
    """
    import numpy as np
    from tokenizers import Tokenizer

    counts = np.zeros(tokenizer.get_vocab_size())
    for mine, weight in texts:
        for encoding in tokenizer.encode_batch_fast(list(mine), add_special_tokens=False):
            np.add.at(counts, encoding.ids, weight)
    names = {place: name for name, place in tokenizer.get_vocab().items()}
    kept = {place for place, name in names.items() if len(name.removeprefix("##")) <= 1 or name == UNKNOWN}
    ordered = [place for place in (-counts).argsort().tolist() if counts[place] and place not in kept]
    kept |= set(ordered[: PIECES - len(kept)])
    places = sorted(kept)
    data = json.loads(tokenizer.to_str())
    vocabulary = {names[place]: row for row, place in enumerate(places)}
    data["model"]["vocab"] = vocabulary | {name: len(vocabulary) + row for row, name in enumerate(OWN)}
    data["added_tokens"] = [
        added | {"id": vocabulary[added["content"]]} for added in data["added_tokens"] if added["content"] in vocabulary
    ]
    return Tokenizer.from_str(json.dumps(data)), places


def student(tokenizer: Any, places: Sequence[int], vectors: NDArray[np.float32]) -> Any:
    """The untaught student, a `transformers.BertModel`.

    Args:
        tokenizer: of `pieces`.
        places: of its pieces among `vectors`.
        vectors: of our own bilingual embedding.
    """
    import numpy as np
    import torch
    from transformers import AutoModel, AutoTokenizer

    folder = str(teacher_folder())
    model: Any = AutoModel.from_pretrained(folder, local_files_only=True)
    known = AutoTokenizer.from_pretrained(folder, local_files_only=True).get_vocab()
    theirs = model.embeddings.word_embeddings.weight.detach().numpy()
    names = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__)
    first = np.zeros((len(names), theirs.shape[1]), np.float32)
    shared = [row for row, name in enumerate(names) if name in known]
    first[shared] = theirs[[known[names[row]] for row in shared]]
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    anchors = [row for row in shared if row < len(places) and names[row] != UNKNOWN]
    fixed = unit[[places[row] for row in anchors]]
    for row in sorted(set(range(len(places))) - set(shared)):
        likeness = fixed @ unit[places[row]]
        best = np.argpartition(-likeness, ALIKE)[:ALIKE]
        shares = np.exp(likeness[best] / SOFT)
        first[row] = shares / shares.sum() @ first[[anchors[one] for one in best]]
    words = torch.nn.Embedding(*first.shape)
    words.weight = torch.nn.Parameter(torch.from_numpy(first))
    model.embeddings.word_embeddings = words
    model.encoder.layer = torch.nn.ModuleList([model.encoder.layer[number] for number in LAYERS])
    model.pooler = None
    model.config.num_hidden_layers, model.config.vocab_size = len(LAYERS), len(names)
    return model


def rows_of(tokenizer: Any, texts: Sequence[str], longest: int = LONGEST) -> list[list[int]]:
    """The ids of texts between `CLS` and `SEP`, as the product reads them; what comes after `longest` is cut."""
    begin, end = (tokenizer.token_to_id(name) for name in (CLS, SEP))
    encoded = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [[begin, *one.ids[:longest], end] for one in encoded]


def vectors_of(model: Any, rows: Sequence[Sequence[int]], pad: int, *, rough: bool = False) -> Any:
    """The mean of what the last layer says of the pieces of each row, a tensor (rows, width).

    Args:
        model: of `student`.
        rows: of `rows_of`.
        pad: the id that fills up short rows.
        rough: multiply matrices in 16 bits, to learn: on processors that can, three times as fast.
    """
    import torch

    ids = torch.full((len(rows), max(map(len, rows))), pad)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row)
    mask = (ids != pad).long()
    with torch.autocast("cpu", torch.bfloat16, enabled=rough):
        state = model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
    return (state * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


def batches(lengths: NDArray[np.int64], size: int, draw: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """All places once, in batches of like lengths, in a drawn order."""
    order = draw.permutation(len(lengths))
    for start in range(0, len(order), size * RUN):
        mine = order[start : start + size * RUN]
        mine = mine[lengths[mine].argsort(kind="stable")]
        parts = [mine[at : at + size] for at in range(0, len(mine), size)]
        for place in draw.permutation(len(parts)):
            yield parts[place]


def teach_french(
    model: Any,
    tokenizer: Any,
    english: Sequence[str],
    french: Sequence[str],
    targets: NDArray[np.float16],
    *,
    steps: int,
    seed: int,
    say: Any = print,
) -> None:
    """Give both sides of the pairs the teacher's vector of the English one; the model learns in place.

    Args:
        model: of `student`.
        tokenizer: its own.
        english: one side.
        french: the other.
        targets: the teacher's vectors of `english`.
        steps: batches of `BATCH` pairs; some four a second on 2 cores.
        seed: of the order.
        say: told about the progress.
    """
    import numpy as np
    import torch
    from torch.nn.functional import cross_entropy, normalize

    draw = np.random.default_rng(seed)
    sides = [rows_of(tokenizer, english), rows_of(tokenizer, french)]
    lengths = np.array([len(one) + len(other) for one, other in zip(*sides, strict=True)])
    pad = tokenizer.token_to_id(PAD)
    optimizer = optimizer_of(model, RATES)
    model.train()
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    step, total, started = 0, 0.0, time.time()
    while step < steps:
        for mine in batches(lengths, BATCH, draw):
            if step == steps:
                break
            paced(optimizer, RATES, step, steps)
            goal = torch.from_numpy(targets[mine].astype(np.float32))
            read = (vectors_of(model, [side[row] for row in mine], pad, rough=True) for side in sides)
            first, second = map(normalize, read)
            away = (2 - (first * goal).sum(1) - (second * goal).sum(1)).mean()
            loss = away + AGREE * cross_entropy(first @ second.T / TEMPERATURE, torch.arange(len(mine)))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            step, total = step + 1, total + away.item()
            if step % 200 == 0:
                say(f"student {step}/{steps}: distance {total / 200:.3f}, {time.time() - started:.0f} s")
                total = 0.0


def optimizer_of(model: Any, rates: Sequence[float], *others: Any) -> Any:
    """AdamW with a rate for the vectors of pieces, one for the layers, and one for each other module."""
    import torch

    parts = [model.embeddings, model.encoder, *others]
    return torch.optim.AdamW(
        [{"params": list(part.parameters()), "lr": rate} for part, rate in zip(parts, rates, strict=True)],
        weight_decay=0.01,
    )


def paced(optimizer: Any, rates: Sequence[float], step: int, steps: int) -> None:
    """Rates that rise over the first steps and then fall to nearly nothing."""
    share = min(1.0, (step + 1) / min(WARM_UP, steps)) * max(0.02, 1 - step / steps)
    for group, rate in zip(optimizer.param_groups, rates, strict=True):
        group["lr"] = rate * share
