from __future__ import annotations

from dataclasses import replace

import pytest

from eval import measures
from eval.records import Case, Expect, Judged, Response

CASE = Case("x", "fr", "severity", "dev", ("Q ?",), {}, Expect(cite=(12,), cite_any=((13, 28),)), "", "")


def judged(indicators=(), ranked=None, abstained=False, expect=CASE.expect):
    return Judged(replace(CASE, expect=expect), Response("", tuple(indicators), ranked, abstained))


def test_mean_ignores_what_cannot_be_judged_and_brackets_the_mean():
    found = measures.mean([1.0, 0.0, None, 1.0, 1.0])
    assert (found.value, found.cases) == (0.75, 4)
    assert found.low < 0.75 < found.high <= 1
    assert measures.mean([None]) is None
    assert measures.mean([1.0] * 5).low == 1


def test_citation_recall_and_precision():
    assert measures.citation_recall(judged([12, 28])) == 1
    assert measures.citation_recall(judged([28])) == 0.5
    assert measures.citation_recall(judged([], expect=Expect())) is None
    assert measures.citation_precision(judged([12, 28, 5])) == pytest.approx(2 / 3)
    assert measures.citation_precision(judged([])) == 0


def test_retrieval_of_nothing_counts_zero_and_of_no_search_does_not_count():
    found = measures.retrieval(3)
    assert found["mrr@3"](judged(ranked=(5, 12, 28))) == 0.5
    assert found["mrr@3"](judged(ranked=())) == 0
    assert found["recall@3"](judged(ranked=(12, 28, 13))) == 1
    assert found["recall@3"](judged(ranked=(5, 6, 7))) == 0
    assert found["ndcg@3"](judged(ranked=(12, 13, 28))) == pytest.approx(1)
    assert found["ndcg@3"](judged(ranked=None)) is None


def test_abstention():
    off = Expect(abstain=True)
    cases = [judged(abstained=True, expect=off), judged(abstained=False, expect=off), judged(abstained=True), judged()]
    assert measures.abstention(cases) == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert measures.abstention([judged()])["f1"] == 0


def test_sign_test_against_the_binomial():
    assert measures.sign_test(0, 0) == 1
    assert measures.sign_test(5, 5) == 1
    assert measures.sign_test(8, 0) == pytest.approx(2 / 2**8)
    assert measures.sign_test(9, 1) == pytest.approx(2 * (1 + 10) / 2**10)
