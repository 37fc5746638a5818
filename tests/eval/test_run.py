"""Runs, resuming, comparing, reporting: with solvers of a few lines over real cases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from corpus.errors import SettingsError
from eval.compare import compare
from eval.gold import load_gold
from eval.records import Response
from eval.report import html
from eval.run import judged_again, provenance, read, result, run

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def cases():
    return [case for case in load_gold("dev") if not case.expect.abstain][:6]


def perfect(case):
    """Says the model answer and cites what must be cited."""
    cited = (*case.expect.cite, *(group[0] for group in case.expect.cite_any))
    return Response(case.model_answer, indicators=cited, ranked=cited, on=TODAY.isoformat())


@pytest.fixture(scope="module")
def about(cases):
    return provenance("assistant", cases, TODAY)


@pytest.fixture
def done(cases, about, tmp_path):
    return run(cases, lambda: perfect, about, tmp_path / "p.jsonl", lambda done, total: None)


def test_a_perfect_solver_passes_every_case(done):
    assert [one.case.id for one in done if not one.passed] == []


def test_provenance_says_what_a_result_depends_on(about):
    assert about["solver"] == "assistant"
    assert all(len(about[name]) == 64 for name in ("code", "corpus", "gold"))


def test_an_interrupted_run_goes_on_where_it_stopped(cases, about, tmp_path):
    partial = tmp_path / "deep" / "p.jsonl"
    asked = []

    def stops_at_fourth(case):
        asked.append(case.id)
        if len(asked) == 4:
            raise KeyboardInterrupt
        return perfect(case)

    with pytest.raises(KeyboardInterrupt):
        run(cases, lambda: stops_at_fourth, about, partial, lambda done, total: None)
    with partial.open("a", encoding="utf-8") as cut:
        cut.write('{"id": "cut in the mid')
    asked.clear()
    seen = []
    judged = run(cases, lambda: stops_at_fourth, about, partial, lambda done, total: seen.append((done, total)))
    assert asked == [case.id for case in cases[3:]]
    assert [one.case.id for one in judged] == [case.id for case in cases]
    assert seen[-1] == (6, 6)


def test_another_provenance_starts_anew(cases, about, tmp_path):
    partial = tmp_path / "p.jsonl"
    run(cases, lambda: perfect, about, partial, lambda done, total: None)
    asked = []

    def counting(case):
        asked.append(case.id)
        return perfect(case)

    run(cases, lambda: counting, {**about, "corpus": "other"}, partial, lambda done, total: None)
    assert len(asked) == len(cases)


def test_a_result_reads_back_as_it_was(done, about, tmp_path):
    file = tmp_path / "r.json"
    file.write_text(json.dumps(result(done, about), ensure_ascii=False), encoding="utf-8")
    assert judged_again(read(file)) == done


@pytest.mark.parametrize("content", ["", "[]", '{"cases": []}'])
def test_what_is_not_a_result_is_refused_in_one_line(tmp_path, content):
    file = tmp_path / "r.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read(file)
    assert "\n" not in str(error.value)


def worse(judged, place):
    """The same result with one case answered wrongly and scored so."""
    one = judged[place]
    scores = {**one.scores, "cites": replace(one.scores["cites"], value=0.0, reason="ne cite pas [99]")}
    return [*judged[:place], replace(one, scores=scores), *judged[place + 1 :]]


def test_compare_names_the_cases_lost_and_why(done):
    found = compare(done, worse(done, 2))
    assert [change.id for change in found.lost] == [done[2].case.id]
    assert "[99]" in found.lost[0].why[0]
    assert found.won == ()
    assert found.difference.value == pytest.approx(-1 / 6)
    assert compare(worse(done, 2), done).won[0].id == done[2].case.id
    with pytest.raises(SettingsError, match="aucun cas commun"):
        compare(done[:2], done[3:])


@pytest.mark.browser
def test_the_report_opens_in_a_browser_without_any_request(done, about, browser, tmp_path):
    page_file = tmp_path / "report.html"
    results = [result(worse(done, 1), about), result(done, {**about, "solver": "bm25"})]
    page_file.write_text(html(results), encoding="utf-8")
    requested = []
    with browser.new_page() as page:
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: requested.append(request.url))
        page.goto(page_file.as_uri())
        assert page.locator("h1").inner_text() == "Évaluation de l'assistant Qualiopi"
        assert page.locator("svg rect").count() >= 2
        assert page.locator("details").count() == 1
        page.locator("summary").click()
        assert "[99]" in page.locator("details p").inner_text()
        assert "bm25" in page.locator("thead").first.inner_text()
    assert requested == [page_file.as_uri()]
    assert errors == []
