"""One worksheet part -> `Sheet`. Positions are checked, never guessed; ranges are never expanded.

Only cells that carry something are kept and counted, so blank formatted cells cost nothing but
their reading. A value that cannot be what the file says it is refuses the file, with its cell.
"""

import re
from dataclasses import replace
from typing import Final

from cchc_metrics.workbooks.grid import (
    LAST_COLUMN,
    LAST_ROW,
    Cell,
    CellKind,
    Sheet,
    address,
    parse_address,
)
from cchc_metrics.workbooks.refusals import Fault, RefusedFile, place_of
from cchc_metrics.workbooks.xlsx.cells import CellValues
from cchc_metrics.workbooks.xlsx.parsing import Budget, PartReader, is_true, whole_number

# A value beyond these is a slip of the hand, and whoever walks the rows would walk them all.
MAX_VALUE_ROW: Final = 100_000
MAX_VALUE_COLUMN: Final = 1_000
MAX_MERGES: Final = 20_000
MAX_COLUMN_RANGES: Final = LAST_COLUMN

_MERGE: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?")


class SheetReader(PartReader):
    """Gathers the cells of one sheet; `sheet()` gives it when the part has been read."""

    root = "worksheet"

    def __init__(self, name: str, values: CellValues, budget: Budget) -> None:
        super().__init__()
        self._name = name
        self._values = values
        self._budget = budget
        self._cells: dict[tuple[int, int], Cell] = {}
        self._old_fonts: dict[tuple[int, int], str] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._column_ranges = 0
        self._merges: list[str] = []
        self._row = 0
        self._column = 0
        self.is_in_rows = False
        self._in_row = False
        self._in_cell = False
        self._attributes: dict[str, str] = {}
        self._value: str | None = None
        self._runs: list[str] = []
        self._has_formula = False

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        if self._in_cell:
            self._start_in_cell(name, parent, depth)
        elif name == "c" and depth == 4 and self._in_row:
            self._start_cell(attributes)
        elif name == "row" and depth == 3 and parent == "sheetData":
            self._start_row(attributes)
        elif depth == 2:
            self.is_in_rows = name == "sheetData"
        elif depth == 3 and name == "col" and parent == "cols":
            self._add_column_range(attributes)
        elif depth == 3 and name == "mergeCell" and parent == "mergeCells":
            self._add_merge(attributes.get("ref", ""))

    def end(self, name: str, parent: str, depth: int) -> None:
        if depth == 4 and self._in_cell:
            self._end_cell()
            self._in_cell = False
        elif depth == 3:
            self._in_row = False
        elif self.pieces is not None:
            if name == "v":
                self._value = self.take_text()
            else:
                self._runs.append(self.take_text())

    def take(
        self,
        cells: dict[tuple[int, int], Cell],
        old_fonts: dict[tuple[int, int], str],
        hidden_rows: set[int],
    ) -> None:
        """All rows at once, already read and within the limits."""
        self._cells, self._old_fonts, self._hidden_rows = cells, old_fonts, hidden_rows

    def _start_row(self, attributes: dict[str, str]) -> None:
        """A row without a number follows the one before it."""
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else whole_number(number)
        if not 1 <= self._row <= LAST_ROW:
            raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(self._name))
        self._column = 0
        self._in_row = True
        if self._row <= MAX_VALUE_ROW and is_true(attributes.get("hidden")):
            self._hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        """A cell without an address follows the one before it."""
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            try:
                row, self._column = parse_address(reference)
            except ValueError as error:
                raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(self._name)) from error
            if row != self._row:
                raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(self._name))
        if self._column > LAST_COLUMN:
            raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(self._name))
        self._attributes = attributes
        self._value = None
        self._runs = []
        self._has_formula = False
        self._in_cell = True

    def _start_in_cell(self, name: str, parent: str, depth: int) -> None:
        if depth == 5 and name == "v":
            if self._value is not None:
                raise RefusedFile(Fault.DAMAGED_CONTENT, self._place())
            self.pieces = []
        elif depth == 5 and name == "f":
            self._has_formula = True
        elif name == "t" and ((parent == "is" and depth == 6) or (parent == "r" and depth == 7)):
            self.pieces = []

    def _end_cell(self) -> None:
        kind = self._attributes.get("t", "n")
        raw = "".join(self._runs) if kind == "inlineStr" else self._value or ""
        if not raw and not self._has_formula:
            return
        try:
            style = whole_number(self._attributes.get("s", "0"))
            cell = self._values.cell(kind, raw, style, self._has_formula)
            if cell is not None:
                self._keep(cell, self._values.old_font(style))
        except RefusedFile as refused:
            raise RefusedFile(refused.fault, self._place()) from refused

    def _keep(self, cell: Cell, old_font: str) -> None:
        position = (self._row, self._column)
        if self._row > MAX_VALUE_ROW or self._column > MAX_VALUE_COLUMN:
            raise RefusedFile(Fault.CELL_TOO_FAR)
        if position in self._cells:
            raise RefusedFile(Fault.DUPLICATE_CELL)
        self._budget.spend_cell(cell.text)
        self._cells[position] = cell
        if old_font and cell.kind is CellKind.TEXT:
            self._old_fonts[position] = old_font

    def _place(self) -> str:
        return place_of(self._name, address(self._row, self._column))

    def _add_column_range(self, attributes: dict[str, str]) -> None:
        self._column_ranges += 1
        if self._column_ranges > MAX_COLUMN_RANGES:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT, place_of(self._name))
        if is_true(attributes.get("hidden")):
            first = whole_number(attributes.get("min", ""))
            last = min(whole_number(attributes.get("max", "")), MAX_VALUE_COLUMN)
            self._hidden_columns.update(range(max(first, 1), last + 1))

    def _add_merge(self, reference: str) -> None:
        if len(self._merges) >= MAX_MERGES:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT, place_of(self._name))
        if _MERGE.fullmatch(reference) is None:
            raise RefusedFile(Fault.DAMAGED_CONTENT, place_of(self._name))
        self._merges.append(reference)

    def sheet(self, visible: bool) -> Sheet:
        sheet = Sheet(self._name, visible, self._cells)
        rows, columns = self._hidden_rows, self._hidden_columns
        return replace(
            sheet,
            hidden_rows=frozenset(row for row in rows if row <= sheet.last_row),
            hidden_columns=frozenset(column for column in columns if column <= sheet.last_column),
            merges=tuple(self._merges),
            old_fonts=self._old_fonts,
        )
