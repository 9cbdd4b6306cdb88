"""The summary table as CSV for Vietnamese Excel: UTF-8 with BOM, fields parted by `;`, decimal `,`.

Where the decimal sign is a comma, spreadsheets part fields by semicolons; written the other way
"0.955" would be read there as 955. Rates are exact ratios 0..1. The workbook is the better export:
in a CSV file the only guard against formulas is an apostrophe before the text.
"""

import csv
from io import StringIO

from cchc_metrics.reports.cells import Cell, Rate
from cchc_metrics.reports.said import Report
from cchc_metrics.reports.tables import overview
from cchc_metrics.scoring.status import Status

DELIMITER = ";"
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet may take for a formula or for a new cell (OWASP), and the full-width forms.
DANGEROUS = frozenset("=+-@\t\r\n\0＝＋－＠")


def summary_csv(report: Report) -> bytes:
    """One line of headings, then one an indicator and milestone."""
    table = overview(report)
    text = StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    writer.writerows([field(cell) for cell in row] for row in table.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def field(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Status():
            return cell.label
        case str():
            return harmless(cell)
        case Rate():
            return _decimal(cell.value)
        case _:
            return _decimal(cell)


def harmless(text: str) -> str:
    """Text that a spreadsheet shows and does not run, also where it is led by spaces."""
    begins = text.lstrip(" \u00a0\ufeff")[:1]
    return f"'{text}" if begins in DANGEROUS and begins else text


def _decimal(number: float) -> str:
    """A number stays a number: a negative one is not guarded."""
    return repr(number).replace(".", ",")
