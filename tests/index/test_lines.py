"""Which lines of a sheet answer a question: chances that add up, lines that anybody would choose, bags of tokens."""

from __future__ import annotations

import json

import numpy as np
import pytest

from index.answers import packaged
from index.lines import FILE, SIGNALS, Bags, Lines, LinesOfSheet, fitted, letters


@pytest.fixture(scope="module")
def lines(corpus):
    return Lines(corpus)


def texts(corpus, key, language="fr"):
    return [item.text for _, item in corpus.items(key, language)]


@pytest.mark.parametrize("question", ["un livret d'accueil suffit ?", "", "zzz", "what about a minor?"])
def test_the_chances_of_the_lines_of_a_sheet_add_up(corpus, lines, question):
    found = lines.chances(question, 9, "fr", texts(corpus, 9))
    assert sum(found.values()) == pytest.approx(1, abs=1e-5)
    assert set(found) == set(texts(corpus, 9))


@pytest.mark.parametrize(
    ("key", "language", "question", "says"),
    [
        (9, "fr", "et quand le stagiaire a seize ans ?", "mineur"),
        (12, "fr", "on n'a jamais eu d'abandon, on est concernés ?", "abandon"),
        (27, "fr", "mes indépendants doivent-ils être certifiés eux aussi ?", "certifié"),
        (31, "en", "what counts as a complaint, exactly?", "omplaint"),
        ("multi-site", "en", "nine branches, how many will the auditor see?", "nine sites"),
        ("audit-cycle", "fr", "on peut changer de certificateur en cours de route ?", "certificat"),
    ],
)
def test_a_line_that_answers_comes_first(corpus, lines, key, language, question, says):
    found = lines.chances(question, key, language, texts(corpus, key, language))
    best = sorted(found, key=lambda text: -found[text])[:2]
    assert any(says in text for text in best), best


def test_only_the_lines_asked_about_are_judged(corpus, lines):
    some = texts(corpus, 12)[:3]
    found = lines.chances("un abandon", 12, "fr", [*some, "aucune fiche ne dit cela"])
    assert list(found) == some
    assert sum(found.values()) == pytest.approx(1, abs=1e-5)
    assert lines.chances("un abandon", 12, "fr", ["aucune fiche ne dit cela"]) == {}


def test_a_list_that_is_left_out_says_nothing(corpus):
    sheet = LinesOfSheet(corpus, 12, "fr", packaged())
    saying = next(one for one in corpus.sayings if one.key == 12 and one.answers and one.language == "fr")
    place = SIGNALS.index("said_letters")
    right = [row for row, mark in enumerate(sheet.marks) if mark in saying.answers]
    known = sheet.signals(saying.text, {})[right, place]
    unknown = sheet.signals(saying.text, {}, without=saying.persona)[right, place]
    assert known == pytest.approx(np.ones(len(right)), abs=1e-5)
    assert (unknown < 0.99).all()


def test_every_signal_has_a_weight_and_unseen_lists_were_judged():
    assert set(fitted()) == set(SIGNALS)
    told = json.loads(FILE.read_text(encoding="utf-8"))
    assert told["fitted_on"]["wordings"] > 6000  # a third of the lists
    shares = list(told["right_on_unseen_lists"].values())
    assert shares == sorted(shares)
    assert shares[1] > 0.78


def test_every_label_names_a_line_of_its_sheet(corpus):
    marks = {sheet.key: {item.mark for _, item in corpus.items(sheet.key, "fr")} for sheet in corpus.sheets}
    lost = [
        (saying.persona, saying.text, mark)
        for saying in corpus.sayings
        for mark in (*saying.answers, *saying.half)
        if mark not in marks[saying.key]
    ]
    assert lost == []


def test_most_wordings_on_a_subject_say_which_lines_answer_them(corpus):
    ours = [saying for saying in corpus.sayings if saying.key in {sheet.key for sheet in corpus.sheets}]
    labelled = {saying.persona for saying in ours if saying.answers}
    judged = [saying for saying in ours if saying.persona in labelled]
    assert len(judged) > 11_000
    assert sum(bool(saying.answers) for saying in judged) > 0.85 * len(judged)


def test_rare_tokens_make_bags_alike():
    bags = Bags([{"a", "b"}, {"a", "c"}, {"a"}, set()])
    found = bags.cosines({"a", "b"})
    assert found[0] == pytest.approx(1)
    assert found[0] > found[1] > 0
    assert found[3] == 0
    assert bags.cosines(set()) == [0, 0, 0, 0]
    assert bags.cosines({"z"}) == [0, 0, 0, 0]


def test_letters_forget_case_and_accents():
    assert letters("Évaluée") == letters("EVALUEE")
    assert letters("ab") == {"_ab_"}
    assert letters("?!") == frozenset()
