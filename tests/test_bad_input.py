"""Whatever is sent, the answer is one clear message and a record that has not changed by a byte.

Each case goes through the same door as an upload, on a record that holds figures already; a good
file is accepted right after it.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.store.database import open_database
from cchc_metrics.store.files import StoredFile
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.layout import DENOMINATOR, NUMERATOR, RATE
from cchc_metrics.workbooks.refusals import Fault
from cchc_metrics.workbooks.template.build import build_template
from cchc_metrics.workflow import board
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import (
    NotSaved,
    Upload,
    marked_file,
    marked_name,
    read_upload,
    summary,
)
from tests.builders import month
from tests.workbooks.filling import fill, fill_year
from tests.workbooks.formats.hostile_formats import hostile_cases
from tests.workbooks.hostile import Case, all_cases
from tests.workflow.officers import open_with, save, whole_record

PLAN = load_plan(DEFAULT_PLAN)
TODAY = date(2026, 3, 20)
SENDER = taken_at_word("Nguyễn Thị Hoa")
MARCH, FEBRUARY = month(3), month(2)
DEPARTMENT = "PKT"
OWN_MARCH = Expected(DEPARTMENT, MARCH)
CODES = [indicator.code for indicator in PLAN.indicators_of(DEPARTMENT)]
FIRST = CODES[0]  # in row 8: its counts in D8 and F8, its rate in G8

# A good sheet of the department: every indicator 6 of 8.
GOOD = {(code, word): n for code in CODES for word, n in ((NUMERATOR, 6), (DENOMINATOR, 8))}


def sheet(**typed: Any) -> bytes:
    """March's sheet, good but for what is typed into the first row; `rate`, `top`, `bottom`."""
    columns = {"top": NUMERATOR, "bottom": DENOMINATOR, "rate": RATE}
    own = {(FIRST, columns[name]): value for name, value in typed.items()}
    return fill(build_template(PLAN, DEPARTMENT, MARCH), GOOD | own)


@cache
def good_sheet() -> bytes:
    return sheet()


