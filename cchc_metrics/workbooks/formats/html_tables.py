"""Web pages with tables, often named .xls by the systems that export them -> a `Book`.

Every table is a sheet. Nothing is fetched or run; only texts, spans and Excel's own numbers count.
"""

import re
from contextlib import suppress
from html.parser import HTMLParser
from typing import Final

from cchc_metrics.workbooks.formats.decoding import decoded
from cchc_metrics.workbooks.formats.gathering import SheetCells
from cchc_metrics.workbooks.formats.plain_cells import plain_cell
from cchc_metrics.workbooks.grid import GENERAL, LAST_COLUMN, Book, Cell, CellKind, Sheet
from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.parsing import MAX_CELL_TEXT, Budget
from cchc_metrics.workbooks.xlsx.values import number_text

MAX_TABLES: Final = 100
MAX_DEPTH: Final = 20
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HIDDEN_TEXT: Final = frozenset({"script", "style", "head", "title"})
_LINE_BREAKS: Final = frozenset({"br", "p", "div", "li"})


def read_book(data: bytes, budget: Budget | None = None) -> Book:
    """Raise RefusedFile for a page without a table, such as one that only frames others."""
    reader = _TableReader(budget or Budget())
    reader.feed(_text(data))
    reader.close()
    sheets = tuple(sheet for sheet in reader.finished() if sheet.cells)
    if not sheets:
        raise RefusedFile(Fault.HTML)
    return Book(sheets)


def _text(data: bytes) -> str:
    """By the page's own word, if it has one and keeps it."""
    declared = _CHARSET.search(data[:4_096])
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        with suppress(LookupError, UnicodeError):
            text = data.decode(declared[1].decode("ascii"))
            if "<table" in text.lower():
                return text
    return decoded(data)


class _Table:
    """Where the next cell goes; cells that span rows keep their columns in the rows below."""

    def __init__(self, name: str, budget: Budget) -> None:
        self.cells = SheetCells(name, budget)
        self.row = 0
        self.column = 0
        self.hidden_rows: set[int] = set()
        self._covered: dict[int, int] = {}  # column -> last row that a cell above covers
        self.attributes: dict[str, str] | None = None
        self.pieces: list[str] = []

    def start_row(self, hidden: bool) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        if hidden:
            self.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.end_cell()
        self.row = max(self.row, 1)
        self.column += 1
        while self._covered.get(self.column, 0) >= self.row:
            self.column += 1
        self.attributes = attributes
        self.pieces = []

    def end_cell(self) -> None:
        if self.attributes is None:
            return
        rows, columns = _span(self.attributes, "rowspan"), _span(self.attributes, "colspan")
        last_row, last_column = self.row + rows - 1, min(self.column + columns - 1, LAST_COLUMN)
        cell = _cell("".join(self.pieces), self.attributes)
        if cell is not None:
            self.cells.keep(self.row, self.column, cell)
            if rows > 1 or columns > 1:
                self.cells.merge(self.row, self.column, last_row, last_column)
        for column in range(self.column, last_column + 1) if rows > 1 else ():
            self._covered[column] = last_row
        self.column = last_column
        self.attributes = None

    def sheet(self) -> Sheet:
        self.end_cell()
        return self.cells.sheet(hidden_rows=frozenset(self.hidden_rows))


class _TableReader(HTMLParser):
    def __init__(self, budget: Budget) -> None:
        super().__init__(convert_charrefs=True)
        self._budget = budget
        self._open: list[_Table] = []
        self._sheets: list[_Table] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN_TEXT:
            self._silent = tag
        elif tag == "table":
            self._start_table()
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].start_row(_HIDDEN.search(attributes.get("style", "")) is not None)
        elif tag in ("td", "th"):
            self._open[-1].start_cell(attributes)
        elif tag in _LINE_BREAKS:
            self._open[-1].pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif self._open and tag == "table":
            self._open.pop().end_cell()
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent and self._open[-1].attributes is not None:
            self._open[-1].pieces.append(data)

    def _start_table(self) -> None:
        if len(self._sheets) >= MAX_TABLES or len(self._open) >= MAX_DEPTH:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        self._open.append(_Table(f"Bảng {len(self._sheets) + 1}", self._budget))
        self._sheets.append(self._open[-1])

    def finished(self) -> list[Sheet]:
        return [table.sheet() for table in self._sheets]


def _span(attributes: dict[str, str], name: str) -> int:
    """1 where the page says nothing sensible; no office program writes a span of 0 (to the end)."""
    text = attributes.get(name, "").strip()
    return max(1, min(int(text), 1_000)) if text.isascii() and text.isdigit() else 1


def _cell(text: str, attributes: dict[str, str]) -> Cell | None:
    """What is shown; or the number behind it where Excel has written that beside it (`x:num`)."""
    shown = " ".join(text.split())
    if len(shown) > MAX_CELL_TEXT:
        raise RefusedFile(Fault.TEXT_TOO_LONG)
    number = number_text(attributes.get("x:num", ""))
    if number is not None:
        return Cell(CellKind.NUMBER, number, False, "0%" if shown.endswith("%") else GENERAL)
    return plain_cell(shown)
