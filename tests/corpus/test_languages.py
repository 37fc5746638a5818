"""The two languages in step: every sheet in both, with the same facets, bullets, tags, periods and sources."""

from __future__ import annotations

import re

import pytest

from corpus.parameters import HERE

SHEETS = sorted(path.name for path in (HERE / "fr").glob("*.md"))
DIRECTIVE = re.compile(r"\{(param:[^}]*|misconception:[^}]*|from:[^}]*|until:[^}]*|confidence:[^}]*|[A-Za-z]+)\}")


def test_every_sheet_is_in_both_languages():
    assert sorted(path.name for path in (HERE / "en").glob("*.md")) == SHEETS


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_items_under_the_same_directives(corpus, name):
    key = int(name[10:12]) if name.startswith("indicator-") else name[6:-3]
    french, english = corpus.sheet(key, "fr"), corpus.sheet(key, "en")
    assert (english.criterion, english.validity) == (french.criterion, french.validity)
    assert english.related.keys() == french.related.keys()
    for one, other in zip(french.sections, english.sections, strict=True):
        assert other.facet == one.facet
        assert [(i.tags, i.validity, i.reference.source, i.reference.confidence, i.bullet) for i in other.items] == [
            (i.tags, i.validity, i.reference.source, i.reference.confidence, i.bullet) for i in one.items
        ], one.facet


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_parameters_line_by_line(name):
    lines = [(HERE / language / name).read_text(encoding="utf-8").splitlines() for language in ("fr", "en")]
    one, other = ([sorted(DIRECTIVE.findall(line)) for line in mine if line.startswith("- ")] for mine in lines)
    assert one == other


FRENCH = re.compile(r"\b(?:vous|votre|vos|nous|l'organisme|les stagiaires|d'après|afin de|ainsi que|il faut)\b")


def test_no_french_sentence_is_left_in_english(corpus):
    left = [
        item.text
        for sheet in corpus.sheets
        if sheet.language == "en"
        for section in sheet.sections
        for item in section.items
        if len(FRENCH.findall(item.text)) > 1
    ]
    assert left == []
