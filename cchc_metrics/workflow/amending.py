"""Cells of an upload put right in place: which there are, and what is typed into them.

The file stays as it was sent. What was typed, in place of what, why and by whom is kept with the
figures that it concerns.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cchc_metrics.plan.figures import CellReading, PlacedFigure, ReadAs
from cchc_metrics.plan.model import Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.amending import Amendment, raw_text
from cchc_metrics.workbooks.checking.check import Checked
from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.checking.rows import MonthRow
from cchc_metrics.workbooks.checking.rule import Severity
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.layout import DENOMINATOR, NUMERATOR, RATE
from cchc_metrics.workflow.reasons import stated

# A cell's sheet and address.
Place = tuple[str, str]
Amendments = Mapping[Place, Amendment]
NOTHING_TYPED: Amendments = MappingProxyType({})
LONGEST_TYPED = 30


@dataclass(frozen=True)
class FixableCell:
    """A cell that can be put right: what it is, what the file says, what was typed (or "")."""

    place: Place
    part: str
    raw: str
    typed: str


@dataclass(frozen=True)
class FixableRow:
    """An indicator's cells in one month; `is_wrong`: an error or a warning stands at one of them.

    A stated rate is among them only where it is wrong: it is computed anyway.
    """

    indicator: str
    month: ReportingMonth
    cells: tuple[FixableCell, ...]
    is_wrong: bool

    @property
    def is_amended(self) -> bool:
        return any(cell.typed for cell in self.cells)


def fixable_rows(
    plan: Plan, checked: Checked, book: Book, typed: Amendments
) -> tuple[FixableRow, ...]:
    """The rows of a checked sheet in their order, with what `book`, the file, says in them."""
    counts = {each.code for each in plan.indicators if each.kind is Kind.COUNT}
    wrong = {i.cell for i in checked.issues if i.severity is not Severity.NOTE and i.cell}
    found = []
    for each in checked.rows:
        cells = tuple(
            FixableCell(place, part, raw_text(book, *place), _typed(typed, place))
            for part, place in _parts(each, each.row.code in counts)
            if part != RATE or place[1] in wrong or place in typed
        )
        is_wrong = any(cell.place[1] in wrong for cell in cells)
        found.append(FixableRow(each.row.code, each.month, cells, is_wrong))
    return tuple(found)


def amendments(
    rows: Iterable[FixableRow], typed: Mapping[Place, str], before: Amendments, reason: str
) -> dict[Place, Amendment]:
    """What stands typed in the cells of rows; the reason is for what was not typed `before`.

    Empty, or what the file says anyway, puts nothing right. Raise NotDone without the reason.
    """
    found: dict[Place, Amendment] = {}
    for cell in (cell for row in rows for cell in row.cells):
        text = cleaned(typed.get(cell.place, cell.typed))[:LONGEST_TYPED]
        old = before.get(cell.place)
        if old is not None and old.typed == text:
            found[cell.place] = old
        elif text and text != cleaned(cell.raw)[:LONGEST_TYPED]:
            found[cell.place] = Amendment(*cell.place, text, stated(reason))
    return found


def of_rows(checked: Checked, typed: Amendments) -> dict[Place, Amendment]:
    """Those of cells that hold figures: nothing else of a sheet can be put right in place."""
    places = {place for row in checked.rows for _, place in _parts(row, is_count=False)}
    return {place: each for place, each in typed.items() if place in places}


def with_readings(checked: Checked, book: Book, typed: Amendments) -> tuple[PlacedFigure, ...]:
    """The figures, each with what was typed into cells of its row."""
    readings = {
        (each.row.code, each.month): tuple(
            _reading(book, typed[place])
            for _, place in _parts(each, is_count=False)
            if place in typed
        )
        for each in checked.rows
    }
    return tuple(
        replace(placed, readings=readings[placed.figure.indicator, placed.figure.month])
        for placed in checked.figures
    )


def _typed(typed: Amendments, place: Place) -> str:
    return typed[place].typed if place in typed else ""


def _reading(book: Book, each: Amendment) -> CellReading:
    raw = raw_text(book, each.sheet, each.cell)
    return CellReading(each.sheet, each.cell, ReadAs.TYPED, raw, each.typed, each.reason)


def _parts(of: MonthRow, is_count: bool) -> Iterator[tuple[str, Place]]:
    yield NUMERATOR, (of.sheet, of.row.numerator.address)
    if not is_count:
        yield DENOMINATOR, (of.sheet, of.row.denominator.address)
        yield RATE, (of.sheet, of.row.stated.address)
