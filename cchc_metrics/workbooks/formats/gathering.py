"""Gathers the cells of one sheet of any format, within the limits that hold for .xlsx."""

from cchc_metrics.workbooks.grid import Cell, Sheet, address
from cchc_metrics.workbooks.refusals import Fault, RefusedFile, place_of
from cchc_metrics.workbooks.xlsx.parsing import Budget
from cchc_metrics.workbooks.xlsx.sheet import MAX_MERGES, MAX_VALUE_COLUMN, MAX_VALUE_ROW


class SheetCells:
    """Rows and columns from 1. Raises RefusedFile, with the cell, for what goes past a limit."""

    def __init__(self, name: str, budget: Budget) -> None:
        self.name = name
        self._budget = budget
        self._cells: dict[tuple[int, int], Cell] = {}
        self._old_fonts: dict[tuple[int, int], str] = {}
        self._merges: list[str] = []

    def keep(self, row: int, column: int, cell: Cell, old_font: str = "") -> None:
        if row > MAX_VALUE_ROW or column > MAX_VALUE_COLUMN:
            raise RefusedFile(Fault.CELL_TOO_FAR, place_of(self.name, address(row, column)))
        try:
            self._budget.spend_cell(cell.text)
        except RefusedFile as refused:
            raise RefusedFile(refused.fault, place_of(self.name)) from refused
        self._cells[row, column] = cell
        if old_font:
            self._old_fonts[row, column] = old_font

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        if len(self._merges) >= MAX_MERGES:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT, place_of(self.name))
        self._merges.append(f"{address(row, column)}:{address(last_row, last_column)}")

    def sheet(
        self,
        visible: bool = True,
        hidden_rows: frozenset[int] = frozenset(),
        hidden_columns: frozenset[int] = frozenset(),
    ) -> Sheet:
        last_row = max((row for row, _ in self._cells), default=0)
        last_column = max((column for _, column in self._cells), default=0)
        return Sheet(
            name=self.name,
            visible=visible,
            cells=self._cells,
            hidden_rows=frozenset(row for row in hidden_rows if row <= last_row),
            hidden_columns=frozenset(c for c in hidden_columns if c <= last_column),
            merges=tuple(self._merges),
            old_fonts=self._old_fonts,
        )
