"""The month form: one row an indicator, numerator and denominator side by side."""

from collections.abc import Mapping
from fractions import Fraction

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Indicator, Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.words import NO_TARGET, NOT_ARISEN
from cchc_metrics.workbooks import layout
from cchc_metrics.workbooks.template.sheet_writer import SheetWriter

HEADER_ROW = 6
LAST_COLUMN = len(layout.MONTH_COLUMNS) - 1
FROZEN_COLUMNS = 2
_WIDTHS = (12, 32, 38, 12, 38, 12, 13, 18, 26)
_HEADER_HEIGHT = 32
_ROW_HEIGHT = 50
_COLUMN = {name: column for column, name in enumerate(layout.MONTH_COLUMNS)}


def write_table(
    writer: SheetWriter,
    plan: Plan,
    department: str,
    months: tuple[ReportingMonth, ...],
    known: Mapping[tuple[str, ReportingMonth], Figure],
) -> tuple[int, int]:
    """Header and rows; answers with the header's and the last row (from 0)."""
    for column, (name, width) in enumerate(zip(layout.MONTH_COLUMNS, _WIDTHS, strict=True)):
        writer.sheet.set_column(column, column, width)
        writer.text(HEADER_ROW, column, name, "header")
    writer.sheet.set_row(HEADER_ROW, _HEADER_HEIGHT)
    row = HEADER_ROW
    for row, indicator in enumerate(plan.indicators_of(department), start=HEADER_ROW + 1):
        writer.sheet.set_row(row, _ROW_HEIGHT)
        _write_row(writer, row, indicator, known.get((indicator.code, months[0])))
        writer.text(row, _COLUMN[layout.TARGET], target_words(plan, indicator, months[0]), "words")
    return HEADER_ROW, row


def _write_row(writer: SheetWriter, row: int, indicator: Indicator, known: Figure | None) -> None:
    top, bottom = (row, _COLUMN[layout.NUMERATOR]), (row, _COLUMN[layout.DENOMINATOR])
    writer.text(row, _COLUMN[layout.CODE], indicator.code)
    writer.text(row, _COLUMN[layout.NAME], indicator.name)
    writer.comment(row, _COLUMN[layout.NAME], definition(indicator))
    writer.text(row, _COLUMN[layout.NUMERATOR_WORDS], indicator.numerator, "words")
    writer.count(*top, known.numerator if known else None, indicator.numerator)
    writer.text(row, _COLUMN[layout.DENOMINATOR_WORDS], indicator.denominator, "words")
    if indicator.kind is Kind.COUNT:
        writer.unused(*bottom)
        writer.unused(row, _COLUMN[layout.RATE])
    else:
        writer.count(*bottom, known.denominator if known else None, indicator.denominator)
        writer.rate((row, _COLUMN[layout.RATE]), top, bottom, shown_rate(known))
    writer.note(row, _COLUMN[layout.NOTE], known.note if known else "")


def definition(indicator: Indicator) -> str:
    """What to count, with the plan's own words and place."""
    lines = [
        f"{indicator.place}: {indicator.wording}",
        f"Tử số: {indicator.numerator}.",
        f"Mẫu số: {indicator.denominator}." if indicator.denominator else "",
        indicator.note,
    ]
    return "\n".join(line for line in lines if line)


def target_words(plan: Plan, indicator: Indicator, month: ReportingMonth) -> str:
    """The target in force at the end of a month, in words."""
    target = indicator.target_on(plan.calendar.window(month).end)
    if target is None:
        return NO_TARGET.capitalize()
    return target.in_words(indicator.kind, indicator.direction).capitalize()


def shown_rate(known: Figure | None) -> float | str:
    """What the rate's formula gives for figures already known: the cached result of the cell."""
    if known is None or known.denominator is None:
        return ""
    if known.denominator == 0:
        return NOT_ARISEN
    return float(int(Fraction(known.numerator, known.denominator) * 10_000)) / 10_000
