"""Lessons: strictly read, the same in both languages, their figures from the rules, apart from what is searched."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.learn.reading import lesson_text
from corpus.errors import CorpusError
from corpus.lessons import FILLED, load_school
from corpus.load import corpus_hash, load
from corpus.parameters import HERE
from corpus.records import LANGUAGES
from tests.conftest import TODAY
from tests.learn.conftest import BEFORE
from tests.overlap import shared_runs

UNITS = (
    "jours?|mois|ans?|demi-journées?|semaines?|indicateurs?|mineures?|critères|days?|months?|years?|half-days?|weeks?|"
    "indicators?|minors?|criteria"
)
WORDS = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|two|three|four|five|seven|eight|nine|ten|twelve"


@pytest.fixture(params=LANGUAGES)
def lessons(request, school):
    return school.lessons[request.param]


def test_ten_lessons_in_order(lessons):
    assert [lesson.order for lesson in lessons] == list(range(1, 11))
    assert all(lesson.sources and lesson.further and lesson.goal for lesson in lessons)


@pytest.mark.parametrize("on", [TODAY, BEFORE])
def test_a_reading_has_its_length_and_every_place_is_filled(lessons, corpus, on):
    for lesson in lessons:
        parts = lesson_text(lesson, corpus.rules, on)
        assert 300 <= sum(len(paragraph.text.split()) for paragraph in parts["reading"]) <= 500, lesson.id
        assert len(parts["points"]) >= 3
        for paragraphs in parts.values():
            assert paragraphs
            assert not any(mark in paragraph.text for paragraph in paragraphs for mark in "{}|"), lesson.id
        shown = " ".join(paragraph.text for paragraph in parts["example"])
        assert re.search(r"fictif|fictional", shown), lesson.id
        assert re.search(r"conseil|advice|obligatoire|compulsory|We advise", shown, re.IGNORECASE) or lesson.order == 2


def test_no_figure_of_a_rule_is_typed(lessons):
    """Figures beside a unit, dates, amounts: through places only (fictional examples set apart)."""
    for lesson in lessons:
        for part in ("reading", "points"):
            for line in lesson.parts[part]:
                text = FILLED.sub("", line.text)
                assert not re.search(rf"\b(\d+|{WORDS}) ({UNITS})\b", text), (lesson.id, text)
                assert not re.search(r"\b(19|20)\d\d\b|€|%", text), (lesson.id, text)


def test_our_own_words(school):
    for path in [*HERE.glob("lessons/*/*.md"), HERE / "lessons" / "cases.yaml"]:
        assert shared_runs(path.read_text(encoding="utf-8")) == [], path.name


def test_lessons_are_no_part_of_what_is_searched(copied):
    before = corpus_hash(copied)
    path = copied / "lessons" / "fr" / "01-what-qualiopi-is.md"
    path.write_text(path.read_text(encoding="utf-8") + "- De plus.\n", encoding="utf-8")
    (copied / "lessons" / "cases.yaml").write_text("", encoding="utf-8")
    assert corpus_hash(copied) == before


def test_a_change_of_a_rule_changes_the_lesson(school, corpus):
    lesson = next(one for one in school.lessons["fr"] if one.id == "non-conformities")
    known = corpus.rules.parameters["minor-correction"]
    values = tuple(replace(dated, value=8) for dated in known.values)
    other = replace(corpus.rules, parameters={**corpus.rules.parameters, known.id: replace(known, values=values)})
    said = [
        " ".join(line.text for line in lesson_text(lesson, rules, TODAY)["reading"]) for rules in (corpus.rules, other)
    ]
    assert "sous 6 mois" in said[0]
    assert "sous 8 mois" in said[1]


def test_what_holds_only_from_a_day_stands_there_only_then(school, corpus):
    lesson = next(one for one in school.lessons["en"] if one.id == "criteria-5-6-7")
    said = {on: str(lesson_text(lesson, corpus.rules, on)) for on in (TODAY, BEFORE)}
    assert "indicator 33" in said[TODAY]
    assert "33" not in said[BEFORE]


def test_reserves_are_told(school, corpus):
    lesson = next(one for one in school.lessons["fr"] if one.id == "non-conformities")
    text = lesson_text(lesson, corpus.rules, TODAY)["reading"]
    last = next(paragraph.text for paragraph in text if "indicateur 33" in paragraph.text)
    assert last.endswith("(confiance basse)")


@pytest.fixture
def copied(tmp_path) -> Path:
    return Path(shutil.copytree(HERE, tmp_path / "corpus", ignore=shutil.ignore_patterns("__pycache__", "*.py")))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("order: 1\n", "order: 1\nminutes: 5\n", "clé inconnue 'minutes'"),
        ("[misconception, statement]", "[misconception, guess]", "'guess'"),
        ("further: [qualiopi,", "further: [nowhere,", "nowhere"),
        ("{param:obligation}", "{param:obligations}", "obligations"),
        ("{param:obligation}", "{value:obligation}", "accolade"),
        ("## À retenir", "## Pour finir", "Pour finir"),
        ("{confidence:low}", "{confidence:none}", "none"),
        ('"rnq-guide-v9|préambule"', '"my-blog|préambule"', "my-blog"),
        ("order: 1\n", "order: 12\n", "the-framework"),
    ],
)
def test_what_is_refused(copied, old, new, told):
    path = copied / "lessons" / "fr" / "01-what-qualiopi-is.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        load_school(load(copied))
    assert told.casefold() in str(error.value).casefold()


def test_a_case_cannot_be_right_and_wrong(copied):
    path = copied / "lessons" / "cases.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("unlike: [2, 9, 19]", "unlike: [1, 9, 19]", 1), encoding="utf-8")
    with pytest.raises(CorpusError, match="justes et faux"):
        load_school(load(copied))


def test_every_indicator_has_a_situation_and_all_but_33_evidence(school):
    by_kind = {"situation": set(), "evidence": set()}
    for case in school.cases.values():
        by_kind[case.kind].add(case.indicator)
    assert by_kind["situation"] == set(range(1, 34))
    assert by_kind["evidence"] == set(range(1, 33))
