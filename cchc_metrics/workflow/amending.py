"""Cells of an upload put right in place: which there are, and what is typed into them.

The file stays as it was sent. What was typed, in place of what, why and by whom is kept with the
figures that it concerns.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cchc_metrics.plan.figures import CellReading, PlacedFigure, ReadAs
from cchc_metrics.plan.model import Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.amending import Corrections, place_of_key, raw_text
from cchc_metrics.workbooks.checking.check import Checked
from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.checking.rows import MonthRow
from cchc_metrics.workbooks.checking.rule import Severity
from cchc_metrics.workbooks.foreign.answers import Correction
from cchc_metrics.workbooks.foreign.proposal import cell_key
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.layout import DENOMINATOR, NUMERATOR, RATE
from cchc_metrics.workflow.reasons import stated

LONGEST_TYPED = 30
# A total without its months or below them, something typed that is no number, one number of two.
_BLOCKING = frozenset({"E41", "E42", "E43", "E44"})
_NUMBER = "Số"


@dataclass(frozen=True)
class FixableCell:
    """A cell that can be put right: what it is, what the file says, what was typed (or "")."""

    key: str
    part: str
    raw: str
    typed: str
    reason: str

    @property
    def address(self) -> str:
        return place_of_key(self.key)[1]


@dataclass(frozen=True)
class FixableRow:
    """An indicator's cells in one month; `is_wrong`: an error or a warning stands at one of them.

    A stated rate is among them only where it is wrong: it is computed anyway. No month: a cell of
    an own sheet from which no figure comes before it is put right.
    """

    indicator: str
    month: ReportingMonth | None
    sheet: str
    cells: tuple[FixableCell, ...]
    is_wrong: bool

    @property
    def is_amended(self) -> bool:
        return any(cell.typed for cell in self.cells)


def fixable_rows(
    plan: Plan, checked: Checked, book: Book, corrections: Corrections
) -> tuple[FixableRow, ...]:
    """The rows of a checked sheet in their order, with what `book`, the file, says in them."""
    counts = {each.code for each in plan.indicators if each.kind is Kind.COUNT}
    wrong = {
        cell_key(issue.sheet, issue.cell)
        for issue in checked.issues
        if issue.severity is not Severity.NOTE
    }
    found = []
    for each in checked.rows:
        keys = _keys(each, each.row.code in counts)
        cells = tuple(
            _cell(key, part, book, corrections)
            for part, key in keys
            if part != RATE or key in wrong or key in corrections
        )
        is_wrong = any(cell.key in wrong for cell in cells)
        found.append(FixableRow(each.row.code, each.month, each.sheet, cells, is_wrong))
    return tuple(found)


def blocked_rows(checked: Checked, book: Book, corrections: Corrections) -> tuple[FixableRow, ...]:
    """Cells of an own sheet that keep their row from giving a figure, each on its own."""
    found: dict[str, FixableRow] = {}
    for issue in checked.errors:
        if issue.code in _BLOCKING:
            key = cell_key(issue.sheet, issue.cell)
            cells = (_cell(key, _NUMBER, book, corrections),)
            found[key] = FixableRow(issue.indicator, None, issue.sheet, cells, is_wrong=True)
    return tuple(found.values())


def corrections_typed(
    rows: Iterable[FixableRow], typed: Mapping[str, str], reason: str
) -> dict[str, Correction]:
    """What stands typed in the cells of rows; the reason is for what was not typed before.

    Empty, or what the file says anyway, puts nothing right. Raise NotDone without the reason.
    """
    found: dict[str, Correction] = {}
    for cell in (cell for row in rows for cell in row.cells):
        text = cleaned(typed.get(cell.key, cell.typed))[:LONGEST_TYPED]
        if text and text == cell.typed:
            found[cell.key] = Correction(text, cell.reason)
        elif text and text != cleaned(cell.raw)[:LONGEST_TYPED]:
            found[cell.key] = Correction(text, stated(reason))
    return found


def of_rows(checked: Checked, corrections: Corrections) -> dict[str, Correction]:
    """Those of cells that hold figures: nothing else of a sheet can be put right in place."""
    keys = {key for row in checked.rows for _, key in _keys(row)}
    return {key: each for key, each in corrections.items() if key in keys}


def with_readings(
    checked: Checked, book: Book, corrections: Corrections
) -> tuple[PlacedFigure, ...]:
    """The figures, each with what was typed into cells of its row."""
    readings = {
        (each.row.code, each.month): tuple(
            _reading(book, key, corrections[key]) for _, key in _keys(each) if key in corrections
        )
        for each in checked.rows
    }
    return tuple(
        replace(placed, readings=readings[placed.figure.indicator, placed.figure.month])
        for placed in checked.figures
    )


def _cell(key: str, part: str, book: Book, corrections: Corrections) -> FixableCell:
    typed = corrections.get(key, Correction("", ""))
    return FixableCell(key, part, raw_text(book, *place_of_key(key)), typed.text, typed.reason)


def _reading(book: Book, key: str, correction: Correction) -> CellReading:
    sheet, cell = place_of_key(key)
    raw = raw_text(book, sheet, cell)
    return CellReading(sheet, cell, ReadAs.TYPED, raw, correction.text, correction.reason)


def _keys(of: MonthRow, is_count: bool = False) -> Iterator[tuple[str, str]]:
    """Part and key of the row's cells, each once ("12/15" holds two parts).

    A part that the sheet has no cell for stands at the row's name.
    """
    row = of.row
    cells = {NUMERATOR: row.numerator, DENOMINATOR: row.denominator, RATE: row.stated}
    seen = {"", row.code_cell}
    for part, cell in cells.items():
        if cell.address not in seen and (part == NUMERATOR or not is_count):
            seen.add(cell.address)
            yield part, cell_key(of.sheet, cell.address)
