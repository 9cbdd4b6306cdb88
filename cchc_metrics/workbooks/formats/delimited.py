"""CSV, in any of the ways in which office programs write it -> a `Book` of one sheet."""

import csv
import io
from collections import Counter
from itertools import islice
from typing import Final

from cchc_metrics.workbooks.formats.decoding import decoded
from cchc_metrics.workbooks.formats.gathering import SheetCells
from cchc_metrics.workbooks.formats.plain_cells import plain_cell
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.parsing import MAX_CELL_TEXT, Budget

SHEET_NAME: Final = "CSV"
_DELIMITERS: Final = "\t;,"
_SAMPLE_ROWS: Final = 200
_DECLARATION: Final = "sep="


def read_book(data: bytes, budget: Budget | None = None) -> Book:
    """Raise RefusedFile for text without columns, and for quotes that do not match."""
    csv.field_size_limit(MAX_CELL_TEXT)
    try:
        return _read(decoded(data), budget or Budget())
    except csv.Error as error:
        raise RefusedFile(Fault.DAMAGED_CONTENT) from error


def _read(whole: str, budget: Budget) -> Book:
    delimiter, text = _delimiter(whole)
    cells = SheetCells(SHEET_NAME, budget)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for row, fields in enumerate(rows, start=1):
        for column, field in enumerate(fields, start=1):
            cell = plain_cell(field)
            if cell is not None:
                cells.keep(row, column, cell)
    return Book((cells.sheet(),))


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter and the text without Excel's line "sep=;", which names it."""
    first, _, rest = text.partition("\n")
    declared = first.strip().removeprefix(_DECLARATION)
    if first.startswith(_DECLARATION) and len(declared) == 1:
        return declared, rest
    best = max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))
    if _evenness(text, best) == (0, 0):
        raise RefusedFile(Fault.PLAIN_TEXT)
    return best, text


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the most frequent number of columns, if that is more than one."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths = Counter(len(row) for row in islice(rows, _SAMPLE_ROWS) if len(row) > 1)
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width
