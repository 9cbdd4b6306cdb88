"""Sheets of a department's own making: other names, titles above, nothing of our form in them."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.plan.model import Plan
from tests.workbooks.formats.biff import xls
from tests.workbooks.formats.layout import Drawn

PLAN: Plan = load_plan(DEFAULT_PLAN)
CENTRE = "TTPVHCC"
HEADING = ("TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Tỷ lệ", "Ghi chú")
# Exact, nearly exact, and of no plan at all. They stand in rows 5 to 8.
ONLINE, DIGITISED, NEAR, STRANGE = (
    "Hồ sơ trực tuyến",
    "Số hoá thành phần hồ sơ",
    "Tỷ lệ cấp kết quả bằng điện tử",
    "Số lượt khách du lịch",
)
NEAR_CELL, NEAR_CODE = "B7", "II.3-3"

Rows = Sequence[Sequence[Any]]


def own_sheet(
    month: int = 3,
    rows: Rows | None = None,
    title: str = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    name: str = "Bieu 1",
) -> bytes:
    """A month's sheet: a department's title, the month, an empty row, the heading, four rows."""
    return workbook({name: own_lines(month, rows, title)})


def own_xls(month: int = 3, rows: Rows | None = None) -> bytes:
    """The same as an old .xls."""
    return xls(Drawn(own_lines(month, rows), "Bieu 1"))


def own_lines(
    month: int, rows: Rows | None, title: str = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
) -> Rows:
    lines: list[Sequence[Any]] = [(title,), (f"Tháng {month} năm 2026",), (), HEADING]
    return [*lines, *(default_rows() if rows is None else rows)]


def default_rows(online: Any = 90, digitised: Any = "1.234") -> Rows:
    return [
        (1, ONLINE, online, 150),
        (2, DIGITISED, digitised, 1500),
        (3, NEAR, 140, 140),
        (4, STRANGE, 7, 9),
    ]


def workbook(sheets: dict[str, Rows]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value)
    book.close()
    return buffer.getvalue()
