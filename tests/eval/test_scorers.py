from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eval.records import Case, Cited, Expect, Response
from eval.scorers import form, support, truth

CASE = Case("x", "fr", "severity", "dev", ("Q ?",), {}, Expect(cite=(12,), facts=(("mineure", "minor"),)), "", "")
PASSAGE = "L'organisme relance les absents et garde la trace de chaque relance."
RIGHT = Response(
    "Une NC sur le 12 est mineure ou majeure. L'organisme relance les absents. [1]",
    indicators=(12,),
    cited=(Cited(1, "passage", 12, "L'organisme relance les absents", PASSAGE),),
    on="2026-11-22",
)


def test_citing_needs_all_indicators_and_one_of_each_group(reader):
    assert truth.cites(CASE, RIGHT, reader).value == 1
    both = replace(CASE, expect=Expect(cite=(12,), cite_any=((13, 28),)))
    assert truth.cites(both, RIGHT, reader).value == 0
    assert truth.cites(both, replace(RIGHT, indicators=(12, 28)), reader).value == 1
    assert truth.cites(replace(CASE, expect=Expect()), RIGHT, reader).value is None


def test_facts_need_one_alternative_of_each_group(reader):
    assert truth.facts(CASE, RIGHT, reader).value == 1
    two = replace(CASE, expect=Expect(facts=(("mineure",), ("six mois",))))
    found = truth.facts(two, RIGHT, reader)
    assert found.value == 0
    assert "six mois" in found.reason


def test_markers_do_not_count_as_figures(reader):
    case = replace(CASE, expect=Expect(facts=((r"\b1\b",),)))
    assert truth.facts(case, RIGHT, reader).value == 0


def test_what_contradicts_the_rules_is_wrong_even_if_no_pattern_forbids_it(reader):
    lie = replace(RIGHT, text="L'indicateur 31 peut donner lieu à une non-conformité mineure.")
    assert truth.forbidden(CASE, lie, reader).value == 0
    assert truth.forbidden(CASE, RIGHT, reader).value == 1
    assert truth.forbidden(replace(CASE, expect=Expect(forbid=("relance",))), RIGHT, reader).value == 0


@pytest.mark.parametrize(
    ("due", "done", "value"), [(True, True, 1), (True, False, 0), (False, True, 0), (False, False, 1)]
)
def test_abstaining_when_due(reader, due, done, value):
    case = replace(CASE, expect=Expect(abstain=due))
    assert truth.abstention(case, replace(RIGHT, abstained=done), reader).value == value


def test_a_quote_must_stand_in_its_passage(reader):
    assert support.verbatim(CASE, RIGHT, reader).value == 1
    other = replace(RIGHT, cited=(replace(RIGHT.cited[0], quote="relance tous les absents"),))
    assert support.verbatim(CASE, other, reader).value == 0


def test_support_rejects_another_number_severity_public_or_denial():
    passage = "Une mineure se corrige sous 6 mois ; le CFA relance les absents."
    assert support.supported("Une mineure se corrige sous 6 mois.", passage)
    for sentence in (
        "Une mineure se corrige sous 3 mois.",
        "Une majeure se corrige sous 6 mois.",
        "Une mineure ne se corrige pas sous 6 mois.",
        "En VAE, une mineure se corrige sous 6 mois.",
        "Les locaux sont accessibles aux fauteuils roulants.",
    ):
        assert not support.supported(sentence, passage), sentence


def labelled(split):
    folder = Path(support.__file__).parent / "labelled"
    lines = (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if entry["lang"] == "fr"]


@pytest.mark.parametrize("split", ["dev", "test"])
def test_the_error_rate_of_support_is_the_one_reported(split):
    entries = labelled(split)
    wrong = sum(support.supported(e["sentence"], e["passage"]) != e["supported"] for e in entries)
    readme = (Path(support.__file__).parent / "README.md").read_text(encoding="utf-8")
    reported = re.search(rf"\| {split} \| (\d+) \| (\d+) ", readme)
    assert (wrong, len(entries)) == (int(reported[2]), int(reported[1]))


def test_form(reader):
    said = replace(
        RIGHT, text="Pour un audit au 22 novembre : RNQ 2026. Les preuves sont dans le guide de la formation."
    )
    assert form.language(CASE, said, reader).value == 1
    assert form.language(replace(CASE, lang="en"), said, reader).value == 0
    assert form.version(CASE, said, reader).value == 1
    assert form.version(CASE, RIGHT, reader).value == 0
    assert form.length(CASE, replace(RIGHT, text="mot " * 360), reader).value == pytest.approx(0.5)
    of = replace(CASE, profile={"categories": ["OF"]})
    cited = (RIGHT.cited[0], replace(RIGHT.cited[0], marker=2, publics=("CFA",)))
    assert form.relevance(of, replace(RIGHT, cited=cited), reader).value == pytest.approx(0.5)


def test_scores_are_taken_on_the_day_of_the_answer(corpus):
    from eval.scorers import score

    old = replace(RIGHT, text="Le référentiel compte 32 indicateurs.", on="2026-10-31")
    assert score(CASE, old, corpus.rules, date(2026, 11, 22))["forbidden"].value == 1
    assert score(CASE, replace(old, on="2026-11-22"), corpus.rules, date(2026, 11, 22))["forbidden"].value == 0
