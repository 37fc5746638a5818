"""The leash of the language model: what of hostile outputs would reach a reader, what of honest ones would be lost."""

from __future__ import annotations

import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.rules import Reader
from assistant.vet import Passage, Sentences, Vetted, vetted
from corpus.errors import SettingsError
from corpus.load import Rules
from corpus.records import Language
from eval.mutate import WORDED, rewordings

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "assistant" / "llm"
DAY = date(2026, 11, 22)
"""The day on which the passages of the cases were taken."""


@dataclass(frozen=True)
class Asked:
    """A question with the passages that a model would be given."""

    lang: Language
    passages: Mapping[int, Passage]
    rules: frozenset[int]
    """Markers of what the rules say, which a model never words."""


@dataclass(frozen=True)
class Output:
    """What a model wrote."""

    id: str
    kind: str
    asked: Asked
    text: str
    wrong: tuple[str, ...] = ()
    """The parts that must not reach a reader."""


@dataclass(frozen=True)
class Judged:
    """An output with the verdict on each of its sentences."""

    output: Output
    sentences: tuple[tuple[str, Vetted], ...]

    @property
    def leaked(self) -> tuple[str, ...]:
        """The wrong parts that stand in a sentence shown."""
        shown = [sentence for sentence, verdict in self.sentences if verdict.fault is None]
        return tuple(wrong for wrong in self.output.wrong if any(_same(wrong, sentence) for sentence in shown))

    @property
    def ruled(self) -> tuple[tuple[str, Vetted], ...]:
        """The sentences that cite a rule, which only the code may word."""
        return tuple(pair for pair in self.sentences if set(pair[1].markers) & self.output.asked.rules)


def load_evidence(folder: Path) -> dict[str, Asked]:
    """What a model would be given for each question."""
    return {row["id"]: _asked(row) for row in _rows(folder / "evidence.jsonl")}


def load_cases(folder: Path, name: str) -> list[Output]:
    """The outputs of a file ("hostile" or "honest").

    Raises:
        SettingsError: the folder does not have the files.
    """
    try:
        asked = load_evidence(folder)
        rows = list(_rows(folder / f"{name}.jsonl"))
    except OSError:
        raise SettingsError("eval.llm_folder", folder=folder, file=f"{name}.jsonl") from None
    return [
        Output(row["id"], row.get("kind", name), asked[row["question_id"]], row["output"], tuple(row.get("wrong", ())))
        for row in rows
    ]


def load_wordings(folder: Path, split: str) -> list[tuple[bool, Asked, str]]:
    """Labelled sentences of a split: whether it is faithful, what it may rest on, the sentence with its markers.

    Args:
        folder: of the cases.
        split: "dev", on which the verification was tuned, or "held".

    Raises:
        SettingsError: the folder does not have the files.
    """
    file = f"wordings_{split}.txt"
    try:
        asked = load_evidence(folder)
        lines = (folder / file).read_text(encoding="utf-8").splitlines()
    except OSError:
        raise SettingsError("eval.llm_folder", folder=folder, file=file) from None
    return [(label == "+", asked[question], text) for label, question, text in (line.split(" ", 2) for line in lines)]


def judge_wordings(wordings: Sequence[tuple[bool, Asked, str]], rules: Rules) -> dict[bool, tuple[int, list[str]]]:
    """How many faithful and unfaithful sentences there are, and those judged otherwise.

    A faithful sentence may lean on the one before it, an unfaithful one stands alone.
    """
    reader = Reader(rules, DAY)
    table: dict[bool, tuple[int, list[str]]] = {True: (0, []), False: (0, [])}
    asked_before: Asked | None = None
    before: Vetted | None = None
    for faithful, asked, text in wordings:
        last = before if faithful and asked is asked_before else None
        verdict = vetted(text, asked.passages, asked.lang, reader, last)
        asked_before, before = asked, verdict
        total, wrong = table[faithful]
        if (verdict.fault is None) != faithful:
            wrong.append(text)
        table[faithful] = (total + 1, wrong)
    return table


def judge(outputs: Iterable[Output], rules: Rules) -> list[Judged]:
    """Every output cut and judged as it would be while it streams."""
    return [Judged(output, _vetted(output, Reader(rules, DAY))) for output in outputs]


