"""The file that comes back: the officer's own, with every problem at its cell and in a list."""

import io

import openpyxl

from cchc_metrics.workbooks.checking.annotate import annotate
from cchc_metrics.workbooks.checking.issues import Issue
from cchc_metrics.workbooks.checking.marking import COLOURS, Severity
from cchc_metrics.workbooks.checking.recognise import recognise
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.layout import DATA_SHEET, ISSUE_SHEET
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.template.build import build_template
from tests.builders import make_plan, month
from tests.workbooks.filling import change

CONTENT = change(build_template(make_plan(), "PVHXH", month(3)), {"D8": 26, "F8": 25})
ISSUES = (
    Issue("W01", DATA_SHEET, "D8", "ô trống"),
    Issue("E30", DATA_SHEET, "D8", "26", "tử số 26, mẫu số 25", "II.3-2"),
    Issue("E20", DATA_SHEET, "F8", "“=cmd|' /C calc'!A1”"),
    Issue("E08", DATA_SHEET, "", ""),
    Issue("N02", "Không có trang này", "B2", ""),
    Issue("E06", DATA_SHEET, "B6", "ô trong vùng trộn"),
)


def test_cells_are_coloured_by_the_worst_and_say_why() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(annotate(CONTENT, ISSUES)))[DATA_SHEET]
    assert sheet["D8"].fill.fgColor.rgb.endswith(COLOURS[Severity.ERROR])
    assert "Tử số không được lớn hơn mẫu số" in sheet["D8"].comment.text
    assert "Cảnh báo W01" in sheet["D8"].comment.text
    assert sheet["D8"].value == 26 and not sheet["D8"].protection.locked


def test_the_list_has_every_issue_errors_first_and_no_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(annotate(CONTENT, ISSUES)))[ISSUE_SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[2] for row in rows] == ["E30", "E20", "E08", "E06", "W01", "N02"]
    assert rows[1][5] == "“=cmd|' /C calc'!A1”"
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_the_marked_file_can_be_corrected_and_sent_again() -> None:
    twice = annotate(annotate(CONTENT, ISSUES), ISSUES)
    book = open_workbook(twice)
    assert isinstance(book, Book)
    table = recognise(book)
    assert table is not None and table.sheet == DATA_SHEET
    assert ISSUE_SHEET not in table.unread_sheets
    assert len({placed.stamp for placed in table.stamps}) == 1


def test_characters_that_no_workbook_can_hold_do_not_keep_the_file_back() -> None:
    found = "“12\x01\ufffe”"
    issues = [Issue("E20", DATA_SHEET, "D8", found), Issue("E06", DATA_SHEET, "F8", "", found)]
    book = openpyxl.load_workbook(io.BytesIO(annotate(CONTENT, issues)))
    assert book[ISSUE_SHEET]["F2"].value == "“12”"
    assert "“12”" in book[DATA_SHEET]["F8"].comment.text


def test_a_file_that_cannot_be_opened_gives_the_list_alone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(annotate(b"not a workbook", ISSUES)))
    assert ISSUE_SHEET in book.sheetnames
