"""Each theme of `qualiopi rules` over HTTP: the very JSON of the command; sheets as the corpus has them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.cli import main
from corpus.records import FACETS
from tests.rules.test_themes import COMMANDS, PARAMETERS

ALSO = [
    ("severity", "33", "--on", "2026-10-31"),
    ("applicability", "--category", "OF", "--category", "VAE", "--certifying", "--registry", "RS", "--no-alternance"),
    ("applicability", "--category", "OF", "--subcontractor", "--umbrella", "--only-short", "--afest"),
    ("surveillance-scope", "--category", "OF", "--new-entrant", "--earlier", "9", "--earlier", "12", "--adapted"),
    ("decision", "--nc", "12:minor:lifted", "--notified", "2026-11-10"),
    ("decision", "--nc", "4:major", "--notified", "2026-12-10", "--on", "2026-12-01"),
    ("duration", "--category", "OF", "--turnover", "100000", "--sites", "3", "--audit", "adapted", "--new-entrant"),
    ("sites", "17", "--audit", "surveillance"),
    ("versions", "--on", "2026-10-31"),
    ("list",),
    ("show", "severity"),
    ("unchecked", "--on", "2027-11-22", "--months", "3"),
]


def as_request(arguments):
    """Where a command is in the API, and what is asked there."""
    words, query, place = list(arguments), [], f"/rules/{arguments[0]}"
    rest = words[1:]
    if rest and not rest[0].startswith("--"):
        place += f"/{rest.pop(0)}"
    while rest:
        name = rest.pop(0).removeprefix("--")
        value = rest.pop(0) if rest and not rest[0].startswith("--") else "true"
        if name.startswith("no-"):
            name, value = name.removeprefix("no-"), "false"
        query.append((name.replace("-", "_"), value))
    several = {name: [value for other, value in query if other == name] for name, _ in query}
    return place, several


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("arguments", [*COMMANDS, *ALSO], ids=" ".join)
def test_a_theme_is_the_json_of_its_command(api, capsys, arguments, lang):
    spoken = () if arguments[0] in PARAMETERS else ("--lang", lang)
    with pytest.raises(SystemExit) as stop:
        main(["rules", *arguments, *spoken, "--json"])
    assert not stop.value.code
    place, query = as_request(arguments)
    response = api.get(place, **({"lang": lang} if spoken else {}), **query)
    assert response.status_code == 200
    assert response.json() == json.loads(capsys.readouterr().out)


def test_every_command_has_its_address(schema):
    from assistant.cli_rules import app

    commands = {command.name for command in app.registered_commands}
    assert {path.split("/")[2] for path in schema["paths"] if path.startswith("/rules/")} == commands


def test_a_profile_as_json_and_facts_over_it(api):
    profile = json.dumps({"categories": ["OF"], "certifying": True, "audit_date": "2026-10-31"})
    record = api.get("/rules/applicability", profile=profile, certifying="false").json()
    assert (record["on"], record["profile"]["certifying"]) == ("2026-10-31", False)
    only = api.get("/rules/applicability", category="OF", subcontractor="only").json()
    assert only["profile"]["subcontractor"] == "only"


def test_the_language_follows_the_caller(api, monkeypatch):
    def sentence(**headers):
        return api.get("/rules/severity/12", headers=headers).json()["minor_when"]

    french, english = sentence(), sentence(**{"Accept-Language": "en-GB,en;q=0.9"})
    assert (french.split()[1], english.split()[0]) == ("mesures", "measures")
    monkeypatch.setenv("QUALIOPI_LANG", "en")
    assert sentence() == english
    assert sentence(**{"Accept-Language": "fr"}) == french
    assert api.get("/rules/severity/12", headers={"Accept-Language": "en"}, lang="fr").json()["minor_when"] == french


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sheet_has_its_facets_with_their_sources(api, corpus, lang):
    sheet = api.get("/indicators/28", lang=lang).json()
    written = corpus.sheet(28, lang)
    assert [section["facet"] for section in sheet["sections"]] == [section.facet for section in written.sections]
    assert set(FACETS) == {section["facet"] for section in sheet["sections"]}
    assert (sheet["title"], sheet["criterion"], sheet["rnq"]) == (written.title, 6, "2026")
    assert {one["indicator"]: one["difference"] for one in sheet["related"]} == dict(written.related)
    for section, source in zip(sheet["sections"], written.sections, strict=True):
        kept = [item for item in source.items if item.validity.holds(date(2026, 11, 22))]
        assert [item["text"] for item in section["items"]] == [item.text for item in kept]
        assert [item["source"]["locator"] for item in section["items"]] == [item.reference.locator for item in kept]


def test_a_sheet_is_that_of_its_day(api):
    def texts(day):
        return {
            item["text"]
            for section in api.get("/indicators/12", on=day).json()["sections"]
            for item in section["items"]
        }

    assert texts("2026-10-31") != texts("2026-11-01")
    for day, last in (("2026-10-31", 32), ("2026-11-01", 33)):
        found = api.get("/indicators", on=day).json()["sheets"]
        assert [one["key"] for one in found] == list(range(1, last + 1))


def test_one_facet_and_topics(api, corpus):
    sheet = api.get("/indicators/28", facet="evidence").json()
    assert [section["facet"] for section in sheet["sections"]] == ["evidence"]
    topics = api.get("/topics", lang="en").json()["sheets"]
    written = {one.key: one.title for one in corpus.sheets if isinstance(one.key, str) and one.language == "en"}
    assert {one["key"]: one["title"] for one in topics} == written
    topic = api.get(f"/topics/{topics[0]['key']}", lang="en").json()
    assert (topic["title"], topic["criterion"]) == (topics[0]["title"], None)
