"""OpenDocument spreadsheets (.ods) -> `Book`, parsed under the limits of .xlsx.

Read here and not by calamine, which gives no percentages, no errors, no hidden rows and no merged
cells of this format, and reads 100% in a column of counts as 1.
"""

from typing import Final

from cchc_metrics.workbooks.formats.gathering import SheetCells
from cchc_metrics.workbooks.formats.ods_cells import OFFICE, TABLE, TEXT, cell_of, repeated
from cchc_metrics.workbooks.grid import LAST_COLUMN, LAST_ROW, Book, Cell, Sheet
from cchc_metrics.workbooks.old_fonts import is_old_font
from cchc_metrics.workbooks.refusals import Fault, RefusedFile, place_of
from cchc_metrics.workbooks.xlsx.archive import Archive
from cchc_metrics.workbooks.xlsx.package import MAX_SHEETS
from cchc_metrics.workbooks.xlsx.parsing import MAX_CELL_TEXT, Budget, PartReader, parse_part
from cchc_metrics.workbooks.xlsx.sheet import MAX_VALUE_COLUMN, MAX_VALUE_ROW

CONTENT: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "


def read_book(data: bytes, budget: Budget | None = None) -> Book:
    archive = Archive(data)
    if MANIFEST in archive and b"encryption-data" in archive.read(MANIFEST):
        raise RefusedFile(Fault.PASSWORD)
    if CONTENT not in archive:
        raise RefusedFile(Fault.DAMAGED_CONTENT)
    budget = budget or Budget()
    reader = _ContentReader(budget)
    parse_part([archive.read(CONTENT)], reader, budget)
    if not reader.sheets:
        raise RefusedFile(Fault.NO_WORKSHEET)
    names = {sheet.name.casefold() for sheet in reader.sheets}
    if len(names) < len(reader.sheets):
        raise RefusedFile(Fault.DAMAGED_CONTENT)
    return Book(tuple(reader.sheets), has_macros="Basic/script-lc.xml" in archive)


class _Styles:
    """Fonts of cells and whether tables are shown, by the name of the style."""

    def __init__(self) -> None:
        self.fonts: dict[str, str] = {}
        self.hidden: set[str] = set()
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._name = attributes.get(_STYLE + "name", "")
        elif name == "text-properties" and is_old_font(attributes.get(_STYLE + "font-name", "")):
            self.fonts[self._name] = attributes[_STYLE + "font-name"]
        elif name == "table-properties" and attributes.get(TABLE + "display") == "false":
            self.hidden.add(self._name)


class _ContentReader(PartReader):
    """Gathers the sheets; a row is kept when it ends, for then it is known how often it stands."""

    root = "document-content"
    namespaces = frozenset(name.strip() for name in (OFFICE, TABLE, TEXT, _STYLE))

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._budget = budget
        self._styles = _Styles()
        self._table: SheetCells | None = None
        self._visible = True
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._column_styles: dict[int, str] = {}
        self._row = self._column = 0
        self._row_attributes: dict[str, str] = {}
        self._cells: list[tuple[int, Cell, str]] = []
        self._attributes: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._in_paragraph = False

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        if self._table is None:
            if name == "table" and parent == "spreadsheet":
                self._start_table(attributes)
            else:
                self._styles.start(name, attributes)
        elif self._in_paragraph:
            self._add_space(name, attributes)
        elif name == "p" and parent == "table-cell" and self._attributes is not None:
            self._in_paragraph = True
            self._paragraphs.append("")
        elif name == "table-column":
            self._add_columns(attributes)
        elif name == "table-row":
            self._row_attributes = attributes
            self._column = 0
            self._cells = []
        elif name in ("table-cell", "covered-table-cell"):
            self._attributes = attributes
            self._paragraphs = []

    def end(self, name: str, parent: str, depth: int) -> None:
        if self._in_paragraph:
            self._in_paragraph = name != "p"
        elif self._table is None:
            return
        elif name in ("table-cell", "covered-table-cell") and self._attributes is not None:
            self._end_cell(name, self._attributes)
            self._attributes = None
        elif name == "table-row":
            self._end_row(self._table)
        elif name == "table" and parent == "spreadsheet":
            hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
            self.sheets.append(self._table.sheet(self._visible, *hidden))
            self._table = None

    def text(self, data: str) -> None:
        if self._in_paragraph:
            self._paragraphs[-1] += data
            if sum(map(len, self._paragraphs)) > MAX_CELL_TEXT:
                raise RefusedFile(Fault.TEXT_TOO_LONG)

    def _start_table(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= MAX_SHEETS:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        self._table = SheetCells(attributes.get(TABLE + "name", ""), self._budget)
        self._visible = attributes.get(TABLE + "style-name", "") not in self._styles.hidden
        self._hidden_rows, self._hidden_columns, self._column_styles = set(), set(), {}
        self._row = self._column = 0

    def _add_columns(self, attributes: dict[str, str]) -> None:
        count = repeated(attributes, "number-columns-repeated")
        last = min(self._column + count, MAX_VALUE_COLUMN)
        for column in range(self._column + 1, last + 1):
            self._column_styles[column] = attributes.get(TABLE + "default-cell-style-name", "")
            if _is_hidden(attributes):
                self._hidden_columns.add(column)
        self._column += count

    def _add_space(self, name: str, attributes: dict[str, str]) -> None:
        spaces = min(repeated(attributes, "c", TEXT), MAX_CELL_TEXT + 1)
        self.text({"s": " " * spaces, "tab": "\t", "line-break": "\n"}.get(name, ""))

    def _end_cell(self, name: str, attributes: dict[str, str]) -> None:
        """Cells that a merged one covers are not shown, whatever they hold."""
        count = repeated(attributes, "number-columns-repeated")
        first = self._column + 1
        self._column += count
        if self._column > LAST_COLUMN:
            raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(self._table_name))
        cell = cell_of(attributes, "\n".join(self._paragraphs))
        if cell is None or name == "covered-table-cell":
            return
        if self._column > MAX_VALUE_COLUMN:
            raise RefusedFile(Fault.CELL_TOO_FAR, place_of(self._table_name))
        for column in range(first, self._column + 1):
            style = attributes.get(TABLE + "style-name") or self._column_styles.get(column, "")
            self._cells.append((column, cell, self._styles.fonts.get(style, "")))
        self._merge(first, attributes)

    def _merge(self, column: int, attributes: dict[str, str]) -> None:
        rows = repeated(attributes, "number-rows-spanned")
        columns = repeated(attributes, "number-columns-spanned")
        if self._table is not None and (rows > 1 or columns > 1):
            last = min(self._row + rows, LAST_ROW), min(column + columns - 1, LAST_COLUMN)
            self._table.merge(self._row + 1, column, *last)

    def _end_row(self, table: SheetCells) -> None:
        count = repeated(self._row_attributes, "number-rows-repeated")
        first = self._row + 1
        self._row += count
        if self._row > LAST_ROW:
            raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(table.name))
        if _is_hidden(self._row_attributes):
            self._hidden_rows.update(range(first, min(self._row, MAX_VALUE_ROW) + 1))
        for row in range(first, self._row + 1) if self._cells else ():
            for column, cell, font in self._cells:
                table.keep(row, column, cell, font)

    @property
    def _table_name(self) -> str:
        return self._table.name if self._table is not None else ""


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get(TABLE + "visibility", "visible") != "visible"
