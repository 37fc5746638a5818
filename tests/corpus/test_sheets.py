"""The French sheets: complete, well formed, in our own words, and bound to the rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.claims import contradictions
from corpus.records import FACETS
from tests import overlap
from tests.conftest import REFERENCE, TODAY

FOLDER = Path(overlap.__file__).resolve().parents[1] / "corpus"
INDICATORS = range(1, 34)
MAJOR_ONLY = {4, 5, 6, 7, 10, 11, 14, 15, 16, 20, 21, 22, 26, 27, 29, 31, 32}
ADAPTED = {2, 3, 11, 13, 14, 19, 22, 24, 25, 26, 32}
SUBCONTRACTING = {1, 2, 3, 5, 7, 9, 13, 16, 26, 28, 30}


def test_one_sheet_for_each_indicator(corpus):
    numbers = [sheet.key for sheet in corpus.sheets if sheet.language == "fr" and isinstance(sheet.key, int)]
    assert numbers == list(INDICATORS)


@pytest.mark.parametrize("indicator", INDICATORS)
def test_a_sheet_has_every_facet_and_says_why_one_is_empty(corpus, indicator):
    sheet = corpus.sheet(indicator)
    assert [section.facet for section in sheet.sections] == list(FACETS)
    for section in sheet.sections:
        if section.empty:
            assert len(section.items[0].text.split()) >= 6
    assert not sheet.section("summary").empty
    assert not sheet.section("statement").empty
    assert not sheet.section("versions").empty
    if indicator != 33:
        assert not sheet.section("expected_level").empty
        assert not sheet.section("evidence").empty


@pytest.mark.parametrize("indicator", INDICATORS)
def test_sheet_and_rules_agree_on_who_has_special_terms(corpus, reader, indicator):
    sheet = corpus.sheet(indicator)
    assert sheet.criterion == next(c for c, mine in reader.read("criteria").items() if indicator in mine)
    assert sheet.section("new_entrant").empty == (indicator not in ADAPTED)
    assert set(reader.read("new-entrant-adapted")) == ADAPTED
    assert sheet.section("subcontracting").empty == (indicator not in SUBCONTRACTING)
    listed = {
        n for name in ("not-applicable", "by-mission", "particular") for n in reader.read(f"subcontractor-{name}")
    }
    assert listed == SUBCONTRACTING


def test_advice_is_never_mistaken_for_a_requirement(corpus):
    """Practice and examples rest on our advice; in the sheet of an indicator, requirements never do."""
    for sheet in corpus.sheets:
        for section in sheet.sections:
            sources = {item.reference.source for item in section.items}
            if section.facet in ("practice", "example"):
                assert "own-advice" in sources, (sheet.key, section.facet)
            elif section.facet != "faq" and isinstance(sheet.key, int):
                assert "own-advice" not in sources, (sheet.key, section.facet)


@pytest.mark.parametrize("indicator", INDICATORS)
def test_practice_example_and_questions(corpus, indicator):
    sheet = corpus.sheet(indicator)
    assert len(sheet.section("practice").items) >= 6
    assert len(sheet.section("example").items) >= 4
    questions = [item.text for item in sheet.section("faq").items]
    assert len(questions) >= 8
    assert all(re.match(r"\*\*[^*]+\?\*\* \S", text) for text in questions)


@pytest.mark.parametrize("indicator", INDICATORS)
def test_severities_are_rendered_from_the_rules(corpus, indicator):
    text = (FOLDER / "fr" / f"indicator-{indicator:02d}.md").read_text(encoding="utf-8")
    parameter = "severity-not-published" if indicator == 33 else "severity"
    assert f"{{param:{parameter}.{indicator}}}" in text
    shown = " ".join(item.text for item in corpus.sheet(indicator).section("nonconformity").items)
    if indicator != 33:
        assert ("majeure, même pour un manquement partiel" in shown) == (indicator in MAJOR_ONLY)
        assert ("Elle est mineure quand" in shown) == (indicator not in MAJOR_ONLY)


def test_no_sentence_contradicts_the_rules(corpus, reader):
    wrong = [
        (sheet.key, item.text)
        for sheet in corpus.sheets
        for section in sheet.sections
        for item in section.items
        if item.validity.holds(TODAY)
        and contradictions(item.text, reader, indicator=sheet.key if isinstance(sheet.key, int) else None)
    ]
    assert wrong == []


def test_the_decree_of_2026_is_told_where_it_changes_the_text(corpus, reader):
    for indicator in reader.read("modified-in-2026"):
        statement = corpus.sheet(indicator).section("statement").items
        added = [item for item in statement if item.reference.source == "decree-2026-728"]
        assert added, f"the statement of {indicator} does not say what 2026 adds"
        assert all(str(item.validity.start) == "2026-11-01" for item in added)
    for indicator in INDICATORS:
        sources = {item.reference.source for item in corpus.sheet(indicator).section("versions").items}
        assert "decree-2026-728" in sources


def test_what_is_known_through_public_copies_is_never_shown_as_sure(corpus):
    for sheet in corpus.sheets:
        for section in sheet.sections:
            for item in section.items:
                if item.reference.source in ("decree-2026-728", "vendor-articles", "public-pages", "project-deduction"):
                    assert item.reference.confidence != "high", item.text


def test_every_source_is_used_or_is_a_law(corpus):
    used = {item.reference.source for sheet in corpus.sheets for section in sheet.sections for item in section.items}
    used |= {dated.reference.source for p in corpus.rules.parameters.values() for dated in p.values}
    unused = set(corpus.rules.sources) - used
    assert unused <= {"order-2019-06-06", "user-document"}


def test_bullets_stand_alone(corpus):
    """A bullet may be quoted alone: it is a sentence or a noun phrase that ends, and has no Markdown left over."""
    for sheet in corpus.sheets:
        for section in sheet.sections:
            for item in section.items:
                assert item.text.endswith((".", "!", "?", "»", "…", ")")), (sheet.key, item.text)
                assert not re.search(r"[{}]|\]\(|<[a-z]", item.text), (sheet.key, item.text)


@pytest.mark.parametrize("path", sorted((FOLDER / "fr").glob("*.md")), ids=lambda path: path.stem)
def test_no_run_of_twelve_words_is_shared_with_the_reference(path):
    assert overlap.shared_runs(path.read_text(encoding="utf-8")) == []


def test_rules_and_sources_are_in_our_own_words_too():
    for path in [*(FOLDER / "rules").glob("*.yaml"), FOLDER / "sources.yaml"]:
        assert overlap.shared_runs(path.read_text(encoding="utf-8")) == []


def test_the_recorded_hashes_are_those_of_the_reference():
    if not REFERENCE.is_dir():
        pytest.skip("the reference texts are not beside this checkout")
    hashes = set()
    for path in sorted([*REFERENCE.rglob("*.md"), *REFERENCE.rglob("*.txt")]):
        hashes |= set(overlap.shingles(path.read_text(encoding="utf-8", errors="replace")))
    assert hashes == overlap.recorded()


def test_the_overlap_check_finds_a_copied_sentence():
    if not REFERENCE.is_dir():
        pytest.skip("the reference texts are not beside this checkout")
    guide = (REFERENCE / "guide-de-lecture-v9.md").read_text(encoding="utf-8")
    copied = " ".join(guide.split()[500:540])
    assert overlap.shared_runs(copied)
