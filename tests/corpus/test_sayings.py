"""The lists of everyday wordings and of labelled questions: enough of them, and none that a test set holds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import eval as eval_package
from corpus.errors import CorpusError
from corpus.parameters import HERE
from corpus.records import LANGUAGES, OUTSIDE
from corpus.sayings import load_askings, load_sayings
from index.asked import LABELS

FOLDER = Path(eval_package.__file__).parent
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
    asked = []
    for path in [*(FOLDER / "everyday").glob("*.jsonl"), *(FOLDER / "questions").glob("*.jsonl")]:
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


def test_labelled_questions_are_read_in_the_order_of_the_files():
    askings = load_askings()
    lines = [
        json.loads(line)
        for path in sorted((HERE / "surfaces" / "asked").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert [(asking.text, asking.language, asking.asks, list(asking.fair)) for asking in askings] == [
        (line["text"], line["lang"], line["asks"], line["fair"]) for line in lines
    ]
    assert {asking.persona for asking in askings} == {path.stem for path in (HERE / "surfaces" / "asked").glob("*")}


def test_labelled_questions_ask_what_is_known(corpus):
    labels = {label for asking in corpus.askings for label in (asking.asks, *asking.fair)}
    assert labels == set(LABELS)
    assert not [asking.text for asking in corpus.askings if asking.asks in asking.fair]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_has_enough_questions(corpus, language):
    counts = Counter(asking.asks for asking in corpus.askings if asking.language == language)
    assert {label for label in LABELS if label != OUTSIDE and counts[label] < 10} == set()


def test_no_test_question_is_among_the_labelled_ones(corpus):
    known = {asking.text.casefold() for asking in corpus.askings}
    asked = set()
    for path in [*(FOLDER / "facets").glob("*.jsonl"), *(FOLDER / "guard").glob("*.jsonl")]:
        entries = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        asked |= {entry[name].casefold() for entry in entries for name in ("question", "text") if name in entry}
    assert len(asked) > 300
    assert not known & asked


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "JSON"),
        ("", "JSON"),
        ("[]", "asks"),
        ('{"lang": "de", "text": "x", "asks": "costs", "fair": []}', "'de'"),
        ('{"lang": "fr", "text": "x", "asks": "costs"}', "'fair'"),
        ('{"lang": "fr", "text": 3, "asks": "costs", "fair": []}', "'text'"),
        ('{"lang": "fr", "text": "x", "asks": "costs", "fair": "costs"}', "'fair'"),
        ('{"lang": "fr", "text": "x", "asks": "costs", "fair": [], "key": 1}', "'key'"),
    ],
)
def test_a_bad_labelled_line_is_named(tmp_path, line, words):
    folder = tmp_path / "surfaces" / "asked"
    folder.mkdir(parents=True)
    good = '{"lang": "fr", "text": "bon", "asks": "costs", "fair": ["calendar"]}'
    (folder / "mine.jsonl").write_text(f"{good}\n{line}\n{good}\n", encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        load_askings(tmp_path)
    assert "asked/mine.jsonl" in str(error.value)
    assert "2" in str(error.value)
    assert words in str(error.value)


def test_a_file_of_labelled_questions_that_is_no_text_is_named(tmp_path):
    folder = tmp_path / "surfaces" / "asked"
    folder.mkdir(parents=True)
    (folder / "mine.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(CorpusError, match=r"asked/mine\.jsonl"):
        load_askings(tmp_path)


def test_no_list_is_no_question(tmp_path):
    assert load_askings(tmp_path) == ()
