"""The vocabulary, the distillation, the tuning and the file, on a few texts: what is learned shows."""

from __future__ import annotations

import re

import numpy as np
import pytest

from corpus.records import OUTSIDE
from index.static import Static
from index.train.distil import BATCH, Bags, distil
from index.train.pairs import Example
from index.train.tokens import UNKNOWN, learn
from index.train.tune import TEMPERATURE, tune
from index.train.write import shrink, write

pytest.importorskip("torch", reason="the `train` extra is not installed")

PAIRS = [
    ("a complaint from a customer", "une réclamation de client"),
    ("the learner left the course", "le stagiaire a quitté la formation"),
    ("the auditor comes on site", "l'auditeur vient sur place"),
    ("legal and regulatory watch", "veille légale et réglementaire"),
    ("a survey of satisfaction", "une enquête de satisfaction"),
    ("a learner in a wheelchair", "une personne en fauteuil roulant"),
    ("the diploma of the trainer", "le diplôme du formateur"),
    ("the apprentice and the employer", "l'apprenti et l'employeur"),
    ("the price of the audit", "le prix de l'audit"),
    ("the website shows the results", "le site affiche les résultats"),
    ("a teaching room with computers", "une salle avec des ordinateurs"),
    ("a subcontractor without contract", "un sous-traitant sans contrat"),
]
WIDE, ROUNDS = 24, 24


@pytest.fixture(scope="module")
def tokenizer():
    return learn([text for pair in PAIRS for text in pair] * 3, size=300)


def test_typing_without_accents_or_capitals_changes_no_piece(tokenizer):
    pieces = tokenizer.encode("Une RÉCLAMATION de l’élève, cœur").tokens
    assert pieces == tokenizer.encode("une reclamation de l'eleve, coeur").tokens
    assert UNKNOWN not in tokenizer.encode("une réclamation de client").tokens
    assert tokenizer.encode("日").tokens == [UNKNOWN]
    assert tokenizer.get_vocab_size() <= 300


def test_a_batch_holds_the_pieces_of_its_texts_in_order(tokenizer):
    texts = ["une réclamation", "", "le prix", "sans contrat sur place"]
    bags = Bags.of(texts, tokenizer)
    rows = np.array([3, 0, 1])
    ids, offsets = bags.batch(rows)
    expected = [tokenizer.encode(texts[row], add_special_tokens=False).ids or [0] for row in rows]
    assert ids.tolist() == [piece for mine in expected for piece in mine]
    assert offsets.tolist() == [0, len(expected[0]), len(expected[0]) + len(expected[1])]


@pytest.fixture(scope="module")
def distilled(tokenizer):
    """Token vectors that learned twelve pairs, each many times, and what was said on the way."""
    targets = np.random.default_rng(3).normal(size=(len(PAIRS), WIDE))
    targets /= np.linalg.norm(targets, axis=1, keepdims=True)
    times = BATCH // len(PAIRS) + 1
    said = []
    vectors = distil(
        tokenizer,
        [english for english, _ in PAIRS] * times,
        [french for _, french in PAIRS] * times,
        np.tile(targets.astype(np.float16), (times, 1)),
        rounds=ROUNDS,
        seed=5,
        say=said.append,
    )
    return vectors, targets, said


def embedded(vectors, tokenizer, texts):
    found = np.array([vectors[tokenizer.encode(text, add_special_tokens=False).ids].mean(0) for text in texts])
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_the_distance_to_the_teacher_goes_down(distilled):
    _, _, said = distilled
    distances = [float(re.search(r"distance ([\d.]+)", line)[1]) for line in said]
    assert len(distances) == ROUNDS
    assert distances[-1] < distances[0] / 3


def test_both_languages_get_the_vector_of_the_teacher(distilled, tokenizer):
    vectors, targets, _ = distilled
    assert vectors.shape == (tokenizer.get_vocab_size(), WIDE)
    for side in zip(*PAIRS, strict=True):
        likeness = embedded(vectors, tokenizer, side) @ targets.T
        assert likeness.argmax(1).tolist() == list(range(len(PAIRS)))
        assert likeness.diagonal().min() > 0.4


