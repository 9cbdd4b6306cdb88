"""Sheets with one table each: title lines, formats by kind of cell, colours by status, A4.

Every text is written as a text cell, so that nothing typed into a name can become a formula.
"""

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cchc_metrics.looks import EDGE, HEADING_FILL, LATE, PRINTED
from cchc_metrics.reports.cells import Cell, Column, Rate, Table
from cchc_metrics.reports.said import Heading
from cchc_metrics.scoring.status import Status

FONT = "Times New Roman"
FONT_SIZE = 12
A4 = 9
# Heights in points; a spreadsheet allows no row above 409.
LINE = 16
PADDING = 5
TALLEST_ROW = 400
# Column widths count digits, and letters of this font are a little narrower.
LETTERS_A_WIDTH = 1.1
# What a cell holds; the writer drops longer texts without a word.
LONGEST_TEXT = 32_767


def table_workbook(said: Heading, table: Table, made_at: datetime) -> bytes:
    """One sheet with one table."""
    buffer = BytesIO()
    with new_workbook(buffer, said, made_at) as (workbook, looks):
        write_sheet(workbook, looks, said, table)
    return buffer.getvalue()


@contextmanager
def new_workbook(
    buffer: BytesIO, said: Heading, made_at: datetime
) -> Iterator[tuple[Workbook, "Looks"]]:
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        created = made_at.astimezone(UTC).replace(tzinfo=None)
        workbook.set_properties({"title": said.title, "created": created})
        yield workbook, Looks(workbook)


@dataclass
class Looks:
    """Formats of one workbook, made when first asked for: a workbook keeps each it is given."""

    workbook: Workbook
    made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def look(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            base = {"font_name": FONT, "font_size": FONT_SIZE, "valign": "vcenter"}
            self.made[key] = self.workbook.add_format({**base, **properties})
        return self.made[key]

    def number(self, num_format: str) -> Format:
        return self.cell(num_format=num_format, align="right", indent=1)

    def cell(self, **properties: Any) -> Format:
        return self.look(border=1, border_color=EDGE, **properties)

    def colours(self, fill: str, ink: str) -> Format:
        """Nothing but colours, for rules."""
        key = (("bg_color", fill), ("font_color", ink))
        if key not in self.made:
            self.made[key] = self.workbook.add_format(dict(key))
        return self.made[key]


def header_row(said: Heading) -> int:
    """The row (from 0) of a table's headings, the same on every sheet of a workbook."""
    return len(said.lines) + len(said.warnings) + 4


def write_sheet(workbook: Workbook, looks: Looks, said: Heading, table: Table) -> Worksheet:
    sheet, header = workbook.add_worksheet(table.name), header_row(said)
    _write_title(sheet, looks, said, table)
    heading = looks.cell(bold=True, bg_color=HEADING_FILL, text_wrap=True, align="center")
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(header, number, column.heading, heading)
    sheet.set_row(header, 2 * LINE + PADDING)
    for offset, row in enumerate(table.rows, start=1):
        sheet.set_row(header + offset, _height(table, row))
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, looks, (header + offset, number), column, cell)
    if not table.rows:
        sheet.write_string(header + 1, 0, table.if_empty, looks.look(italic=True))
    _colour_statuses(sheet, looks, table, header)
    _set_up_page(sheet, table, header)
    return sheet


def _write_title(sheet: Worksheet, looks: Looks, said: Heading, table: Table) -> None:
    """The lines above the table; an empty row parts them from it (see `header_row`)."""
    lines = [
        (said.agency, looks.look(bold=True)),
        (said.title, looks.look(bold=True, font_size=FONT_SIZE + 4)),
        *((warning, looks.look(bold=True, font_color=LATE)) for warning in said.warnings),
        *((line, looks.look()) for line in said.lines),
        (table.title, looks.look(bold=True, italic=True)),
    ]
    for row, (text, style) in enumerate(lines):
        sheet.set_row(row, (LINE + PADDING) * (1.2 if text == said.title else 1))
        sheet.write_string(row, 0, text[:LONGEST_TEXT], style)


def _write_cell(
    sheet: Worksheet, looks: Looks, at: tuple[int, int], column: Column, cell: Cell
) -> None:
    match cell:
        case None:
            sheet.write_blank(*at, None, looks.cell())
        case Status():
            style = looks.cell(bold=True, text_wrap=True, indent=1)
            sheet.write_string(*at, cell.label, style)
        case Rate():
            sheet.write_number(*at, cell.value, looks.number(_percent_format(cell)))
        case str():
            style = looks.cell(text_wrap=column.is_long, indent=1)
            sheet.write_string(*at, cell[:LONGEST_TEXT], style)
        case _:
            sheet.write_number(
                *at, cell, looks.number("#,##0" if cell == int(cell) else "#,##0.###")
            )


def _colour_statuses(sheet: Worksheet, looks: Looks, table: Table, header: int) -> None:
    """By rules, so that a status that is corrected by hand takes its colour."""
    for number in range(len(table.columns)):
        if not any(isinstance(row[number], Status) for row in table.rows):
            continue
        for status, look in PRINTED.items():
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{status.label}"',
                "format": looks.colours(look.colour, look.text),
            }
            sheet.conditional_format(header + 1, number, header + len(table.rows), number, rule)


def _height(table: Table, row: tuple[Cell, ...]) -> float:
    """Room for the longest folded text: not every program makes it by itself."""
    folds = [
        len(textwrap.wrap(_shown(cell), round(column.width * LETTERS_A_WIDTH)))
        for column, cell in zip(table.columns, row, strict=True)
        if column.is_long and isinstance(cell, str)
    ]
    return min(max([1, *folds]) * LINE + PADDING, TALLEST_ROW)


def _shown(text: str) -> str:
    return text.label if isinstance(text, Status) else text


def _percent_format(rate: Rate) -> str:
    digits = f".{'0' * rate.digits}" if rate.digits else ""
    prefix = f'"{rate.prefix}"' if rate.prefix else ""
    return f"{prefix}0{digits}%"


def _set_up_page(sheet: Worksheet, table: Table, header: int) -> None:
    """A4 landscape, one page wide, headings on every page and always in sight."""
    last = header + max(len(table.rows), 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_footer("&L&A&RTrang &P/&N")
    sheet.hide_gridlines(2)
    sheet.freeze_panes(header + 1, 2)
    if table.rows:
        sheet.autofilter(header, 0, last, len(table.columns) - 1)
