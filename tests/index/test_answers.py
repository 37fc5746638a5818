"""How near a question is to a line: the lines of the corpus are read beforehand, others when they are asked for."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.errors import ModelMissing
from index.answers import FILE, SIZE, Answers, packaged, write_vectors
from index.grasp import LINE, QUESTION
from index.grasp import packaged as grasped


@pytest.fixture(scope="module")
def written(corpus):
    return [item.text for sheet in corpus.sheets for _, item in corpus.items(sheet.key, sheet.language)]


@pytest.mark.parametrize("text", ["qui signe les émargements ?", "", "日本", "mot " * 400])
def test_both_sides_are_unit_vectors(text):
    for found in (packaged().question(text), packaged().lines([text])[0], grasped().side(LINE, text)):
        assert found.shape == (SIZE,)
        assert np.linalg.norm(found) == pytest.approx(1, abs=0.02)


def test_a_kept_vector_is_that_of_the_line(written):
    some = written[::500]
    np.testing.assert_allclose(packaged().lines(some), Answers(grasped(), None).lines(some), atol=0.01)


def test_the_lines_of_the_corpus_are_kept(written):
    with np.load(FILE) as data:
        kept = len(data["digests"])
    texts = set(written)
    assert kept == pytest.approx(len(texts), rel=0.05), "python -m index.train vectors"
    assert FILE.stat().st_size < 2e6


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        (
            "un appel furieux, ça compte ?",
            "Une réclamation est une démarche écrite.",
            "Le tableau de suivi liste les améliorations.",
        ),
        (
            "how many days off work before I have to warn them?",
            "Tell the funder of absences within five days.",
            "The room has twelve chairs.",
        ),
    ],
)
def test_a_line_that_answers_is_nearer(question, good, bad):
    near, far = packaged().lines([good, bad]) @ packaged().question(question)
    assert near > far


def test_what_is_written_is_read_instead_of_the_line(tmp_path):
    file = tmp_path / "lines.npz"
    write_vectors(["une ligne", "une autre", "une ligne"], grasped(), file)
    with np.load(file) as data:
        assert len(data["digests"]) == 2
        np.savez(file, digests=data["digests"], vectors=data["vectors"] * 0)
    found = Answers(grasped(), file).lines(["une ligne", "une troisième"])
    assert not found[0].any()
    assert found[1].any()


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_damaged_file_is_told(tmp_path, content):
    file = tmp_path / "lines.npz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ModelMissing, match="Réinstallez"):
        Answers(grasped(), file).lines(["une ligne"])


def test_a_question_is_read_once_for_all_who_ask():
    np.testing.assert_array_equal(packaged().question("et un CFA ?"), grasped().side(QUESTION, "et un CFA ?"))
