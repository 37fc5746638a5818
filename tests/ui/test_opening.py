"""How a screen opens: with one request, and for use only then, so that nothing is drawn over what a reader did."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
SCREENS = ("/perimetre", "/bibliotheque?fiche=indicator-11", "/audit", "/parcours?lecon=2")


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_asks_once_and_waits_for_it(visitor, path):
    page = visitor("/bibliotheque")
    held, asked = [], []
    page.route("**/queue/join*", lambda route: held.append(route) if not held else asked.append(route))
    with page.expect_request("**/queue/join*"):
        page.goto(page.url.split("/bibliotheque")[0] + path)
    page.wait_for_selector("#main[inert][aria-busy=true]", state="attached")
    with page.expect_response("**/queue/join*"):
        held[0].continue_()
    page.wait_for_selector("#main:not([inert])[aria-busy=false]")
    page.wait_for_timeout(500)
    assert asked == []


def test_the_screens_follow_the_profile_of_this_browser(visitor):
    page = visitor("/perimetre")
    page.locator("#field-categories").get_by_label("CFA").check()
    page.locator("#perimetre-found .line", has_text="CFA").wait_for()
    page.goto(page.url.replace("/perimetre", "/audit"))
    page.wait_for_selector("[data-opened]")
    assert page.locator("#tool-duration input:checked[type=checkbox]").count() == 1


def test_the_last_of_many_quick_answers_is_shown(visitor):
    page = visitor("/perimetre")
    boxes = page.locator("#field-categories input")
    for number in (0, 1, 2, 3, 0, 1, 2):
        boxes.nth(number).click()
    page.locator("#perimetre-found .line", has_text="Votre profil : CFA.").wait_for()
