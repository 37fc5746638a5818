"""The evidence checklist as a Word document to print and fill in. With `document`, the only door to python-docx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from assistant.checklist import Entry, Proof
from assistant.export.checklist import TO_FILL, Words, by_criterion
from assistant.export.conversation import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

WIDTHS = (8.6, 5.4, 2.2, 2.8, 2.2, 5.5)
"""Columns in cm, on A4 laid on its side: evidence, source, then those to fill in."""
MARGIN = 1.5
"""In cm."""


def to_docx(words: Words) -> bytes:
    """The document: what it is, then each criterion, each indicator and its table; what is left out at the end."""
    import docx

    made = docx.Document()
    made.core_properties.title = words.title
    made.core_properties.author = ""
    made.core_properties.comments = ""
    _lay_on_its_side(made, words.title)
    made.add_heading(clean(words.title), 0)
    for line in words.about:
        made.add_paragraph(clean(line))
    for first, entries in by_criterion(words.made):
        made.add_heading(clean(words.criterion(first)), 1)
        for entry in entries:
            made.add_heading(clean(words.heading(entry)), 2)
            for line in words.lines(entry):
                made.add_paragraph(clean(line))
            _table(made, entry, words)
    if words.made.left:
        made.add_heading(clean(words.say("left")), 1)
        for one in words.made.left:
            paragraph = made.add_paragraph()
            paragraph.add_run(clean(words.heading(one))).bold = True
            paragraph.add_run(f" {clean(one.reason)}")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _lay_on_its_side(made: Document, title: str) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    section.footer.paragraphs[0].text = clean(title)


def _table(made: Document, entry: Entry, words: Words) -> None:
    """A row for each example of evidence; the heading row is repeated on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = made.add_table(1 + len(entry.proofs), len(WIDTHS), style="Table Grid")
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    heads = [words.say(f"column.{name}") for name in ("proof", "source", *TO_FILL)]
    _fill(table, [heads, *(_row(proof, words) for proof in entry.proofs)])
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(proof: Proof, words: Words) -> list[str]:
    return [words.proof(proof), words.source(proof)]


def _fill(table: Table, rows: list[list[str]]) -> None:
    """Texts into cells; python-docx finds a cell anew at every call, so they are taken once."""
    from docx.shared import Cm, Pt

    cells, wide = table._cells, len(WIDTHS)
    for place, row in enumerate(rows):
        for column, width in enumerate(WIDTHS):
            cell = cells[place * wide + column]
            cell.width = Cm(width)
            if column >= len(row):
                continue
            run = cell.paragraphs[0].add_run(clean(row[column]))
            run.font.size, run.bold = Pt(9), place == 0 or None
