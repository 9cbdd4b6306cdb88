"""Sheets as offices lay them out, made of rows of plain values; the shortest way through them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.loading import load_plan
from cchc_metrics.workbooks.foreign.answers import Answers, Settled
from cchc_metrics.workbooks.foreign.propose import propose
from cchc_metrics.workbooks.foreign.settle import settle
from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet
from tests.builders import month

PLAN = load_plan(Path(__file__).parents[3] / "data" / "plans" / "mu-ca-2026.toml")
MARCH = month(3)
TODAY = date(2026, 3, 20)
OF_MARCH = Answers("TTPVHCC", {"": MARCH})
HEADING = ("TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Tỷ lệ", "Ghi chú")

Rows = Sequence[Sequence[Any]]


def sheet(rows: Rows, name: str = "Sheet1", **details: Any) -> Sheet:
    """Rows from 1; text, whole numbers and decimals, dates, None for blank, or a Cell itself."""
    cells = {
        (r, c): _cell(value)
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row, start=1)
        if value is not None
    }
    return Sheet(name, details.pop("visible", True), cells, **details)


def _cell(value: Any) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, date):
        return Cell(CellKind.DATE, value.isoformat())
    return Cell(CellKind.TEXT if isinstance(value, str) else CellKind.NUMBER, str(value))


def table(*rows: Sequence[Any]) -> Sheet:
    """The rows of a month below a heading of one row, so that the first stands in row 2."""
    return sheet([HEADING, *rows])


def settled(
    *sheets: Sheet, answers: Answers = OF_MARCH, recorded: Sequence[Figure] = (), file: str = ""
) -> Settled:
    proposal = propose(Book(sheets), PLAN, file, columns=answers.columns)
    return settle(proposal, answers, PLAN, recorded, TODAY)


def figures(result: Settled) -> dict[str, tuple[int, int | None]]:
    """Indicator -> numerator and denominator, of a sheet of one month."""
    placed = [p.figure for p in result.checked.figures]
    return {f.indicator: (f.numerator, f.denominator) for f in placed}


def asked(result: Settled) -> list[tuple[str, str]]:
    return [(question.asks.value, question.key) for question in result.questions]


def problems(result: Settled) -> list[tuple[str, str]]:
    """Code and cell of what blocks saving."""
    return [(issue.code, issue.cell) for issue in result.checked.errors]


def notes(result: Settled) -> list[tuple[str, str]]:
    return [(issue.code, issue.cell) for issue in result.checked.notes]
