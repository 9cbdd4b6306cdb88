"""Writes .xlsx, or .xlsm with a macro that nothing runs."""

import io
import zipfile
from typing import Any

import openpyxl
from openpyxl.styles import Font

from cchc_metrics.workbooks.grid import address, column_letters
from tests.workbooks.formats.layout import Drawn, Value


def xlsx(*sheets: Drawn) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for drawn in sheets:
        _fill(book.create_sheet(drawn.name), drawn)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsm(*sheets: Drawn) -> bytes:
    buffer = io.BytesIO(xlsx(*sheets))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    return buffer.getvalue()


def _fill(sheet: Any, drawn: Drawn) -> None:
    sheet.sheet_state = "visible" if drawn.visible else "hidden"
    for r, row in enumerate(drawn.rows, start=1):
        for c, value in enumerate(row, start=1):
            if value is not None:
                _type(sheet[address(r, c)], value)
    for where in drawn.errors:
        sheet[where] = "#DIV/0!"
        sheet[where].data_type = "e"
    _dress(sheet, drawn)


def _type(cell: Any, value: Value) -> None:
    """Text that begins with "=" is a formula, without a value since nothing computes it here."""
    cell.value = value
    if isinstance(value, str) and not value.startswith("="):
        cell.data_type = "s"


def _dress(sheet: Any, drawn: Drawn) -> None:
    for where, code in drawn.number_formats.items():
        sheet[where].number_format = code
    for where, font in drawn.fonts.items():
        sheet[where].font = Font(name=font)
    for merge in drawn.merges:
        sheet.merge_cells(merge)
    for row in drawn.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in drawn.hidden_columns:
        sheet.column_dimensions[column_letters(column)].hidden = True
