"""Reads and judges the rows of a table: each gives a figure, or the problems in its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure, PlacedFigure
from cchc_metrics.plan.model import Indicator, Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.checking.issues import Issue, quoted
from cchc_metrics.workbooks.checking.numbers import (
    LARGEST_COUNT,
    Count,
    is_percent_format,
    read_count,
)
from cchc_metrics.workbooks.checking.recognise import PlacedCell, Row, Table
from cchc_metrics.workbooks.grid import Cell, CellKind


@dataclass(frozen=True)
class MonthRow:
    """A row with the sheet it stands on and the month that its figures are of."""

    sheet: str
    row: Row
    month: ReportingMonth


@dataclass(frozen=True)
class ReadRows:
    """Figures of the good rows, issues of all, the department's rows, and those left blank."""

    figures: tuple[PlacedFigure, ...]
    issues: tuple[Issue, ...]
    rows: tuple[MonthRow, ...]
    blank: tuple[MonthRow, ...]


def read_rows(
    table: Table, plan: Plan, department: str, months: tuple[ReportingMonth, ...]
) -> ReadRows:
    """Judge every row of the table for one department."""
    indicators = {i.code: i for i in plan.indicators_of(department)}
    figures: list[PlacedFigure] = []
    blank: list[MonthRow] = []
    known, issues = _known_rows(table, indicators)
    rows = [
        MonthRow(table.sheet, row, months[row.month - 1 if row.month is not None else 0])
        for row in known
    ]
    for each in rows:
        row, month = each.row, each.month
        figure, problems = _read_row(table.sheet, row, indicators[row.code], department, month)
        issues += problems
        if figure is not None:
            figures.append(figure)
        elif row.is_blank:
            blank.append(each)
    return ReadRows(tuple(figures), tuple(issues), tuple(rows), tuple(blank))


def _known_rows(table: Table, indicators: dict[str, Indicator]) -> tuple[list[Row], list[Issue]]:
    """Rows of the department's indicators, each once; the others are issues at their code."""
    rows: list[Row] = []
    issues: dict[str, Issue] = {}
    first_seen: dict[str, str] = {}
    for row in table.rows:
        seen_at = first_seen.setdefault(row.code, row.code_cell)
        if row.code not in indicators:
            found = quoted(row.code) if row.code else "ô trống"
            codes = words.joined(indicators)
            issues[row.code_cell] = Issue("E10", table.sheet, row.code_cell, found, codes)
        elif seen_at != row.code_cell:
            found = quoted(row.code)
            issues[row.code_cell] = Issue(
                "E11", table.sheet, row.code_cell, found, seen_at, row.code
            )
        else:
            rows.append(row)
    return rows, list(issues.values())


def _read_row(
    sheet: str, row: Row, indicator: Indicator, department: str, month: ReportingMonth
) -> tuple[PlacedFigure | None, list[Issue]]:
    numerator = read_count(row.numerator.cell)
    denominator = Count() if indicator.kind is Kind.COUNT else read_count(row.denominator.cell)
    issues = _cell_issues(sheet, row.code, row.numerator, numerator)
    issues += _cell_issues(sheet, row.code, row.denominator, denominator)
    if any(count.problem for count in (numerator, denominator)):
        return None, issues
    if indicator.kind is not Kind.COUNT:
        issues += _ratio_issues(sheet, row, numerator.value, denominator.value)
    if numerator.value is None or any(issue.severity == "error" for issue in issues):
        return None, issues
    figure = Figure(department, indicator.code, month, numerator.value, denominator.value, row.note)
    placed = PlacedFigure(figure, sheet, row.numerator.address, row.denominator.address)
    return placed, issues


def _cell_issues(sheet: str, indicator: str, placed: PlacedCell, count: Count) -> list[Issue]:
    issues = []
    if count.problem:
        issues.append(
            Issue(count.problem, sheet, placed.address, count.found, count.expected, indicator)
        )
    if count.note:
        issues.append(Issue("N01", sheet, placed.address, count.found, count.note, indicator))
    if placed.hidden and count.value is not None:
        found = words.number(count.value)
        issues.append(Issue("W04", sheet, placed.address, found, "", indicator))
    return issues


def _ratio_issues(
    sheet: str, row: Row, numerator: int | None, denominator: int | None
) -> Iterable[Issue]:
    """Both parts or none; N never above D; a typed percentage agrees with its parts."""
    if numerator is None and denominator is None:
        return _stated_alone(sheet, row)
    if numerator is None or denominator is None:
        empty, there, name = (
            (row.numerator, denominator, "mẫu số")
            if numerator is None
            else (row.denominator, numerator, "tử số")
        )
        expected = f"{name} đang là {words.number(there)}"
        return [Issue("E31", sheet, empty.address, "ô trống", expected, row.code)]
    if numerator > denominator:
        parts = f"tử số {words.number(numerator)}, mẫu số {words.number(denominator)}"
        found = words.number(numerator)
        return [Issue("E30", sheet, row.numerator.address, found, parts, row.code)]
    if denominator and not agrees(row.stated.cell, Fraction(numerator, denominator)):
        found = _shown_rate(row.stated.cell)
        rate = words.rate(numerator, denominator)
        return [Issue("E32", sheet, row.stated.address, found, rate, row.code)]
    return []


def _stated_alone(sheet: str, row: Row) -> list[Issue]:
    """A percentage without its parts cannot be summed, so it cannot be taken.

    0 says nothing: old formats keep it as the result of a formula, without the formula.
    """
    cell = row.stated.cell
    if cell is None or cell.is_formula or cell.kind is not CellKind.NUMBER or cell.text == "0":
        return []
    expected = "tệp chỉ có tỷ lệ"
    return [
        Issue("E31", sheet, row.numerator.address, "ô trống", expected, row.code),
    ]


def agrees(stated: Cell | None, rate: Fraction) -> bool:
    """Whether a typed rate is the exact one, as percent or as ratio, rounded to its own digits.

    A formula is the template's own and is computed anew, so it is not a statement of the officer.
    """
    if stated is None or stated.is_formula:
        return True
    amount = _stated_amount(stated)
    if amount is None:
        return True
    readings = (amount, amount.scaleb(2))
    return any(_rounds_to(percent, rate * 100) for percent in readings)


def _rounds_to(stated: Decimal, exact: Fraction) -> bool:
    """Whether `exact` gives `stated` when rounded, or cut off, to the digits of `stated`."""
    unit = Fraction(Decimal(1).scaleb(min(_exponent(stated), 0)))
    return Fraction(stated) - unit / 2 <= exact < Fraction(stated) + unit


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _stated_amount(stated: Cell) -> Decimal | None:
    if stated.kind is CellKind.NUMBER:
        return Decimal(stated.text)
    text = stated.text.strip().removesuffix("%").strip().replace(",", ".")
    if stated.kind is not CellKind.TEXT or not text.replace(".", "", 1).isascii():
        return None
    return Decimal(text) if text.replace(".", "", 1).isdigit() else None


def _shown_rate(stated: Cell | None) -> str:
    assert stated is not None, "only a stated rate can disagree"
    if stated.kind is CellKind.NUMBER and is_percent_format(stated.number_format):
        amount = Decimal(stated.text)
        if abs(amount) <= LARGEST_COUNT:  # Excel's own numbers may have 308 digits
            return f"{words.number(amount * 100)}%"
    return quoted(stated.text.replace(".", ","))