@pytest.fixture(scope="module")
def record_of_february(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the real plan in which February stands already."""
    path = tmp_path_factory.mktemp("record") / "february.sqlite3"
    engine = open_database(f"sqlite:///{path}")
    office = open_with(engine, PLAN, TODAY)
    february = fill(build_template(PLAN, DEPARTMENT, FEBRUARY), GOOD)
    save(office, read(office, february, Expected(DEPARTMENT, FEBRUARY)))
    engine.dispose()
    return path


@pytest.fixture
def office(record_of_february: Path, tmp_path: Path) -> Iterator[Office]:
    """An office with a copy of that record of its own."""
    copied = shutil.copy(record_of_february, tmp_path)
    engine = open_database(f"sqlite:///{copied}")
    yield Office(PLAN, engine, TODAY)
    engine.dispose()


def read(office: Office, content: bytes, expected: Expected = OWN_MARCH) -> Upload:
    return read_upload(office, "Số liệu tháng 3.xlsx", content, expected, SENDER, TODAY)


def assert_nothing_can_be_saved(office: Office, upload: Upload, before: Any) -> None:
    with pytest.raises(NotSaved) as told:
        save(office, upload, reason="Vẫn nộp.")
    assert str(told.value) == "Tệp còn lỗi nên chưa lưu số liệu nào. Sửa các lỗi rồi gửi lại."
    assert whole_record(office.engine) == before


def assert_a_good_file_is_accepted(office: Office, before: Any) -> None:
    upload = read(office, good_sheet())
    assert upload.checked is not None and upload.checked.issues == ()
    save(office, upload, sent_at="2026-03-16 03:00")
    assert len(whole_record(office.engine)["submissions"]) == len(before["submissions"]) + 1


# --- Sheets that are read: one error, at its cell -----------------------------------------------

Build = Callable[[], bytes]


@dataclass(frozen=True)
class BadSheet:
    """What is wrong | how the file is made | its one error | where | part of what it says."""

    name: str
    build: Build
    code: str
    cell: str
    says: str
    expected: Expected = OWN_MARCH


def of_month(at: int) -> Build:
    return lambda: fill(build_template(PLAN, DEPARTMENT, month(at)), GOOD)


def of_another_department() -> bytes:
    codes = [indicator.code for indicator in PLAN.indicators_of("PVHXH")]
    entries = {(code, word): 6 for code in codes for word in (NUMERATOR, DENOMINATOR)}
    return fill(build_template(PLAN, "PVHXH", MARCH), entries)


def year_form(*months: int) -> Build:
    entries = {(code, line, at): n for (code, line), n in GOOD.items() for at in months}
    return lambda: fill_year(build_template(PLAN, DEPARTMENT, None), entries)


BAD_SHEETS = [
    BadSheet("wrong month", of_month(2), "E03", "A6", "mẫu của kỳ đang nộp: tháng 3/2026"),
    BadSheet("wrong department", of_another_department, "E02", "A6", "Phòng Kinh tế"),
    BadSheet(
        "a month that has not begun",
        of_month(9),
        "E09",
        "A6",
        "bắt đầu ngày 15/8/2026",
        Expected(DEPARTMENT, month(9)),
    ),
    BadSheet(
        "one month of a year form has not begun",
        year_form(3, 9),
        "E09",
        "M8",
        "bắt đầu ngày 15/8/2026",
        Expected(DEPARTMENT),
    ),
    BadSheet(
        "the year form where a month was chosen",
        year_form(3),
        "E03",
        "A6",
        "mẫu của kỳ đang nộp: tháng 3/2026",
    ),
    BadSheet("text for a number", lambda: sheet(top="sáu"), "E20", "D8", "số nguyên từ 0 trở lên"),
    BadSheet("a sign for nothing", lambda: sheet(top="-"), "E20", "D8", "Không phát sinh thì ghi"),
    BadSheet(
        "numerator above denominator", lambda: sheet(top=9), "E30", "D8", "không được lớn hơn"
    ),
    BadSheet("a rate against its parts", lambda: sheet(rate=0.5), "E32", "G8", "75% (6/8)"),
    BadSheet("a typed percentage", lambda: sheet(rate="85%"), "E32", "G8", "75% (6/8)"),
    BadSheet("a rate for a count", lambda: sheet(top="75%"), "E27", "D8", "không nhận tỷ lệ"),
    BadSheet(
        "a blank sheet",
        lambda: build_template(PLAN, DEPARTMENT, MARCH),
        "E08",
        "",
        "ít nhất một số liệu",
    ),
    BadSheet("no denominator", lambda: sheet(bottom=None), "E31", "F8", "đủ cả tử số và mẫu số"),
    BadSheet("a denominator of 0", lambda: sheet(bottom=0), "E30", "D8", "tử số 6, mẫu số 0"),
    BadSheet("negative", lambda: sheet(top=-1), "E25", "D8", "không được âm"),
    BadSheet("a fraction", lambda: sheet(top=5.5), "E26", "D8", "phải là số nguyên"),
    BadSheet("a date", lambda: sheet(top=date(2026, 5, 6)), "E23", "D8", "ngày tháng"),
    BadSheet("two numbers in one", lambda: sheet(bottom=10**14), "E28", "F8", "nhập liền nhau"),
    *(
        BadSheet(f"an error cell {value}", lambda value=value: sheet(top=value), "E21", "D8", value)
        for value in ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
    ),
    BadSheet(
        "a formula without its value", lambda: sheet(top="=2+4"), "E22", "D8", "không lưu kết quả"
    ),
]


@pytest.mark.parametrize("case", BAD_SHEETS, ids=[case.name for case in BAD_SHEETS])
def test_a_bad_sheet_gets_one_error_at_its_cell_and_changes_nothing(
    case: BadSheet, office: Office
) -> None:
    before = whole_record(office.engine)
    upload = read(office, case.build(), case.expected)
    assert upload.checked is not None
    (issue,) = (*upload.checked.errors, *upload.checked.warnings)
    assert (issue.code, issue.sheet, issue.cell) == (case.code, "Số liệu", case.cell)
    place = f"Trang “Số liệu”, ô {case.cell} đang là " if case.cell else "Trang “Số liệu”: "
    assert issue.sentence.startswith(place + issue.found)
    assert case.says in issue.sentence
    assert issue.rule.endswith(".") and issue.cure.endswith("."), "a rule, then a cure"
    assert issue.sentence.endswith(f"{issue.rule} {issue.cure}") and "{" not in issue.sentence
    assert summary(upload) == "Tệp có 1 lỗi; chưa lưu số liệu nào."
    assert_nothing_can_be_saved(office, upload, before)
    assert_a_good_file_is_accepted(office, before)


def test_a_hundred_mistakes_are_all_told_at_once(office: Office) -> None:
    before = whole_record(office.engine)
    wrong = {(code, word): "x" for code in CODES for word in (NUMERATOR, DENOMINATOR)}
    upload = read(office, fill(build_template(PLAN, DEPARTMENT, MARCH), wrong))
    assert [issue.code for issue in upload.checked.errors] == ["E20"] * 2 * len(CODES)
    assert len({issue.cell for issue in upload.checked.errors}) == 2 * len(CODES)
    assert_nothing_can_be_saved(office, upload, before)


def test_a_bad_sheet_comes_back_marked_and_the_record_does_not_notice(office: Office) -> None:
    before = whole_record(office.engine)
    marked = marked_file(read(office, sheet(top="sáu")))
    assert marked.startswith(b"PK")
    assert whole_record(office.engine) == before


@pytest.mark.parametrize(
    ("sent", "given_back"),
    [
        ("bieu thang 3.xlsx", "Danh-dau_bieu thang 3.xlsx"),
        ("bieu.t3.csv", "Danh-dau_bieu.t3.xlsx"),
        ("BIEU.XLS", "Danh-dau_BIEU.xlsx"),
        ("bieu", "Danh-dau_bieu.xlsx"),
    ],
)
def test_what_comes_back_is_named_as_the_workbook_it_is(sent: str, given_back: str) -> None:
    upload = Upload(StoredFile.of(sent, b""))
    assert marked_name(upload) == given_back


def test_0_of_0_is_accepted_as_nothing_arisen(office: Office) -> None:
    *_, flow = CODES
    upload = read(office, fill(good_sheet(), {(flow, NUMERATOR): 0, (flow, DENOMINATOR): 0}))
    assert upload.checked is not None and upload.checked.issues == ()
    save(office, upload, sent_at="2026-03-16 03:00")
    card = board.scorecard(office, ReportPeriod.MONTH, MARCH, TODAY)
    row = next(record for record in card.records() if record["indicator"] == flow)
    assert (row["status"], row["numerator"], row["denominator"]) == ("NOT_ARISEN", 0, 0)


# --- Files that are no sheets: refused as a whole ------------------------------------------------


def cut_short() -> bytes:
    return good_sheet()[:-900]


def one_byte_changed() -> bytes:
    """In the middle of what holds the figures."""
    content = bytearray(good_sheet())
    content[content.index(b"xl/worksheets/sheet1.xml") + 200] ^= 0xFF
    return bytes(content)


def without_contents() -> bytes:
    return b"PK\x03\x04" + bytes(2_000)


STOPPED = ("xls: nan", "xlsb: cells in two corners", "ods: zip bomb", "html: 100,001 rows")
REFUSED = [
    *(case for case in all_cases() if case.name in ("zip bomb", "entity bomb in the sheet")),
    *(
        case
        for case in all_cases()
        if case.fault in {Fault.EMPTY, Fault.PASSWORD, Fault.OTHER_OFFICE, Fault.PDF, Fault.HTML}
        or case.fault in {Fault.MHTML, Fault.XML_2003, Fault.PLAIN_TEXT, Fault.ARCHIVE}
        or case.name in ("xls", "xlsb", "ods")
        or case.fault in {Fault.IMAGE, Fault.UNKNOWN_KIND, Fault.TOO_LARGE, Fault.NO_WORKSHEET}
    ),
    *(case for case in hostile_cases() if case.fault and case.name in STOPPED),
    Case("a good sheet cut short", cut_short, Fault.DAMAGED_ARCHIVE),
    Case("a good sheet with one byte changed", one_byte_changed, Fault.DAMAGED_ARCHIVE),
    Case("an archive of nothing", without_contents, Fault.DAMAGED_ARCHIVE),
]


def test_the_table_of_files_has_every_kind_that_people_send() -> None:
    names = {case.name for case in REFUSED}
    kinds = ("0 bytes", "password", "html without a table", "pdf", "zip bomb", "xls", "docx")
    assert {*kinds, "a letter", "random bytes", "a good sheet cut short"} <= names


@pytest.mark.parametrize("case", REFUSED, ids=[case.name for case in REFUSED])
def test_a_file_that_is_no_sheet_gets_one_refusal_and_changes_nothing(
    case: Case, office: Office
) -> None:
    before = whole_record(office.engine)
    upload = read(office, case.build())
    assert upload.checked is None and upload.months == ()
    assert upload.refusal is not None and upload.refusal.code == case.fault
    sentences = re.findall(r"[^.]+(?:\.\w[^.]*)*\.(?=\s|$)", upload.refusal.message)
    assert len(sentences) >= 2, "what is wrong, then what to do"
    assert summary(upload) == upload.refusal.message
    assert_nothing_can_be_saved(office, upload, before)
    assert_a_good_file_is_accepted(office, before)


def test_a_workbook_of_something_else_is_one_error(office: Office) -> None:
    """A real workbook without our table: read, and told what it should have been."""
    before = whole_record(office.engine)
    other = next(case for case in all_cases() if case.name == "macros")
    upload = read(office, other.build())
    assert [issue.code for issue in upload.checked.issues] == ["E01"]
    assert_nothing_can_be_saved(office, upload, before)
    assert_a_good_file_is_accepted(office, before)
