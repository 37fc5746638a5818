"""The lists of everyday wordings and of labelled questions: enough of them, and none that a test set holds."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import eval as eval_package
from assistant.rules import CATEGORIES, Profile
from assistant.sequel import AUDITS
from corpus.errors import CorpusError
from corpus.parameters import HERE
from corpus.records import LANGUAGES, OUTSIDE
from corpus.sayings import load_askings, load_sayings, load_sequels
from index.asked import LABELS
from index.asked import REFUSED as NOT_OURS
from index.sequel import ABOUT, AGAIN, NOTHING, OTHER, PLACE, WHY

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


def test_messages_of_conversations_are_read_in_the_order_of_the_files():
    turns = load_sequels()
    lines = [
        json.loads(line)
        for path in sorted((HERE / "surfaces" / "turns").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) > 2500
    assert [(turn.text, turn.language, turn.about, turn.asks, list(turn.who), turn.holds) for turn in turns] == [
        (line["text"], line["lang"], line["about"], line["asks"], line["who"], line["holds"]) for line in lines
    ]
    assert {turn.persona for turn in turns} == {path.stem for path in (HERE / "surfaces" / "turns").glob("*")}


def test_messages_of_conversations_have_labels_that_are_known(corpus):
    asks = {label for label in LABELS if label not in (*NOT_OURS, "claim", "identify", "exemption")}
    assert {turn.about for turn in corpus.sequels} == set(ABOUT)
    assert {turn.asks for turn in corpus.sequels} == asks | {AGAIN, OTHER, NOTHING, WHY, PLACE}
    circumstances = {*CATEGORIES, *AUDITS, *vars(Profile())} - {"categories", "audit", "audit_date", "registry"}
    assert {name.removeprefix("no ") for turn in corpus.sequels for name in turn.who} == circumstances
    assert {turn.holds for turn in corpus.sequels} == {"told", "supposed", None}


def test_circumstances_are_told_or_supposed_and_nothing_else_is(corpus):
    assert [turn.text for turn in corpus.sequels if (turn.holds is None) is bool(turn.who)] == []
    assert [turn.text for turn in corpus.sequels if len(set(turn.who)) < len(turn.who)] == []


def test_a_message_of_two_conversations_has_the_same_labels_in_both(corpus):
    labels = {}
    for turn in corpus.sequels:
        told = (turn.about, turn.asks, frozenset(turn.who), turn.holds)
        labels.setdefault((turn.language, turn.text.casefold()), set()).add(told)
    assert {text: sets for text, sets in labels.items() if len(sets) > 1} == {}
    assert len(labels) > 2500


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_message_does_has_enough_messages(corpus, language):
    turns = [turn for turn in corpus.sequels if turn.language == language]
    for counts in (Counter(turn.about for turn in turns), Counter(turn.asks for turn in turns)):
        assert {label: count for label, count in counts.items() if count < 10} == {}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "JSON"),
        ('{"lang": "de", "text": "x", "about": "same", "asks": "again", "who": [], "holds": null}', "'de'"),
        ('{"lang": "fr", "text": "x", "about": "same", "asks": "again", "who": []}', "'holds'"),
        ('{"lang": "fr", "text": "x", "about": "same", "asks": "again", "who": "CFA", "holds": "told"}', "'who'"),
        ('{"lang": "fr", "text": "x", "about": null, "asks": "again", "who": [], "holds": null}', "'about'"),
        ('{"lang": "fr", "text": "x", "about": "same", "asks": "again", "who": [], "holds": true}', "'holds'"),
        ('{"lang": "fr", "text": "x", "about": "same", "asks": "again", "who": [], "holds": null, "key": 1}', "'key'"),
    ],
)
def test_a_bad_line_of_a_conversation_is_named(tmp_path, line, words):
    folder = tmp_path / "surfaces" / "turns"
    folder.mkdir(parents=True)
    good = '{"lang": "fr", "text": "bon", "about": "same", "asks": "again", "who": ["CFA"], "holds": "told"}'
    (folder / "mine.jsonl").write_text(f"{good}\n{line}\n{good}\n", encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        load_sequels(tmp_path)
    assert "turns/mine.jsonl" in str(error.value)
    assert "2" in str(error.value)
    assert words in str(error.value)


def test_no_list_is_no_message(tmp_path):
    assert load_sequels(tmp_path) == ()
