"""How near texts are in meaning, with the packaged model."""

from __future__ import annotations

import pytest

from assistant.meanings import Meanings
from index.static import Static

LINES = (
    "Tableau de suivi des réclamations et de leur traitement.",
    "Plannings de l'alternance et carnet de liaison avec l'entreprise.",
    "Adhésion à un réseau de partenaires du handicap.",
)


@pytest.fixture(scope="module")
def meanings():
    return Meanings()


def test_a_text_is_itself(meanings):
    assert meanings.nearest(LINES[1], LINES) == (1, pytest.approx(1, abs=1e-5))


def test_it_is_the_cosine_of_the_model(meanings):
    first, second = Static().questions(LINES[:2])
    assert meanings.nearest(LINES[0], LINES[1:2]) == (0, pytest.approx(float(first @ second), abs=1e-6))


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_nothing_to_read_is_like_nothing(meanings, nothing):
    assert meanings.nearest(nothing, LINES)[1] == 0
    assert meanings.nearest(LINES[0], [nothing])[1] == 0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("comment suivre les plaintes des clients ?", 0),
        ("how do we follow up complaints?", 0),
        ("le carnet de l'apprenti en entreprise", 1),
        ("partners for disabled learners", 2),
        (LINES[2], 2),
    ],
)
def test_the_nearest_of_several(meanings, text, place):
    found, cosine = meanings.nearest(text, LINES)
    assert found == place
    assert cosine == pytest.approx(max(meanings.nearest(text, [line])[1] for line in LINES), abs=1e-5)


def test_two_lists_do_not_mix(meanings):
    other = LINES[::-1]
    for _ in range(2):
        assert meanings.nearest(LINES[0], LINES)[0] == 0
        assert meanings.nearest(LINES[0], other)[0] == 2
    assert meanings.nearest(LINES[0], LINES[1:]) == pytest.approx(meanings.nearest(LINES[0], LINES[1:2]), abs=1e-5)
