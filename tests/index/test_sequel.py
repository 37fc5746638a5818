"""What a message does in a conversation: the chances of its labels, and messages that anybody understands."""

from __future__ import annotations

import re

import numpy as np
import pytest

from assistant import sequel as use
from assistant.rules import CATEGORIES, Profile
from corpus.errors import ModelMissing
from index.asked import LABELS
from index.sequel import ABOUT, AGAIN, DENIED, FILE, NOTHING, OTHER, PLACE, WHY, Sequel, Sequels
from index.static import packaged


@pytest.fixture(scope="module")
def sequels():
    return Sequels()


@pytest.mark.parametrize("text", ["et pour un CFA ?", "ok", "", "?!", "日本", "and if " * 40])
def test_chances_of_one_label_of_many_add_up(sequels, text):
    found = sequels.read(text)
    for chances in (found.about, found.asks):
        assert sum(chances.values()) == pytest.approx(1, abs=1e-5)
        assert list(chances.values()) == sorted(chances.values(), reverse=True)
    assert all(0 <= chance <= 1 for chance in found.who.values())
    assert 0 <= found.told <= 1


def test_every_label_that_the_reading_uses_is_known(sequels):
    found = sequels.read("une question")
    assert set(found.about) == set(ABOUT)
    assert set(found.asks) <= {*LABELS, AGAIN, OTHER, NOTHING, WHY, PLACE}
    assert {AGAIN, NOTHING, WHY, *use.THEMES, *use.LISTS, "decision", "calendar"} <= set(found.asks)
    assert set(use.STEPS) <= set(found.about)
    profile = {*vars(Profile()), *CATEGORIES, *use.AUDITS, DENIED}
    assert set(found.who) <= profile
    assert {*CATEGORIES, *use.AUDITS, DENIED, "new_entrant", "independent"} <= set(found.who)


@pytest.mark.parametrize(
    ("text", "about", "asks"),
    [
        ("et pour un centre de bilans ?", "same", AGAIN),
        ("what if we were an apprenticeship centre?", "same", AGAIN),
        ("c'est grave si on l'oublie ?", "same", "nonconformity"),
        ("and how serious would that be?", "same", "nonconformity"),
        ("21 ?", "number", AGAIN),
        ("the two of them, how serious?", "both", "nonconformity"),
        ("l'indicateur suivant ?", "next", AGAIN),
        ("celui qui précède ?", "previous", AGAIN),
        ("merci beaucoup, bonne journée", "social", NOTHING),
        ("great, thank you so much", "social", NOTHING),
    ],
)
def test_plain_messages_are_understood(sequels, text, about, asks):
    found = sequels.read(text)
    assert (next(iter(found.about)), next(iter(found.asks))) == (about, asks)


@pytest.mark.parametrize(
    ("text", "who", "told"),
    [
        ("et dans un centre de VAE ?", "VAE", False),
        ("notre organisme vient d'ouvrir ses portes", "new_entrant", True),
        ("we only do skills assessments ourselves", "CBC", True),
        ("and if some of it is done online?", "remote", False),
    ],
)
def test_circumstances_told_or_supposed(sequels, text, who, told):
    found = sequels.read(text)
    assert found.who[who] > 0.5
    assert (found.told > 0.5) is told


@pytest.mark.parametrize(
    ("denied", "said", "who"),
    [
        ("on n'est pas nouvel entrant", "on est nouvel entrant", "new_entrant"),
        ("on ne fait rien à distance", "on fait tout à distance", "remote"),
        ("we don't use subcontractors", "we use subcontractors", "uses_subcontractors"),
    ],
)
def test_what_is_denied(sequels, denied, said, who):
    without, having = (sequels.read(text).who for text in (denied, said))
    assert min(without[who], having[who]) > 0.5
    assert without[DENIED] > 0.5 > having[DENIED]


def test_nothing_is_known_of_what_was_not_read():
    assert Sequel() == Sequel(about={}, asks={}, who={}, told=0.0)


@pytest.fixture
def mine(tmp_path):
    """A model of a few labels, whose only feature is the word "oui"."""
    labels = ["about:same", "about:new", "asks:again", "asks:why", "holds:None", "holds:told", "who:CFA:yes"]
    np.savez_compressed(
        tmp_path / "mine.npz",
        features=np.array(["oui"]),
        words=np.array([[0, np.log(3), np.log(4), 0, 0, np.log(9), -np.log(4)]], np.float16),
        meaning=np.zeros((packaged().info.dimension, len(labels)), np.float32),
        bias=np.zeros(len(labels), np.float32),
        labels=np.array(labels),
    )
    return Sequels(tmp_path / "mine.npz")


def test_each_head_is_read_on_its_own(mine):
    found = mine.read("oui")
    assert list(found.about) == ["new", "same"]
    assert found.about == pytest.approx({"new": 0.75, "same": 0.25}, abs=1e-3)
    assert found.asks == pytest.approx({"again": 0.8, "why": 0.2}, abs=1e-3)
    assert found.who == pytest.approx({"CFA": 0.2}, abs=1e-3)
    assert found.told == pytest.approx(0.9, abs=1e-3)
    assert mine.read("non").told == pytest.approx(0.5)


@pytest.mark.parametrize("content", [None, b"not an archive"], ids=["absent", "text"])
def test_a_file_that_cannot_be_read_is_one_clear_error(tmp_path, content):
    file = tmp_path / "mine.npz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ModelMissing, match=r"mine\.npz") as error:
        Sequels(file).read("une question")
    assert "\n" not in str(error.value)
    assert error.value.text("en") != error.value.text("fr")


def test_the_packaged_file_has_one_column_a_label():
    with np.load(FILE) as data:
        labels = data["labels"].tolist()
        assert data["words"].shape == (len(data["features"]), len(labels))
        assert data["meaning"].shape == (packaged().info.dimension, len(labels))
        assert data["bias"].shape == (len(labels),)
    assert len(labels) == len(set(labels))
    assert all(re.fullmatch(r"(?:about|asks|holds):\w+|who:\w+:yes", label) for label in labels)
