"""Binary workbooks (.xlsb) -> `Book`, by calamine.

calamine ends the whole process where a file makes it ask for too much memory. It gives neither
number formats nor errors in cells: a cell with an error is blank, and 100% is 1.
"""

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

import python_calamine
from python_calamine import CalamineSheet, SheetTypeEnum, SheetVisibleEnum

from cchc_metrics.workbooks.formats.gathering import SheetCells
from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet
from cchc_metrics.workbooks.refusals import Fault, RefusedFile, place_of
from cchc_metrics.workbooks.xlsx.archive import Archive
from cchc_metrics.workbooks.xlsx.parsing import Budget
from cchc_metrics.workbooks.xlsx.sheet import MAX_VALUE_COLUMN, MAX_VALUE_ROW
from cchc_metrics.workbooks.xlsx.values import number_text

MAX_SHEETS: Final = 300
_WITHOUT_CELLS: Final = (SheetTypeEnum.ChartSheet, SheetTypeEnum.DialogSheet)
_Value = int | float | str | bool | time | date | datetime | timedelta


def read_book(data: bytes, budget: Budget | None = None) -> Book:
    """The zip directory is checked first: calamine unpacks whatever it is given."""
    archive = Archive(data)
    try:
        return replace(_read(data, budget or Budget()), has_macros=archive.has_macros)
    except python_calamine.PasswordError as error:
        raise RefusedFile(Fault.PASSWORD) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise RefusedFile(Fault.DAMAGED_CONTENT) from error


def _read(data: bytes, budget: Budget) -> Book:
    book = python_calamine.load_workbook(io.BytesIO(data))
    listed = [sheet for sheet in book.sheets_metadata if sheet.typ not in _WITHOUT_CELLS]
    if not listed:
        raise RefusedFile(Fault.NO_WORKSHEET)
    if len(listed) > MAX_SHEETS:
        raise RefusedFile(Fault.TOO_MUCH_CONTENT)
    return Book(
        tuple(_sheet(book.get_sheet_by_name(sheet.name), budget, sheet.visible) for sheet in listed)
    )


def _sheet(sheet: CalamineSheet, budget: Budget, visible: SheetVisibleEnum) -> Sheet:
    if sheet.end is not None and (
        sheet.end[0] >= MAX_VALUE_ROW or sheet.end[1] >= MAX_VALUE_COLUMN
    ):
        raise RefusedFile(Fault.CELL_TOO_FAR, place_of(sheet.name))
    cells = SheetCells(sheet.name, budget)
    first_row, first_column = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(), start=first_row + 1):
        for column, value in enumerate(values, start=first_column + 1):
            cell = _cell(value)
            if cell is not None:
                cells.keep(row, column, cell)
    return cells.sheet(visible is SheetVisibleEnum.Visible)


def _cell(value: _Value) -> Cell | None:
    """None for a blank cell; RefusedFile for a number that Excel cannot hold."""
    match value:
        case bool():
            return Cell(CellKind.BOOLEAN, str(int(value)))
        case int() | float():
            text = number_text(repr(value))
            if text is None:
                raise RefusedFile(Fault.BAD_VALUE)
            return Cell(CellKind.NUMBER, text)
        case datetime() if value.time() != time():
            return Cell(CellKind.DATE, value.isoformat())
        case date():
            return Cell(CellKind.DATE, value.isoformat()[:10])
        case str():
            return Cell(CellKind.TEXT, value) if value else None
        case _:
            return Cell(CellKind.TEXT, str(value))
