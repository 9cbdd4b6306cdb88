"""Tables of typed cells as Word tables: headings repeat, rows stay whole, numbers stand centred."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Mm

from cchc_metrics.reports.cells import Cell, Column, Table, shown
from cchc_metrics.reports.documents.frame import first, mark_row


def write_table(document: Document, table: Table, widths: Sequence[float]) -> None:
    """`widths` are millimetres, one a column. A row of one text alone is a heading across."""
    grid = document.add_table(1, len(table.columns), "Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _fill(cell, column.heading, "Đầu bảng")
    mark_row(grid.rows[0], "tblHeader")
    for row in table.rows or ((table.if_empty,),):
        _write_row(grid, table.columns, row)
    for row in grid.rows:
        mark_row(row, "cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _write_row(grid: Any, columns: Sequence[Column], row: Sequence[Cell]) -> None:
    cells = grid.add_row().cells
    if len(row) == 1:
        across = cells[0].merge(cells[-1])
        _fill(across, shown(row[0]), "Ô chữ")
        across.paragraphs[0].runs[0].bold = True
        across.paragraphs[0].paragraph_format.keep_with_next = True
        return
    for cell, column, value in zip(cells, columns, row, strict=True):
        _fill(cell, shown(value), "Ô chữ" if column.is_long else "Ô số")


def _fill(cell: Any, text: str, style: str) -> None:
    first(cell, text, style)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