SUBJECTS = {
    31: ("une réclamation de client", "a complaint from a customer", "le client écrit une réclamation"),
    12: ("le stagiaire a quitté la formation", "the learner left the course", "une personne a quitté la salle"),
    23: ("veille légale et réglementaire", "legal and regulatory watch", "une veille sur les résultats"),
    OUTSIDE: ("le prix des ordinateurs", "the computers in the room", "une salle sans contrat"),
}
EXAMPLES = [Example(text, key, "x") for key, mine in SUBJECTS.items() for text in mine]
OWN = np.array([[one.key == other.key for other in EXAMPLES] for one in EXAMPLES])


OTHERS = ~np.eye(len(EXAMPLES), dtype=bool)


def likenesses(vectors, tokenizer):
    texts = embedded(vectors, tokenizer, [example.text for example in EXAMPLES])
    return texts @ texts.T


def margin(vectors, tokenizer):
    """By how much a text is nearer to the texts of its own subject than to the others, on the average."""
    likeness = likenesses(vectors, tokenizer)
    return likeness[OWN & OTHERS].mean() - likeness[~OWN].mean()


def loss(vectors, tokenizer):
    """Minus the logarithm of the share that its own subject has of all likenesses of a text."""
    weights = np.exp(likenesses(vectors, tokenizer) / TEMPERATURE)
    return -np.log((weights * (OWN & OTHERS)).sum(1) / (weights * OTHERS).sum(1)).mean()


@pytest.fixture(scope="module")
def start(tokenizer):
    return np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), WIDE)).astype(np.float32) * 0.1


def test_texts_of_one_subject_come_together_and_the_loss_goes_down(tokenizer, start):
    said = []
    tuned = tune(start, tokenizer, EXAMPLES, seed=2, steps=100, hold=0.0, say=said.append)
    assert tuned.shape == start.shape
    assert [line.split(":")[0] for line in said] == ["tune 100/100"]
    assert loss(tuned, tokenizer) < loss(start, tokenizer) / 2
    assert margin(tuned, tokenizer) > margin(start, tokenizer) + 0.3
    nearest = (likenesses(tuned, tokenizer) - 9 * ~OTHERS).argmax(1)
    assert all(OWN[row, place] for row, place in enumerate(nearest))


def test_what_was_distilled_is_held(tokenizer, start):
    free, held = (
        tune(start, tokenizer, EXAMPLES, seed=2, steps=60, hold=hold, say=lambda line: None) for hold in (0.0, 500.0)
    )
    moved, kept = (
        np.linalg.norm(vectors - start, axis=1)[np.any(free != start, axis=1)].mean() for vectors in (free, held)
    )
    assert kept < 0.7 * moved
    assert margin(free, tokenizer) > margin(held, tokenizer)


def test_the_seed_decides_and_the_given_vectors_stay(tokenizer, start):
    kept = start.copy()
    one, same, other = (tune(start, tokenizer, EXAMPLES, seed=seed, steps=5, say=print) for seed in (2, 2, 3))
    np.testing.assert_array_equal(start, kept)
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)


def test_fewer_dimensions_keep_what_our_texts_say(tokenizer):
    """Vectors that vary in four directions fit into four dimensions."""
    rng = np.random.default_rng(4)
    vectors = (rng.normal(size=(tokenizer.get_vocab_size(), 4)) @ rng.normal(size=(4, WIDE))).astype(np.float32)
    texts = [text for pair in PAIRS for text in pair]
    small = shrink(vectors, tokenizer, texts, dimension=4)
    assert small.shape == (len(vectors), 4)
    before, after = (embedded(given, tokenizer, texts) for given in (vectors, small))
    np.testing.assert_allclose(before @ before.T, after @ after.T, atol=1e-3)


def test_what_is_written_is_what_the_product_reads(tokenizer, start, tmp_path):
    (tmp_path / "README.md").write_text("la fiche du modèle", encoding="utf-8")
    for vectors in (start[:, :8], start):  # the second replaces the first
        write(vectors, tokenizer, tmp_path)
    static = Static(tmp_path)
    texts = [text for pair in PAIRS for text in pair]
    assert static.info.dimension == WIDE
    np.testing.assert_allclose(static.questions(texts), embedded(start, tokenizer, texts), atol=2e-3)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "la fiche du modèle"
