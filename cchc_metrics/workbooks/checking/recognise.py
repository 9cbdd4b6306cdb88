"""Finds the table of a department's sheet: a book -> rows with the addresses of their cells.

Header words say which column is which, the indicator's code says which row; what stands above,
between and behind does not matter. Nothing is judged here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cchc_metrics.workbooks import layout
from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet, address
from cchc_metrics.workbooks.layout import Form, Stamp

# A header lower than this would be no header: real sheets have up to 13 title rows.
LAST_HEADER_ROW = 40
PROPERTIES = ""


@dataclass(frozen=True)
class PlacedCell:
    """A cell (None when blank) with its address."""

    cell: Cell | None
    address: str
    hidden: bool = False


@dataclass(frozen=True)
class Row:
    """The cells of one indicator in one month; `month` is None in the month form."""

    code: str
    code_cell: str
    month: int | None
    numerator: PlacedCell
    denominator: PlacedCell
    stated: PlacedCell
    note: str

    @property
    def is_blank(self) -> bool:
        return all(is_blank(placed.cell) for placed in (self.numerator, self.denominator))


@dataclass(frozen=True)
class PlacedStamp:
    """A stamp, and the cell of its line (no cell: the file's properties)."""

    stamp: Stamp
    sheet: str
    cell: str


@dataclass(frozen=True)
class Table:
    """The recognised table of a book."""

    form: Form
    sheet: str
    rows: tuple[Row, ...]
    stamps: tuple[PlacedStamp, ...]
    unread_sheets: tuple[str, ...]


def recognise(book: Book) -> Table | None:
    """The table of the first visible sheet that has our header words; None where none has."""
    for sheet in _candidates(book):
        for row in range(1, min(sheet.last_row, LAST_HEADER_ROW) + 1):
            columns = _columns(sheet, row)
            form = _form(columns)
            if form is not None:
                rows = _READERS[form](sheet, row, columns)
                unread = tuple(s.name for s in _candidates(book) if s is not sheet and s.cells)
                return Table(form, sheet.name, tuple(rows), tuple(_stamps(book, sheet)), unread)
    return None


def is_blank(cell: Cell | None) -> bool:
    """Blank, or text of nothing but spaces and invisible characters."""
    return cell is None or (cell.kind is CellKind.TEXT and not cleaned(cell.text))


def _candidates(book: Book) -> list[Sheet]:
    visible = [s for s in book.sheets if s.visible and s.name != layout.ISSUE_SHEET]
    return sorted(visible, key=lambda sheet: sheet.name != layout.DATA_SHEET)


def _columns(sheet: Sheet, row: int) -> dict[str, int]:
    """Header word -> column, for the words of a row that our forms know."""
    known = {word.casefold(): word for word in (*layout.MONTH_COLUMNS, *layout.YEAR_COLUMNS)}
    columns: dict[str, int] = {}
    for column in range(1, sheet.last_column + 1):
        word = known.get(_text(sheet.cell(row, column)).casefold())
        if word is not None:
            columns.setdefault(word, column)
    return columns


def _form(columns: Mapping[str, int]) -> Form | None:
    if {layout.CODE, layout.NUMERATOR, layout.DENOMINATOR} <= columns.keys():
        return Form.MONTH
    if {layout.CODE, layout.LINE, layout.MONTH_NAMES[0]} <= columns.keys():
        return Form.YEAR
    return None


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.kind is not CellKind.TEXT else cleaned(cell.text)


def _placed(sheet: Sheet, row: int | None, column: int | None) -> PlacedCell:
    if row is None or column is None:
        return PlacedCell(None, "")
    hidden = row in sheet.hidden_rows or column in sheet.hidden_columns
    return PlacedCell(sheet.cell(row, column), address(row, column), hidden)


def _month_rows(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Iterator[Row]:
    for at in range(header + 1, sheet.last_row + 1):
        row = Row(
            code=_text(sheet.cell(at, columns[layout.CODE])),
            code_cell=address(at, columns[layout.CODE]),
            month=None,
            numerator=_placed(sheet, at, columns[layout.NUMERATOR]),
            denominator=_placed(sheet, at, columns[layout.DENOMINATOR]),
            stated=_placed(sheet, at, columns.get(layout.RATE)),
            note=_note(sheet, at, columns),
        )
        if row.code or not row.is_blank:
            yield row


def _year_rows(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Iterator[Row]:
    """Three lines an indicator become one row a month."""
    for lines in _line_groups(sheet, header, columns):
        first = min(lines.values())
        for month, name in enumerate(layout.MONTH_NAMES, start=1):
            column = columns.get(name)
            numerator, denominator, stated = (
                _placed(sheet, lines.get(line), column) for line in layout.YEAR_LINES
            )
            yield Row(
                code=_text(sheet.cell(first, columns[layout.CODE])),
                code_cell=address(first, columns[layout.CODE]),
                month=month,
                numerator=numerator,
                denominator=denominator,
                stated=stated,
                note=_note(sheet, first, columns),
            )


def _line_groups(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Sheet rows that belong to one indicator, by line name; a line seen again starts a new one."""
    group: dict[str, int] = {}
    group_code = ""
    for at in range(header + 1, sheet.last_row + 1):
        code = _text(sheet.cell(at, columns[layout.CODE]))
        line = _text(sheet.cell(at, columns[layout.LINE]))
        if not code and not line:
            continue
        if group and (code != group_code or line in group):
            yield group
            group = {}
        group_code = code
        group[line] = at
    if group:
        yield group


_READERS = {Form.MONTH: _month_rows, Form.YEAR: _year_rows}


def _note(sheet: Sheet, row: int, columns: Mapping[str, int]) -> str:
    return _text(sheet.cell(row, columns[layout.NOTE])) if layout.NOTE in columns else ""


def _stamps(book: Book, sheet: Sheet) -> Iterator[PlacedStamp]:
    """The visible line, the very hidden sheet and the properties, as far as they are there."""
    for (row, column), cell in sorted(sheet.cells.items()):
        stamp = Stamp.parse(_text(cell)) if row <= LAST_HEADER_ROW else None
        if stamp is not None:
            yield PlacedStamp(stamp, sheet.name, address(row, column))
    hidden = [s for s in book.sheets if s.name == layout.META_SHEET]
    for name, values in [*((s.name, _pairs(s)) for s in hidden), (PROPERTIES, book.properties)]:
        stamp = Stamp.from_properties(values)
        if stamp is not None:
            yield PlacedStamp(stamp, name, "")


def _pairs(sheet: Sheet) -> dict[str, str]:
    """The first two columns as names and texts."""
    return {_text(sheet.cell(r, 1)): _text(sheet.cell(r, 2)) for r in range(1, sheet.last_row + 1)}
