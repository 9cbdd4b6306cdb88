"""A workbook as it was read: sheets of typed cells, addressed (row, column) from 1.

Knows nothing of file formats. Blank cells are absent; a cell keeps the characters of the file, so
that cleaning and judging stay with those who know what the cell should hold. The JSON form is what
the reading process sends to the server: plain data, never pickle.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384  # XFD

GENERAL = "General"

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class CellKind(StrEnum):
    """What a cell holds, as far as the file itself says."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    FORMULA_WITHOUT_VALUE = "formula without value"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that carries something.

    `text` is, by kind: the exact decimal ("12", "0.95"); the text as it stands; an ISO date, with
    a time only if there is one; "1" or "0"; the error ("#DIV/0!"); nothing.
    """

    kind: CellKind
    text: str
    is_formula: bool = False
    number_format: str = GENERAL


@dataclass(frozen=True)
class Sheet:
    """One worksheet; hidden rows and columns are listed as far as there are cells.

    `old_fonts` names the fonts of cells whose font is one of before Unicode (.VnTime, VNI-Times).
    """

    name: str
    visible: bool
    cells: Mapping[tuple[int, int], Cell]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[str, ...] = ()
    old_fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell | None:
        return self.cells.get((row, column))

    @cached_property
    def last_row(self) -> int:
        """The last row that holds a cell; 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column that holds a cell; 0 for an empty sheet."""
        return max((column for _, column in self.cells), default=0)


@dataclass(frozen=True)
class Book:
    """All worksheets in their order, with the file's custom document properties."""

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    has_macros: bool = False


def address(row: int, column: int) -> str:
    """(12, 4) -> "D12"."""
    return f"{column_letters(column)}{row}"


def parse_address(text: str) -> tuple[int, int]:
    """ "D12" -> (12, 4); ValueError for anything outside A1..XFD1048576."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(f"Not a cell address: {text!r}")
    row, column = int(match[2]), _column_number(match[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise ValueError(f"Outside the sheet: {text!r}")
    return row, column


@cache
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@cache
def column_letters(column: int) -> str:
    letters = ""
    while column > 0:
        column, remainder = divmod(column - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def book_to_json(book: Book) -> str:
    """The book as compact JSON: each distinct cell once in a table, and where it stands as numbers.

    Sheets repeat few cells many times; numbers in one flat list are read back ten times faster
    than a list for each cell.
    """
    table = _CellTable()
    plain = {
        "sheets": [_sheet_to_plain(sheet, table) for sheet in book.sheets],
        "cells": [(c.kind.value, c.text, int(c.is_formula), c.number_format) for c in table.cells],
        "properties": dict(book.properties),
        "has_macros": book.has_macros,
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


class _CellTable:
    """Cells in the order of their numbers; known as objects, of which readers make one for many.

    Comparing their contents would take longer than everything else.
    """

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self._numbers: dict[int, int] = {}

    def places(self, cells: Mapping[tuple[int, int], Cell]) -> list[int]:
        """Row, column and number of each cell, one after the other."""
        places: list[int] = []
        numbers = self._numbers
        for (row, column), cell in cells.items():
            number = numbers.get(id(cell))
            if number is None:
                numbers[id(cell)] = number = len(self.cells)
                self.cells.append(cell)
            places += (row, column, number)
        return places


def _sheet_to_plain(sheet: Sheet, table: _CellTable) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "visible": sheet.visible,
        "places": table.places(sheet.cells),
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merges": sheet.merges,
        "old_fonts": [(row, column, font) for (row, column), font in sheet.old_fonts.items()],
    }


def book_from_json(text: str | bytes) -> Book:
    """The inverse of `book_to_json`; ValueError, TypeError or LookupError if it is not that."""
    plain = json.loads(text)
    kinds = {kind.value: kind for kind in CellKind}
    cells = [
        Cell(kinds[kind], text, bool(is_formula), number_format)
        for kind, text, is_formula, number_format in plain["cells"]
    ]
    return Book(
        sheets=tuple(_sheet_from_plain(sheet, cells) for sheet in plain["sheets"]),
        properties=plain["properties"],
        has_macros=plain["has_macros"],
    )


def _sheet_from_plain(plain: dict[str, Any], cells: list[Cell]) -> Sheet:
    places = plain["places"]
    positions = zip(places[0::3], places[1::3], strict=True)
    return Sheet(
        name=plain["name"],
        visible=plain["visible"],
        cells=dict(zip(positions, map(cells.__getitem__, places[2::3]), strict=True)),
        hidden_rows=frozenset(plain["hidden_rows"]),
        hidden_columns=frozenset(plain["hidden_columns"]),
        merges=tuple(plain["merges"]),
        old_fonts={(row, column): font for row, column, font in plain["old_fonts"]},
    )
