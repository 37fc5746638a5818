"""What must not be shown: lines that cite nothing, false quotes, claims against the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.draft import Draft, Line, PassageSupport, RuleSupport, quoted
from assistant.ground import checked, numbered
from assistant.library import Library
from assistant.rules import Reader, severity


@pytest.fixture(scope="module")
def library(corpus):
    return Library(corpus)


@pytest.fixture
def chunk(library):
    return next(c for c in library.chunks if c.indicator == 12 and c.facet == "evidence")


def shown(line, library, reader):
    return checked(Draft("answer", (line,)), library, reader).lines


def test_a_line_with_a_verbatim_quote_is_kept(chunk, library, reader):
    line = Line("Procédure de relance.", "bullet", (quoted(chunk, chunk.lines[0]),), 12)
    assert shown(line, library, reader) == (line,)


def test_a_long_quote_is_cut_at_a_word_and_stays_verbatim(library):
    for chunk in library.chunks:
        support = quoted(chunk, chunk.text)
        assert support.quote in chunk.text
        assert len(support.quote) <= 300


@pytest.mark.parametrize("spoil", ["no support", "other words", "other passage", "too long", "empty"])
def test_a_bullet_without_true_support_is_left_out(chunk, library, reader, spoil):
    support = {
        "no support": (),
        "other words": (PassageSupport(chunk, "une procédure signée par le préfet"),),
        "other passage": (PassageSupport(replace(chunk, id="0" * 64), chunk.lines[0]),),
        "too long": (PassageSupport(chunk, chunk.text + chunk.text),),
        "empty": (PassageSupport(chunk, ""),),
    }[spoil]
    assert shown(Line("Procédure.", "bullet", support, 12), library, reader) == ()


def test_a_passage_is_only_cited_on_the_days_it_holds(library, corpus):
    chunk = next(c for c in library.chunks if c.indicator == 12 and c.start == "2026-11-01")
    line = Line(chunk.lines[0], "bullet", (quoted(chunk, chunk.lines[0]),), 12)
    assert shown(line, library, Reader(corpus.rules, date(2026, 11, 1))) == (line,)
    assert shown(line, library, Reader(corpus.rules, date(2026, 10, 31))) == ()


def test_a_rule_value_is_only_cited_while_in_force(library, corpus):
    now, before = (Reader(corpus.rules, day) for day in (date(2026, 11, 1), date(2026, 10, 31)))
    now.read("indicator-count")
    (step,) = now.trace()
    line = Line("33 indicateurs.", "bullet", (RuleSupport("indicator-count", None, step, "33"),))
    assert shown(line, library, now) == (line,)
    assert shown(line, library, before) == ()


@pytest.mark.parametrize(
    ("text", "indicator", "wrong"),
    [
        ("Une non-conformité est toujours majeure.", 12, True),
        ("Une non-conformité est toujours majeure.", 31, False),
        ("Elle est mineure ou majeure selon l'étendue du manquement.", 31, True),
        ("Elle est mineure ou majeure selon l'étendue du manquement.", 12, False),
        ("It is always major.", 12, True),
        ("It is minor or major.", 4, True),
        ("Le référentiel compte 35 indicateurs.", None, True),
        ("Le référentiel compte 33 indicateurs.", None, False),
        ("Le livret d'accueil est remis à tous.", 9, False),
    ],
)
def test_a_line_against_the_rules_is_left_out(library, reader, text, indicator, wrong):
    result = checked(Draft("answer", (Line(text, "paragraph", (), indicator),)), library, reader)
    assert bool(result.dropped) is wrong


def test_markers_are_numbered_in_order_and_shared_by_the_same_support(chunk, reader):
    first, second = (quoted(chunk, line) for line in chunk.lines[:2])
    trace = severity(12, reader).trace
    rule = RuleSupport("severity", 12, trace[0], "mineure ou majeure")
    lines = (Line("A", "bullet", (first,)), Line("B", "bullet", (second, rule)), Line("C", "bullet", (first,)))
    text, citations = numbered(lines, reader)
    assert text == "- A [1]\n- B [2] [3]\n- C [1]"
    assert [citation.marker for citation in citations] == [1, 2, 3]
    assert [citation.kind for citation in citations] == ["passage", "passage", "rule"]
    assert citations[2].chunk is None
