"""Whatever people type is text: names of learners and conversations in process, every screen in a real browser."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from assistant.export.document import page_to_docx
from assistant.export.learning import certificate, everyone_csv, learner_csv, learner_json
from assistant.messages import Messages
from assistant.rules import Profile
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.ui.shown.parcours import ParcoursPage
from assistant.ui.shown.steps import Teller
from corpus.errors import QualiopiError
from tests.conftest import TODAY
from tests.learn.test_school import passed
from tests.payloads import PAYLOADS, is_only_text
from tests.ui.test_assistant import QUESTION, ask, chat

NAMES = [payload for payload in PAYLOADS if "\n" not in payload and len(payload) <= 80]


@pytest.fixture(scope="module")
def school(tmp_path_factory, corpus):
    assistant = Assistant(Settings(home=tmp_path_factory.mktemp("school"), today=TODAY), corpus=corpus)
    for name in NAMES:
        assistant.training.people.add(name)
    return assistant


def test_names_of_learners_are_text_on_the_screen_and_in_every_file(school):
    training = school.training
    learners = training.people.listing()
    assert {one.name for one in learners} == set(NAMES)
    reader = training.room("fr").reader
    passed(training, learners[0].id)
    reached = training.progress(learners[0].id, "fr")
    for learner in learners:
        page = ParcoursPage(training, Teller(Messages(), "fr"), Profile(), learner, school.library)
        assert is_only_text(page.path())
        assert json.loads(learner_json(learner, reached, ()))["name"] == learner.name
        document = page_to_docx(certificate(learner, reached, reader, "fr"))
        with zipfile.ZipFile(io.BytesIO(document)) as parts:
            assert not {name for name in parts.namelist() if "vbaProject" in name or "media/" in name}
            assert b"<script" not in parts.read("word/document.xml")
    nobody = ParcoursPage(training, Teller(Messages(), "en"), Profile(), None, school.library)
    assert is_only_text(nobody.everyone())
    for table in (
        everyone_csv(training.everyone("fr"), training.subject, "fr", TODAY),
        learner_csv(learners[0], (), training.subject, "fr"),
    ):
        cells = [cell for row in csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";") for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_names_of_conversations_are_text_or_refused(school):
    kept = school.conversations
    for payload in PAYLOADS:
        try:
            kept.add(payload, school.finished(payload, school.reply("preuves 28")))
        except QualiopiError as error:
            assert "\n" in payload or len(payload) > 80
            assert "\n" not in str(error)
    assert {one.name for one in kept.listing()} == set(NAMES)


@pytest.mark.browser
def test_nothing_typed_runs_on_any_screen(visitor):
    """The page has a witness: any script that ran would have opened a dialog or fetched something."""
    page = chat(visitor)
    opened = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    for turn, start in enumerate(range(0, len(PAYLOADS), 13), start=1):
        ask(page, "indicateur 12\n" + "\n".join(PAYLOADS[start : start + 13]), turn)
    assert page.locator("#conversation :is(script, img, iframe, object, embed, video, form)").count() == 0
    page.locator("#conversation .opinion summary").first.click()
    page.locator("#conversation .opinion input[type=text]").first.fill("".join(PAYLOADS)[:500])
    page.locator("#conversation [data-opinion=down]").first.click()
    page.get_by_text("Avis enregistré").first.wait_for()
    page.reload()
    page.locator("#conversation .turn.bot .copy").first.wait_for()

    page.goto(page.url + "bibliotheque?cherche=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.wait_for_selector("#main h1")
    page.goto(page.url.split("?")[0] + "?fiche=%3Cscript%3Ealert(1)%3C/script%3E")
    page.wait_for_selector("#main h1")
    page.goto(page.url.split("bibliotheque")[0] + "parcours")
    for name in NAMES[:3]:
        page.locator("#learner-name").locator("input, textarea").first.fill(name)
        page.locator("#learner-add").click()
        page.wait_for_function("name => document.querySelector('#learner input').value.includes(name)", arg=name)
    page.goto(page.url.replace("parcours", "?q=%3Csvg%20onload%3Dalert(1)%3E"))
    page.wait_for_selector(QUESTION)
    page.locator("#conversation .turn.bot .copy").nth(4).wait_for()
    assert opened == []
