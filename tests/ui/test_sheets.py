"""The library as HTML: every sheet whole and escaped, links to passages, what the search finds, what a profile sees."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest

from assistant.find import find
from assistant.messages import Messages
from assistant.rules import CATEGORIES, Profile, Reader, severity, verdict
from assistant.rules.words import words
from assistant.sheets import editions, opened, reading_day
from assistant.ui.shown.library import LibraryScreen, highlighted
from assistant.ui.shown.places import Place, asking, place_at
from corpus.records import FACETS, LANGUAGES
from tests.conftest import TODAY
from tests.payloads import PAYLOADS, is_only_text

VERSIONS = {"2019": date(2026, 10, 31), "2026": TODAY}
VOID = {"br", "img", "hr", "input"}


class Reading(HTMLParser):
    """What a reader of the page gets: text, headings, ids, links; fails where elements do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings, self.ids, self.links, self.marked, self.parts = [], [], [], [], []
        self._open = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            self._open.append(tag)
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.parts.append(data)
        if "mark" in self._open:
            self.marked.append(data)

    @property
    def text(self) -> str:
        return plain("".join(self.parts))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("**", "")


@pytest.fixture
def screen(shared_assistant):
    def make(language="fr", profile=None, *, whole=False):
        return LibraryScreen(shared_assistant, Messages(), language, profile or Profile(), whole=whole)

    return make


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rnq", VERSIONS)
def test_every_sheet_is_whole_and_clean(screen, corpus, shared_assistant, language, rnq):
    mine = screen(language)
    shown = 0
    for sheet in corpus.sheets:
        if sheet.language != language or (sheet.key == 33 and rnq == "2019"):
            continue
        html = mine.sheet(Place(sheet.key, rnq=rnq))
        page = Reading(html)
        assert not re.search(r"\*\*|[{}]|\]\(|`", page.text), sheet.key
        assert page.headings[0] == 2
        assert set(page.headings[1:]) == {3}
        assert len(page.ids) == len(set(page.ids))
        for chunk in shared_assistant.library.chunks:
            if chunk.key == sheet.key and chunk.language == language and chunk.holds(VERSIONS[rnq]):
                assert f"p-{chunk.id}" in page.ids
                assert all(plain(line) in page.text for line in chunk.lines), chunk.title
                assert plain(corpus.rules.sources[chunk.source].short) in page.text
        shown += 1
    assert shown >= 57


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_passage_of_each_facet_marks_it(screen, shared_assistant, language):
    for facet in FACETS:
        chunks = shared_assistant.library.chunks
        mine = [c for c in chunks if c.facet == facet and c.language == language and c.holds(TODAY)]
        for chunk in mine[:: max(1, len(mine) // 4)]:
            page = Reading(screen(language).sheet(Place(chunk.key, facet, chunk.id)))
            assert [plain(part) for part in page.marked if part.strip()] != []
            assert plain("".join(page.marked)) == plain("".join(chunk.lines))
            assert {facet, f"p-{chunk.id}"} <= set(page.ids)


def a_passage(assistant, key, language="fr", **wanted):
    return next(
        c
        for c in assistant.library.chunks
        if c.key == key and c.language == language and all(getattr(c, name) == value for name, value in wanted.items())
    )


def test_a_passage_is_shown_whatever_the_profile_and_the_version(screen, shared_assistant):
    cfa = a_passage(shared_assistant, 12, facet="obligations", publics=("CFA",))
    only_training = screen(profile=Profile(categories=("OF",)))
    assert plain(cfa.lines[0]) in "".join(Reading(only_training.sheet(Place(12, "obligations", cfa.id))).marked)
    old = a_passage(shared_assistant, "seven-criteria", end="2026-10-31")
    place = Place("seven-criteria", old.facet, old.id)
    assert screen().rnq(place) == "2019"
    assert f"p-{old.id}" in Reading(screen().sheet(place)).ids


def test_a_passage_that_the_sheet_cannot_mark_is_told(screen, shared_assistant):
    english = a_passage(shared_assistant, 12, "en", facet="summary")
    page = Reading(screen().sheet(Place(12, "summary", english.id)))
    assert "l'autre langue" in page.text
    assert plain(english.lines[0]) in page.text
    other = a_passage(shared_assistant, 13, facet="summary")
    for lost in ("0" * 64, other.id, "<b>"):
        assert "ne figure plus" in Reading(screen().sheet(Place(12, "summary", lost))).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_hard_facts_are_those_of_the_rules(screen, corpus, language):
    reader = Reader(corpus.rules, TODAY)
    say = Messages().say
    for indicator in range(1, 34):
        html = screen(language).sheet(Place(indicator))
        hard = Reading(html[html.index("<section class='hard'") : html.index("</section>")] + "</section>").text
        judged = {c: verdict(indicator, Profile(categories=(c,)), reader).applies for c in CATEGORIES}
        if all(judged.values()):
            assert say(language, "ui.library.no") + "." not in hard
        else:
            for category, applies in judged.items():
                answer = say(language, f"ui.library.{ {True: 'yes', None: 'depends', False: 'no'}[applies] }")
                colon = say(language, "ui.facts.colon")
                assert f"{words(language).categories[category]}{colon}{answer}" in hard
        graded = severity(indicator, reader)
        wanted = {33: ("Aucune gravité", "No severity")}.get(indicator) or (
            ("est majeure", "is major") if graded.value == "major" else ("mineure ou majeure", "minor or major")
        )
        assert wanted[LANGUAGES.index(language)] in hard, hard
        assert hard.count(say(language, "ui.facts.why").replace("\u00a0", " ")) == 2


def test_what_is_not_published_of_33_is_told(screen):
    page = Reading(screen().sheet(Place(33)))
    for part in ("Aucune gravité n'est publiée", "aucun niveau attendu n'était publié", "aucun exemple de preuve"):
        assert part in page.text
    assert "n'existe que pour les audits" in page.text[page.text.index("Et avec le référentiel 2019") :]
    before = Reading(screen().sheet(Place(33, rnq="2019")))
    assert "n'existe que pour les audits à partir du 1er novembre 2026" in before.text
    assert place_at(before.links[-1]) == Place(33, rnq="2026")


def test_the_other_version_is_told(screen):
    new, old = (Reading(screen().sheet(Place(12, rnq=rnq))) for rnq in ("2026", "2019"))
    assert "toute violence" in old.text[old.text.index("Et avec le référentiel 2026") :]
    assert "toute violence" not in old.text[: old.text.index("Et avec le référentiel 2026")]
    assert "depuis le 1er novembre 2026 Depuis le RNQ 2026" in new.text
    assert "confiance moyenne" in new.text
    assert "Le référentiel 2019 ne dit rien de plus" in new.text
    same = Reading(screen().sheet(Place(28, rnq="2026"))).text
    assert "La fiche dit la même chose avec le référentiel 2019" in same


def test_the_profile_cuts_and_the_switch_shows_all(screen):
    training = Profile(categories=("OF",), alternance=False)
    cut, whole = (Reading(screen(profile=training, whole=all_).sheet(Place(12))).text for all_ in (False, True))
    assert "Le CFA oriente" not in cut
    assert "Solutions de rechange proposées à l'alternant" not in cut
    assert "Mesures de prévention des abandons liées aux adaptations" in cut  # anyone may have a disability
    assert "concernent d'autres publics que les vôtres" in cut
    assert "Le CFA oriente" in whole
    assert "concernent d'autres publics que les vôtres" not in whole
    assert "Personnes en situation de handicap" in cut


def test_advice_is_marked(screen):
    html = unescape(screen().sheet(Place(12)))
    for facet in ("practice", "example", "faq"):
        part = html[html.index(f"<section id='{facet}'") :]
        assert "conseil</span></h3>" in part[: part.index("</h3>") + 5]
    evidence = html[html.index("<section id='evidence'") : html.index("<section id='details'")]
    assert "conseil" not in evidence


def test_related_sheets_and_questions_are_links(screen):
    page = Reading(screen().sheet(Place(27)))
    keys = {place_at(link).key for link in page.links if link.startswith("/bibliotheque")}
    assert "subcontracting" in keys
    topic = Reading(screen().sheet(Place("new-entrants")))
    assert {2, 32} <= {place_at(link).key for link in topic.links if link.startswith("/bibliotheque")}
    assert any(link.startswith("/?q=") for link in topic.links)
    assert asking("é & <") == "/?q=%C3%A9%20%26%20%3C"


@pytest.mark.parametrize(("rnq", "last"), [("2019", 32), ("2026", 33)])
def test_the_contents_name_every_indicator_in_force_and_every_topic(screen, corpus, rnq, last):
    page = Reading(screen("en").contents(Place(rnq=rnq)))
    keys = [place_at(link).key for link in page.links]
    assert sorted(key for key in keys if isinstance(key, int)) == list(range(1, last + 1))
    topics = {sheet.key for sheet in corpus.sheets if isinstance(sheet.key, str)}
    assert topics == {key for key in keys if isinstance(key, str)}


@pytest.mark.parametrize("query", ["relance des absents", "preuves indicateur 28", "what about complaints", "portage"])
def test_the_search_finds_what_the_command_finds(screen, shared_assistant, query):
    hits = find(shared_assistant, query, TODAY, 10)
    assert hits
    page = Reading(screen().results(Place(query=query)))
    places = [place_at(link) for link in page.links[:-1]]
    assert [(place.key, place.passage) for place in places] == [
        (hit["indicator"] or hit["topic"], hit["chunk"]) for hit in hits
    ]
    assert all(plain(line) in page.text for hit in hits for line in hit["text"].replace("- ", "").splitlines())
    assert place_at(page.links[-1]) == Place()


def test_the_words_searched_are_marked(shared_assistant):
    marked = highlighted("Une **Relance** des absents, deux relances.", "relancer les absences", "fr")
    assert marked == "Une <strong><mark>Relance</mark></strong> des absents, deux <mark>relances</mark>."
    assert highlighted("le <b>", "le b", "fr") == "le &lt;<mark>b</mark>&gt;"


@pytest.mark.parametrize("payload", [*PAYLOADS, "a" * 10_001, " ", "'\" onload=x"])
def test_what_is_typed_is_shown_as_text(screen, payload):
    place = Place(payload, "evidence", payload, payload, payload)
    assert is_only_text(screen().results(place) + screen().sheet(place) + screen().contents(place))


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("?fiche=28#evidence", Place(28, "evidence")),
        ("/bibliotheque?fiche=audit-cycle&rnq=2019", Place("audit-cycle", rnq="2019")),
        ("?fiche=12&passage=abc&cherche=un+mot#faq", Place(12, "faq", "abc", None, "un mot")),
        ("?", Place()),
        ("?fiche=028&x=1#nothing", Place(28)),
        ("?fiche=9999", Place("9999")),
        ("?fiche=²", Place("²")),
        ("//[", Place()),
    ],
)
def test_addresses_are_read(address, place):
    assert place_at(address) == place
    assert place_at(place.href) == place


