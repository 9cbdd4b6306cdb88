"""The sheet of milestones: one row a milestone that the department leads, beside its figures."""

from collections.abc import Mapping
from typing import Any

from cchc_metrics import words
from cchc_metrics.plan.model import Milestone, Plan
from cchc_metrics.plan.progress import ProgressState, SentProgress
from cchc_metrics.workbooks import layout
from cchc_metrics.workbooks.template.sheet_writer import SheetWriter

HEADER_ROW = 4
_WIDTHS = (10, 46, 14, 18, 16, 30, 50)
_HEADER_HEIGHT, _ROW_HEIGHT = 32, 50
_COLUMN = {name: column for column, name in enumerate(layout.MILESTONE_COLUMNS)}
_HINT = (
    "Chọn tình trạng ở ô nền vàng. Việc hoàn thành phải ghi ngày và văn bản hoặc minh chứng."
    " Để trống tình trạng thì tình trạng đã báo cáo được giữ nguyên."
)


def led_by(plan: Plan, department: str) -> tuple[Milestone, ...]:
    """The milestones that a department reports on."""
    return tuple(milestone for milestone in plan.milestones if milestone.lead == department)


def write_milestones(
    book: Any, plan: Plan, department: str, known: Mapping[str, SentProgress]
) -> None:
    """Add the sheet, filled in with what is `known`; nothing for who leads no milestone."""
    milestones = led_by(plan, department)
    if not milestones:
        return
    writer = SheetWriter(book, book.add_worksheet(layout.MILESTONE_SHEET))
    lines = (
        (plan.commune.agency.upper(), "agency"),
        ("VIỆC PHẢI HOÀN THÀNH", "title"),
        (f"Đơn vị báo cáo: {plan.department(department).name}", "line"),
        (_HINT, "hint"),
    )
    for row, (text, style) in enumerate(lines):
        writer.merged(row, 0, len(_WIDTHS) - 1, text, style)
    writer.sheet.set_row(len(lines) - 1, _HEADER_HEIGHT)
    for column, (name, width) in enumerate(zip(layout.MILESTONE_COLUMNS, _WIDTHS, strict=True)):
        writer.sheet.set_column(column, column, width)
        writer.text(HEADER_ROW, column, name, "header")
    writer.sheet.set_row(HEADER_ROW, _HEADER_HEIGHT)
    for row, milestone in enumerate(milestones, start=HEADER_ROW + 1):
        writer.sheet.set_row(row, _ROW_HEIGHT)
        _write_row(writer, row, milestone, known.get(milestone.code))
    writer.set_up_page(HEADER_ROW, HEADER_ROW + len(milestones), len(_WIDTHS) - 1, 2)


def _write_row(
    writer: SheetWriter, row: int, milestone: Milestone, known: SentProgress | None
) -> None:
    due = words.day(milestone.due_on) if milestone.due_on else "chưa đặt hạn"
    writer.text(row, _COLUMN[layout.MILESTONE_CODE], milestone.code)
    writer.text(row, _COLUMN[layout.MILESTONE_NAME], milestone.name)
    writer.comment(row, _COLUMN[layout.MILESTONE_NAME], f"{milestone.place}: {milestone.wording}")
    writer.text(row, _COLUMN[layout.DUE_ON], due, "words")
    labels = [state.label for state in ProgressState]
    writer.choice(row, _COLUMN[layout.STATE], known.state.label if known else "", labels)
    writer.day(row, _COLUMN[layout.DONE_ON], known.done_on if known else None)
    writer.note(row, _COLUMN[layout.DOCUMENT], known.document if known else "")
    writer.note(row, _COLUMN[layout.EVIDENCE], known.evidence if known else "")
