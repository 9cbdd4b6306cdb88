"""Finds the table of an office's sheet: where its heading is, what its columns hold, where it ends.

A heading has one to four rows, often merged; below it may stand a row of column numbers. Only rows
that hold something are looked at, so that used ranges far past the data cost nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.checking.recognise import LAST_HEADER_ROW
from cchc_metrics.workbooks.foreign.headings import Heading, is_months_heading, read_heading
from cchc_metrics.workbooks.foreign.terms import Role
from cchc_metrics.workbooks.grid import Cell, CellKind, Sheet, parse_address

MOST_HEADING_ROWS = 4
MOST_COLUMNS = 200

NUMBER_ROLES = frozenset({Role.NUMERATOR, Role.DENOMINATOR, Role.RATE, Role.VALUE})
# Not a number, nor a number with a unit, of which there may be a hundred thousand.
_MAY_BE_A_HEADING = re.compile(r"\s*[^\W\d_].{0,60}", re.DOTALL)
_WORTH = {Role.OTHER: 0, Role.NUMERATOR: 2, Role.DENOMINATOR: 2, Role.RATE: 2}
_COLUMN_NUMBER = re.compile(
    r"\(?(?:[0-9]{1,2}|[a-h])\)?(?: ?(?:=|:) ?[(0-9a-h)/*x+\-:%. ]{1,30})?", re.IGNORECASE
)


@dataclass(frozen=True)
class Table:
    """Where a sheet's table stands; rows and columns from 1.

    `other_heading` is a cell below it that begins another table; what follows was not taken.
    """

    sheet: Sheet
    first_heading_row: int
    last_heading_row: int
    headings: Mapping[int, Heading]
    body_rows: tuple[int, ...]
    other_heading: tuple[int, int] | None = None

    def contradicts(self, column: int, cell: Cell) -> bool:
        """Whether a text below the heading is a heading of another kind."""
        if not _MAY_BE_A_HEADING.fullmatch(cell.text):
            return False
        own, other = self.headings[column], read_heading((cleaned(cell.text),))
        return other.role in NUMBER_ROLES and (other.role, other.month) != (own.role, own.month)

    def columns(self, *roles: Role) -> list[int]:
        return [column for column, heading in self.headings.items() if heading.role in roles]

    @cached_property
    def label_column(self) -> int | None:
        found = self.columns(Role.LABEL)
        return found[0] if found else None

    @cached_property
    def is_wide(self) -> bool:
        months = {
            heading.month
            for heading in self.headings.values()
            if heading.month and heading.role in NUMBER_ROLES
        }
        return len(months) > 1


def find_table(sheet: Sheet, roles: Mapping[int, Role], year: int) -> Table | None:
    """The table with the best heading; `roles` are columns that the officer has named.

    Columns that name another year than the plan's hold figures of no use here.
    """
    rows = _Rows(sheet)
    best = max(_candidates(rows), default=None)
    if best is None:
        return None
    first, last = -best[2], -best[2] - best[1] - 1
    headings = {
        column: _with_role(heading, roles.get(column), year)
        for column, heading in rows.headings(first, last).items()
    }
    body = tuple(number for number in rows.numbers if number > last)
    if body and rows.is_column_numbers(body[0]):
        body = body[1:]
    table = _without_monthless(Table(sheet, first, last, headings, body))
    return _above_other_headings(table)


def _above_other_headings(table: Table) -> Table:
    """Without what stands below another heading: there, columns may mean something else."""
    columns = table.columns(*NUMBER_ROLES)
    for at, row in enumerate(table.body_rows):
        for column in columns:
            cell = table.sheet.cell(row, column)
            if cell is not None and cell.kind is CellKind.TEXT and table.contradicts(column, cell):
                return replace(table, body_rows=table.body_rows[:at], other_heading=(row, column))
    return table


def _without_monthless(table: Table) -> Table:
    """Where columns name their month, one that names none ("Cả năm") is no month's figure.

    Beside a single month, a rate may still be the month's, and a running total is known as one.
    """
    numbered = [h for h in table.headings.values() if h.role in NUMBER_ROLES]
    if not any(heading.month for heading in numbered):
        return table

    def is_nobodys(heading: Heading) -> bool:
        may_be_of_it = heading.role is Role.RATE or heading.is_cumulative
        is_number = heading.role in NUMBER_ROLES and heading.month is None
        return is_number and (table.is_wide or not may_be_of_it)

    headings = {
        column: replace(heading, role=Role.OTHER, is_left_out=True)
        if is_nobodys(heading)
        else heading
        for column, heading in table.headings.items()
    }
    return replace(table, headings=headings)


def _candidates(rows: "_Rows") -> Iterator[tuple[int, int, int]]:
    """(worth, -rows, -first row) of possible headings: the best is the greatest."""
    for first in rows.numbers:
        if first > LAST_HEADER_ROW:
            return
        for count in range(1, MOST_HEADING_ROWS + 1):
            if rows.holds_figures(first + count - 1):
                break
            worth = _worth(rows.headings(first, first + count - 1))
            if worth > 0:
                yield worth, -count, -first


def _with_role(heading: Heading, role: Role | None, year: int) -> Heading:
    if role is not None:
        return replace(heading, role=role)
    if heading.year not in (None, year) and heading.role in NUMBER_ROLES:
        return replace(heading, role=Role.OTHER, is_left_out=True)
    return heading


def _worth(headings: Mapping[int, Heading]) -> int:
    """Columns that are understood, those of figures twice; 0 without names or without numbers."""
    roles = [heading.role for heading in headings.values()]
    if not {Role.LABEL, Role.CODE} & set(roles) or not NUMBER_ROLES & set(roles):
        return 0
    return sum(_WORTH.get(role, 1) for role in roles)


class _Rows:
    """A sheet's rows that hold something, with merged headings spread over their columns."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.numbers = sorted({row for row, column in sheet.cells if column <= MOST_COLUMNS})
        self._spread = dict(_spread(sheet))
        self._columns = sorted({column for row, column in sheet.cells if column <= MOST_COLUMNS})

    def headings(self, first: int, last: int) -> dict[int, Heading]:
        lines = {
            column: tuple(self._text(row, column) for row in range(first, last + 1))
            for column in self._columns
        }
        return {column: read_heading(texts) for column, texts in lines.items() if any(texts)}

    def holds_figures(self, row: int) -> bool:
        """Whether a row has numbers other than those of months below the heading "Tháng"."""
        return any(
            cell.kind is CellKind.NUMBER and not is_months_heading(self._text(row - 1, column))
            for column in self._columns
            if (cell := self._sheet.cell(row, column)) is not None
        )

    def is_column_numbers(self, row: int) -> bool:
        """ "(A) (B) 1 2 4=3/2": at least three, all of that kind, and counting up."""
        texts = [self._shown(row, column) for column in self._columns]
        filled = [text for text in texts if text]
        if len(filled) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in filled):
            return False
        counted = [int(digits[0]) for text in filled if (digits := re.findall(r"[0-9]+", text))]
        return len(counted) >= 2 and all(a < b for a, b in zip(counted, counted[1:], strict=False))

    def _text(self, row: int, column: int) -> str:
        cell = self._sheet.cell(row, column) or self._spread.get((row, column))
        if cell is None or cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
            return ""
        return cleaned(cell.text)

    def _shown(self, row: int, column: int) -> str:
        cell = self._sheet.cell(row, column)
        return "" if cell is None else cleaned(cell.text)


def _spread(sheet: Sheet) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Merged cells near the top, each position with the cell that is shown there.

    What begins at the first column and goes over others is a title, not a heading.
    """
    first_column = min((column for _, column in sheet.cells), default=1)
    for reference in sheet.merges:
        start, _, end = reference.partition(":")
        (top, left), (bottom, right) = parse_address(start), parse_address(end or start)
        cell = sheet.cell(top, left)
        if cell is None or top > LAST_HEADER_ROW or (left == first_column and right > left):
            continue
        for row in range(top, min(bottom, LAST_HEADER_ROW + MOST_HEADING_ROWS) + 1):
            for column in range(left, min(right, MOST_COLUMNS) + 1):
                yield (row, column), cell
