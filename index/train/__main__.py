"""`python -m index.train model` makes `index/model`; then `grasp` makes `grasp.npz` and `grasp.lines.npz`, `asked`
`asked.npz`, `sequels` `sequel.npz`; after `apart`, `fit` makes `weights.json` and `lines` `lines.json`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from tokenizers import Tokenizer

from corpus.load import Corpus, load
from corpus.records import OUTSIDE, Saying
from index.answers import Answers, write_vectors
from index.fuse import FILE, chance
from index.grasp import FILE as GRASP
from index.grasp import TOKENIZER, Grasp
from index.static import MODEL, Static
from index.train import fit as fitting
from index.train.answers import readings
from index.train.asked import fit_asked, followups, labelled
from index.train.base import taught
from index.train.distil import distil
from index.train.grasp import fit_grasp, lessons
from index.train.lines import fit_lines, look
from index.train.pack import unpacked
from index.train.pairs import Pair, own_pairs, passages, read_pairs, wordings
from index.train.sequels import fit_sequels
from index.train.teacher import teach
from index.train.tokens import learn
from index.train.tune import tune
from index.train.write import shrink, write

SEED = 7
ROUNDS = 12
OWN_PAIRS, OWN_TEXTS = 3, 10
"""How many times our aligned items count in the distillation, our texts in the vocabulary."""
FOLDS = 3
TUNING, AGAIN = 4, 3
"""Rounds of the transformer over all that is labelled: from the taught student, and from a tuned one."""

app = typer.Typer(help="Entraîner le modèle de recherche et ajuster les poids.", no_args_is_help=True)
Pairs = Annotated[Path, typer.Option(help="Dossier des paires anglais-français (*.tsv.gz).")]
GoOn = Annotated[bool, typer.Option(help="Repartir du modèle fourni au lieu des paires : quarante minutes de moins.")]
Folds = Annotated[int, typer.Option(help="Nombre de tiers des listes à mettre de côté tour à tour.", min=1, max=FOLDS)]
Work = Annotated[Path, typer.Option(help="Dossier de travail : vecteurs de l'enseignant, modèles intermédiaires.")]


@dataclass(frozen=True)
class Distilled:
    """What `model` and `fit` start from: made once, kept in the working folder."""

    tokenizer: Any
    vectors: Any


@app.command()
def model(pairs: Pairs, work: Work) -> None:
    """Make the model that the product uses, tuned on all lists of wordings."""
    corpus, today = load(), date.today()
    base = _distilled(corpus, pairs, work)
    write(_tuned(base, corpus, today, leave=()), base.tokenizer, MODEL)
    typer.echo(f"{MODEL.name}: {Static().info}")


@app.command()
def grasp(pairs: Pairs, work: Work, go_on: GoOn = False) -> None:
    """Fit the small transformer, on everything labelled, and read the lines of the corpus with it."""
    corpus = load()
    _grasped(corpus, _start(corpus, pairs, work, go_on), GRASP, leave=())
    vectors()


@app.command()
def vectors() -> None:
    """Read the lines of the corpus with the packaged transformer, so that the product need not."""
    corpus = load()
    write_vectors(
        [item.text for sheet in corpus.sheets for _, item in corpus.items(sheet.key, sheet.language)], Grasp()
    )


@app.command()
def apart(pairs: Pairs, work: Work, go_on: GoOn = False, folds: Folds = FOLDS) -> None:
    """Fit a transformer for each third of the lists that it never sees, for `fit` and `lines` to judge by."""
    corpus = load()
    start = _start(corpus, pairs, work, go_on)
    for number, held in zip(range(folds), _folds(corpus), strict=False):
        (work / f"fold-{number}").mkdir(parents=True, exist_ok=True)
        _grasped(corpus, start, _apart(work, number), leave={saying.text for saying in held})


@app.command()
def asked() -> None:
    """Fit what a question asks, on the labelled questions, with the packaged model."""
    corpus = load()
    examples = labelled(corpus)
    right = fit_asked(examples, Static(), ours=followups(corpus))
    typer.echo(f"{len(examples)} questions, {right:.3f} right on themselves")


@app.command()
def sequels() -> None:
    """Fit what a message does in a conversation, on the labelled messages, with the packaged model."""
    for head, right in fit_sequels(load(), Static()).items():
        typer.echo(f"{head}: {right:.3f} right on themselves")


@app.command()
def lines(work: Work) -> None:
    """Fit which lines answer a question, on the labelled wordings of the thirds that `apart` has left out."""
    corpus, looked = load(), []
    for number, held in enumerate(_folds(corpus)):
        if _apart(work, number).is_file():
            looked += look(corpus, held, Answers(_read(_apart(work, number)), None))
    typer.echo(json.dumps(fit_lines(looked), indent=1))


@app.command()
def fit(pairs: Pairs, work: Work) -> None:
    """Fit the weights: each third of the lists is seen by a model and a search that know the others alone."""
    corpus, today = load(), date.today()
    base = _distilled(corpus, pairs, work)
    looked = []
    for number, asked in enumerate(_folds(corpus)):
        folder = work / f"fold-{number}"
        write(_tuned(base, corpus, today, asked), base.tokenizer, folder)
        held = set(asked)
        known = [saying for saying in corpus.sayings if saying not in held]
        looked += fitting.look(corpus, asked, known, Static(folder), today, _read(_apart(work, number)))
        typer.echo(f"fold {number + 1}: {len(asked)} wordings")
    signals = fitting.fit_weights(looked)
    confidence = fitting.fit_confidence(looked, signals)
    rows = [fitting.first_of(one, signals) for one in looked if one.saying.key != OUTSIDE]
    data = {
        "signals": signals,
        "confidence": confidence,
        "fitted_on": {"wordings": len(looked), "right_first": round(sum(hit for _, hit in rows) / len(rows), 3)},
        "calibration": list(_calibration(looked, signals, confidence)),
    }
    FILE.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
    typer.echo(json.dumps(data, indent=1))


@dataclass(frozen=True)
class Start:
    """What the transformer is tuned from."""

    base: Callable[[], Any]
    tokenizer: Any
    rounds: int


def _start(corpus: Corpus, pairs: Path, work: Path, go_on: bool) -> Start:
    if go_on:
        return Start(partial(unpacked, GRASP), Tokenizer.from_file(str(TOKENIZER)), AGAIN)
    known = _distilled(corpus, pairs, work)
    base, tokenizer = taught(corpus, pairs, work, known.tokenizer, known.vectors, seed=SEED, say=typer.echo)
    return Start(base, tokenizer, TUNING)


def _grasped(corpus: Corpus, start: Start, file: Path, leave: Collection[str]) -> None:
    known, mine = lessons(corpus), readings(corpus, start.tokenizer, leave)
    fit_grasp(
        start.base,
        start.tokenizer,
        known,
        file,
        readings=mine,
        leave=leave,
        rounds=start.rounds,
        seed=SEED,
        say=typer.echo,
    )


def _apart(work: Path, number: int) -> Path:
    """The transformer that has not seen a third of the lists."""
    return work / f"fold-{number}" / GRASP.name


def _read(file: Path) -> Grasp:
    return Grasp(file, file.with_suffix(".tokenizer.json"))


def _distilled(corpus: Corpus, folder: Path, work: Path) -> Distilled:
    import numpy as np

    kept = work / "vectors.npy", work / "tokenizer.json"
    if all(path.is_file() for path in kept):
        return Distilled(Tokenizer.from_file(str(kept[1])), np.load(kept[0]))
    started = time.time()
    pairs, own = read_pairs(folder, SEED), own_pairs(corpus)
    english = list(dict.fromkeys(pair.english for pair in [*pairs, *own]))
    targets = teach(english, work / "teacher")
    tokenizer = learn(_both(pairs) + (_both(own) + [said.text for said in corpus.sayings]) * OWN_TEXTS)
    taught = pairs + own * OWN_PAIRS
    row = {text: place for place, text in enumerate(english)}
    vectors = distil(
        tokenizer,
        [pair.english for pair in taught],
        [pair.french for pair in taught],
        targets[[row[pair.english] for pair in taught]],
        rounds=ROUNDS,
        seed=SEED,
        say=typer.echo,
    )
    ours = [example.text for example in [*wordings(corpus), *passages(corpus, date.today())]]
    small = shrink(vectors, tokenizer, ours)
    np.save(kept[0], small)
    tokenizer.save(str(kept[1]))
    typer.echo(f"distilled {len(taught)} pairs in {time.time() - started:.0f} s")
    return Distilled(tokenizer, small)


def _both(pairs: Sequence[Pair]) -> list[str]:
    return [text for pair in pairs for text in (pair.english, pair.french)]


def _tuned(base: Distilled, corpus: Corpus, today: date, leave: Sequence[Saying]) -> Any:
    out = {saying.text for saying in leave}
    examples = [example for example in wordings(corpus) if example.text not in out] + passages(corpus, today)
    return tune(base.vectors, base.tokenizer, examples, seed=SEED, say=typer.echo)


def _folds(corpus: Corpus) -> Iterator[list[Saying]]:
    """Lists by thirds; the off-topic ones, a single list, one line in three."""
    lists = sorted({saying.persona for saying in corpus.sayings if saying.key != OUTSIDE})
    for number in range(FOLDS):
        mine = lists[number::FOLDS]
        off = [saying for saying in corpus.sayings if saying.key == OUTSIDE][number::FOLDS]
        yield off + [saying for saying in corpus.sayings if saying.persona in mine]


def _calibration(looked: Sequence[Any], signals: Any, confidence: Any) -> Iterator[dict[str, float]]:
    """By tenths of confidence: how many, and how often the first subject was right."""
    rows = [(chance(found, confidence), hit) for found, hit in (fitting.first_of(one, signals) for one in looked)]
    for tenth in range(10):
        mine = [(sure, hit) for sure, hit in rows if int(sure * 10) == tenth or (tenth == 9 and sure >= 1)]
        if mine:
            yield {
                "sure": round(sum(sure for sure, _ in mine) / len(mine), 2),
                "right": round(sum(hit for _, hit in mine) / len(mine), 2),
                "wordings": len(mine),
            }


if __name__ == "__main__":
    app()
