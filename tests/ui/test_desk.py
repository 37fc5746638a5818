"""The chat as a place to work: why, what is carried over, opinions, coming back, stop, small screens, axe."""

from __future__ import annotations

import pytest

from tests.ui.conftest import fits, no_serious_findings
from tests.ui.test_assistant import QUESTION, ask, chat

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chat_is_fit_for_everybody(visitor, size, scheme):
    page = chat(visitor, size=size, color_scheme=scheme)
    no_serious_findings(page)
    ask(page, "gravité de l'indicateur 12")
    ask(page, "et le suivant ?", turn=2)
    page.locator("#conversation .chip").first.click()
    page.locator("#source .rule, #source .passage").first.wait_for()
    page.locator("#conversation .opinion summary").first.click()
    page.locator("#conversation details.why summary").first.click()
    no_serious_findings(page)
    fits(page)


def test_from_question_to_why_with_the_keyboard_alone(visitor):
    page = chat(visitor)
    page.locator(QUESTION).focus()
    page.keyboard.type("gravité de l'indicateur 12")
    page.keyboard.press("Enter")
    page.locator("#conversation .copy").wait_for()
    for _ in range(60):  # back from the question to the first citation of the answer above it
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.dataset.source === 's1-1'"):
            break
    page.keyboard.press("Enter")
    page.locator("#source .rule").wait_for()
    assert page.evaluate("document.activeElement.id") == "source"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    why = page.locator("#source details.why[open]").inner_text()
    assert "depuis le" in why
    assert "guide de lecture V9" in why
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.chip.rule')")


def test_what_was_carried_over_is_told_and_can_be_forgotten(visitor):
    page = chat(visitor)
    ask(page, "preuves de l'indicateur 30")
    assert "Repris de la question précédente : l'indicateur" in ask(page, "et la gravité ?", turn=2)
    page.locator("#conversation .carried button").click()
    page.get_by_text("la prochaine question sera lue seule").wait_for()
    assert "l'indicateur 30" not in ask(page, "et la gravité ?", turn=3)


def test_what_the_conversation_said_of_the_organisation_is_shown_and_can_be_forgotten(visitor):
    page = chat(visitor)
    line = page.locator("#organisation")
    line.get_by_text("profil non renseigné").wait_for()
    ask(page, "Nous sommes un CFA : combien d'indicateurs ?")
    page.get_by_text("Dit dans cette conversation").wait_for()
    assert "CFA" in line.inner_text()
    line.get_by_role("button", name="Oublier").click()
    page.get_by_text("Dit dans cette conversation").wait_for(state="detached")


def test_an_opinion_is_kept_and_shown_again(visitor):
    page = chat(visitor)
    ask(page, "preuves de l'indicateur 7")
    form = page.locator("#conversation .opinion")
    form.locator("summary").click()
    form.get_by_label("Il manque une source").check()
    form.get_by_label("Précision").fill("<b>laquelle</b> ?")
    form.get_by_role("button", name="Enregistrer mon avis").click()
    form.get_by_text("Avis enregistré").wait_for()
    page.reload()
    form.get_by_label("Il manque une source").wait_for()
    assert form.get_by_label("Il manque une source").is_checked()
    assert form.get_by_label("Précision").input_value() == "<b>laquelle</b> ?"
    form.get_by_role("button", name="Utile", exact=True).click()
    page.wait_for_function("document.querySelector('[data-opinion=up]').getAttribute('aria-pressed') === 'true'")
    ask(page, "preuves de l'indicateur 8", turn=2)  # the conversation is drawn again
    assert form.first.get_by_role("button", name="Utile", exact=True).get_attribute("aria-pressed") == "true"


def test_the_conversation_is_there_again_in_this_tab_and_not_in_another(visitor):
    page = chat(visitor)
    ask(page, "preuves de l'indicateur 25")
    page.goto(page.url)
    page.locator("#conversation .turn.bot .copy").wait_for()
    assert "indicateur 25" in ask(page, "et la gravité ?", turn=2)
    tab = page.context.new_page()
    tab.goto(page.url)
    tab.locator("#conversation .turns .empty").wait_for()


def test_a_reader_quicker_than_the_page_keeps_the_answer(visitor):
    """What the page asks for while it opens arrives after the first answer, as on a busy machine."""
    held = []

    def hold(route):
        opening = route.request.post_data_json["data"] == ["", None]  # no conversation in this tab, no session yet
        held.append(route) if opening else route.continue_()

    page = visitor("/parcours")
    page.route("**/queue/join*", hold)
    page.goto(page.url.replace("/parcours", "/"))
    ask(page, "preuves de l'indicateur 25")
    assert len(held) == 1
    with page.expect_response("**/queue/join*"):
        held[0].continue_()
    assert "indicateur 25" in ask(page, "et la gravité ?", turn=2)
    assert page.locator("#conversation .turn.bot").count() == 2


def test_a_question_in_the_address_is_asked_once(visitor):
    page = visitor("/?q=preuves%20de%20l%27indicateur%2011")
    page.locator("#conversation .turn.bot .copy").wait_for()
    assert "l'indicateur 11" in page.locator("#conversation .turn.bot").inner_text()
    assert "q=" not in page.url
    page.reload()
    page.locator("#conversation .turn.bot .copy").wait_for()
    assert page.locator("#conversation .turn.bot").count() == 1


def test_light_and_dark_are_chosen_and_remembered(visitor):
    page = chat(visitor)
    button = page.get_by_role("button", name="Mode sombre")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    page.reload()
    button.wait_for()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(20, 23, 31)")


def test_the_first_link_leads_to_the_content(visitor):
    page = chat(visitor)
    seen = "[...document.querySelectorAll('a[href], button, input, textarea')].filter(one => one.offsetParent)"
    assert page.evaluate(f"{seen}[0].textContent") == "Aller au contenu"
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
