"""Misconceptions as data: recognised in people's words, not in neutral questions; all known errors covered."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import eval as eval_package
from corpus.errors import CorpusError
from corpus.misconceptions import NOT_BELIEVED, load_misconceptions
from corpus.parameters import HERE, load_sources
from corpus.strict import parse_yaml, read_text
from index.lexical import fold

LANGUAGES = ("fr", "en")


def held(entry, text, language):
    folded = re.sub(r"\s+", " ", fold(text))
    return any(re.search(cue, folded) for cue in entry.cues[language])


def test_every_phrase_shows_its_own_misconception(corpus):
    missed = [
        (entry.id, phrase)
        for entry in corpus.misconceptions.values()
        for language in LANGUAGES
        for phrase in entry.phrases[language]
        if not held(entry, phrase, language)
    ]
    assert missed == []
    assert len(corpus.misconceptions) >= 45


def test_every_known_error_is_covered_or_left_out_with_a_reason(corpus):
    covered = {row for entry in corpus.misconceptions.values() for row in entry.rows}
    left = parse_yaml(read_text(HERE / "misconceptions.yaml"), "misconceptions.yaml")[NOT_BELIEVED]
    assert covered | {entry["row"] for entry in left} == set(range(1, 28))
    assert all(entry["why"] for entry in left)


def test_neutral_questions_show_none(corpus):
    lines = (Path(eval_package.__file__).parent / "questions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    shown = [
        (entry.id, case["question"])
        for case in map(json.loads, lines)
        for entry in corpus.misconceptions.values()
        if held(entry, case["question"], case["lang"])
    ]
    assert shown == []


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("combien de temps pour corriger une mineure ?", "fr"),
        ("le 12 ne concerne pas les formations de deux jours au plus", "fr"),
        ("combien d'indicateurs pour un CFA ?", "fr"),
        ("quand a lieu la surveillance ?", "fr"),
        ("how long is the certificate valid?", "en"),
        ("which indicators are major only?", "en"),
    ],
)
def test_what_is_asked_openly_is_no_misconception(corpus, question, language):
    assert [entry.id for entry in corpus.misconceptions.values() if held(entry, question, language)] == []


@pytest.mark.parametrize(
    ("change", "words"), [("cues: {fr: ['('], en: [x]}", "expression régulière"), ("source: nowhere", "nowhere")]
)
def test_a_bad_entry_is_refused(tmp_path, change, words):
    good = {
        "row": "[]", "said": "{fr: a, en: a}", "phrases": "{fr: [a], en: [a]}", "cues": "{fr: [a], en: [a]}",
        "correction": "{fr: b, en: b}", "indicators": "[]", "source": "rnq-guide-v9", "locator": "x",
    }  # fmt: skip
    key, _, value = change.partition(": ")
    text = "mine:\n" + "".join(f"  {name}: {value if name == key else kept}\n" for name, kept in good.items())
    (tmp_path / "misconceptions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=words):
        load_misconceptions(load_sources(HERE), tmp_path)
