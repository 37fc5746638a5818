"""The rule themes: one runner over their YAML tables (whose values come from the facts), then the commands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from assistant import cli_rules
from assistant.cli import main
from assistant.rules import (
    DISPLAY,
    NonConformity,
    Profile,
    Reader,
    adapted_audit,
    applicability,
    calendar,
    categories_of,
    changes,
    corrections,
    costs,
    decision,
    documents,
    duration,
    exemption,
    new_entrant,
    principal,
    rule_of_minors,
    sites,
    subcontracting,
    surveillance_scope,
    toolbox,
    versions,
    who_is_new,
)
from assistant.rules.data import applicability_data, outcome_data
from assistant.rules.outcome import concluded
from assistant.rules.unchecked import unchecked
from corpus.errors import RuleError
from corpus.load import Rules, load_rules

HERE = Path(__file__).parent
RULES = load_rules()
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# ── the tables ────────────────────────────────────────────────────────────────────────────────────────────────────────

SPREAD = (
    "day", "audit", "indicator", "turnover", "contract", "certificate", "sites", "any_minor", "any_major",
)  # fmt: skip
"""A list under one of these makes one case for each of its entries."""


def table(name):
    return yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)


def cases(name):
    """The cases of a table, spread out."""
    for written in table(name):
        unknown = set(written) - INPUTS - set(CHECKS) - set(SAME)
        assert not unknown, f"{name}.yaml, {written['name']}: {unknown}"
        for case in spread(written):
            assert set(case) & (set(CHECKS) | set(SAME)), f"{name}.yaml, {case['name']}: nothing is expected"
            yield pytest.param(case, id=case["name"])


def spread(case):
    for row in TABLES.get(next((key for key in case if key in TABLES), ""), lambda case: [case])(case):
        keys = [key for key in SPREAD if isinstance(row.get(key), list)]
        for values in product(*(row[key] for key in keys)):
            chosen = dict(zip(keys, values, strict=True))
            yield row | chosen | {"name": " / ".join([row["name"], *map(str, chosen.values())])}


def _scale(case):
    """One row of a scale: a case for each category, with two establishments and so one site sampled."""
    row = case["scale"]
    for category in ("OF", "CBC", "VAE", "CFA"):
        lines = {"base": row["base"], category: row[category], "sites": row["site"]}
        more = {"name": f"{case['name']} / {category}", "categories": [category], "sites": 2, "sum": lines}
        yield {key: value for key, value in case.items() if key != "scale"} | more | {"value": sum(lines.values())}


def _sampled(case):
    for total, counts in case["sampled"].items():
        for audit, count in zip((["initial", "renewal"], "surveillance"), counts, strict=True):
            name = f"{case['name']} of {total}"
            yield {"name": name, "day": case["day"], "theme": "sites", "audit": audit, "sites": total, "value": count}


def _days(table, given):
    def rows(case):
        for day, found in case[table].items():
            value = dict(zip(case["columns"], found, strict=True))
            yield (
                {key: kept for key, kept in case.items() if key not in (table, "columns")}
                | {given: day}
                | {
                    "value": value,
                    "name": f"{case['name']} / {day}",
                }
            )

    return rows


def _guides(case):
    for day, (rnq, guide, count) in case["guides"].items():
        value = {"rnq": rnq, "guide": guide}
        says = [f"RNQ {rnq} ({count} indicateurs)", f"guide de lecture {guide}"]
        yield {"name": f"{guide} on {day}", "theme": "versions", "day": day, "value": value, "says": says}


def _days_of_change(case):
    named = {}
    for day, names in case["days_of_change"].items():
        for name in names:
            named.setdefault(name, []).append(day)
    assert set(named) == set(RULES.parameters)
    for name, starts in named.items():
        yield {
            "name": f"{case['name']} of {name}",
            "parameter": name,
            "theme": "days",
            "day": starts[-1],
            "value": starts,
        }


TABLES = {
    "days_of_change": _days_of_change,
    "scale": _scale,
    "sampled": _sampled,
    "certificates": _days("certificates", "certificate"),
    "notifications": _days("notifications", "notified"),
    "guides": _guides,
}

# ── what a case asks for ──────────────────────────────────────────────────────────────────────────────────────────────

INPUTS = {
    "name", "theme", "profile", "new", "earlier", "adapted", "minor", "major", "lifted", "before", "notified",
    "categories", "new_entrant", "visited", "parameter", "where", "columns", *SPREAD, *TABLES,
}  # fmt: skip


def _new_entrant(case, reader):
    if "indicator" not in case:
        return who_is_new(reader)
    return new_entrant(case["indicator"], reader, audit=case.get("audit"), new=tuple(case.get("new", ())))


def _subcontracting(case, reader):
    if "indicator" not in case:
        return principal(reader)
    return subcontracting(case["indicator"], reader, contract=case.get("contract"))


def _scope(case, reader):
    profile = Profile.parse(case["profile"])
    if case["theme"] == "adapted":
        return adapted_audit(profile, reader)
    return surveillance_scope(profile, reader, earlier=case.get("earlier", ()), adapted=case.get("adapted", False))


def _decision(case, reader):
    found = [
        NonConformity(
            DISPLAY if number == "display" else number,
            severity,
            lifted=number in case.get("lifted", ()),
            found="before" if number in case.get("before", ()) else "now",
        )
        for severity in ("minor", "major")
        for number in (*case.get(severity, ()), *([case[f"any_{severity}"]] if f"any_{severity}" in case else ()))
    ]
    if case.get("theme") == "rule of minors":
        return rule_of_minors(reader)
    profile = Profile.parse(case.get("profile", {}))
    return decision(found, case["audit"], profile, reader, notified=case.get("notified"))


def _duration(case, reader):
    audit = case.get("audit", "initial")
    if case.get("theme") == "sites":
        return sites(case["sites"], reader, audit=audit)
    return duration(
        tuple(case["categories"]),
        reader,
        audit=audit,
        turnover=case.get("turnover"),
        establishments=case.get("sites"),
        sampled=case.get("visited"),
        new_entrant=case.get("new_entrant"),
    )


def _calendar(case, reader):
    return calendar(case["certificate"], reader) if "certificate" in case else corrections(case["notified"], reader)


def _lists(case, reader):
    lists = {"costs": costs, "documents": documents, "exemption": exemption, "toolbox": toolbox}
    if case.get("theme") in lists:
        return lists[case["theme"]](reader)
    if case.get("theme") == "categories":
        value = list(categories_of(case["indicator"], reader))
    else:
        value = reader.read(case["parameter"])
    if case.get("theme") == "days":
        value = [dated.start for dated in reader.rules.parameters[case["parameter"]].values]
    if "where" in case:
        value = [number for number, kind in value.items() if kind == case["where"]]
    return concluded(value, None, [reader.state("text", text=case["name"])])


def _versions(case, reader):
    return changes(case["indicator"], reader) if case["theme"] == "changes" else versions(reader)


THEMES = {
    "new_entrant": _new_entrant,
    "subcontracting": _subcontracting,
    "scope": _scope,
    "decision": _decision,
    "duration": _duration,
    "calendar": _calendar,
    "lists": _lists,
    "versions": _versions,
}

# ── what a case expects ───────────────────────────────────────────────────────────────────────────────────────────────

SAME = {
    "left": "not_reviewed",
    **{
        name: name
        for name in (
            "value", "unit", "confidence", "half_days", "sampled_sites", "sites_beyond_central", "open_majors",
            "open_minors", "turned_major", "lift_first", "minors_to_lift", "deadlines",
        )
    },
}  # fmt: skip
"""Expected as they stand in the record of `--json`."""


def plain(value):
    """As JSON has it: days as text, keys as text."""
    return json.loads(json.dumps(value, default=date.isoformat))


def text_of(record):
    """All sentences, blanks evened out."""
    return " ".join(" ".join(entry["text"] for entry in record["statements"]).split())


def _words(language):
    def check(words, records):
        found = text_of(records[language]).casefold()
        for word in words:
            assert word.casefold() in found, f"{word!r} is not in {found!r}"

    return check


def _never(words, records):
    found = text_of(records["fr"]).casefold()
    for word in words:
        assert word.casefold() not in found, f"{word!r} is in {found!r}"


def _rests_on(expected, records):
    read = {(step["parameter"], f"{step['source']} {step['locator']}") for step in records["fr"]["trace"]}
    assert set(expected.items()) <= read


def _not_applicable(words, records):
    assert records["fr"]["not_applicable"] is True
    assert records["fr"]["value"] is None
    assert words in records["fr"]["reason"]


def _missing(expected, records):
    assert records["fr"].get("missing", []) == expected


def _question(words, records):
    assert words in records["fr"]["questions"][0]


def _sum(expected, records):
    assert {line["line"]: line["half_days"] / 2 for line in records["fr"]["sum"]} == expected


def _steps(expected, records):
    assert list(records["fr"]["value"]) == expected


def _count(expected, records):
    assert len(records["fr"]["value"]) == expected


def _field(expected, records):
    for name, values in expected.items():
        assert [entry[name] for entry in records["fr"]["value"]] == values


def _error(words, records):
    raise AssertionError(f"expected to be refused ({words}), got {records['fr']['value']!r}")


CHECKS = {
    "says": _words("fr"),
    "says_en": _words("en"),
    "never": _never,
    "rests_on": _rests_on,
    "not_applicable": _not_applicable,
    "missing": _missing,
    "question": _question,
    "sum": _sum,
    "steps": _steps,
    "count": _count,
    "field": _field,
    "error": _error,
}


def every(*names):
    return [
        pytest.param(name, *case.values, id=f"{name}: {case.id}", marks=case.marks)
        for name in names
        for case in cases(name)
    ]


@pytest.mark.parametrize(("theme", "case"), every(*THEMES))
def test_theme(theme, case):
    reader = Reader(RULES, case["day"])
    try:
        outcome = THEMES[theme](case, reader)
    except RuleError as refused:
        assert "error" in case, f"refused: {refused}"
        assert case["error"] in str(refused)
        assert "\n" not in str(refused)
        return
    records = {language: outcome_data(theme, {}, outcome, reader, language) for language in ("fr", "en")}
    for key, expected in case.items():
        if key in SAME:
            assert plain(records["fr"][SAME[key]]) == plain(expected), key
        elif key in CHECKS:
            CHECKS[key](expected, records)
    for record in records.values():
        assert record["statements"]
        assert not set("{}") & set(text_of(record))
        assert record["statements"][0]["sources"]


REGISTRY_KEYS = {
    "name",
    "day",
    "profile",
    "applies",
    "count",
    "readings",
    "says",
    "rests_on",
    "confidence",
    "missing",
    "question",
}


@pytest.mark.parametrize(
    "case",
    [pytest.param(row, id=row["name"]) for written in table("registry") for row in spread(written)],
)
def test_registry(case):
    assert set(case) <= REGISTRY_KEYS
    reader = Reader(RULES, case["day"])
    profile = Profile.parse(case["profile"])
    data = applicability_data(profile, applicability(profile, reader), reader)
    entries = {entry["indicator"]: entry for entry in data["indicators"]}
    assert data["count"] == case["count"]
    if "applies" in case:
        assert [number for number, entry in entries.items() if entry["applies"]] == case["applies"]
    if "readings" in case:
        found = {number: entry["readings"] for number, entry in entries.items() if "readings" in entry}
        assert found == case["readings"]
    for number, words in case.get("says", {}).items():
        assert [word for word in words if word not in entries[number]["reason"]] == []
    for number, expected in case.get("rests_on", {}).items():
        _rests_on(expected, {"fr": entries[number]})
    for number, expected in case.get("confidence", {}).items():
        assert entries[number]["confidence"] == expected
    if "missing" in case:
        assert data["missing"] == case["missing"]
    if "question" in case:
        assert case["question"] in data["questions"][0]


# ── the commands ──────────────────────────────────────────────────────────────────────────────────────────────────────

COMMANDS = {
    ("severity", "12"): ("mineure ou majeure", "minor or major"),
    ("applicability", "--category", "CFA"): ("33 indicateurs s'appliquent", "33 indicators apply"),
    ("new-entrant", "22"): ("l'avoir écrit", "better have it written down"),
    ("new-entrant",): ("première année d'activité", "first year of activity"),
    ("new-entrant", "14", "--new", "AF"): ("n'est pas aménagé ici", "is not adapted here"),
    ("subcontracting", "5"): ("tient compte des objectifs", "the principal's objectives"),
    ("subcontracting", "1", "--no-contract"): ("vérifié en entier", "checked in full"),
    ("subcontracting",): ("côté donneur d'ordre", "on the principal's side"),
    ("changes", "12"): ("seuil de durée", "length threshold"),
    ("adapted-audit", "--category", "VAE"): ("11 indicateurs sont vus", "11 indicators are looked at"),
    ("surveillance-scope", "--category", "CBC", "--earlier", "9"): ("revoit au moins 15", "reviews at least 15"),
    ("decision", "--nc", "4:major", "--nc", "12:minor"): ("ne peut pas être délivré", "cannot be delivered"),
    ("decision", "--nc", "display:major", "--audit", "surveillance"): ("affichage du certificat", "display of the"),
    ("duration", "--category", "CFA", "--turnover", "750000", "--sites", "17"): ("4,5 jours", "4.5 days"),
    ("duration", "--audit", "surveillance"): ("n'a pas été retrouvé", "was not found"),
    ("sites", "17"): ("4 à voir", "4 to visit"),
    ("calendar", "--certificate", "2026-08-31"): ("31 août 2029", "31 August 2029"),
    ("calendar", "--notified", "2026-08-31"): ("28 février 2027", "28 February 2027"),
    ("costs",): ("5 postes de coût", "5 items of cost"),
    ("exemption",): ("fonds publics ou mutualisés", "public or pooled funds"),
    ("documents",): ("11 pièces", "11 documents to supply"),
    ("toolbox",): ("12 documents, du premier", "12 documents, from first"),
    ("versions",): ("RNQ 2026 (33 indicateurs)", "RNQ 2026 (33 indicators)"),
}
"""A command of every theme, with words of its answer in French and in English."""
PARAMETERS = {"list", "show", "unchecked"}
each_command = pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)


@pytest.fixture(scope="module")
def built():
    """The commands, built once."""
    return get_command(cli_rules.app)


@pytest.fixture
def rules(capsys, built, monkeypatch):
    monkeypatch.setattr("assistant.cli_rules.shared.load_rules", lambda: RULES)

    def run(*arguments):
        try:
            built.main([str(argument) for argument in arguments], prog_name="qualiopi rules")
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def refused(found, words, code=1):
    """One line on stderr, nothing on stdout."""
    status, out, err = found
    assert (status, out) == (code, "")
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("toolbox",), ("costs", "--on", "2019-06-05"), ("sites",)], ids=" ".join)
def test_the_same_through_the_whole_command_line(rules, capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(["rules", *arguments])
    captured = capsys.readouterr()
    code, out, err = rules(*arguments)
    assert (stop.value.code or 0, captured.out) == (code, out)
    assert captured.err.splitlines()[-1:] == err.splitlines()[-1:]


def test_every_theme_has_a_command_here():
    assert {command.name for command in cli_rules.app.registered_commands} == PARAMETERS | {
        name for name, *_ in COMMANDS
    }


@each_command
def test_a_theme_in_french_and_in_english(rules, arguments):
    outs = {}
    for language, words in zip(("fr", "en"), COMMANDS[arguments], strict=True):
        code, outs[language], err = rules(*arguments, "--lang", language)
        assert (code, err) == (0, "")
        assert words in outs[language]
        assert not set("{}") & set(outs[language])
    assert rules(*arguments)[1] == outs["fr"]
    assert not set(outs["fr"].splitlines()) & set(outs["en"].splitlines())


@each_command
def test_a_theme_in_json(rules, arguments):
    for language in ("fr", "en"):
        code, out, _ = rules(*arguments, "--lang", language, "--json")
        data = json.loads(out)
        assert code == 0
        assert (data["on"], data["rnq"]) == ("2026-11-22", "2026")
        for entry in data.get("indicators", [data]):
            assert entry["reason"]
            assert entry["trace"]
            assert {source["source"] for source in entry["sources"]} <= set(RULES.sources)
            assert entry["confidence"] in ("high", "medium", "low")


@each_command
def test_why_shows_source_and_last_check(rules, arguments):
    for language, checked in (("fr", "vérifié le 22 novembre 2026"), ("en", "checked on 22 November 2026")):
        _, plainly, _ = rules(*arguments, "--lang", language)
        _, out, _ = rules(*arguments, "--lang", language, "--why")
        assert checked in out
        assert checked not in plainly
        assert any(f"{source.short}, " in out for source in RULES.sources.values())
        assert not set("{}") & set(out)
        assert set(plainly.splitlines()) <= set(out.splitlines())


@each_command
def test_a_day_before_everything_is_one_line(rules, arguments):
    words = "depuis le 1er septembre 2023" if "display:major" in arguments else "aucune valeur connue au 5 juin 2019"
    if arguments[0] == "calendar":
        arguments = ("calendar", arguments[1], "2019-06-05")
    else:
        arguments = (*arguments, "--on", "2019-06-05")
    refused(rules(*arguments), words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("new-entrant 34", "compte 33 indicateurs"),
        ("new-entrant 34 --on 2026-10-31", "compte 32 indicateurs"),
        ("new-entrant 0", "n'existe pas"),
        ("new-entrant 2 --new XX", "OF, CBC, VAE, CFA"),
        ("subcontracting 34", "compte 33 indicateurs"),
        ("changes 34", "compte 33 indicateurs"),
        ("severity 34", "compte 33 indicateurs"),
        ("applicability --registry XX", "RNCP, RS"),
        ("adapted-audit --category XX", "OF, CBC, VAE, CFA"),
        ("surveillance-scope --category OF --earlier 14", "ne s'applique pas"),
        ("surveillance-scope --category CFA --earlier 33 --on 2026-10-31", "n'est pas en vigueur"),
        ("surveillance-scope --category CFA --on 2023-08-31", "aucune valeur connue"),
        ("decision --nc 4:minor", "une mineure y est impossible"),
        ("decision --nc 12:minor --nc 12:major", "une fiche d'écart par indicateur"),
        ("decision --nc 14:major --category OF", "ne s'applique pas"),
        ("decision --nc display:major", "audit de surveillance"),
        ("decision --nc 12:minor:before", "n'a pas d'audit précédent"),
        ("decision --nc 34:major", "n'existe pas"),
        ("decision --nc 12", "12:minor:lifted"),
        ("decision --nc 12:minor:major", "12:minor:lifted"),
        ("decision --nc 12:grave", "12:minor:lifted"),
        ("decision --nc twelve:minor", "12:minor:lifted"),
        ("decision --nc 12:minor:later", "12:minor:lifted"),
        ("decision --nc 4:major --on 2026-11-22 --notified 2026-11-21", "ne peut précéder"),
        ("duration --category OF --turnover -1", "ne peut être négatif"),
        ("duration --category OF --turnover 100000 --sites 0", "au moins 1"),
        ("duration --category XX --turnover 100000", "OF, CBC, VAE, CFA"),
        ("sites 0", "au moins 1"),
        ("calendar", "(certificate)"),
        ("calendar --certificate 2026-01-31 --notified 2026-01-31", "(certificate)"),
        ("calendar --certificate 9999-12-31", "trop lointaine"),
        ("toolbox --on 2021-06-07", "aucune valeur connue"),
        ("exemption --on 2021-12-31", "aucune valeur connue"),
        ("show nonsense", "'nonsense'"),
        ("decision --nc ²:minor", "12:minor:lifted"),
        ("decision --nc 0:major --audit surveillance", "n'existe pas"),
        ("decision --nc 4:major --notified 9999-12-31", "trop lointaine"),
        ("unchecked --months 999999", "999999"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line(rules, arguments, words):
    refused(rules(*arguments.split()), words)


@pytest.mark.parametrize(
    "arguments",
    [
        "nothing",
        "severity",
        "severity douze",
        "new-entrant deux",
        "new-entrant 2 --audit first",
        "subcontracting 5 --contract maybe",
        "changes",
        "adapted-audit --on 31/10/2026",
        "surveillance-scope --earlier nine",
        "decision --audit adapted",
        "decision --notified tomorrow",
        "duration --turnover beaucoup",
        "duration --audit first",
        "sites",
        "sites many",
        "sites 3 --audit adapted",
        "calendar --certificate 2026-02-30",
        "costs --lang de",
        "versions --on 2026-13-01",
        "show",
        "unchecked --months -1",
    ],
)
def test_usage_errors_exit_2(rules, arguments):
    code, out, err = rules(*arguments.split())
    assert (code, out) == (2, "")
    assert err


def test_options_reach_the_rules(rules):
    def value(*arguments):
        return json.loads(rules(*arguments, "--json")[1])["value"]

    assert value("duration", "--category", "OF", "--turnover", 149999) == 1
    assert value("duration", "--category", "OF", "--turnover", 150000) == 1.5
    assert value("duration", "--category", "OF", "--turnover", 150000, "--audit", "renewal") == 1.5
    assert value("sites", 17, "--audit", "surveillance") == 2
    assert value("decision", *["--nc", "1:minor", "--nc", "2:minor", "--nc", "8:minor", "--nc", "9:minor"]) is True
    five = ["--nc", "1:minor", "--nc", "2:minor", "--nc", "8:minor", "--nc", "9:minor", "--nc", "12:minor"]
    assert value("decision", *five) is False
    assert value("decision", *five[:-1], "12:minor:lifted") is True
    assert value("decision", "--nc", "12:minor:before", "--audit", "renewal") is False
    assert value("versions", "--on", "2024-03-07") == {"rnq": "2019", "guide": "V8"}
    assert value("new-entrant", 14, "--new", "OF") == "ordinary"
    adapted = ("surveillance-scope", "--category", "CBC", "--no-new-entrant")
    assert len(value(*adapted)) == 14
    assert len(value(*adapted, "--adapted")) == 18


def test_an_adapted_audit_from_the_command_line(rules):
    code, out, _ = rules("duration", "--category", "OF", "--turnover", 300000, "--audit", "adapted", "--json")
    assert (code, json.loads(out or "{}").get("value")) == (0, 0.5)


def test_a_new_entrant_from_the_profile_counts_for_the_duration(rules, tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text("categories: [OF]\nnew_entrant: false\n", encoding="utf-8")
    assert "nouvel entrant" not in rules("duration", "--audit", "surveillance", "--profile", path)[1]


def test_the_day_of_the_audit_comes_from_option_then_profile_then_today(rules, tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text("categories: [CFA]\naudit_date: 2026-10-31\n", encoding="utf-8")
    asked = ("surveillance-scope", "--profile", path, "--json")
    assert json.loads(rules(*asked)[1])["on"] == "2026-10-31"
    assert json.loads(rules(*asked, "--on", "2026-11-01")[1])["on"] == "2026-11-01"
    assert json.loads(rules("surveillance-scope", "--category", "CFA", "--json")[1])["on"] == "2026-11-22"


def test_the_kind_of_audit_comes_from_option_then_profile_then_initial(rules, tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text("categories: [OF]\naudit: surveillance\n", encoding="utf-8")
    asked = ("decision", "--nc", "4:major", "--json")
    assert json.loads(rules(*asked)[1])["audit"] == "initial"
    assert json.loads(rules(*asked, "--profile", path)[1])["audit"] == "surveillance"
    assert json.loads(rules(*asked, "--profile", path, "--audit", "renewal")[1])["audit"] == "renewal"
    assert rules("decision", "--nc", "display:major", "--profile", path)[0] == 0


def test_an_audit_is_not_after_its_notification(rules):
    """Without --on, a notification in the past puts the audit on that day at the latest."""
    _, out, _ = rules("decision", "--nc", "4:major", "--notified", "2026-10-31", "--json")
    assert json.loads(out)["on"] == "2026-10-31"
    _, out, _ = rules("decision", "--nc", "4:major", "--notified", "2026-12-01", "--json")
    assert json.loads(out)["on"] == "2026-11-22"


# ── calendar files ────────────────────────────────────────────────────────────────────────────────────────────────────

CERTIFICATE = ["2027-10-31", "2028-06-30", "2028-12-31", "2029-04-30", "2029-08-31"]
NOTIFICATION = ["2026-11-30", "2026-12-30", "2027-02-28"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("option", "days"), [("--certificate", CERTIFICATE), ("--notified", NOTIFICATION)], ids=["certificate", "notified"]
)
def test_a_calendar_file(rules, tmp_path, option, days, language):
    from icalendar import Calendar

    path = tmp_path / "days.ics"
    code, out, _ = rules("calendar", option, "2026-08-31", "--ics", path, "--lang", language)
    assert code == 0
    found = Calendar.from_ical(path.read_bytes())
    events = found.walk("VEVENT")
    assert sorted(event.decoded("dtstart").isoformat() for event in events) == days
    assert all((event.decoded("dtend") - event.decoded("dtstart")).days == 1 for event in events)
    assert len({str(event["uid"]) for event in events}) == len(days)
    assert all(str(event["summary"]).startswith("Qualiopi :" if language == "fr" else "Qualiopi: ") for event in events)
    first = out.splitlines()[0].split(" (")[0].rstrip(".")
    assert all(first in str(event["description"]) for event in events)


def test_each_day_has_its_name_in_the_calendar_file(rules, tmp_path):
    from icalendar import Calendar

    path = tmp_path / "days.ics"
    rules("calendar", "--certificate", "2026-08-31", "--ics", path)
    named = {
        str(event["summary"]): event.decoded("dtstart").isoformat()
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    }
    assert {
        day: [word for word in ("début", "fin", "contact", "conseillée", "échéance") if word in name]
        for name, day in named.items()
    } == dict(zip(CERTIFICATE, [["début"], ["fin"], ["contact"], ["conseillée"], ["échéance"]], strict=True))


def test_a_calendar_file_that_cannot_be_written(rules, tmp_path):
    refused(rules("calendar", "--certificate", "2026-08-31", "--ics", tmp_path / "none" / "days.ics"), "days.ics")


def test_no_calendar_file_for_what_is_refused(rules, tmp_path):
    path = tmp_path / "days.ics"
    refused(rules("calendar", "--certificate", "2019-06-05", "--ics", path), "aucune valeur connue")
    assert not path.exists()


# ── the parameters themselves ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_of_parameters(rules):
    code, out, _ = rules("list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(RULES.parameters)
    checked = [parameter.checked_on.isoformat() for parameter in RULES.parameters.values()]
    assert [line.split()[1] for line in out.splitlines()] == checked
    rows = json.loads(rules("list", "--json")[1])
    assert {row["parameter"]: row["values"] for row in rows}["severity"] == 1
    assert {row["parameter"]: row["values"] for row in rows}["indicator-count"] == 2


def test_a_parameter_with_all_its_values(rules):
    code, out, _ = rules("show", "indicator-count")
    assert code == 0
    for words in ("32", "33", "6 juin 2019", "31 octobre 2026", "1er novembre 2026", "décret 2026-728", "vérifié le"):
        assert words in out
    assert "1 November 2026" in rules("show", "indicator-count", "--lang", "en")[1]
    data = json.loads(rules("show", "indicator-count", "--json")[1])
    assert [(entry["value"], entry["valid_from"], entry["valid_until"]) for entry in data["values"]] == [
        (32, "2019-06-06", "2026-10-31"),
        (33, "2026-11-01", None),
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", RULES.parameters)
def test_every_parameter_can_be_shown(rules, name, language):
    code, out, _ = rules("show", name, "--lang", language)
    assert (code, len(out.splitlines())) == (0, 3 * len(RULES.parameters[name].values))
    assert not set("{}") & set(out)


def test_a_parameter_that_does_not_exist_names_those_that_do(rules):
    found = rules("show", "nonsense")
    refused(found, "'nonsense'")
    assert all(name in found[2] for name in ("severity", "indicator-count", "duration-base"))


def test_what_is_due_for_a_check(rules):
    everything = {*RULES.parameters, *RULES.sources}
    code, out, _ = rules("unchecked", "--on", "2027-06-01")
    rows = json.loads(rules("unchecked", "--on", "2027-06-01", "--json")[1])
    expected = {
        name
        for name, found in (*RULES.parameters.items(), *RULES.sources.items())
        if found.checked_on <= date(2026, 12, 1)
    }
    assert code == 0
    assert {line.split()[-1] for line in out.splitlines()} == {row["id"] for row in rows} == expected <= everything
    assert {row["kind"] for row in rows} == {"parameter", "source"}
    assert rules("unchecked", "--on", "2019-06-06")[1].startswith("Tout a été vérifié")
    assert json.loads(rules("unchecked", "--on", "2019-06-06", "--json")[1]) == []


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2027, 5, 21), 6, []),
        (date(2027, 5, 22), 6, ["old"]),
        (date(2027, 5, 23), 6, ["old", "new"]),
        (date(2026, 12, 21), 1, []),
        (date(2026, 12, 22), 1, ["old"]),
        (date(2026, 11, 22), 0, ["old"]),
        (date(2026, 11, 21), 0, []),
    ],
)
def test_due_to_the_day_and_the_oldest_first(day, months, due):
    parameter, source = RULES.parameters["severity"], RULES.sources["rnq-guide-v9"]
    aged = Rules(
        {"new": replace(source, id="new", checked_on=date(2026, 11, 23))},
        {"old": replace(parameter, id="old", checked_on=date(2026, 11, 22))},
    )
    assert [name for _, name, _ in unchecked(aged, day, months)] == due