def mutations(honest: Sequence[Judged], rules: Rules, count: int, seed: int) -> dict[str, tuple[int, list[str]]]:
    """By kind of change: how many honest sentences were made wrong, and those that would be shown all the same.

    Args:
        honest: judged; only sentences that may be shown are changed.
        rules: sources and parameters.
        count: of all kinds together.
        seed: which ones.
    """
    drawn: dict[str, list[tuple[Asked, str]]] = {kind: [] for kind in WORDED}
    for one in honest:
        asked = one.output.asked
        for sentence, verdict in one.sentences:
            if verdict.fault is None:
                for kind, text in rewordings(
                    sentence, {marker: p.text for marker, p in asked.passages.items()}, asked.lang
                ):
                    drawn[kind].append((asked, text))
    chosen: list[tuple[str, Asked, str]] = []
    for kind, found in drawn.items():
        random.Random(f"{seed}-{kind}").shuffle(found)
        chosen += [(kind, asked, text) for asked, text in found]
    chosen = _evenly(chosen, count)
    table = {kind: (0, list[str]()) for kind in WORDED}
    for kind, asked, text in chosen:
        total, missed = table[kind]
        if vetted(text, asked.passages, asked.lang, Reader(rules, DAY)).fault is None:
            missed.append(text)
        table[kind] = (total + 1, missed)
    return table


def overhead(outputs: Sequence[Output], rules: Rules, runs: int) -> tuple[float, float, int]:
    """The milliseconds that the verification of a sentence takes (median, 95th percentile), and how many were timed.

    The passages are new in every run, as they are for every question.
    """
    times: list[float] = []
    for _ in range(runs):
        for output in outputs:
            reader, before = Reader(rules, DAY), None
            asked = {marker: replace(passage) for marker, passage in output.asked.passages.items()}
            cutter = Sentences()
            for sentence in [*cutter.add(output.text), *cutter.end()]:
                started = time.perf_counter()
                before = vetted(sentence, asked, output.asked.lang, reader, before)
                times.append(1000 * (time.perf_counter() - started))
    times.sort()
    median, high = statistics.median(times), times[int(0.95 * (len(times) - 1))]
    return median, high, len(times)


def faults(judged: Iterable[Judged]) -> Counter[str]:
    """Why sentences were left out."""
    return Counter(str(verdict.fault) for one in judged for _, verdict in one.sentences if verdict.fault)


def _evenly(chosen: list[tuple[str, Asked, str]], count: int) -> list[tuple[str, Asked, str]]:
    """As many of each kind as there are, taken in turn, `count` in all."""
    places: Counter[str] = Counter()
    ranked = []
    for one in chosen:
        ranked.append((places[one[0]], WORDED.index(one[0]), one))
        places[one[0]] += 1
    return [one for _, _, one in sorted(ranked, key=lambda item: item[:2])[:count]]


def _vetted(output: Output, reader: Reader) -> tuple[tuple[str, Vetted], ...]:
    cutter = Sentences()
    found = [
        sentence for start in range(0, len(output.text), 7) for sentence in cutter.add(output.text[start : start + 7])
    ]
    asked = output.asked
    judged: list[tuple[str, Vetted]] = []
    for text in [*found, *cutter.end()]:
        before = judged[-1][1] if judged else None
        judged.append((text, vetted(text, asked.passages, asked.lang, reader, before)))
    return tuple(judged)


def _same(wrong: str, sentence: str) -> bool:
    """Whether a wrong part stands in a sentence, or the other way round; spaces and markers count only alone."""
    mine, theirs = _plain(wrong), _plain(sentence)
    if not mine:
        return wrong.strip() in sentence
    return mine in theirs or (bool(theirs) and theirs in mine)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", re.sub(r"\[[\d,;\s]+\]", " ", text)).strip().lower()


def _asked(row: dict[str, Any]) -> Asked:
    told = [one for one in row["evidence"] if one["kind"] == "passage"]
    passages = {one["marker"]: Passage(one["text"], one["facet"], one["indicator"]) for one in told}
    return Asked(row["lang"], passages, frozenset(one["marker"] for one in row["evidence"]) - set(passages))


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
