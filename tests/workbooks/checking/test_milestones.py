"""The sheet of milestones: what it asks for, what it reports, every problem it can have."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc_metrics.plan.model import Milestone
from cchc_metrics.plan.progress import ProgressState, SentProgress
from cchc_metrics.workbooks.checking.check import Checked, check
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.layout import DATA_SHEET, MILESTONE_COLUMNS, MILESTONE_SHEET
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.template.build import build_template
from tests.builders import make_indicator, make_plan, month
from tests.workbooks.filling import change, saved

FIRST = Milestone(
    "II.4-1", "II.4", "II.4", "Tinh gọn bộ máy.", "Bộ máy", "PVHXH", date(2026, 6, 30)
)
SECOND = replace(FIRST, code="II.4-2", name="Biên chế", due_on=None)
OTHERS = replace(FIRST, code="II.2-3", lead="VPHDND")
PLAN = make_plan(make_indicator(), milestones=(FIRST, SECOND, OTHERS))
MARCH, TODAY = month(3), date(2026, 3, 20)
# Row 6 is II.4-1: D its state, E the day, F the document, G the evidence; row 7 is II.4-2.
DONE = {"D6": "Hoàn thành", "E6": date(2026, 3, 10), "F6": "Văn bản thử số 2"}


def sheet(content: bytes) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(content))[MILESTONE_SHEET]
    assert isinstance(found, Worksheet)
    return found


def march(cells: dict[str, Any]) -> Checked:
    """A good sheet of figures, with this typed into that of milestones."""
    content = build_template(PLAN, "PVHXH", MARCH, (), {})
    book = openpyxl.load_workbook(io.BytesIO(change(content, {"D8": 20, "F8": 25})))
    for address, typed in cells.items():
        book[MILESTONE_SHEET][address] = typed
    read = open_workbook(saved(book))
    assert isinstance(read, Book)
    return check(read, PLAN, Expected("PVHXH", MARCH), [], TODAY)


def test_a_department_is_asked_for_its_own_milestones_with_their_days() -> None:
    shown = sheet(build_template(PLAN, "PVHXH", MARCH, (), {}))
    assert [cell.value for cell in shown[5]] == list(MILESTONE_COLUMNS)
    rows = [[cell.value for cell in row[:4]] for row in shown.iter_rows(min_row=6)]
    assert rows == [
        ["II.4-1", "Bộ máy", "30/6/2026", None],
        ["II.4-2", "Biên chế", "chưa đặt hạn", None],
    ]
    unlocked = {cell.column_letter for cell in shown[6] if not cell.protection.locked}
    assert unlocked == {"D", "E", "F", "G"} and shown.protection.sheet
    (choice, *_) = shown.data_validations.dataValidation
    assert choice.formula1 == '"Chưa thực hiện,Đang thực hiện,Hoàn thành"'


def test_who_leads_no_milestone_gets_no_sheet_for_them() -> None:
    plan = replace(PLAN, milestones=(OTHERS,))
    content = build_template(plan, "PVHXH", MARCH, (), {})
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert MILESTONE_SHEET not in names and DATA_SHEET in names


def test_a_sheet_that_was_filled_in_reports_what_it_was_filled_with() -> None:
    known = SentProgress(
        "II.4-1", ProgressState.DONE, date(2026, 3, 10), "Văn bản thử số 2", "=1+1, đã xong"
    )
    content = build_template(PLAN, "PVHXH", MARCH, (), {"II.4-1": known})
    book = open_workbook(change(content, {"D8": 20, "F8": 25}))
    assert isinstance(book, Book)
    result = check(book, PLAN, Expected("PVHXH", MARCH), [], TODAY)
    assert (result.milestones, result.issues) == ((known,), ())


def test_what_is_typed_is_reported_and_what_is_left_blank_is_not() -> None:
    result = march(DONE)
    assert result.issues == ()
    assert result.milestones == (
        SentProgress("II.4-1", ProgressState.DONE, date(2026, 3, 10), "Văn bản thử số 2", ""),
    )
    assert march({}).milestones == ()


@pytest.mark.parametrize("typed", ["10/3/2026", " 10/03/2026 ", date(2026, 3, 10)])
def test_a_day_may_be_a_date_or_text(typed: Any) -> None:
    (report,) = march(DONE | {"E6": typed}).milestones
    assert report.done_on == date(2026, 3, 10)


def test_a_day_of_what_is_not_done_is_left_out() -> None:
    (report,) = march(DONE | {"D6": "đang  thực hiện"}).milestones
    assert (report.state, report.done_on) == (ProgressState.IN_PROGRESS, None)


# What is typed over a row that is done | the issues it raises
CELLS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("another department's", {"A6": "II.2-3"}, [("E50", "A6")]),
    ("no code", {"A6": None}, [("E50", "A6")]),
    ("twice", {"A7": "II.4-1", "D7": "Đang thực hiện"}, [("E51", "A7")]),
    ("another word", {"D6": "Xong rồi"}, [("E52", "D6")]),
    ("no state", {"D6": None}, [("E52", "D6")]),
    ("no day", {"E6": None}, [("E53", "E6")]),
    ("no real day", {"E6": "31/2/2026"}, [("E53", "E6")]),
    ("no day at all", {"E6": "hôm qua"}, [("E53", "E6")]),
    ("a day to come", {"E6": date(2026, 3, 21)}, [("E54", "E6")]),
    ("no proof", {"F6": None}, [("E55", "G6")]),
    ("too long", {"G6": "x" * 801}, [("E56", "G6")]),
    (
        "all at once",
        {"E6": None, "F6": None, "D7": "x"},
        [("E53", "E6"), ("E55", "G6"), ("E52", "D7")],
    ),
]


@pytest.mark.parametrize(
    ("cells", "issues"), [case[1:] for case in CELLS], ids=[c[0] for c in CELLS]
)
def test_every_problem_is_found_at_its_cell(
    cells: dict[str, Any], issues: list[tuple[str, str]]
) -> None:
    result = march(DONE | cells)
    assert [(issue.code, issue.cell) for issue in result.issues] == issues
    assert {issue.sheet for issue in result.issues} == {MILESTONE_SHEET}


def test_a_sheet_of_that_name_with_other_columns_is_not_read() -> None:
    assert march({"D5": "Trạng thái", "D6": "Hoàn thành"}).milestones == ()
