"""Fills a template as an office would: opens it, types into cells, saves it."""

import io
from collections.abc import Mapping
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from cchc_metrics.workbooks.layout import CODE, DATA_SHEET, LINE


def fill(template: bytes, entries: Mapping[tuple[str, str], Any]) -> bytes:
    """Type into the month form: (indicator code, column word) -> what is typed."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book[DATA_SHEET]
    columns = header_columns(sheet)
    rows = code_rows(sheet)
    for (code, word), typed in entries.items():
        sheet.cell(rows[code], columns[word]).value = typed
    return saved(book)


def fill_year(template: bytes, entries: Mapping[tuple[str, str, int], Any]) -> bytes:
    """Type into the year form: (indicator code, line, month) -> what is typed."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book[DATA_SHEET]
    columns = header_columns(sheet)
    rows = {
        (sheet.cell(row, columns[CODE]).value, sheet.cell(row, columns[LINE]).value): row
        for row in range(1, sheet.max_row + 1)
    }
    for (code, line, month), typed in entries.items():
        sheet.cell(rows[code, line], columns[f"Tháng {month}"]).value = typed
    return saved(book)


def change(template: bytes, cells: Mapping[str, Any]) -> bytes:
    """Type anything anywhere: address -> what is typed."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for address, typed in cells.items():
        book[DATA_SHEET][address] = typed
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def header_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 41) if sheet.cell(row, 1).value == CODE)


def header_columns(sheet: Worksheet) -> dict[str, int]:
    row = header_row(sheet)
    return {str(sheet.cell(row, c).value): c for c in range(1, sheet.max_column + 1)}


def code_rows(sheet: Worksheet) -> dict[str, int]:
    rows: dict[str, int] = {}
    for row in range(header_row(sheet) + 1, sheet.max_row + 1):
        rows.setdefault(str(sheet.cell(row, 1).value), row)
    return rows
