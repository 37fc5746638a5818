"""The course for newcomers in a real headless Chromium: a name, a lesson, a quiz by keyboard, files."""

from __future__ import annotations

import urllib.request

import pytest

from tests.ui.conftest import SIZES, fits, no_serious_findings

pytestmark = pytest.mark.browser


def course(visitor, size: str = "desktop", query: str = "", **settings):
    page = visitor(f"/parcours{query}", size, **settings)
    page.locator("#parcours .shown").wait_for()
    return page


def named(page, name: str) -> None:
    page.locator("#learner-name").locator("input, textarea").first.fill(name)
    page.locator("#learner-add").click()
    page.locator("#parcours .reached").wait_for()


def answered(page, key: str = "a", count: int = 10) -> None:
    """All questions, with the same key."""
    for _ in range(count):
        page.locator("#parcours button.choice").first.wait_for()
        page.keyboard.press(key)
        page.locator("#told").wait_for()
        page.keyboard.press("Enter")
        page.locator("#told").wait_for(state="detached")
    page.locator("#parcours .score").wait_for()


@pytest.mark.parametrize("size", SIZES)
def test_from_an_empty_screen_to_a_result(visitor, size):
    page = course(visitor, size)
    assert "Commencer" in page.locator("#parcours .empty").inner_text()
    no_serious_findings(page)
    named(page, f"Zoé {size} <b>")
    assert page.locator("#parcours .lessons > li").count() == 10
    no_serious_findings(page)
    page.get_by_role("link", name="Non-conformités et décision").click()
    page.locator("#parcours .reading").wait_for()
    assert page.url.endswith("/parcours?lecon=9")
    assert page.evaluate("document.activeElement.textContent").startswith("9. Non-conformités")
    assert page.locator("#parcours .example .tag").inner_text() == "exemple fictif, conseil"
    no_serious_findings(page)
    fits(page)
    page.get_by_role("button", name="Passer aux questions").click()
    page.locator("#parcours button.choice").first.wait_for()
    assert f"Zoé {size} <b>" in page.locator("#parcours .where").inner_text()
    no_serious_findings(page)
    page.keyboard.press("b")
    page.locator("#told").wait_for()
    assert page.evaluate("document.activeElement.id") == "told"
    assert page.locator("#parcours .choice.right").count() == 1
    assert page.locator("#parcours .rests a").get_attribute("href").startswith("/bibliotheque?fiche=")
    no_serious_findings(page)
    fits(page)
    page.keyboard.press("Enter")
    page.locator("#told").wait_for(state="detached")
    answered(page, count=9)
    assert "bonne(s) réponse(s) sur 10" in page.locator("#parcours .score").inner_text()
    no_serious_findings(page)
    page.get_by_role("button", name="Retour aux leçons").click()
    page.get_by_role("button", name="Tableau du responsable").click()
    row = page.locator("#parcours tbody tr", has_text=f"Zoé {size} <b>")
    row.wait_for()
    assert "sur 10" in row.inner_text()
    no_serious_findings(page)
    fits(page)
    page.locator("[data-theme]").click()
    page.get_by_role("link", name="Retour aux leçons").click()
    page.locator("#parcours .lessons").wait_for()
    no_serious_findings(page)
    fits(page)


def test_a_quiz_goes_on_after_the_page_is_opened_again(visitor):
    page = course(visitor)
    named(page, "Ève")
    page.get_by_role("link", name="Ce que Qualiopi est").click()
    page.get_by_role("button", name="Passer aux questions").click()
    page.locator("#parcours button.choice").first.click()
    page.locator("#told").wait_for()
    page.reload()
    page.locator("#parcours .reached").wait_for()  # the browser remembers who learns
    page.get_by_role("link", name="Ce que Qualiopi est").click()
    page.get_by_role("button", name="Passer aux questions").click()
    page.locator("#parcours .where", has_text="question 2 sur 10").wait_for()
    page.go_back()
    page.locator("#parcours .reading").wait_for()


def test_what_was_missed_comes_back_the_same_day(visitor):
    page = course(visitor)
    named(page, "Nina")
    page.get_by_role("link", name="Les preuves").click()
    page.get_by_role("button", name="Passer aux questions").click()
    answered(page)
    page.get_by_role("button", name="Retour aux leçons").click()
    page.get_by_role("button", name="Réviser maintenant").click()
    page.locator("#parcours .where", has_text="À revoir aujourd'hui").wait_for()


def test_in_english_and_for_the_profile(visitor):
    page = course(visitor, query="?lecon=10", locale="en-GB")
    assert page.locator("#parcours h2").inner_text() == "10. New entrants, and your own profile"
    page.locator("#language").get_by_text("Français").click()
    page.locator("#parcours h2", has_text="Nouveaux entrants").wait_for()


def test_an_unknown_lesson_is_told_and_the_path_shown(visitor):
    page = course(visitor, query="?lecon=77")
    assert "Il n'y a pas de leçon 77" in page.locator("#parcours-told").inner_text()
    assert page.locator("#parcours .lessons").count() == 1


def test_rename_export_and_delete(visitor, served):
    page = course(visitor)
    named(page, "Paul")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{served}/parcours/fichiers/attestation-1.docx")
    assert refused.value.code == 409
    page.get_by_role("button", name="Renommer, supprimer, exporter").click()
    page.locator("#learner-new").locator("input, textarea").first.fill("Paula")
    page.locator("#learner-rename").click()
    page.locator("#parcours-told", has_text="Paula").wait_for()
    address = page.get_by_role("link", name="Toutes ses données").get_attribute("href")
    data = urllib.request.urlopen(served + address).read().decode()
    assert '"name": "Paula"' in data
    page.get_by_role("button", name="Supprimer", exact=True).click()
    page.get_by_role("button", name="Oui, tout supprimer").click()
    page.locator("#parcours .empty").wait_for()
    with pytest.raises(urllib.error.HTTPError) as gone:
        urllib.request.urlopen(served + address)
    assert gone.value.code == 404
    table = urllib.request.urlopen(f"{served}/parcours/fichiers/apprenants.csv").read().decode("utf-8-sig")
    assert "Paula" not in table
