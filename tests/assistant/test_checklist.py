"""The evidence checklist: its rows against the rules, and every file read back."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from markdown_it import MarkdownIt

from assistant.checklist import checklist
from assistant.export.checklist import FORMATS, Words, exported, name_of
from assistant.export.conversation import clean
from assistant.export.table import harmless
from assistant.messages import Messages
from assistant.rules import Profile, Reader, applicability
from tests.conftest import TODAY
from tests.payloads import PAYLOADS, Parsed

OCTOBER, DECEMBER = date(2026, 10, 31), date(2026, 12, 1)
PLAIN = {"categories": ["OF"], "certifying": False, "alternance": False, "work_placement": False, "afest": False}
HOSTILE = [
    "=1+1",
    "+33 1 02 03 04 05",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =cmd|' /C calc'!A0",
    "＝1+1",
    "\ufeff=1+1",
    "\x00=1+1",
    '=HYPERLINK("http://example.invalid?"&A1;"x")',
]


@pytest.fixture
def made_for(desk_of):
    def make(data, on=DECEMBER, language="fr"):
        return checklist(desk_of(language, on, Profile.parse(data)), TODAY)

    return make


@pytest.mark.parametrize("on", [OCTOBER, DECEMBER])
@pytest.mark.parametrize(
    "data",
    [{"categories": ["CFA"]}, {"categories": ["OF"]}, {**PLAIN, "only_short": True}, {"categories": ["CBC", "VAE"]}],
    ids=str,
)
def test_entries_are_the_indicators_that_apply_or_may(made_for, corpus, data, on):
    made = made_for(data, on)
    verdicts = applicability(Profile.parse(data), Reader(corpus.rules, on)).verdicts
    expected = {v.indicator: v.applies for v in verdicts if v.applies is not False and not v.without_object}
    standing = {True: "applies", None: "depends"}
    assert {one.indicator: one.standing for one in made.entries} == {n: standing[a] for n, a in expected.items()}
    assert {one.indicator for one in made.left} == {v.indicator for v in verdicts} - expected.keys()
    assert all(entry.proofs and entry.reason and entry.severity for entry in made.entries)
    assert all(proof.text and proof.locator for entry in made.entries for proof in entry.proofs)
    assert [entry.criterion for entry in made.entries] == sorted(entry.criterion for entry in made.entries)


def test_evidence_is_cut_to_the_profile(made_for):
    def publics(data):
        return {proof.public for entry in made_for(data).entries for proof in entry.proofs}

    assert "Alternance" not in publics(PLAIN)
    assert "Alternance" in publics({"categories": ["CFA"]})
    assert "Bilan de compétences" in publics({"categories": ["CBC"]})
    assert "Bilan de compétences" not in publics(PLAIN)
    assert "Personnes en situation de handicap" in publics(PLAIN)
    assert "À distance" not in publics({**PLAIN, "remote": False})


def test_what_is_not_published_is_said(made_for):
    last = made_for({"categories": ["CFA"]}).entries[-1]
    assert last.indicator == 33
    assert [proof.published for proof in last.proofs] == [False]
    assert last.proofs[0].text.startswith("Néant")
    assert "aucune gravité n'est publiée" in last.severity.casefold()


def test_severity_and_what_is_never_minor(made_for):
    by_number = {entry.indicator: entry.severity for entry in made_for({"categories": ["CFA"]}, OCTOBER).entries}
    assert by_number[4] == "Majeure, même pour un manquement partiel."
    assert by_number[3].startswith("Mineure ou majeure selon l'étendue du manquement ; mineure quand")
    assert "exception : l'absence du taux d'obtention" in by_number[3]


def test_without_object_is_left_out_with_its_reason(made_for):
    left = {one.indicator: one for one in made_for({**PLAIN, "only_short": True}).left}
    assert left[12].standing == "without_object"
    assert "sans objet si aucune formation ne dépasse 2 jours : c'est votre cas" in left[12].reason
    assert left[14].standing == "not_applicable"
    assert "ne concerne que : apprentissage" in left[14].reason.casefold()


@pytest.mark.parametrize(
    ("language", "told", "none"),
    [("fr", "les violences (sexistes", "Pas de changement relevé."), ("en", "Violence (sexist", "No change noted.")],
)
def test_what_2026_changes_is_told_with_its_source(made_for, language, told, none):
    by_number = {
        entry.indicator: entry.change for entry in made_for({"categories": ["CFA"]}, language=language).entries
    }
    changed = {n for n, change in by_number.items() if not change.startswith(none)}
    assert changed == {1, 2, 3, 7, 12, 14, 15, 19, 20, 27, 30, 31, 32, 33}
    assert by_number[12].casefold().startswith(told.casefold())
    assert all(
        "2026-728" in change and ("confiance" in change or "confidence" in change) for change in by_number.values()
    )


def test_before_november_there_is_no_change_to_tell(made_for):
    made = made_for({"categories": ["CFA"]}, OCTOBER)
    assert {entry.change for entry in made.entries} == {""}
    assert "change" not in Words(made, Messages()).columns


def test_the_expected_level_is_cut_to_the_profile(made_for):
    by_number = {entry.indicator: entry.expected for entry in made_for(PLAIN).entries}
    assert by_number[12].startswith("Des mesures d'engagement et de prévention des ruptures existent par écrit")
    assert "plus de 2 jours" in by_number[12]
    assert "bilan de compétences" not in by_number[12]
    assert "bilan de compétences" in {e.indicator: e.expected for e in made_for({"categories": ["CBC"]}).entries}[12]
    assert all(by_number.values())


def test_a_surveillance_audit_marks_what_it_reviews(made_for):
    made = made_for({**PLAIN, "audit": "surveillance", "new_entrant": False})
    by_number = {entry.indicator: entry.review for entry in made.entries}
    assert "ne connaît que la non-conformité majeure" in by_number[4]
    assert "toujours revus" in by_number[17]
    assert by_number[2].startswith("Peut ne pas être revu")
    assert {entry.review for entry in made_for(PLAIN).entries} == {""}


@pytest.mark.parametrize("form", FORMATS)
def test_every_file_tells_change_expected_level_and_review(made_for, form):
    made = made_for({**PLAIN, "audit": "surveillance"})
    text = read_back(exported(made, form), form)
    for part in ("Changement de 2026", "Niveau attendu", "sont à prévenir et à traiter", "peut ne pas être revu"):
        assert part.casefold() in text.casefold(), part


def read_back(content: bytes, form: str) -> str:
    """All text of a file."""
    if form == "xlsx":
        book = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    if form == "docx":
        return "\n".join(one.text for one in pytest.importorskip("docx").Document(io.BytesIO(content)).paragraphs)
    return content.decode().replace("\\", "")


def about_is_told(text: str, made) -> None:
    """Version, day, hash of the texts, profile and notice: in every file."""
    for part in (made.corpus, "RNQ 2026", "V9", "1er décembre 2026", "22 novembre 2026", "pas le texte officiel"):
        assert part in text, part
    assert "actions de formation" in text


@pytest.fixture
def made(made_for):
    return made_for({"categories": ["OF"], "new_entrant": True, "audit": "initial", "only_short": True})


def test_csv_read_back(made):
    content = exported(made, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0][:4] == ["Critère", "Indicateur", "Intitulé", "Preuve possible"]
    columns = Words(made, Messages()).columns
    assert {len(row) for row in rows} == {len(columns)}
    proofs = sum(len(entry.proofs) for entry in made.entries)
    blank = rows.index([""] * len(columns))
    assert blank == 1 + proofs + len(made.left)
    first = dict(zip(columns, rows[1], strict=True))
    assert (first["criterion"], first["indicator"], first["standing"]) == ("1", "1", "S'applique")
    assert first["proof"] == made.entries[0].proofs[0].text
    assert first["wording"] == "notre reformulation"
    assert [first[name] for name in ("status", "owner", "date", "place")] == [""] * 4
    about_is_told("\n".join(row[0] for row in rows[blank:]), made)


def test_english_csv_has_commas(made_for):
    content = exported(made_for({"categories": ["OF"]}, language="en"), "csv").decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(content)))[:2] == ["Criterion", "Indicator"]


def test_xlsx_read_back(made):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(exported(made, "xlsx")))
    assert book.sheetnames == ["Preuves", "Indicateurs laissés de côté", "À propos"]
    sheet = book["Preuves"]
    proofs = sum(len(entry.proofs) for entry in made.entries)
    assert (sheet.max_row, sheet.max_column) == (1 + proofs, len(Words(made, Messages()).columns))
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [9, 10, 28, 52]
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
    assert isinstance(sheet["B2"].value, int)
    texts = [proof.text for entry in made.entries for proof in entry.proofs]
    assert [sheet.cell(row, 4).value for row in range(2, sheet.max_row + 1)] == texts
    assert sheet.data_validations.dataValidation[0].formula1 == '"à faire,en cours,prêt"'
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert {row[1].value for row in book["Indicateurs laissés de côté"].iter_rows(min_row=2)} >= {12, 14}
    about_is_told("\n".join(row[0].value for row in book["À propos"].iter_rows()), made)


def test_docx_read_back(made):
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(exported(made, "docx")))
    assert len(document.tables) == len(made.entries)
    for table, entry in zip(document.tables, made.entries, strict=True):
        assert len(table.rows) == 1 + len(entry.proofs)
        assert entry.proofs[0].text in table.rows[1].cells[0].text
        assert table.rows[1].cells[5].text == ""
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert headings == [f"Indicateur {entry.indicator} – {entry.title}" for entry in made.entries]
    section = document.sections[0]
    assert section.page_width > section.page_height
    about_is_told("\n".join(one.text for one in document.paragraphs), made)


def test_markdown_read_back(made):
    text = exported(made, "md").decode()
    assert len(re.findall("^### ", text, re.M)) == len(made.entries)
    rows = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    assert len(rows) == sum(1 + len(entry.proofs) for entry in made.entries)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {7}
    about_is_told(text.replace("\\", ""), made)


@pytest.mark.parametrize("cell", HOSTILE, ids=repr)
def test_a_hostile_cell_stays_text_in_every_file(made, cell):
    openpyxl, docx = pytest.importorskip("openpyxl"), pytest.importorskip("docx")
    entry = made.entries[0]
    bad = replace(made, entries=(replace(entry, proofs=(replace(entry.proofs[0], text=cell),)),), left=())
    assert str(harmless(cell)).startswith("'")
    rows = list(csv.reader(io.StringIO(exported(bad, "csv").decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][3][0] == "'"
    written = openpyxl.load_workbook(io.BytesIO(exported(bad, "xlsx")))["Preuves"]["D2"]
    assert (written.data_type, written.value[0], written.hyperlink) == ("s", "'", None)
    text = docx.Document(io.BytesIO(exported(bad, "docx"))).tables[0].rows[1].cells[0].text
    assert text == clean(cell)
    assert "\x00" not in exported(bad, "md").decode()


@pytest.mark.parametrize("payload", [*PAYLOADS, "a | b", "**x**"])
def test_markup_stays_text_in_markdown(made, payload):
    entry = made.entries[0]
    bad = replace(made, entries=(replace(entry, title=payload, proofs=(replace(entry.proofs[0], text=payload),)),))
    written = exported(bad, "md").decode()
    html = Parsed(MarkdownIt("gfm-like", {"linkify": False}).render(written))
    assert html.tags <= {"h1", "h2", "h3", "ul", "li", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    row = next(line for line in written.splitlines() if line.startswith("| ") and "reformulation" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 7


def test_ordinary_cells_are_left_alone():
    assert [harmless(cell) for cell in (12, "", "Plan d'action", "3 - 4", "e=mc")] == [
        12,
        "",
        "Plan d'action",
        "3 - 4",
        "e=mc",
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_of_each_format_in_each_language(made_for, form, language):
    made = made_for({"categories": ["CFA"]}, language=language)
    assert len(exported(made, form)) > 10_000
    stem = {"fr": "Preuves-Qualiopi", "en": "Qualiopi-evidence"}[language]
    assert name_of(made, form) == f"{stem}-2026-12-01.{form}"
    assert all(Words(made, Messages()).about)
