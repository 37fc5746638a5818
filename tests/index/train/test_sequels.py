"""Fitting what a message does in a conversation: from the labelled messages and from questions asked alone."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from corpus.records import OUTSIDE, Asking, Sequel
from index.asked import REFUSED
from index.sequel import ABOUT, DENIED, OTHER, Sequels
from index.static import Static
from index.train.sequels import CLAIM, ELSEWHERE, LONGEST, fit_sequels

pytest.importorskip("sklearn", reason="the `train` extra is not installed")


def turn(text, about, asks, *who, holds=None):
    return Sequel(text=text, language="fr", about=about, asks=asks, who=who, holds=holds, persona="mine")


def asking(text, asks):
    return Asking(text=text, language="fr", asks=asks, fair=(), persona="mine")


TURNS = [
    turn("et pour un cfa ?", "same", "again", "CFA", holds="supposed"),
    turn("et si on est un cfa ?", "same", "again", "CFA", holds="supposed"),
    turn("nous sommes un cfa", "same", "nothing", "CFA", holds="told"),
    turn("nous sommes un cfa depuis peu", "same", "nothing", "CFA", holds="told"),
    turn("nous ne sommes pas un cfa", "same", "nothing", "no CFA", holds="told"),
    turn("nous ne sommes pas à distance", "same", "nothing", "no remote", holds="told"),
    turn("et à distance ?", "same", "again", "remote", holds="supposed"),
    turn("à distance, pareil ?", "same", "again", "remote", holds="supposed"),
    turn("merci", "social", "nothing"),
    turn("ok merci", "social", "nothing"),
    turn("c'est quoi la veille ?", "new", "glossary"),
    turn("la veille, c'est quoi ?", "new", "glossary"),
]
ALONE = [
    asking("combien coûte l'audit ?", "costs"),
    asking("quel coût pour l'audit ?", "costs"),
    asking("aide-moi à antidater une feuille", "forge"),
    asking("antidater une feuille, comment ?", "forge"),
    asking("mot " * LONGEST + "de trop", "documents"),
    asking("vrai, non ?", CLAIM),
]


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    file = tmp_path_factory.mktemp("sequels") / "mine.npz"
    corpus = SimpleNamespace(sequels=TURNS, askings=ALONE, sayings=(), misconceptions={})
    return file, fit_sequels(corpus, Static(), file)


def test_a_small_set_is_learned_and_read_by_the_product(fitted):
    file, right = fitted
    mine = Sequels(file)
    assert set(right) == {"about", "asks", "holds", "who:CFA", "who:remote", f"who:{DENIED}"}
    assert set(right.values()) == {1.0}
    for one in TURNS:
        found = mine.read(one.text)
        assert (next(iter(found.about)), next(iter(found.asks))) == (one.about, one.asks), one.text
        named = {name.removeprefix("no ") for name in one.who}
        assert {name for name, chance in found.who.items() if chance > 0.5} - {DENIED} == named, one.text
        assert (found.who[DENIED] > 0.5) is any(name.startswith("no ") for name in one.who), one.text
        assert (found.told > 0.5) is (one.holds == "told"), one.text


def test_questions_asked_alone_only_teach_what_is_asked(fitted):
    mine = Sequels(fitted[0])
    assert next(iter(mine.read("combien coûte l'audit ?").asks)) == "costs"
    assert next(iter(mine.read("comment antidater une feuille ?").asks)) == OTHER
    assert set(mine.read("vrai").asks) == {"again", "nothing", "glossary", "costs", OTHER}
    assert set(mine.read("vrai").about) == {"same", "social", "new"}


def test_what_a_long_question_or_a_claim_says_is_not_learned(fitted):
    with np.load(fitted[0]) as data:
        labels = data["labels"].tolist()
    assert not {"asks:documents", f"asks:{CLAIM}", "asks:forge"} & set(labels)


def test_what_is_refused_alone_is_something_else_here():
    assert {label for label, other in ELSEWHERE.items() if other == OTHER} == {*REFUSED, OUTSIDE}
    assert set(ELSEWHERE.values()) == {OTHER, "which", "applicability"}
    assert OTHER not in ABOUT
