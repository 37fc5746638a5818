"""What the model learns from: pairs of files, the items of our sheets, wordings, passages."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from corpus.errors import SettingsError
from corpus.records import OUTSIDE
from index.train.pairs import FILES, LONGEST, Example, Pair, own_pairs, passages, read_pairs, subjects, wordings
from tests.conftest import TODAY

LINES = [f"the cat {number}\tle chat {number}\tsource-{number}" for number in range(40)]


def written(folder, **content):
    for name in FILES:
        text = content.get(name.replace("-", "_"), "")
        (folder / f"{name}.tsv.gz").write_bytes(text if isinstance(text, bytes) else gzip.compress(text.encode()))
    return folder


def test_the_pairs_of_all_files_shuffled_by_the_seed(tmp_path):
    first, second = "\n".join(LINES[:30]) + "\n", "\n".join(LINES[30:])
    folder = written(tmp_path, permissive=first, wiktionary_cc_by_sa=second)
    pairs = read_pairs(folder, 7)
    assert {(pair.english, pair.french, pair.source) for pair in pairs} == {tuple(line.split("\t")) for line in LINES}
    assert pairs == read_pairs(folder, 7)
    assert pairs != read_pairs(folder, 8)
    assert [pair.english for pair in pairs] != [line.split("\t")[0] for line in LINES]


@pytest.mark.parametrize(
    ("english", "french", "kept"),
    [
        ("e" * LONGEST[0], "f" * LONGEST[1], True),
        ("e" * (LONGEST[0] + 1), "ff", False),
        ("ee", "f" * (LONGEST[1] + 1), False),
        ("ee", "f", False),
        ("", "ff", False),
        ("ee", "ff", True),
    ],
)
def test_only_pairs_that_teach_something(tmp_path, english, french, kept):
    folder = written(tmp_path, permissive=f"{english}\t{french}\tx\n")
    assert read_pairs(folder, 1) == ([Pair(english, french, "x")] if kept else [])


@pytest.mark.parametrize("line", ["the cat\tle chat", "the cat\tle chat\tx\ty", ""])
def test_a_line_of_another_shape_is_named(tmp_path, line):
    folder = written(tmp_path, permissive=f"{LINES[0]}\n{line}\n{LINES[1]}\n")
    with pytest.raises(SettingsError) as error:
        read_pairs(folder, 1)
    assert "permissive.tsv.gz" in str(error.value)
    assert "2" in str(error.value)
    assert str(len(line.split("\t"))) in str(error.value)


@pytest.mark.parametrize("content", [None, b"no gzip", gzip.compress(b"\xff\xfe\t\t")], ids=["absent", "text", "bytes"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    folder = written(tmp_path, permissive=content or b"")
    if content is None:
        (folder / "permissive.tsv.gz").unlink()
    with pytest.raises(SettingsError, match=r"permissive\.tsv\.gz"):
        read_pairs(folder, 1)


def test_the_items_of_the_sheets_say_the_same_in_both_languages(corpus):
    pairs = own_pairs(corpus)
    items = [item.text for sheet in corpus.sheets for section in sheet.sections for item in section.items]
    assert len(pairs) * 2 == len(items)
    assert {pair.source for pair in pairs} == {"sheets"}
    statement = [
        corpus.sheet(31, language).section("statement").items[0].text  # the official wording, one item
        for language in ("en", "fr")
    ]
    assert Pair(*statement, "sheets") in pairs


def test_wordings_are_left_out_by_list(corpus):
    every = wordings(corpus)
    assert len(every) == len(corpus.sayings)
    assert {example.key for example in every} >= {1, 33, "audit-day", OUTSIDE}
    kept = wordings(corpus, leave=["trainer", "tutor"])
    assert {example.origin for example in every} - {example.origin for example in kept} == {"trainer", "tutor"}
    assert all(example.origin not in ("trainer", "tutor") for example in kept)


def test_passages_in_force_and_names_of_both_languages(corpus):
    now, before = passages(corpus, TODAY), passages(corpus, date(2026, 10, 31))
    assert {example.origin for example in now} == {"sheets", "names"}
    assert any(example.key == 33 for example in now if example.origin == "sheets")
    assert not any(example.key == 33 for example in before if example.origin == "sheets")
    for language in ("fr", "en"):
        names = {(name, key) for key, mine in corpus.names(language).items() for name in mine}
        assert names <= {(example.text, example.key) for example in now if example.origin == "names"}
    assert all(example.text.strip() for example in now)


def test_subjects_come_once_in_a_fixed_order_off_topic_last():
    examples = [Example("a", key, "x") for key in ("cost", 12, OUTSIDE, 2, 12, "audit-day")]
    assert subjects(examples) == subjects(examples[::-1]) == [12, 2, "audit-day", "cost", OUTSIDE]
