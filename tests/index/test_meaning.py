"""What vectors say of a question: passages and wordings near it; damaged or foreign vectors are refused."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest

from corpus.errors import IndexCorrupt
from corpus.records import Saying
from index.embed import Model, ModelInfo
from index.manifest import Manifest, current
from index.meaning import FILE, NEAREST, OWNERS, Meaning, Wordings
from tests.conftest import WORD_HASH, WordHashEmbedder


class Compass:
    """A small real embedder: a text is the direction that it names."""

    info = ModelInfo("compass", "0" * 64, 2)
    _directions = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}  # noqa: RUF012

    def questions(self, texts):
        return np.array([self._directions[text] for text in texts], np.float32).reshape(-1, 2)

    def passages(self, texts, progress=None):
        return self.questions(texts)


def said(key, text):
    return Saying(key=key, language="fr", text=text, facet=None, also=(), persona="mine")


NAMES = {1: ("north",), "cost": ("east", "west")}
SAYINGS = (said(1, "north"), said(1, "north"), said(1, "south"), said("cost", "east"), said("outside", "west"))
NORTH, EAST = np.array([0, 1], np.float32), np.array([1, 0], np.float32)


@pytest.mark.parametrize(
    ("vector", "key", "near"), [(NORTH, 1, 1), (NORTH, "cost", 0), (EAST, "cost", 2 / 3), (-EAST, "outside", 1 / 3)]
)
def test_a_subject_is_as_near_as_its_three_nearest_wordings(vector, key, near):
    """A wording that is missing counts as nothing."""
    found = Wordings.of(NAMES, SAYINGS, Compass()).near(vector)
    assert set(found) == {1, "cost", "outside"}
    assert found[key] == pytest.approx(near)


def test_wordings_survive_a_restart(tmp_path):
    before = Wordings.of(NAMES, SAYINGS, Compass())
    before.save(tmp_path)
    after = Wordings.open(tmp_path)
    for vector in (NORTH, EAST, -EAST):
        assert after.near(vector) == before.near(vector)


@pytest.fixture
def meaning(small_home):
    return Meaning(current(small_home), WordHashEmbedder.info, WORD_HASH)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_nearest_passages_of_one_language(meaning, corpus, shared_assistant, language):
    sense = meaning("tableau de suivi des réclamations", language)
    cosines = [cosine for _, cosine in sense.passages]
    assert len(sense.passages) == NEAREST
    assert cosines == sorted(cosines, reverse=True)
    chunks = [shared_assistant.library.chunk(id_) for id_, _ in sense.passages]
    assert {chunk.language for chunk in chunks} == {language}
    vector = WordHashEmbedder().questions(["tableau de suivi des réclamations"])[0]
    (best,) = WordHashEmbedder().passages([chunks[0].searched])
    assert cosines[0] == pytest.approx(float(best @ vector), abs=1e-5)
    assert set(sense.wordings) >= {sheet.key for sheet in corpus.sheets}


def test_model_and_vectors_are_opened_once_at_the_first_question(small_home):
    loaded = []

    def load():
        loaded.append(1)
        return WordHashEmbedder()

    meaning = Meaning(current(small_home), WordHashEmbedder.info, Model("word-hash", load))
    assert loaded == []
    assert meaning("veille", "fr") == meaning("veille", "fr")
    assert loaded == [1]


@pytest.mark.parametrize(
    "built",
    [
        replace(WordHashEmbedder.info, name="other"),
        replace(WordHashEmbedder.info, sha256="1" * 64),
        replace(WordHashEmbedder.info, dimension=32),
    ],
)
def test_vectors_of_another_model_are_refused(small_home, built):
    with pytest.raises(IndexCorrupt, match="qualiopi index build"):
        Meaning(current(small_home), built, WORD_HASH)("veille", "fr")


@pytest.mark.parametrize("file", [FILE, OWNERS])
@pytest.mark.parametrize("damage", ["gone", "text", "half"])
def test_damaged_wordings_are_refused(small_home, tmp_path, file, damage):
    folder = tmp_path / "build"
    shutil.copytree(current(small_home), folder)
    whole = (folder / file).read_bytes()
    if damage == "gone":
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(b"hello" if damage == "text" else whole[: len(whole) // 2])
    with pytest.raises(IndexCorrupt, match="qualiopi index build"):
        Meaning(folder, WordHashEmbedder.info, WORD_HASH)("veille", "fr")


def test_without_vectors_it_says_which_command_makes_them(small_home, tmp_path):
    folder = tmp_path / "build"
    shutil.copytree(current(small_home), folder)
    shutil.rmtree(folder / "vectors")
    assert Manifest.read(folder).model == WordHashEmbedder.info
    with pytest.raises(IndexCorrupt, match="qualiopi index build"):
        Meaning(folder, WordHashEmbedder.info, WORD_HASH)("veille", "fr")
