from __future__ import annotations

import hashlib
import json
import re
from collections import Counter

import pytest

from corpus.errors import CorpusError
from eval.gold import HERE, KINDS, check, load_gold


@pytest.fixture(scope="module")
def cases():
    return load_gold("dev") + load_gold("test")


def test_the_set_is_valid(cases):
    assert check(cases) == []


def test_it_covers_every_kind_language_and_indicator(cases):
    assert len(cases) >= 200
    dialogues = load_gold(HERE.parent / "dialogues" / "dev.jsonl")  # their kinds are of the same vocabulary
    assert {case.kind for case in [*cases, *dialogues]} == set(KINDS)
    shares = Counter(case.lang for case in cases)
    assert 0.55 <= shares["fr"] / len(cases) <= 0.65
    assert 0.25 <= shares["en"] / len(cases) <= 0.35
    assert sum(case.split == "test" for case in cases) >= len(cases) / 2
    evidence = {n for case in cases if case.kind == "evidence" for n in case.expect.cite}
    assert evidence == set(range(1, 34))


@pytest.mark.parametrize("split", ["dev", "test"])
def test_it_is_frozen(split):
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    recorded = re.search(rf"{split}\s+([0-9a-f]{{64}})", readme)[1]
    assert hashlib.sha256((HERE / f"{split}.jsonl").read_bytes()).hexdigest() == recorded


GOOD = {"id": "a", "lang": "fr", "kind": "severity", "split": "dev", "turns": ["Q ?"], "expect": {"facts": [["oui"]]}}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lang": "de"}, ["'de'", "fr, en, mixed"]),
        ({"kind": "other"}, ["'other'", "severity"]),
        ({"unknown": 1}, ["unknown"]),
        ({"expect": {"quote": []}}, ["quote", "cite"]),
    ],
)
def test_what_is_not_allowed_is_told_with_its_line(tmp_path, change, words):
    file = tmp_path / "mine.jsonl"
    file.write_text(json.dumps(GOOD) + "\n" + json.dumps({**GOOD, "id": "b", **change}), encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        load_gold(file)
    assert all(word in str(error.value) for word in ["ligne 2", *words])


def test_the_checker_finds_what_is_wrong(tmp_path):
    wrong = [
        {**GOOD, "id": "1", "expect": {"facts": [["("]]}},
        {**GOOD, "id": "2", "model_answer": "non", "turns": ["Quelles preuves montrer pour les abandons ?"]},
        {**GOOD, "id": "3", "model_answer": "oui", "expect": {"forbid": ["oui"]}, "split": "test",
         "turns": ["quelles preuves montrer pour les abandons"]},
        {**GOOD, "id": "4", "turns": ["Autre chose"], "expect": {"abstain": True, "cite": [1]}},
    ]  # fmt: skip
    file = tmp_path / "mine.jsonl"
    file.write_text("\n".join(map(json.dumps, wrong)), encoding="utf-8")
    problems = check(load_gold(file))
    for part in ("1 : '('", "2 : la réponse modèle", "3 : la réponse modèle dit", "2 et 3", "4 : s'abstenir"):
        assert any(part in problem for problem in problems), part
