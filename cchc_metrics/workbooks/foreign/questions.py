"""What has to be asked, in the officer's words, with the possible answers."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from cchc_metrics import words
from cchc_metrics.plan.model import Plan
from cchc_metrics.workbooks.checking.issues import Issue, quoted
from cchc_metrics.workbooks.foreign.answers import LEFT_OUT, Asks, Question
from cchc_metrics.workbooks.foreign.proposal import (
    Choice,
    Hint,
    Proposal,
    ProposedColumn,
    ProposedNumber,
    ProposedRow,
    ProposedSheet,
    month_of,
)
from cchc_metrics.workbooks.foreign.terms import Source

YES, NO = "yes", "no"
_NUMBERS_SHOWN = 3
PLACES = {
    Source.TITLE: "đầu trang",
    Source.HEADER: "tiêu đề cột",
    Source.SHEET_NAME: "tên trang",
    Source.FILE_NAME: "tên tệp",
}


def department_question(proposal: Proposal, plan: Plan) -> Question:
    hint = next(iter(proposal.departments), None)
    choices = tuple(Choice(d.code, d.name) for d in plan.reporting_departments)
    hints = {hint.value: hint for hint in reversed(proposal.departments)}.values()
    text = f"Số liệu này của đơn vị nào?{_found(*hints)}"
    question = _question(Asks.DEPARTMENT, "", hint, text, choices)
    return replace(question, proposed=question.proposed if len(hints) == 1 else "")


def month_question(sheet: ProposedSheet, plan: Plan) -> Question:
    """Which month a sheet of one month is of; which year a sheet of many."""
    year = plan.calendar.year
    if sheet.is_wide:
        text = f"Các cột tháng của trang {quoted(sheet.name)} là của năm {year}?"
        only = Choice(str(plan.calendar.months[0]), f"Năm {year}")
        return Question(Asks.MONTH, sheet.name, sheet.name, "", text, (only,))
    hints = [h for h in sheet.months if (m := month_of(h)) and m.year == year]
    hint = hints[0] if hints else None
    choices = tuple(Choice(str(m), f"Tháng {m.month}/{m.year}") for m in plan.calendar.months)
    text = f"Trang {quoted(sheet.name)} là số liệu của tháng nào?{_found(*hints)}"
    question = _question(Asks.MONTH, sheet.name, hint, text, choices)
    return replace(question, proposed=question.proposed if len(hints) == 1 else "")


def sheet_question(sheet: ProposedSheet, hint: Hint, plan: Plan) -> Question:
    """A sheet that names another department than the one that is sending."""
    name = plan.department(hint.value).name
    text = f"Trang {quoted(sheet.name)} ghi là của {name}. Có lấy trang này không?"
    return Question(
        Asks.SHEET, sheet.name, sheet.name, hint.cell, text, _yes_no("Lấy", "Bỏ qua"), NO
    )


def row_question(sheet: ProposedSheet, row: ProposedRow) -> Question:
    choices = tuple(Choice(c.meaning, f"{c.words} ({c.score:g}%)") for c in row.candidates)
    text = f"Dòng {quoted(row.label)} là chỉ tiêu nào?"
    choices = (*choices, Choice(LEFT_OUT, "Không phải chỉ tiêu của kế hoạch"))
    return Question(Asks.ROW, row.key, sheet.name, row.address, text, choices, row.meaning)


def reading_question(sheet: ProposedSheet, number: ProposedNumber) -> Question:
    text = f"Ô ghi {quoted(number.raw)}: {number.reading.how}. Đọc thế nào?"
    choices = number.reading.choices
    return Question(Asks.READING, number.group, sheet.name, number.address, text, choices)


def cumulative_question(sheet: ProposedSheet) -> Question:
    text = (
        f"Trang {quoted(sheet.name)} có vẻ là số lũy kế ({sheet.cumulative}). Số ở đây là lũy kế"
        f" từ tháng {sheet.cumulative_from} hay riêng của từng tháng?"
    )
    choices = _yes_no(f"Lũy kế từ tháng {sheet.cumulative_from}", "Riêng của từng tháng")
    return Question(Asks.CUMULATIVE, sheet.name, sheet.name, "", text, choices)


def scale_question(sheet: ProposedSheet, column: ProposedColumn) -> Question:
    text = f"Cột {quoted(column.heading)} ghi đơn vị lớn hơn 1. Số trong cột tính thế nào?"
    choices = _yes_no(f"Nhân với {column.scale:,}".replace(",", "."), "Giữ nguyên như đang ghi")
    return Question(Asks.SCALE, column.key, sheet.name, "", text, choices)


def column_question(sheet: ProposedSheet, alike: Sequence[ProposedColumn]) -> Question:
    """Which of columns that say the same counts; a choice is a column's key."""
    first, *others = (f"{column.letter}{sheet.header[1]}" for column in alike)
    headings = words.joined(f"{column.letter} {quoted(column.heading)}" for column in alike)
    text = f"Các cột {headings} được hiểu như nhau. Lấy số ở cột nào?"
    choices = tuple(Choice(c.key, f"Cột {c.letter}: {_first_numbers(sheet, c)}") for c in alike)
    return Question(Asks.COLUMN, alike[0].key, sheet.name, first, text, choices, also=tuple(others))


def as_issue(question: Question) -> Issue:
    """An open question as an error, so that nothing can be saved past it."""
    return Issue("E40", question.sheet, question.cell, "", question.text.rstrip("?."))


def _question(
    asks: Asks, key: str, hint: Hint | None, text: str, choices: tuple[Choice, ...]
) -> Question:
    codes = {choice.code for choice in choices}
    proposed = hint.value if hint is not None and hint.value in codes else ""
    sheet, cell = (hint.sheet, hint.cell) if hint is not None else (key, "")
    return Question(asks, key, sheet, cell, text, choices, proposed)


def _found(*hints: Hint) -> str:
    """Where it was found; more than one place where they do not agree."""
    places = words.joined(f"{quoted(hint.found)} ở {PLACES[hint.source]}" for hint in hints)
    return f" (thấy {places})" if hints else ""


def _first_numbers(sheet: ProposedSheet, column: ProposedColumn) -> str:
    """The first that a column holds for the plan's indicators, to tell it from others."""
    found = (
        quoted(number.raw)
        for row in sheet.rows
        for number in (row.numbers if row.meaning else ())
        if number.raw and number.address.rstrip("0123456789") == column.letter
    )
    return "; ".join(islice(found, _NUMBERS_SHOWN)) or "chưa có số"


def _yes_no(yes: str, no: str) -> tuple[Choice, ...]:
    return Choice(YES, yes), Choice(NO, no)
