"""The book of certified copies as a spreadsheet (sổ chứng thực dạng bảng tính)."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (14, 14, 34, 44, 34, 12, 14, 34)
_AMOUNTS = (6, 7)
"""Columns of numbers, from 1: copies, fee."""


def book_sheet(name: str, words: dict[str, Any], rows: Sequence[tuple[Sequence[str | int], bool]]) -> bytes:
    """Return the book as an XLSX file; texts are texts whatever they look like, void rows are struck through.

    Args:
        name: Name of the book.
        words: The words of the register's form.
        rows: Cells, made harmless, and whether the number is void.
    """
    workbook = Workbook()
    sheet: Worksheet = workbook.active  # type: ignore[assignment]  # a new workbook has one sheet
    sheet.title = "".join(sign for sign in name if sign not in r"[]:*?/\\")[:31]
    sheet.append(list(words["columns"]))
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E6E3DB")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for cells, void in rows:
        _add(sheet, cells, void=void)
    for place, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGH"[place]].width = width
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _add(sheet: Worksheet, cells: Sequence[str | int], *, void: bool) -> None:
    row = sheet.max_row + 1
    for column, value in enumerate(cells, 1):
        cell = sheet.cell(row, column, value)
        if isinstance(value, str):
            cell.data_type = "s"
        elif column in _AMOUNTS:
            cell.number_format = "#,##0"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if void:
            cell.font = Font(strike=True)
