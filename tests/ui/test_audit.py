"""The tools of the audit in a real headless Chromium: fields, results in place, errors, the calendar file."""

from __future__ import annotations

import pytest

from tests.ui.conftest import fits, no_serious_findings

pytestmark = pytest.mark.browser


def audit(visitor, **settings):
    page = visitor("/audit", **settings)
    page.locator("#costs-result, #tool-costs .verdict").first.wait_for()
    return page


def tool(page, name: str):
    return page.locator(f"#tool-{name}")


def test_the_length_is_summed_line_by_line(visitor):
    page = audit(visitor)
    mine = tool(page, "duration")
    mine.get_by_label("actions de formation (OF)").check()
    mine.get_by_label("Chiffre d'affaires").fill("300 000 €")
    mine.get_by_label("Nombre d'établissements").fill("5")
    mine.get_by_role("button", name="Calculer").click()
    mine.get_by_text("Un audit initial dure 2,5 jours").wait_for()
    assert mine.locator("tfoot td").inner_text() == "2,5 jours"
    assert mine.locator("tbody tr").count() == 3
    mine.get_by_text("Pourquoi ?").click()
    mine.get_by_text("Durée de base de l'audit initial").wait_for()


def test_a_field_that_cannot_be_read_is_told_in_place(visitor):
    page = audit(visitor)
    mine = tool(page, "calendar")
    mine.get_by_label("Date d'obtention").fill("<b>demain</b>")
    mine.get_by_role("button", name="Calculer").click()
    mine.locator(".error").wait_for()
    assert "JJ/MM/AAAA" in mine.locator(".error").inner_text()
    assert mine.locator(".error b").count() == 0


def test_the_calendar_can_be_taken_away(visitor, tmp_path):
    page = audit(visitor)
    mine = tool(page, "calendar")
    mine.get_by_label("Date d'obtention").fill("15/01/2026")
    page.keyboard.press("Enter")
    mine.get_by_text("du 15 mars 2027 au 15 novembre 2027").wait_for()
    days = [row.inner_text().split("\t")[0] for row in mine.locator("tbody tr").all()]
    assert days == ["15 mars 2027", "15 novembre 2027", "15 mai 2028", "15 septembre 2028", "15 janvier 2029"]
    with page.expect_download() as waiting:
        mine.get_by_role("link", name="Télécharger").click()
    waiting.value.save_as(tmp_path / "days.ics")
    content = (tmp_path / "days.ics").read_text(encoding="utf-8")
    assert content.count("BEGIN:VEVENT") == 5
    assert "DTSTART;VALUE=DATE:20290115" in content


def test_the_decision_changes_in_place(visitor):
    page = audit(visitor)
    mine = tool(page, "decision")
    mine.get_by_label("Mineures ouvertes").fill("5")
    mine.get_by_role("button", name="Calculer").click()
    mine.get_by_text("ne peut pas être délivré en l'état").wait_for()
    before = tool(page, "surveillance").bounding_box()["y"]
    mine.get_by_label("Mineures ouvertes").fill("4")
    mine.get_by_role("button", name="Calculer").click()
    mine.get_by_text("peut être délivré, avec moins de 5 mineures").wait_for()
    assert tool(page, "surveillance").bounding_box()["y"] == before
    mine.get_by_label("Mineures de l'audit précédent").fill("1")
    mine.get_by_role("button", name="Calculer").click()
    mine.locator(".error", has_text="audit initial").wait_for()


def test_the_other_tools_answer(visitor):
    page = audit(visitor)
    box = tool(page, "obligation").get_by_label("Activité ou établissement")
    box.click()
    page.get_by_role("option", name="actions de formation (OF)").click()
    tool(page, "obligation").get_by_text("Cela dépend de qui paie").wait_for()
    tool(page, "obligation").get_by_label("Oui").check()
    tool(page, "obligation").get_by_text("Vous êtes concerné").wait_for()
    tool(page, "sites").get_by_label("Nombre d'établissements").fill("17")
    page.keyboard.press("Enter")
    tool(page, "sites").get_by_text("17 établissements : 4 à voir").wait_for()
    tool(page, "corrections").get_by_label("Date de notification").fill("2026-12-01")
    page.keyboard.press("Enter")
    tool(page, "corrections").get_by_text("au plus tard le 1er mars 2027").wait_for()
    assert "11 pièces" in tool(page, "documents").inner_text()
    assert "diaporama Transitions Pro" in tool(page, "costs").inner_text()


def test_the_page_speaks_english(visitor):
    page = audit(visitor, locale="en-GB")
    page.get_by_role("heading", name="Audit tools").wait_for()
    page.get_by_text("11 documents").first.wait_for()
    shown = page.inner_text("#main")
    assert not [word for word in ("Durée", "Calculer", "Mineures", "Sources :", "Pourquoi") if word in shown]


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read_by_everyone(visitor, size, scheme):
    page = audit(visitor, size=size, color_scheme=scheme)
    tool(page, "decision").get_by_label("Majeures ouvertes").fill("2")
    page.keyboard.press("Enter")
    tool(page, "decision").locator(".verdict").wait_for()
    tool(page, "decision").get_by_text("Pourquoi ?").click()
    fits(page)
    no_serious_findings(page)
