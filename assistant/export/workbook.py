"""Tables as an Excel workbook. The only door to openpyxl."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.export.table import Cell, Column, Sheet, harmless

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet

PAPER, MARGIN, SCALE = 9, 0.4, 62
"""A4; inches; percent of the size on the screen at which a page of columns fits."""


def to_xlsx(title: str, sheets: Sequence[Sheet], split: int) -> bytes:
    """A workbook with a sheet for each table: heading row frozen and filtered, wrapped text, ready to print.

    Args:
        title: of the document, also at the foot of every page.
        sheets: the first one is open.
        split: how many columns of a wide sheet go on the first page; the next ones repeat its first two columns.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.title = title
    book.properties.creator = ""
    book.remove(book.active)
    for sheet in sheets:
        made = book.create_sheet(sheet.name)
        _filled(made, sheet)
        _printed(made, sheet, title, split)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _filled(made: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    wrapped = Alignment(wrap_text=True, vertical="top")
    bold, fill = Font(bold=True), PatternFill("solid", fgColor="E7ECFA")
    headings = tuple(column.heading for column in sheet.columns)
    for row, cells in enumerate((headings, *sheet.rows), 1):
        for place, cell in enumerate(cells, 1):
            written = made.cell(row, place)
            _write(written, cell)
            written.alignment = wrapped
            if row == 1:
                written.font, written.fill = bold, fill
    for place, column in enumerate(sheet.columns, 1):
        made.column_dimensions[get_column_letter(place)].width = column.width
        _offer(made, column, get_column_letter(place), len(sheet.rows))
    made.freeze_panes = "A2" if len(headings) < 3 else "D2"
    if len(headings) > 1 and sheet.rows:
        made.auto_filter.ref = made.dimensions


def _write(written: ExcelCell, cell: Cell) -> None:
    """A number, or a text that stays one: never a formula, even when the file is saved as CSV."""
    value = harmless(cell)
    if isinstance(value, str) and not value:
        return  # empty, so that it can be filled in and filtered on
    written.value = value
    if isinstance(value, str):
        written.data_type = "s"


def _offer(made: Worksheet, column: Column, letter: str, rows: int) -> None:
    """A list to choose from in the cells of a column."""
    if not column.choices or not rows:
        return
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = DataValidation("list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
    listed.add(f"{letter}2:{letter}{rows + 1}")
    made.add_data_validation(listed)


def _printed(made: Worksheet, sheet: Sheet, title: str, split: int) -> None:
    from openpyxl.worksheet.pagebreak import Break, ColBreak

    made.page_setup.orientation, made.page_setup.paperSize = "landscape", PAPER
    for side in ("left", "right", "top", "bottom"):
        setattr(made.page_margins, side, MARGIN)
    made.print_title_rows = "1:1"
    made.oddFooter.left.text, made.oddFooter.right.text = title.replace("&", "&&"), "&P / &N"
    if len(sheet.columns) <= split:
        made.sheet_properties.pageSetUpPr.fitToPage = True
        made.page_setup.fitToHeight = 0
        return
    made.page_setup.scale = SCALE
    made.print_title_cols = "A:B"
    made.page_setup.pageOrder = "overThenDown"
    breaks = ColBreak()
    breaks.append(Break(id=split))
    made.col_breaks = breaks
