"""The chat in a real headless Chromium: ask, read the answer, open a citation."""

from __future__ import annotations

import time
import urllib.error
import urllib.request

import pytest

QUESTION = "#question textarea, #question input"
pytestmark = pytest.mark.browser


@pytest.fixture
def page(visitor):
    return chat(visitor)


@pytest.fixture
def other(visitor):
    """The page of another visitor."""
    return chat(visitor)


def chat(visitor, **settings):
    page = visitor("/", **settings)
    page.wait_for_selector(QUESTION, timeout=30_000)
    return page


def ask(page, question: str, turn: int = 1) -> str:
    page.fill(QUESTION, question)
    page.keyboard.press("Enter")
    answer = page.locator("#conversation .turn.bot").nth(turn - 1)
    answer.locator(".copy").wait_for(timeout=60_000)
    return answer.inner_text()


def test_ask_read_and_open_a_citation(page):
    answer = ask(page, "Quelles preuves pour l'indicateur 28 ?")
    assert "Exemples de preuves pour l'indicateur 28" in answer
    assert "Conventions de partenariat" in answer
    chip = page.locator("#conversation .chip").first
    assert "guide de lecture V9, indicateur 28" in chip.get_attribute("aria-label")
    chip.click()
    panel = page.locator("#source")
    panel.locator("mark").first.wait_for()
    shown = panel.inner_text()
    for part in (
        "partenaires socio-économiques",
        "Guide de lecture du référentiel",
        "V9",
        "8 janvier 2024",
        "notre reformulation",
    ):
        assert part in shown


def test_a_follow_up_in_sloppy_words_with_the_keyboard_alone(page):
    ask(page, "preuve indic 12 svp")
    answer = ask(page, "et la nc ?", turn=2)
    assert "mineure ou majeure" in answer
    page.locator("#conversation .turn.bot").nth(1).locator(".chip").first.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#source")
    panel.locator(".rule, .passage").first.wait_for()
    assert "Gravité possible" in panel.inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('chip')")


def test_a_question_without_a_number_finds_its_indicator(page):
    assert "l'indicateur 31" in ask(page, "un stagiaire mécontent a fait une reclamation on fait koi")


def opened(browser, served, locale: str, context=None):
    """A page as a person with a browser in that language sees it, and its context (which keeps cookies)."""
    context = context or browser.new_context(viewport={"width": 1440, "height": 900}, locale=locale)
    page = context.new_page()
    page.goto(served)
    page.wait_for_selector(QUESTION, timeout=30_000)
    return page, context


def wait_for_language(page, language: str) -> None:
    page.wait_for_function("language => document.documentElement.lang === language", arg=language, timeout=15_000)


FRENCH_WORDS = (
    "Envoyer",
    "Votre question",
    "Nouvelle conversation",
    "Posez",
    "sourcées",
    "Prêt",
    "Mes conversations",
    "Rouvrir",
)


def test_the_page_speaks_the_language_of_the_browser(browser, served):
    page, context = opened(browser, served, "en-GB")
    wait_for_language(page, "en")
    page.get_by_role("button", name="Send").wait_for()
    page.get_by_text("Ask a question").wait_for()
    shown = page.inner_text("body")
    assert "What proof do I need for indicator 28?" in shown
    assert not [word for word in FRENCH_WORDS if word in shown]
    assert page.get_by_label("Your question").get_attribute("placeholder").startswith("For example")
    assert page.title() == "Qualiopi assistant"
    context.close()


def test_the_switch_changes_everything_and_is_remembered(browser, served):
    page, context = opened(browser, served, "fr-FR")
    wait_for_language(page, "fr")
    answer = ask(page, "Quelles preuves pour l'indicateur 28 ?")
    page.get_by_label("English").check()
    wait_for_language(page, "en")
    page.get_by_role("button", name="Send").wait_for()
    page.get_by_text("My conversations").click()
    page.get_by_role("button", name="Reopen").wait_for()
    page.get_by_role("link", name="Export as Markdown").wait_for()
    assert page.locator("#conversation .turn.bot").first.inner_text() == answer  # in the language of the question
    said = page.evaluate("document.body.innerText.replace(document.querySelector('#conversation').innerText, '')")
    assert not [word for word in FRENCH_WORDS if word in said]
    page.close()
    again, _ = opened(browser, served, "fr-FR", context)
    wait_for_language(again, "en")
    assert again.get_by_label("English").is_checked()
    again.get_by_label("Français").check()
    wait_for_language(again, "fr")
    again.get_by_role("button", name="Envoyer").wait_for()
    assert again.title() == "Assistant Qualiopi"
    context.close()


HOSTILE = "<img src=x onerror=document.title='owned'> indicateur 12"


def pick(page, name: str) -> None:
    """Choose a kept conversation by its name, with the keyboard."""
    if not page.locator("#thread-list input").is_visible():
        page.get_by_text("Mes conversations").click()
    box = page.locator("#thread-list input")
    only = page.locator("[role=option]:only-child")
    deadline = time.monotonic() + 60
    while only.count() != 1:
        assert time.monotonic() < deadline, f"{name} is not in the list"
        box.click()  # again, where the list arrived meanwhile and was drawn anew
        page.keyboard.press("Control+A")
        page.keyboard.type(name)
        page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    page.locator("#thread-export a").first.wait_for()


def test_conversations_are_reopened_renamed_exported_and_deleted(page, other, tmp_path):
    ask(page, "preuves attendues sur l'indicateur 30")
    ask(other, HOSTILE)
    assert "indicateur 30" in ask(page, "et la nc ?", turn=2)  # the other session left this one alone

    other.reload()
    other.wait_for_selector(QUESTION, timeout=30_000)
    pick(other, "preuves attendues sur l'indicateur 30")
    other.locator("#thread-open").press("Enter")
    other.locator("#conversation .turn.bot .copy").nth(1).wait_for()
    assert "indicateur 30" in ask(other, "et pour un nouvel entrant ?", turn=3)
    other.locator("#conversation .chip").first.click()
    other.locator("#source .passage, #source .rule").first.wait_for()

    other.locator("#thread-name input, #thread-name textarea").fill("Le <b>trente</b>")
    other.locator("#thread-rename").press("Enter")
    other.get_by_text("s'appelle maintenant « Le <b>trente</b> »").wait_for()
    for form, mark in (("md", b"[^1]:"), ("docx", b"PK")):
        with other.expect_download() as waiting:
            other.locator(f"#thread-export a[href$='/{form}']").click()
        waiting.value.save_as(tmp_path / f"conversation.{form}")
        assert mark in (tmp_path / f"conversation.{form}").read_bytes()

    other.locator("#thread-delete").press("Enter")
    other.locator("#thread-delete-sure").press("Enter")
    other.get_by_text("Conversation supprimée : « Le <b>trente</b> »").wait_for()
    other.locator("#conversation .empty").wait_for()
    assert "indicateur 30" in ask(page, "et le niveau attendu ?", turn=3)  # goes on, in a conversation of its own
    pick(other, HOSTILE[:20])
    assert other.title() == page.title() == "Assistant Qualiopi"
    assert other.locator("#threads img, #threads b").count() == 0


@pytest.mark.parametrize(
    ("path", "host", "status"), [("/export/1/md", "example.org", 400), ("/export/999/md", "", 404)]
)
def test_exports_are_refused_to_other_host_names_and_when_gone(served, path, host, status):
    request = urllib.request.Request(served + path, headers={"Host": host} if host else {})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == status
