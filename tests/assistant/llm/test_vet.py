"""The verification of single sentences: labelled ones of ours, and the outputs that others wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.vet import Passage, Sentences, vetted
from corpus.load import load_rules
from eval.llm import FOLDER, judge, judge_wordings, load_cases, load_evidence, load_wordings, mutations

HERE = Path(__file__).parent
LABELLED = [
    line.split(" ", 2)
    for name in ("own.txt", "subtle.txt")
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()
]
"""+ faithful, - not, ? not, and known to be shown all the same: swapped roles and new nouns are the weak point."""


@pytest.fixture(scope="module")
def evidence():
    return load_evidence(FOLDER)


@pytest.mark.parametrize(("label", "question", "sentence"), LABELLED)
def test_own_labelled_sentences(evidence, reader, label, question, sentence):
    asked = evidence[question]
    fault = vetted(sentence, asked.passages, asked.lang, reader).fault
    assert (fault is None) == (label in "+?"), fault


@pytest.fixture(scope="module")
def hostile():
    return judge(load_cases(FOLDER, "hostile"), load_rules())


@pytest.fixture(scope="module")
def honest():
    return judge(load_cases(FOLDER, "honest"), load_rules())


def test_nothing_wrong_in_the_hostile_outputs_is_shown(hostile):
    assert len(hostile) >= 80
    assert all(one.output.wrong for one in hostile)
    assert [(one.output.id, one.leaked) for one in hostile if one.leaked] == []
    shown = Counter(verdict.fault is None for one in hostile for _, verdict in one.sentences)
    assert shown[True] > 100, "true sentences beside the wrong ones are kept, so the judge does not refuse all"


def test_nineteen_of_twenty_honest_sentences_are_kept(honest):
    told = [verdict for one in honest for pair in one.sentences if pair not in one.ruled for verdict in [pair[1]]]
    assert len(honest) == 40
    assert sum(verdict.fault is None for verdict in told) / len(told) >= 0.95


@pytest.mark.parametrize(("split", "lost", "shown"), [("dev", 0.20, 0.15), ("held", 0.25, 0.20)])
def test_other_wordings_are_kept_and_other_lies_refused(split, lost, shown):
    table = judge_wordings(load_wordings(FOLDER, split), load_rules())
    assert all(total >= 60 for total, _ in table.values())
    for faithful, most in ((True, lost), (False, shown)):
        total, wrong = table[faithful]
        assert len(wrong) <= most * total, wrong


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("L'organisme garde les positionnements remplis. [1]", None),
        ("Le formateur lit les positionnements au lieu du test. [1]", "support"),
        ("Le stagiaire lit les positionnements avant la séance. [1]", "agent"),
        ("Le formateur lit les positionnements après la séance. [1]", "order"),
        ("Évitez de faire passer un test à tous et de le classer sans jamais l'ouvrir. [2]", None),
        ("Faites passer un test à tous et classez-le. [2]", "denial"),
        ("Préférez la préparation du dernier mois plutôt qu'un moment fixe chaque semaine. [3]", "order"),
    ],
)
def test_each_way_of_turning_a_sentence(reader, sentence, fault):
    passages = {
        1: Passage(
            "Le formateur lit les positionnements avant la séance du stagiaire. L'organisme conserve les "
            "positionnements remplis."
        ),
        2: Passage("- Erreur courante : faire passer un test à tout le monde, le classer et ne jamais l'ouvrir."),
        3: Passage("- Réservez chaque semaine un moment fixe à la préparation plutôt que le dernier mois."),
    }
    assert vetted(sentence, passages, "fr", reader).fault == fault


def test_what_the_model_words_never_cites_a_rule(honest):
    assert all(verdict.fault == "marker" for one in honest for _, verdict in one.ruled)


def test_honest_sentences_made_wrong_are_refused(honest):
    table = mutations(honest, load_rules(), 400, 0)
    assert sum(total for total, _ in table.values()) == 400
    assert all(total >= 50 for total, _ in table.values())
    assert sum(len(missed) for _, missed in table.values()) <= 4, "a few are told by the other passage too"


def test_a_leaning_sentence_falls_with_the_one_before(reader):
    passages = {1: Passage("Le livret est remis au stagiaire. Le livret décrit les locaux.")}
    lost = vetted("Le règlement coûte cher. [1]", passages, "fr", reader)
    kept = vetted("Le livret est remis au stagiaire. [1]", passages, "fr", reader)
    assert lost.fault is not None
    assert vetted("Il décrit les locaux. [1]", passages, "fr", reader, lost).fault == "leaning"
    assert vetted("Il décrit les locaux. [1]", passages, "fr", reader, kept).fault is None


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_sentences_do_not_depend_on_the_pieces(size):
    text = "<think>Peut-être [1].</think>Une. [1] Deux [2][3]. Voir p. ex. trois. [1, 2]\n- Quatre [4]\nReste"
    cutter = Sentences()
    found = [s for start in range(0, len(text), size) for s in cutter.add(text[start : start + size])]
    found += cutter.end()
    assert found == ["Une [1].", "Deux [2][3].", "Voir p. ex. trois [1, 2].", "- Quatre [4]", "Reste"]


def test_a_sentence_waits_until_its_marker_is_there():
    cutter = Sentences()
    assert cutter.add("Une phrase. ") == []
    assert cutter.add("[1") == []
    assert cutter.add("] La") == ["Une phrase [1]."]
