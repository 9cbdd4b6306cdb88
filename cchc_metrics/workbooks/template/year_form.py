"""The year form: twelve month columns, three rows an indicator (numerator, denominator, rate)."""

from collections.abc import Mapping

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Indicator, Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks import layout
from cchc_metrics.workbooks.template.month_form import definition, shown_rate, target_words
from cchc_metrics.workbooks.template.sheet_writer import SheetWriter

HEADER_ROW = 6
LAST_COLUMN = len(layout.YEAR_COLUMNS) - 1
FROZEN_COLUMNS = 3
_WIDTHS = (11, 28, 10, 46, *[9.5] * 12, 17, 22)
_ROW_HEIGHT = 34
_COLUMN = {name: column for column, name in enumerate(layout.YEAR_COLUMNS)}
_FIRST_MONTH = _COLUMN[layout.MONTH_NAMES[0]]

Known = Mapping[tuple[str, ReportingMonth], Figure]


def write_table(
    writer: SheetWriter,
    plan: Plan,
    department: str,
    months: tuple[ReportingMonth, ...],
    known: Known,
) -> tuple[int, int]:
    """Header and rows; answers with the header's and the last row (from 0)."""
    for column, (name, width) in enumerate(zip(layout.YEAR_COLUMNS, _WIDTHS, strict=True)):
        writer.sheet.set_column(column, column, width)
        writer.text(HEADER_ROW, column, name, "header")
    row = HEADER_ROW + 1
    for indicator in plan.indicators_of(department):
        _write_words(writer, row, indicator)
        writer.text(row, _COLUMN[layout.TARGET], target_words(plan, indicator, months[-1]), "words")
        for line in (1, 2):
            writer.unused(row + line, _COLUMN[layout.TARGET])
            writer.unused(row + line, _COLUMN[layout.NOTE])
        _write_figures(writer, row, indicator, months, known)
        row += len(layout.YEAR_LINES)
    return HEADER_ROW, row - 1


def _write_words(writer: SheetWriter, row: int, indicator: Indicator) -> None:
    meanings = (indicator.numerator, indicator.denominator, "Tự tính = tử số / mẫu số")
    for line, (name, meaning) in enumerate(zip(layout.YEAR_LINES, meanings, strict=True)):
        writer.sheet.set_row(row + line, _ROW_HEIGHT)
        writer.text(row + line, _COLUMN[layout.CODE], indicator.code)
        writer.text(row + line, _COLUMN[layout.NAME], indicator.name)
        writer.text(row + line, _COLUMN[layout.LINE], name)
        writer.text(row + line, _COLUMN[layout.MEANING], meaning, "words")
    writer.comment(row, _COLUMN[layout.NAME], definition(indicator))


def _write_figures(
    writer: SheetWriter,
    row: int,
    indicator: Indicator,
    months: tuple[ReportingMonth, ...],
    known: Known,
) -> None:
    notes: list[str] = []
    for column, month in enumerate(months, start=_FIRST_MONTH):
        figure = known.get((indicator.code, month))
        top, bottom = (row, column), (row + 1, column)
        writer.count(*top, figure.numerator if figure else None, indicator.numerator)
        if indicator.kind is Kind.COUNT:
            writer.unused(*bottom)
            writer.unused(row + 2, column)
        else:
            writer.count(*bottom, figure.denominator if figure else None, indicator.denominator)
            writer.rate((row + 2, column), top, bottom, shown_rate(figure))
        if figure and figure.note and figure.note not in notes:
            notes.append(figure.note)
    writer.note(row, _COLUMN[layout.NOTE], "; ".join(notes))
