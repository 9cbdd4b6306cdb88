"""Excel 97-2003 and older (.xls, BIFF) -> `Book`, by xlrd."""

import io
from collections.abc import Iterator
from typing import Any, Final

import xlrd
from xlrd.biffh import error_text_from_code

from cchc_metrics.workbooks.formats.gathering import SheetCells
from cchc_metrics.workbooks.grid import GENERAL, Book, Cell, CellKind, Sheet
from cchc_metrics.workbooks.old_fonts import is_old_font
from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.parsing import Budget
from cchc_metrics.workbooks.xlsx.values import date_text, number_text

MAX_SHEETS: Final = 300
_MACROS: Final = "_VBA_PROJECT_CUR".encode("utf-16-le")


def read_book(data: bytes, budget: Budget | None = None) -> Book:
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except (RefusedFile, MemoryError):
        raise
    except Exception as error:
        # On damaged files xlrd runs into errors of every kind; a password it names.
        is_encrypted = isinstance(error, xlrd.XLRDError) and "encrypted" in str(error)
        raise RefusedFile(Fault.PASSWORD if is_encrypted else Fault.DAMAGED_CONTENT) from error
    if book.nsheets > MAX_SHEETS:
        raise RefusedFile(Fault.TOO_MUCH_CONTENT)
    budget = budget or Budget()
    sheets = tuple(_sheet(book, book.sheet_by_index(i), budget) for i in range(book.nsheets))
    if not sheets:
        raise RefusedFile(Fault.NO_WORKSHEET)
    return Book(sheets, has_macros=_MACROS in data)


def _sheet(book: Any, sheet: Any, budget: Budget) -> Sheet:
    cells = SheetCells(sheet.name, budget)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            number_format, font = _style(book, sheet.cell_xf_index(row, column))
            cell = _cell(sheet.cell(row, column), number_format, book.datemode == 1)
            if cell is not None:
                cells.keep(row + 1, column + 1, cell, font if is_old_font(font) else "")
    for first_row, end_row, first_column, end_column in sheet.merged_cells:
        cells.merge(first_row + 1, first_column + 1, end_row, end_column)
    return cells.sheet(
        sheet.visibility == 0,
        frozenset(_hidden(sheet.rowinfo_map)),
        frozenset(_hidden(sheet.colinfo_map)),
    )


def _hidden(infos: dict[int, Any]) -> Iterator[int]:
    return (index + 1 for index, info in infos.items() if info.hidden)


def _style(book: Any, index: int | None) -> tuple[str, str]:
    """Number format and font of a cell; damaged files name styles that do not exist."""
    try:
        style = book.xf_list[index]
        return book.format_map[style.format_key].format_str, book.font_list[style.font_index].name
    except (LookupError, TypeError):
        return GENERAL, ""


def _cell(cell: Any, number_format: str, uses_1904_dates: bool) -> Cell | None:
    """None for a blank cell; RefusedFile for a number that Excel cannot hold."""
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return Cell(CellKind.TEXT, cell.value, False, number_format) if cell.value else None
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return _number(cell, number_format, uses_1904_dates)
        case xlrd.XL_CELL_BOOLEAN:
            return Cell(CellKind.BOOLEAN, str(int(bool(cell.value))), False, number_format)
        case xlrd.XL_CELL_ERROR:
            text = error_text_from_code.get(cell.value, "#N/A")
            return Cell(CellKind.ERROR, text, False, number_format)
        case _:
            return None


def _number(cell: Any, number_format: str, uses_1904_dates: bool) -> Cell:
    text = number_text(repr(cell.value))
    if text is None:
        raise RefusedFile(Fault.BAD_VALUE)
    day = date_text(text, uses_1904_dates) if cell.ctype == xlrd.XL_CELL_DATE else None
    if day is not None:
        return Cell(CellKind.DATE, day, False, number_format)
    return Cell(CellKind.NUMBER, text, False, number_format)
