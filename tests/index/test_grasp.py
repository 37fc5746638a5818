"""What the transformer makes of a message: chances that add up, subjects that anybody understands, damaged files."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from corpus.errors import ModelMissing
from corpus.load import load
from corpus.records import OUTSIDE
from index.asked import LABELS
from index.grasp import ABOUT, ASKED, ASKS, FILE, HEADS, HOLDS, SUBJECT, TOKENIZER, WHO, Grasp, packaged
from index.sequel import ABOUT as ABOUTS
from index.sequel import DENIED, Sequels


@pytest.mark.parametrize("text", ["et pour un CFA ?", "ok", "", "?!", "日本", "and if " * 400])
def test_chances_add_up(text):
    for head in (SUBJECT, ASKED, ABOUT, ASKS, HOLDS):
        found = packaged().chances(head, text)
        assert sum(found.values()) == pytest.approx(1, abs=1e-5)
        assert list(found.values()) == sorted(found.values(), reverse=True)


def test_labels_are_those_of_the_rest_of_the_product():
    corpus = load()
    assert set(packaged().subjects("x")) == {OUTSIDE, *(sheet.key for sheet in corpus.sheets)}
    assert set(packaged().chances(ASKED, "x")) == set(LABELS)
    assert set(packaged().chances(ABOUT, "x")) == set(ABOUTS)
    alone = Sequels().read("x")
    assert set(packaged().chances(ASKS, "x")) == set(alone.asks)
    assert set(packaged().scores(WHO, "x")[1]) == set(alone.who)
    assert DENIED in alone.who


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("un client mécontent a écrit, j'en fais quoi ?", 31),
        ("an unhappy customer wrote to us", 31),
        ("une stagiaire en fauteuil roulant arrive lundi", "disability"),
        ("combien de temps le certificat est valable", "audit-cycle"),
        ("how much does the certification cost", "cost"),
        ("tu connais une bonne pizzeria", OUTSIDE),
    ],
)
def test_subjects_that_anybody_understands(text, key):
    assert next(iter(packaged().subjects(text))) == key


def test_a_second_opinion_counts_as_much_as_the_first():
    text = "donc au plus tard ?"
    own, mixed = Sequels().read(text), Sequels(grasp=packaged()).read(text)
    other = packaged().chances(ABOUT, text)
    for label, chance in mixed.about.items():
        low, high = sorted((own.about[label], other[label]))
        if chance > 0.05:
            assert 0.5 * low <= chance <= 2 * high, label


def test_the_model_fits_the_house():
    assert FILE.stat().st_size + TOKENIZER.stat().st_size <= 20e6


def test_reading_needs_no_torch():
    code = "import sys; from index.grasp import packaged; packaged().subjects('x'); print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("content", [None, b"{}", b""])
@pytest.mark.parametrize("damaged", [FILE, TOKENIZER])
def test_a_damaged_file_is_told(tmp_path, content, damaged):
    files = {path: tmp_path / path.name for path in (FILE, TOKENIZER)}
    for path, mine in files.items():
        mine.write_bytes(path.read_bytes())
    if content is None:
        files[damaged].unlink()
    else:
        files[damaged].write_bytes(content)
    with pytest.raises(ModelMissing, match="Réinstallez"):
        Grasp(files[FILE], files[TOKENIZER]).subjects("une question")


def test_a_file_without_a_head_is_told(tmp_path):
    with np.load(FILE) as data:
        np.savez(tmp_path / "mine.npz", **{name: data[name] for name in data.files if name != f"{HEADS[0]}.bias"})
    with pytest.raises(ModelMissing, match="Réinstallez"):
        Grasp(tmp_path / "mine.npz", TOKENIZER).subjects("une question")
