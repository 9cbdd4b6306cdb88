"""Cells put right without Excel: the file stays as it is, what is read is the book as amended."""

import re
from collections.abc import Mapping
from dataclasses import replace

from cchc_metrics.workbooks.foreign.answers import Correction
from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet, parse_address

# By the key of its cell, as `foreign.proposal.cell_key` makes it.
Corrections = Mapping[str, Correction]
LONGEST_RAW = 500
_DIGITS = re.compile(r"[0-9]{1,15}")


def amended(book: Book, corrections: Corrections) -> Book:
    """The book as if it had been typed so; raise ValueError for what is no cell."""
    typed: dict[str, dict[tuple[int, int], Cell]] = {}
    for key, correction in corrections.items():
        sheet, cell = place_of_key(key)
        typed.setdefault(sheet, {})[parse_address(cell)] = _cell(correction.text)
    return replace(book, sheets=tuple(_with(sheet, typed) for sheet in book.sheets))


def place_of_key(key: str) -> tuple[str, str]:
    """ "Tháng 3!D9" -> ("Tháng 3", "D9"); a sheet's name may have a "!" of its own."""
    sheet, _, cell = key.rpartition("!")
    return sheet, cell


def raw_text(book: Book, sheet: str, cell: str) -> str:
    """What a cell says in the file, as it is kept; empty for a blank cell or none at all."""
    found = cell_of(book, sheet, cell)
    return found.text.replace("\x00", "")[:LONGEST_RAW] if found else ""


def cell_of(book: Book, sheet: str, cell: str) -> Cell | None:
    """The cell at an address; None for a blank one, or where there is no such sheet."""
    found = next((each for each in book.sheets if each.name == sheet), None)
    return found.cell(*parse_address(cell)) if found else None


def _cell(typed: str) -> Cell:
    kind = CellKind.NUMBER if _DIGITS.fullmatch(typed) else CellKind.TEXT
    return Cell(kind, typed)


def _with(sheet: Sheet, typed: dict[str, dict[tuple[int, int], Cell]]) -> Sheet:
    if sheet.name not in typed:
        return sheet
    return replace(sheet, cells={**sheet.cells, **typed[sheet.name]})
