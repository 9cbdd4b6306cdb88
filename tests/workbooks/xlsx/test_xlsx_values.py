"""What the characters of a value mean: numbers, dates, types."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_metrics.workbooks.grid import Cell, CellKind
from cchc_metrics.workbooks.xlsx.styles import is_date_code
from cchc_metrics.workbooks.xlsx.values import date_text, iso_date_text, number_text
from tests.workbooks.raw_package import (
    styles,
)
from tests.workbooks.reading import only_cell, only_sheet, saved, written


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("12", "12"),
        ("-12", "-12"),
        ("0", "0"),
        ("-0", "0"),
        ("0.0", "0"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        (" 12\n", "12"),
        ("12.50", "12.5"),
        ("1.2E-3", "0.0012"),
        ("1.5e3", "1500"),
        ("0.95000000000000007", "0.95"),
        ("0.30000000000000004", "0.3"),
        ("95.123456789012345", "95.1234567890123"),
        ("999999999999999", "999999999999999"),
        ("1E+20", "1" + "0" * 20),
    ],
)
def test_numbers_are_read_as_excel_shows_them(raw: str, text: str) -> None:
    assert number_text(raw) == text


@settings(deadline=None)
@given(st.floats(-9.99e307, 9.99e307, allow_subnormal=False))
def test_a_number_is_what_its_fifteen_digits_say(number: float) -> None:
    text = number_text(repr(number))
    assert text is not None
    assert float(text) == pytest.approx(number, rel=1e-14, abs=0)
    assert len(text.strip("-0.").replace(".", "").rstrip("0")) <= 15


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        ("46082", "2026-03-01"),
        ("46082.5", "2026-03-01T12:00:00"),
        ("46082.999999999", "2026-03-02"),
        ("1", "1900-01-01"),
        ("59", "1900-02-28"),
        ("60", None),
        ("61", "1900-03-01"),
        ("2958465", "9999-12-31"),
        ("2958466", None),
        ("2958465.999999999", None),
        ("0.5", None),
        ("0", None),
        ("-5", None),
        ("3000000", None),
    ],
)
def test_days_count_from_1900(serial: str, day: str | None) -> None:
    assert date_text(serial, uses_1904_dates=False) == day


@settings(deadline=None)
@given(st.datetimes(datetime(1904, 1, 2), datetime(9999, 12, 31)))
def test_both_date_systems_give_the_moment_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    for epoch, uses_1904 in ((datetime(1899, 12, 30), False), (datetime(1904, 1, 1), True)):
        serial = Decimal((moment - epoch) // timedelta(seconds=1)) / 86_400
        text = date_text(str(serial), uses_1904)
        assert text is not None
        assert uses_1904 or moment.year > 1900 or serial > 61
        assert datetime.fromisoformat(text) == moment


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("General", False),
        ("0.00%", False),
        ("#,##0", False),
        ('#,##0 "hồ sơ"', False),
        ("#,##0\\d", False),
        ("_-* #,##0_d_-", False),
        ("[Red]#,##0;[Blue]-0", False),
        ("0.0E+0", False),
        ("@", False),
        ('"d', False),
        ("dd/mm/yyyy", True),
        ("[$-42A]dd mmmm yyyy", True),
        ("h:mm", True),
        ("MM.YY", True),
        ('"ngày" d', True),
    ],
)
def test_date_formats_are_known_by_their_letters(code: str, is_date: bool) -> None:
    assert is_date_code(code) is is_date


@pytest.mark.parametrize(
    ("number_format", "is_date"),
    [*((n, True) for n in (14, 22, 27, 46, 58)), (0, False), (9, False)],
)
def test_date_formats_are_known_by_their_number(number_format: int, is_date: bool) -> None:
    listed = styles(f'<xf numFmtId="{number_format}"/>')
    cell = only_cell("<row><c><v>46082</v></c></row>", styles=listed)
    assert cell is not None
    assert (cell.kind is CellKind.DATE) is is_date


def test_a_number_that_no_date_can_be_stays_a_number() -> None:
    listed = styles('<xf numFmtId="14"/>')
    for raw in ("-5", "0.5", "3000000"):
        cell = only_cell(f"<row><c><v>{raw}</v></c></row>", styles=listed)
        assert cell == Cell(CellKind.NUMBER, raw, number_format="mm-dd-yy")


def test_a_file_may_give_a_built_in_number_its_own_code() -> None:
    listed = styles('<xf numFmtId="14"/>', '<numFmt numFmtId="14" formatCode="0.0"/>')
    cell = only_cell("<row><c><v>1</v></c></row>", styles=listed)
    assert cell == Cell(CellKind.NUMBER, "1", number_format="0.0")


def test_the_1904_date_system_is_honoured() -> None:
    def fill(book: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_datetime(0, 0, date(2026, 3, 1), day)

    cell = only_sheet(written(fill, date_1904=True)).cell(1, 1)
    assert cell == Cell(CellKind.DATE, "2026-03-01", number_format="yyyy-mm-dd")


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T00:00:00", "2026-03-01"),
        ("2026-03-01T08:30:00.000Z", "2026-03-01T08:30:00"),
        ("2026-03-01T08:30:00+07:00", "2026-03-01T08:30:00"),
        ("2026-02-30", None),
        ("2026-03-01T25:00:00", None),
        ("20260301", None),
        ("2026-W09", None),
    ],
)
def test_iso_dates_are_read_strictly(raw: str, day: str | None) -> None:
    assert iso_date_text(raw) == day


def test_a_workbook_with_iso_dates() -> None:
    book = openpyxl.Workbook(iso_dates=True)
    sheet = book.active
    assert sheet is not None
    sheet.append([datetime(2026, 3, 1, 8, 30), time(8, 30)])
    cells = only_sheet(saved(book)).cells
    assert (cells[1, 1].kind, cells[1, 1].text) == (CellKind.DATE, "2026-03-01T08:30:00")
    assert (cells[1, 2].kind, cells[1, 2].text) == (CellKind.TEXT, "08:30:00")


@pytest.mark.parametrize(
    ("kind", "raw", "cell"),
    [
        ("b", "1", Cell(CellKind.BOOLEAN, "1")),
        ("b", "false", Cell(CellKind.BOOLEAN, "0")),
        ("e", "#N/A", Cell(CellKind.ERROR, "#N/A")),
        ("e", "#SPILL!", Cell(CellKind.ERROR, "#SPILL!")),
        ("e", "#DIV/0!", Cell(CellKind.ERROR, "#DIV/0!")),
        ("str", "12", Cell(CellKind.TEXT, "12")),
    ],
)
def test_each_type_is_kept_apart(kind: str, raw: str, cell: Cell) -> None:
    assert only_cell(f'<row><c t="{kind}"><v>{raw}</v></c></row>') == cell
