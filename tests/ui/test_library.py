"""The library in a real headless Chromium: deep links, search, version, profile, print, both widths."""

from __future__ import annotations

import pytest

from assistant.service import Assistant
from tests.ui.conftest import fits, no_serious_findings

pytestmark = pytest.mark.browser


def library(visitor, query: str = "", **settings):
    page = visitor(f"/bibliotheque{query}", **settings)
    page.locator("#library-sheet .shown").wait_for()
    return page


def passage(assistant: Assistant, key, facet: str, language: str = "fr"):
    chunks = assistant.library.chunks
    return next(c for c in chunks if c.key == key and c.facet == facet and c.language == language)


def in_view(page, selector: str) -> bool:
    return page.locator(selector).evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < window.innerHeight; }"
    )


def test_a_deep_link_opens_the_sheet_at_its_section(visitor):
    page = library(visitor, "?fiche=28#evidence")
    page.get_by_role("heading", name="Indicateur 28", level=2).wait_for()
    page.wait_for_function("document.activeElement?.textContent.startsWith('Exemples de preuves')")
    assert in_view(page, "#evidence")
    assert page.url.endswith("?fiche=28#evidence")
    assert page.title() == "Bibliothèque · Assistant Qualiopi"


def test_a_citation_opens_with_its_passage_marked(visitor, shared_assistant):
    wanted = passage(shared_assistant, 12, "nonconformity")
    page = library(visitor, f"?fiche=12&passage={wanted.id}#nonconformity")
    page.locator("mark").first.wait_for()
    assert page.locator(f"#p-{wanted.id} mark").inner_text().replace("\u00a0", " ") == wanted.lines[0]
    page.wait_for_function("document.activeElement?.closest('#nonconformity')")
    assert in_view(page, f"#p-{wanted.id}")


def test_links_open_in_place_and_the_address_follows(visitor):
    page = library(visitor)
    page.get_by_text("Critère 6").click()
    page.get_by_role("link", name="28. Mobiliser").click()
    page.get_by_role("heading", name="Indicateur 28", level=2).wait_for()
    assert page.url.endswith("/bibliotheque?fiche=28")
    page.locator(".related").get_by_role("link", name="Indicateur 13").click()
    page.get_by_role("heading", name="Indicateur 13", level=2).wait_for()
    assert page.url.endswith("?fiche=13")
    page.go_back()
    page.get_by_role("heading", name="Indicateur 28", level=2).wait_for()
    assert page.url.endswith("?fiche=28")


def test_the_search_of_the_chat_leads_to_the_passage(visitor):
    page = library(visitor)
    page.get_by_label("Chercher dans les fiches").fill("relance des absents")
    page.keyboard.press("Enter")
    first = page.locator(".hits > ol > li").first
    first.locator("mark").first.wait_for()
    first.get_by_role("link").click()
    page.locator("#library-sheet mark").first.wait_for()
    assert "cherche=" in page.url
    page.get_by_role("link", name="Effacer la recherche").click()
    page.locator(".hits").wait_for(state="detached")
    assert "cherche=" not in page.url


def test_the_version_can_be_chosen(visitor):
    page = library(visitor, "?fiche=33")
    page.get_by_text("Aucune gravité n'est publiée").first.wait_for()
    page.get_by_label("32 indicateurs").check()
    page.get_by_text("n'existe que pour les audits à partir du 1er novembre 2026").wait_for()
    page.wait_for_function("location.search === '?fiche=33&rnq=2019'")
    page.reload()
    page.get_by_text("n'existe que pour les audits").wait_for()
    assert page.get_by_label("32 indicateurs").is_checked()


def test_the_language_follows_the_page(visitor):
    page = library(visitor, "?fiche=12")
    page.get_by_label("English").check()
    page.get_by_role("heading", name="Indicator 12", level=2).wait_for()
    page.get_by_role("heading", name="Examples of evidence").wait_for()
    assert page.url.endswith("?fiche=12")


def test_on_paper_there_is_one_sheet_with_its_sources(visitor):
    page = library(visitor, "?fiche=12")
    page.emulate_media(media="print")
    shown = page.inner_text("body")
    for part in ("Indicateur 12", "Vaut pour un audit au 22 novembre 2026", "Sources de la fiche", "8 janvier 2024"):
        assert part in shown
    for part in ("Critère 1", "Chercher", "Mode sombre", "Imprimer", "Pourquoi ?"):
        assert part not in shown


def test_an_unknown_sheet_is_told_as_text(visitor):
    page = library(visitor, "?fiche=<img src=x onerror=document.title='owned'>")
    page.locator(".error").wait_for()
    assert "<img" in page.inner_text(".error")
    assert page.locator("#library img").count() == 0


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read_by_everyone(visitor, size, scheme):
    page = library(visitor, "?fiche=12&cherche=abandon", size=size, color_scheme=scheme)
    page.locator(".hits").wait_for()
    for summary in page.locator("#library-sheet summary").all()[:4]:
        summary.click()
    fits(page)
    no_serious_findings(page)


def test_the_profile_kept_by_the_browser_cuts_the_sheet_and_fills_the_tools(visitor, served):
    page = visitor("/perimetre")
    page.locator("#field-categories").get_by_label("actions de formation (OF)").check()
    page.locator("#profile-told").get_by_text("Gardé dans ce navigateur").wait_for()
    page.goto(f"{served}/bibliotheque?fiche=12")
    page.get_by_text("concernent d'autres publics que les vôtres").wait_for()
    assert "Le CFA oriente" not in page.inner_text("#library-sheet")
    assert "Pour vous : oui." in page.inner_text("#library-sheet").replace("\u00a0", " ")
    page.get_by_label("Montrer aussi ce qui concerne d'autres publics").check()
    page.get_by_text("Le CFA oriente").wait_for()
    page.goto(f"{served}/audit")
    page.locator("#tool-surveillance").get_by_text("la surveillance revoit au moins").wait_for()
    length = page.locator("#tool-duration")
    length.get_by_label("actions de formation (OF)").and_(page.locator(":checked")).wait_for()
    length.get_by_text("Quel est le chiffre d'affaires").wait_for()
    length.get_by_text("Quelles catégories d'actions").wait_for(state="detached")
