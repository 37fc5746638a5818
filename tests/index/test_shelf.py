"""Passages and words of a build: what is written is what is read; what was changed since is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.errors import IndexCorrupt
from corpus.records import LANGUAGES
from index.chunk import chunks_of
from index.manifest import CHUNKS, WORDS, Manifest, current, file_sha256
from index.shelf import read_chunks, read_words, save_words, words_of

KEYS = (26, 31)
QUESTIONS = {"fr": "un client mécontent a envoyé une réclamation", "en": "a complaint about our disability officer"}


@pytest.fixture(scope="module")
def few(corpus):
    """Names, sayings and passages of two subjects."""
    names = {language: {key: corpus.names(language)[key] for key in KEYS} for language in LANGUAGES}
    sayings = [saying for saying in corpus.sayings if saying.key in KEYS]
    return names, sayings, [chunk for chunk in chunks_of(corpus) if chunk.key in KEYS]


@pytest.fixture(scope="module")
def made(few):
    return words_of(*few)


@pytest.fixture
def folder(made, tmp_path):
    save_words(tmp_path, *made)
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_read_as_they_were_written(made, folder, language):
    question = QUESTIONS[language]
    for written, read in zip(made, read_words(folder), strict=True):
        assert set(read) == set(LANGUAGES)
        if written is made[0]:
            assert read[language].rank(question) == written[language].rank(question)
            assert read[language].rank(question)
        else:
            assert read[language].signals(question) == written[language].signals(question)
            assert read[language].names(31, "réclamation") == written[language].names(31, "réclamation")


@pytest.mark.parametrize(("language", "key"), [("fr", 31), ("en", 26)])
def test_both_indexes_know_their_subject(made, few, language, key):
    passages, subjects = made
    mine = [chunk for chunk in few[2] if chunk.language == language]
    word = {31: "réclamation", 26: "disabled people"}[key]
    place, _ = passages[language].rank(word)[0]
    assert mine[place].key == key
    for name in ("whole", "wordings", "letters"):
        scores = subjects[language].signals(word)[name]
        assert max(scores, key=lambda one: scores[one]) == key, name


def test_passages_stand_in_the_order_of_the_chunks_of_their_language(made, few):
    for language in LANGUAGES:
        mine = [chunk for chunk in few[2] if chunk.language == language]
        chosen = mine[len(mine) // 2]
        place, _ = made[0][language].rank(chosen.searched)[0]
        assert mine[place].text == chosen.text


@pytest.mark.parametrize("damage", ["gone", "text", "half"])
@pytest.mark.parametrize(
    "file",
    [
        "fr/subjects.json",
        "en/subjects.json",
        "fr/passages/vocab.index.json",
        "fr/whole/params.index.json",
        "en/wordings/data.csc.index.npy",
        "en/letters/indptr.csc.index.npy",
    ],
)
def test_damaged_words_are_refused_with_the_command_that_rebuilds(folder, file, damage):
    path = folder / WORDS / file
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"hello" if damage == "text" else whole[: len(whole) // 2])
    with pytest.raises(IndexCorrupt, match="qualiopi index build"):
        read_words(folder)


@pytest.mark.parametrize("data", ["[]", "{}", '{"keys": [1], "owner": [0]}', '{"keys": 3, "owner": [0], "names": []}'])
def test_subjects_that_are_not_ours_are_refused(folder, data):
    (folder / WORDS / "fr" / "subjects.json").write_text(data, encoding="utf-8")
    with pytest.raises(IndexCorrupt, match="qualiopi index build"):
        read_words(folder)


@pytest.fixture
def build(small_home, tmp_path):
    """The manifest of a build, and a folder with its passages."""
    source = current(small_home)
    (tmp_path / CHUNKS).write_bytes((source / CHUNKS).read_bytes())
    return tmp_path, Manifest.read(source)


def test_passages_are_read_as_they_were_cut(build, corpus):
    assert tuple(read_chunks(*build)) == chunks_of(corpus)


@pytest.mark.parametrize("change", ["one letter", "one line less", "gone"])
def test_passages_changed_since_they_were_built_are_refused(build, change):
    folder, manifest = build
    text = (folder / CHUNKS).read_text(encoding="utf-8")
    if change == "gone":
        (folder / CHUNKS).unlink()
    else:
        changed = text.replace("majeure", "mineure", 1) if change == "one letter" else text.split("\n", 1)[1]
        (folder / CHUNKS).write_text(changed, encoding="utf-8")
    with pytest.raises(IndexCorrupt, match="qualiopi index build"):
        read_chunks(folder, manifest)


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"publics": []}', '{"publics": [], "id": "x", "more": 1}'])
def test_a_line_that_is_no_passage_is_refused(build, line):
    folder, manifest = build
    (folder / CHUNKS).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(IndexCorrupt, match="qualiopi index build"):
        read_chunks(folder, replace(manifest, chunks_sha256=file_sha256(folder / CHUNKS)))
