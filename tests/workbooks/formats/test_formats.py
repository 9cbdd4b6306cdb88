"""The same sheet in every format is the same book, as far as the format can say it."""

from collections.abc import Callable
from datetime import date

import pytest

from cchc_metrics.workbooks.grid import Book, CellKind, parse_address
from cchc_metrics.workbooks.opening.open import open_workbook
from tests.workbooks.formats.biff import stream, xls
from tests.workbooks.formats.biff12 import xlsb
from tests.workbooks.formats.excel import xlsm, xlsx
from tests.workbooks.formats.layout import Drawn
from tests.workbooks.formats.opendocument import ods
from tests.workbooks.formats.plain import csv_of, html_of

Write = Callable[..., bytes]
SHEET = Drawn(
    rows=[
        ["BÁO CÁO THÁNG 3", None, None, None],
        ["Chỉ tiêu", "Tử số", "Mẫu số", "Ngày"],
        ["Hồ sơ trực tuyến", 12, 20, date(2026, 5, 12)],
        ["Tû lÖ", 0.95, "1.234", None],
        ["Lỗi\nhai dòng", None, True, "00123"],
    ],
    name="Tháng 3",
    merges=["A1:C1"],
    hidden_rows=[4],
    hidden_columns=[3],
    number_formats={"B4": "0%"},
    fonts={"A4": ".VnTime"},
    errors=["B5"],
)
HIDDEN = Drawn([["ẩn", 1]], name="Nháp", visible=False)
FULL: list[Write] = [xlsx, xls, ods]


def opened(data: bytes) -> Book:
    book = open_workbook(data)
    assert isinstance(book, Book), book
    return book


def texts(book: Book, at: int = 0) -> dict[str, str]:
    return {
        name: cell.text
        for name in ("A1", "A3", "B3", "C3", "B4", "C4", "A5", "D5")
        if (cell := book.sheets[at].cells.get(parse_address(name))) is not None
    }


EXPECTED = {
    **{"A1": "BÁO CÁO THÁNG 3", "A3": "Hồ sơ trực tuyến", "B3": "12", "C3": "20"},
    **{"B4": "0.95", "C4": "1.234", "A5": "Lỗi\nhai dòng", "D5": "00123"},
}


@pytest.mark.parametrize("write", [*FULL, xlsb, xlsm], ids=lambda write: write.__name__)
def test_every_workbook_gives_the_same_texts_and_says_which_sheets_are_hidden(write: Write) -> None:
    book = opened(write(SHEET, HIDDEN))
    assert texts(book) == EXPECTED
    assert [(s.name, s.visible) for s in book.sheets] == [("Tháng 3", True), ("Nháp", False)]
    assert book.has_macros is (write is xlsm)


@pytest.mark.parametrize("write", FULL, ids=lambda write: write.__name__)
def test_what_only_some_formats_tell(write: Write) -> None:
    (sheet,) = opened(write(SHEET)).sheets
    assert sheet.hidden_rows == {4} and sheet.hidden_columns == {3}
    assert sheet.merges == ("A1:C1",) and sheet.old_fonts == {(4, 1): ".VnTime"}
    kinds = {sheet.cells[at].kind for at in ((3, 4), (5, 2), (5, 3))}
    assert kinds == {CellKind.DATE, CellKind.ERROR, CellKind.BOOLEAN}
    assert sheet.cells[3, 4].text == "2026-05-12" and sheet.cells[4, 2].number_format == "0%"


def test_xls_without_its_container_is_read_all_the_same() -> None:
    assert texts(opened(stream(SHEET))) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_web_pages(encoding: str) -> None:
    (sheet,) = opened(html_of(SHEET, encoding=encoding)).sheets
    assert sheet.name == "Bảng 1" and sheet.merges == ("A1:C1",) and sheet.hidden_rows == {4}
    assert sheet.cells[3, 2].text == "12" and sheet.cells[5, 1].text == "Lỗi hai dòng"
    assert sheet.cells[5, 4].kind is CellKind.TEXT


def test_the_page_says_its_own_encoding() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">'
    page = html_of(Drawn([["Số hồ sơ", 5]]), head=head, encoding="utf-8").replace(
        "Số hồ sơ".encode(), b"S\xf4\xec h\xf4\xcc s\xf5"
    )
    assert opened(page).sheets[0].cells[1, 1].text in ("Số hồ sơ", "Sô\u0301 hô\u0300 sơ")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_csv_in_every_way_of_writing_it(delimiter: str, encoding: str) -> None:
    rows = [["Chi tiêu", "Tu sô", "95,5"], ["a; b, c", 12, None], ["0012", "1.234", -3]]
    (sheet,) = opened(csv_of(rows, delimiter, encoding)).sheets
    read = {at: (cell.kind, cell.text) for at, cell in sheet.cells.items()}
    assert read == {
        (1, 1): (CellKind.TEXT, "Chi tiêu"),
        (1, 2): (CellKind.TEXT, "Tu sô"),
        (1, 3): (CellKind.TEXT, "95,5"),
        (2, 1): (CellKind.TEXT, "a; b, c"),
        (2, 2): (CellKind.NUMBER, "12"),
        (3, 1): (CellKind.TEXT, "0012"),
        (3, 2): (CellKind.TEXT, "1.234"),
        (3, 3): (CellKind.NUMBER, "-3"),
    }


def test_excels_own_line_names_the_delimiter() -> None:
    (sheet,) = opened(b"sep=|\na|b\n1|2\n").sheets
    assert sheet.cells[1, 2].text == "b" and sheet.cells[2, 2].text == "2"


def test_vietnamese_code_page_and_old_fonts_in_csv() -> None:
    vietnamese = "Hô\u0300 sơ trư\u0323c tuyê\u0301n;12\nSô\u0301 ho\u0301a;5\n".encode("cp1258")
    assert opened(vietnamese).sheets[0].cells[1, 1].text == "Hồ sơ trực tuyến"
    old = "Hå s¬ trùc tuyÕn;12\nTû lÖ sè hãa;5\n".encode("latin-1")
    assert opened(old).sheets[0].cells[1, 1].text == "Hå s¬ trùc tuyÕn"
