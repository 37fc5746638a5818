"""The description of the API in a real browser: accessible, on a phone too, nothing fetched from elsewhere."""

from __future__ import annotations

import pytest

from tests.ui.conftest import SIZES, fits, no_serious_findings

pytestmark = pytest.mark.browser


@pytest.fixture
def described(browser, served):
    """Opens the description; only the page itself may be fetched."""
    contexts, fetched, said = [], [], []

    def visit(size, locale="fr-FR", **settings):
        contexts.append(browser.new_context(viewport=SIZES[size], locale=locale, **settings))
        page = contexts[-1].new_page()
        page.on("request", lambda request: fetched.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{served}/api")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert {url.partition("?")[0] for url in fetched} == {f"{served}/api"}
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_is_accessible_and_fits(described, size, scheme):
    page = described(size, color_scheme=scheme)
    no_serious_findings(page)
    fits(page)


def test_it_is_read_by_keyboard_and_in_both_languages(described):
    page = described("desktop")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert "Mode d'emploi" in page.inner_text("main")
    page.click("text=English")
    assert page.get_attribute("html", "lang") == "en"
    assert "How to use it" in page.inner_text("main")
    page.click('nav.contents a[href="#ask_stream"]')
    assert page.url.endswith("#ask_stream")
