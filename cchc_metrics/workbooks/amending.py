"""Cells put right without Excel: the file stays as it is, what is read is the book as amended."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet, parse_address

LONGEST_RAW = 500
_DIGITS = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True)
class Amendment:
    """What an officer types in place of what a cell says, and why."""

    sheet: str
    cell: str
    typed: str
    reason: str


def amended(book: Book, amendments: Iterable[Amendment]) -> Book:
    """The book as if it had been typed so; raise ValueError for a cell that cannot be."""
    typed: dict[str, dict[tuple[int, int], Cell]] = {}
    for each in amendments:
        typed.setdefault(each.sheet, {})[parse_address(each.cell)] = _cell(each.typed)
    if not typed:
        return book
    return replace(book, sheets=tuple(_with(sheet, typed) for sheet in book.sheets))


def raw_text(book: Book, sheet: str, cell: str) -> str:
    """What a cell says in the file, as it is kept; empty for a blank cell or none at all."""
    found = next((s.cell(*parse_address(cell)) for s in book.sheets if s.name == sheet), None)
    return found.text.replace("\x00", "")[:LONGEST_RAW] if found else ""


def _cell(typed: str) -> Cell:
    kind = CellKind.NUMBER if _DIGITS.fullmatch(typed) else CellKind.TEXT
    return Cell(kind, typed)


def _with(sheet: Sheet, typed: dict[str, dict[tuple[int, int], Cell]]) -> Sheet:
    if sheet.name not in typed:
        return sheet
    return replace(sheet, cells={**sheet.cells, **typed[sheet.name]})
