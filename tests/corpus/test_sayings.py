"""The lists of everyday wordings: enough of them, no doubles, and none that a test set holds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import eval as eval_package
from corpus.errors import CorpusError
from corpus.records import OUTSIDE
from corpus.sayings import load_sayings

LEAST = {"fr": 60, "en": 40}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_subject_has_enough_wordings(corpus, language):
    counts = Counter(saying.key for saying in corpus.sayings if saying.language == language)
    names = corpus.names(language)
    for sheet in corpus.sheets:
        assert counts[sheet.key] + len(set(names[sheet.key])) >= LEAST[language], sheet.key


def test_no_wording_is_in_two_lists(corpus):
    texts = [(saying.language, saying.text.casefold()) for saying in corpus.sayings]
    assert len(texts) == len(set(texts))


def test_no_test_question_is_among_the_wordings(corpus):
    known = {saying.text.casefold() for saying in corpus.sayings}
    folder = Path(eval_package.__file__).parent
    asked = []
    for path in [*(folder / "everyday").glob("*.jsonl"), *(folder / "questions").glob("*.jsonl")]:
        entries = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        asked += [(entry.get("question") or entry["text"]).casefold() for entry in entries]
    assert len(asked) > 3000
    assert not known & set(asked)


def test_what_is_outside_has_wordings_too(corpus):
    assert sum(saying.key == OUTSIDE for saying in corpus.sayings) >= 400


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "JSON illisible"),
        ('{"key": 1, "lang": "de", "text": "x"}', "'de'"),
        ('{"key": 1, "lang": "fr", "text": "x", "facet": "proof"}', "'proof'"),
        ('{"key": 1, "lang": "fr"}', "text"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, words):
    folder = tmp_path / "surfaces" / "lists"
    folder.mkdir(parents=True)
    (folder / "mine.jsonl").write_text('{"key": 1, "lang": "fr", "text": "bon"}\n' + line, encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        load_sayings(tmp_path)
    assert "mine.jsonl, ligne 2" in str(error.value)
    assert words in str(error.value)
