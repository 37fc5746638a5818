"""The tools of the audit show what the rules say, with sources and "why?", and one line for what cannot be."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.messages import Messages
from assistant.rules import (
    Profile,
    calendar,
    corrections,
    costs,
    documents,
    duration,
    sites,
    surveillance_scope,
)
from assistant.rules.explain import sentences
from assistant.rules.shown import HalfDays, day, shown
from assistant.ui.calendars import serve_calendars
from assistant.ui.shown.audit import AuditScreen
from corpus.records import LANGUAGES
from tests.conftest import TODAY
from tests.payloads import PAYLOADS, is_only_text
from tests.ui.test_sheets import Reading, plain


@pytest.fixture
def screen(corpus):
    def make(language="fr", profile=None):
        return AuditScreen(corpus.rules, Messages(), language, profile or Profile(), TODAY)

    return make


def text(html: str) -> str:
    return Reading(html).text


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [[text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audit", ["initial", "renewal", "extension", "adapted"])
def test_every_sum_adds_up_to_the_rule(screen, reader, language, audit):
    cases = product([("OF",), ("OF", "CBC", "VAE"), ("CFA",)], [149_999, 150_000, 749_999, 750_000], ["", "1", "17"])
    for categories, turnover, places in cases:
        outcome = duration(
            categories, reader, audit=audit, turnover=turnover, establishments=int(places) if places else None
        )
        html = screen(language).duration(audit, categories, f"{turnover} €", places, None)
        head, *lines, total = cells(html)
        assert len(head) == 2
        assert len(lines) == len(outcome.details["sum"])
        for line, part in zip(lines, outcome.details["sum"], strict=True):
            half_days = part["half_days"]
            assert line[1] == (shown(HalfDays(half_days), language) if half_days else "–")
        assert total[1] == shown(HalfDays(outcome.details["half_days"]), language)
        assert sum(part["half_days"] for part in outcome.details["sum"]) == outcome.details["half_days"]


def test_the_example_of_2021_lasts_five_days(screen):
    html = screen().duration("initial", ("OF", "CBC", "VAE"), "2 500 000", "17", None)
    assert cells(html)[-1] == ["Total", "5 jours"]
    assert "4 sites à voir en plus de la fonction centrale" in text(html)
    assert "confiance moyenne" in text(html)


def test_what_is_missing_or_not_known_of_a_length_is_told(screen):
    empty = text(screen().duration("initial", (), "", "", None))
    assert "Quelles catégories d'actions" in empty
    assert "Quel est le chiffre d'affaires" in empty
    watched = text(screen().duration("surveillance", ("OF",), "300000", "", True))
    assert "une demi-journée de plus" in watched
    assert "<table" not in screen().duration("surveillance", ("OF",), "300000", "", True)


@pytest.mark.parametrize("audit", ["initial", "surveillance", "renewal"])
def test_sites_are_those_of_the_rule(screen, reader, audit):
    for places in (1, 2, 4, 17, 100):
        wanted = sentences(sites(places, reader, audit=audit), "fr")
        assert all(sentence in text(screen().sites(str(places), audit)) for sentence in wanted)
    assert "class='error'" in screen().sites("0", audit)


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_those_of_the_rules(screen, reader, language):
    obtained = date(2026, 1, 15)
    html = screen(language).calendar("15/01/2026")
    outcome = calendar(obtained, reader)
    assert [row[0] for row in cells(html)[1:]] == [
        day(date.fromisoformat(iso), language) for iso in outcome.value.values()
    ]
    assert all(sentence in text(html) for sentence in sentences(outcome, language))
    assert f"certificat=2026-01-15&langue={language}" in Reading(html).links[-1]
    html = screen(language).corrections("2026-12-01")
    fixed = corrections(date(2026, 12, 1), reader)
    assert sorted(row[0] for row in cells(html)[1:]) == sorted(
        day(date.fromisoformat(iso), language) for iso in fixed.value.values()
    )
    assert "<table" not in screen(language).corrections("")


@pytest.mark.parametrize(
    ("audit", "minor", "major", "before", "display", "says", "good"),
    [
        ("initial", "0", "", "", False, "aucune non-conformité ouverte : le certificat peut être délivré", True),
        ("initial", "4", "", "", False, "avec moins de 5 mineures à lever", True),
        ("initial", "5", "", "", False, "levez-en au moins 1 sous 3 mois", False),
        ("initial", "7", "", "", False, "levez-en au moins 3 sous 3 mois", False),
        ("renewal", "", "1", "", False, "ne peut pas être délivré avant la levée de 1 majeure", False),
        ("surveillance", "", "1", "", False, "suspension du certificat", False),
        ("surveillance", "", "", "2", False, "passage de mineure à majeure : 2 mineures", False),
        ("surveillance", "", "", "", True, "menacé jusqu'à la levée de 1 majeure (affichage du certificat)", False),
        ("extension", "1", "2", "", False, "À lever d'abord : 2 majeures", False),
    ],
)
def test_decisions(screen, audit, minor, major, before, display, says, good):
    html = screen().decision(audit, minor, major, before=before, display=display)
    assert says.casefold() in text(html).casefold()
    assert ("class='good'" in html) is good
    assert ("class='bad'" in html) is not good


def test_a_decision_with_its_days(screen):
    html = screen().decision("initial", "5", "1", notified="01/12/2026")
    assert [row[0] for row in cells(html)[1:]] == ["1er mars 2027"] * 2 + ["1er avril 2027", "1er juin 2027"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("initial", "x", ""), "n'est pas un nombre"),
        (("initial", "30", "4"), "34 écarts : il y a au plus une fiche d'écart par indicateur, donc 33"),
        (("initial", "17", ""), "17 mineures : 16 indicateurs seulement"),
    ],
)
def test_impossible_counts_are_told(screen, arguments, says):
    html = screen().decision(*arguments)
    assert html.startswith("<p class='error'")
    assert says in text(html)


def test_an_old_minor_or_a_missing_display_needs_an_audit_before(screen):
    assert "un audit initial n'a pas d'audit précédent" in text(screen().decision("initial", "", "", before="1"))
    assert "à l'audit de surveillance" in text(screen().decision("initial", "", "", display=True))


def test_what_surveillance_reviews(screen, reader):
    assert "dépend de vos catégories" in text(screen().surveillance("", False))
    training = Profile(categories=("OF",), certifying=False, alternance=False, afest=False, work_placement=False)
    html = screen(profile=training).surveillance("2, 12", True)
    wanted = surveillance_scope(training, reader, earlier=(2, 12), adapted=True)
    assert all(sentence in text(html) for sentence in sentences(wanted, "fr"))
    assert "class='error'" in screen(profile=training).surveillance("20", False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_and_obligation(screen, reader, language):
    mine = screen(language)
    for html, outcome in ((mine.documents(), documents(reader)), (mine.costs(), costs(reader))):
        assert all(plain(sentence) in text(html) for sentence in sentences(outcome, language))
    assert "class='empty'" in mine.obligation(None, None)
    assert "public" in text(mine.obligation("OF", None))
    assert "EESPIG" in text(mine.obligation("eespig", True))
    assert "CBC" in text(mine.obligation("other", None))


def test_every_outcome_has_its_sources_and_why(screen):
    mine = screen(profile=Profile(categories=("CFA",)))
    for html in (
        mine.duration("initial", ("CFA",), "1000", "3", None),
        mine.duration("initial", (), "", "", None),
        mine.sites("9", "surveillance"),
        mine.calendar("15/01/2026"),
        mine.corrections(""),
        mine.decision("initial", "1", "1"),
        mine.surveillance("", False),
        mine.obligation("OF", True),
        mine.obligation("other", True),
        mine.documents(),
        mine.costs(),
    ):
        shown_text = text(html)
        assert "Pourquoi ?" in shown_text
        assert re.search(r"Sources : .+\(confiance (élevée|moyenne|basse)\)", shown_text)
        assert "vérifié le 22 novembre 2026" in shown_text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_typed_is_shown_as_text(screen, payload):
    mine = screen()
    for html in (
        mine.duration("initial", ("OF",), payload, payload, None),
        mine.sites(payload, "initial"),
        mine.calendar(payload),
        mine.corrections(payload),
        mine.decision("initial", payload, "", notified=payload),
        mine.surveillance(payload, False),
        mine.obligation(payload, None),
    ):
        assert is_only_text(html)


def test_the_day_of_the_profile_counts(screen):
    early = screen(profile=Profile(audit_date=date(2021, 6, 1)))
    assert "aucune valeur connue" in text(early.documents())


def test_the_calendar_file(shared_assistant):
    web = FastAPI()
    serve_calendars(web, shared_assistant)
    client = TestClient(web)
    found = client.get("/audit/calendrier.ics?certificat=2026-01-15&langue=en")
    assert found.headers["content-type"].startswith("text/calendar")
    assert found.text.count("BEGIN:VEVENT") == 5
    assert "surveillance window opens" in found.text
    fixed = client.get("/audit/calendrier.ics?notification=2026-12-01").text
    assert fixed.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20270301" in fixed
    old = client.get("/audit/calendrier.ics?certificat=2001-01-01")
    assert (old.status_code, "aucune valeur connue" in old.text) == (422, True)
    for wrong in ("?certificat=demain", "?langue=de&certificat=2026-01-15", ""):
        assert client.get(f"/audit/calendrier.ics{wrong}").status_code == 422


@pytest.mark.parametrize(("language", "note"), [("fr", "pas encore passé"), ("en", "is still to come")])
def test_a_certificate_of_a_day_to_come_is_noted(screen, language, note):
    assert note in plain(screen(language).calendar("01/06/2027"))
    assert note not in plain(screen(language).calendar("22/11/2026"))


def test_a_day_before_the_first_known_value_is_told_in_words(screen):
    told = plain(screen().calendar("12/05/2019"))
    assert "12 mai 2019" in told
    assert "2019-05-12" not in told
    assert "12 May 2019" in plain(screen("en").calendar("12/05/2019"))
