"""Makes the sheet a department fills in: for one month, or with twelve month columns.

Figures already recorded can be filled in, so that a correction starts from what stands.
"""

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

import xlsxwriter

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Department, Plan
from cchc_metrics.plan.periods import ReportingMonth, Window
from cchc_metrics.plan.progress import SentProgress
from cchc_metrics.workbooks.layout import DATA_SHEET, META_SHEET, Form, Stamp
from cchc_metrics.workbooks.template import month_form, year_form
from cchc_metrics.workbooks.template.milestone_form import write_milestones
from cchc_metrics.workbooks.template.sheet_writer import SheetWriter


def build_template(
    plan: Plan,
    department: str,
    month: ReportingMonth | None,
    figures: Iterable[Figure] = (),
    milestones: Mapping[str, SentProgress] | None = None,
) -> bytes:
    """An .xlsx for one month, or for the whole year where `month` is None.

    With `milestones`, those known by their code, a second sheet asks for the department's own.
    Raise KeyError for an unknown department.
    """
    months = plan.calendar.months if month is None else (month,)
    stamp = Stamp.of(plan, department, months)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # Fixed, so that the same sheet is the same bytes.
        book.set_properties({"created": datetime.combine(first_day(plan, months), time())})
        writer = SheetWriter(book, book.add_worksheet(DATA_SHEET))
        form = year_form if stamp.form is Form.YEAR else month_form
        title_rows(writer, plan, plan.department(department), stamp, months, form.LAST_COLUMN)
        known = {(f.indicator, f.month): f for f in figures if f.department == department}
        header, last = form.write_table(writer, plan, department, months, known)
        writer.set_up_page(header, last, form.LAST_COLUMN, form.FROZEN_COLUMNS)
        if milestones is not None:
            write_milestones(book, plan, department, milestones)
        _write_stamp(book, stamp)
    return buffer.getvalue()


def title_rows(
    writer: SheetWriter,
    plan: Plan,
    department: Department,
    stamp: Stamp,
    months: tuple[ReportingMonth, ...],
    last_column: int,
) -> None:
    """Who reports, for which days, until when: printed at the head of every sheet."""
    yearly = stamp.form is Form.YEAR
    period = f"năm {plan.calendar.year}" if yearly else months[0].label
    window = Window(first_day(plan, months), plan.calendar.window(months[-1]).end)
    due = "" if yearly else f". Hạn gửi: {words.day(plan.calendar.due_on(months[0]))}"
    lines = (
        (plan.commune.agency.upper(), "agency"),
        (f"SỐ LIỆU CẢI CÁCH HÀNH CHÍNH {period.upper()}", "title"),
        (f"Đơn vị báo cáo: {department.name}", "line"),
        (f"Kỳ số liệu: {period}, từ ngày {words.days(window.start, window.end)}{due}", "line"),
        (
            "Nhập số đếm vào các ô nền vàng. Không phát sinh thì ghi 0; chưa có số liệu thì để"
            " trống và nêu lý do ở cột Ghi chú. Không nhập tỷ lệ, bảng tự tính.",
            "hint",
        ),
        (stamp.line, "stamp"),
    )
    for row, (text, style) in enumerate(lines):
        writer.merged(row, 0, last_column, text, style)


def first_day(plan: Plan, months: tuple[ReportingMonth, ...]) -> date:
    return plan.calendar.window(months[0]).start


def _write_stamp(book: "xlsxwriter.Workbook", stamp: Stamp) -> None:
    """Custom properties and a very hidden sheet: copies that survive where the line is lost."""
    hidden = book.add_worksheet(META_SHEET)
    for row, (name, value) in enumerate(stamp.properties().items()):
        book.set_custom_property(name, value, "text")
        hidden.write_string(row, 0, name)
        hidden.write_string(row, 1, value)
    hidden.very_hidden()