def test_the_day_on_which_a_sheet_is_read(corpus, shared_assistant):
    rules = corpus.rules
    first, last = editions(rules)
    assert (first.rnq, first.end, last.rnq, last.end) == ("2019", date(2026, 10, 31), "2026", None)
    assert reading_day(rules, TODAY) == TODAY
    assert reading_day(rules, TODAY, "2019") == date(2026, 10, 31)
    assert reading_day(rules, date(2025, 5, 5), "2026") == date(2026, 11, 1)
    assert reading_day(rules, TODAY, "nonsense") == TODAY
    new = a_passage(shared_assistant, 12, start="2026-11-01")
    assert reading_day(rules, date(2025, 5, 5), passage=new) == date(2026, 11, 1)
    assert reading_day(rules, TODAY, "2019", new) == date(2026, 10, 31)


def test_a_sheet_knows_what_it_rests_on(shared_assistant):
    found = opened(shared_assistant.library, 12, "fr", TODAY, Profile())
    assert found.references == tuple(dict.fromkeys(found.references))
    assert {"rnq-guide-v9", "decree-2026-728", "own-advice"} <= {one.source for one in found.references}
    assert found.left_out == 0
    assert [part.facet for part in found.parts] == list(FACETS)


@pytest.mark.parametrize(("language", "none"), [("fr", "Rien trouvé"), ("en", "Nothing found")])
def test_a_search_that_fits_nothing_says_so(screen, language, none):
    assert none in plain(screen(language).results(Place(query="asdfgh qwerty")))
    fitting = {"fr": "relance des absents", "en": "disability contact"}[language]
    assert none not in plain(screen(language).results(Place(query=fitting)))


@pytest.mark.parametrize("query", ["12", " indicateur 12 ", "ind. 12"])
def test_a_number_alone_finds_its_sheet_alone(screen, query):
    shown = screen().results(Place(query=query))
    assert shown.count("<li><p class='where'>") == 1
    assert "fiche=12" in shown
