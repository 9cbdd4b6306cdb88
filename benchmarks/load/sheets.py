"""The month's template with sample figures typed in, as an office types them."""

import io
import random

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from cchc_metrics.plan.model import Indicator, Kind
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.layout import CODE, DATA_SHEET, DENOMINATOR, NOTE, NUMERATOR
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import template

# Running totals rise with the months, so that no figure is one to be wondered at.
_WHOLE, _A_MONTH = 40, 2


def filled_sheet(
    office: Office, department: str, month: ReportingMonth, remark: str, chance: random.Random
) -> tuple[bytes, int]:
    """A department's sheet of a month, and how many figures are in it; no two are the same."""
    book = openpyxl.load_workbook(io.BytesIO(template(office, department, month)))
    sheet = book[DATA_SHEET]
    columns, rows = _places(sheet)
    indicators = office.plan.indicators_of(department)
    for indicator in indicators:
        row, (numerator, denominator) = rows[indicator.code], _figure(indicator, month, chance)
        sheet.cell(row, columns[NUMERATOR]).value = numerator
        if indicator.denominator:
            sheet.cell(row, columns[DENOMINATOR]).value = denominator
        sheet.cell(row, columns[NOTE]).value = f"Số liệu mẫu để đo tải, {remark}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue(), len(indicators)


def _places(sheet: Worksheet) -> tuple[dict[str, int], dict[str, int]]:
    """Columns by their header words, rows by the indicator's code."""
    rows = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    header = rows[CODE]
    columns = range(1, sheet.max_column + 1)
    return {str(sheet.cell(header, column).value): column for column in columns}, rows


def _figure(indicator: Indicator, month: ReportingMonth, chance: random.Random) -> tuple[int, int]:
    if indicator.kind is Kind.STOCK:
        return _A_MONTH * month.month, _WHOLE
    whole = chance.randint(_WHOLE // 2, _WHOLE)
    return chance.randint(0, whole), whole
