"""Every kind of bad file, handed in through the browser: one clear message, nothing stored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.server import Server
from tests.e2e.steps import (
    SAVE,
    choose,
    download,
    issue_rows,
    result,
    save,
    sign,
    take_back,
    upload,
    verdict,
    visit,
)
from tests.ui.office import (
    CODE,
    DENOMINATOR,
    DENOMINATOR_CELL,
    DEPARTMENT,
    INDICATOR,
    NUMERATOR,
    NUMERATOR_CELL,
    RATE_CELL,
    filled,
)
from tests.workbooks.hostile import Case as HostileCase
from tests.workbooks.hostile import bad_archives, other_kinds

STAMP_CELL = "A6"
RATE = "Tỷ lệ"
ELEVEN_MEGABYTES = 11 << 20
WHOLE_SHEET = "cả trang"
ONE_ERROR = "Tệp có 1 lỗi; chưa lưu số liệu nào."


@dataclass(frozen=True)
class BadSheet:
    """A workbook that can be read, and the one row that the page must show for it."""

    name: str
    content: bytes
    code: str
    cell: str
    says: str


def bad_sheets(march: bytes, april: bytes, others: bytes) -> Iterator[BadSheet]:
    """`march` is the right template; `april` and `others` are of another month and department."""
    wrong_cells = (
        ("chữ thay số", NUMERATOR, "hai mươi", "E20", NUMERATOR_CELL, "“hai mươi”"),
        ("tử lớn hơn mẫu", NUMERATOR, 151, "E30", NUMERATOR_CELL, "tử số 151, mẫu số 150"),
        ("tỷ lệ sai", RATE, "85%", "E32", RATE_CELL, "phải khớp với tử số chia mẫu số"),
        ("thiếu mẫu số", DENOMINATOR, None, "E31", DENOMINATOR_CELL, "đủ cả tử số và mẫu số"),
        ("số âm", NUMERATOR, -1, "E25", NUMERATOR_CELL, "Số đếm không được âm."),
        ("số lẻ", NUMERATOR, 12.5, "E26", NUMERATOR_CELL, "Số đếm phải là số nguyên."),
        ("ô lỗi", NUMERATOR, "#DIV/0!", "E21", NUMERATOR_CELL, "lỗi công thức của Excel"),
        ("công thức", NUMERATOR, "=100+20", "E22", NUMERATOR_CELL, "tệp không lưu kết quả"),
    )
    for name, column, typed, *expected in wrong_cells:
        yield BadSheet(f"{name}.xlsx", filled(march, {(INDICATOR, column): typed}), *expected)
    wrong_month = "phải là mẫu của kỳ đang nộp: tháng 3/2026"
    yield BadSheet("sai kỳ.xlsx", filled(april), "E03", STAMP_CELL, wrong_month)
    wrong_department = f"phải là mẫu của đơn vị đang nộp: {DEPARTMENT}"
    yield BadSheet("sai đơn vị.xlsx", others, "E02", STAMP_CELL, wrong_department)
    yield BadSheet("để trống.xlsx", march, "E08", WHOLE_SHEET, "ít nhất một số liệu")


def hostile(cases: Callable[[], Iterator[HostileCase]], name: str) -> bytes:
    return next(case for case in cases() if case.name == name).build()


def unreadable_files() -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes, and how the one sentence begins."""
    yield "rỗng.xlsx", b"", "Tệp rỗng (0 byte)"
    damaged = hostile(bad_archives, "truncated")
    yield "hỏng.xlsx", damaged, "Tệp Excel bị hỏng hoặc thiếu dữ liệu"
    yield "mật khẩu.xlsx", hostile(other_kinds, "password"), "Tệp đang đặt mật khẩu"
    web = hostile(other_kinds, "html without a table")
    yield "web.xls", web, "Tệp là trang web (HTML) không có bảng số liệu nào"
    yield "bản quét.pdf", hostile(other_kinds, "pdf"), "Tệp là PDF, không phải bảng tính Excel"
    yield "bom nén.xlsx", hostile(bad_archives, "zip bomb"), "Tệp khi giải nén phình ra quá lớn"


@pytest.fixture
def office_page(page: Page, server: Server) -> Page:
    """The page for handing in, with department and month chosen and the sender's name written."""
    visit(page, server, "nop-so-lieu")
    choose(page, "Đơn vị", DEPARTMENT)
    choose(page, "Kỳ số liệu", "Tháng 3/2026")
    sign(page, "Lò Thị Mai (mẫu)")
    return page


def test_each_bad_sheet_gets_one_message_at_its_cell_and_leaves_nothing_behind(
    office_page: Page, server: Server, subtests: pytest.Subtests
) -> None:
    march, april, others = templates(office_page)
    for sheet in bad_sheets(march, april, others):
        with subtests.test(sheet.name):
            upload(office_page, (sheet.name, sheet.content))
            shown = result(office_page, sheet.name)
            expect(verdict(shown)).to_have_count(1)
            expect(verdict(shown)).to_contain_text(ONE_ERROR)
            expect(issue_rows(shown)).to_have_count(1)
            for said in (f"Lỗi {sheet.code}", sheet.cell, sheet.says):
                expect(issue_rows(shown)).to_contain_text(said)
            expect(shown.get_by_role("button", name=SAVE)).to_have_count(0)
            take_back(office_page, sheet.name)
    nothing_is_stored(server)
    a_good_file_is_still_taken(office_page, server, march)


def test_each_unreadable_file_gets_one_sentence_and_leaves_nothing_behind(
    office_page: Page, server: Server, subtests: pytest.Subtests
) -> None:
    for name, content, sentence in unreadable_files():
        with subtests.test(name):
            upload(office_page, (name, content))
            shown = result(office_page, name)
            expect(verdict(shown)).to_have_count(1)
            expect(verdict(shown)).to_contain_text(sentence)
            expect(shown.get_by_role("table")).to_have_count(0)
            expect(shown.get_by_role("button")).to_have_count(0)
            take_back(office_page, name)
    nothing_is_stored(server)
    _, march = download(office_page, "Mẫu tháng 3/2026")
    a_good_file_is_still_taken(office_page, server, march)


def test_many_bad_files_at_once_do_not_hide_the_good_one(office_page: Page, server: Server) -> None:
    _, march = download(office_page, "Mẫu tháng 3/2026")
    upload_too_large(office_page)
    expect(office_page.get_by_text("Tệp phải không quá 10,0 MB.")).to_be_visible()
    bad = [(name, content) for name, content, _ in unreadable_files()]
    upload(office_page, *bad, ("tốt.xlsx", filled(march)))
    for name, _, sentence in unreadable_files():
        expect(verdict(result(office_page, name))).to_contain_text(sentence)
    save(office_page, "tốt.xlsx")
    expect(verdict(result(office_page, "tốt.xlsx"))).to_contain_text("Đã lưu số liệu tháng 3/2026.")
    assert server.rows("submissions") == server.rows("files") == 1


def upload_too_large(page: Page) -> None:
    """The browser itself refuses it, so the server does not answer."""
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "quá lớn.xlsx", "mimeType": "", "buffer": bytes(ELEVEN_MEGABYTES)}
    )


def templates(page: Page) -> tuple[bytes, bytes, bytes]:
    """The month's template, another month's, another department's; the first choice stays."""
    _, march = download(page, "Mẫu tháng 3/2026")
    choose(page, "Kỳ số liệu", "Tháng 4/2026")
    _, april = download(page, "Mẫu tháng 4/2026")
    choose(page, "Kỳ số liệu", "Tháng 3/2026")
    choose(page, "Đơn vị", "Phòng Kinh tế")
    _, others = download(page, "Mẫu tháng 3/2026")
    choose(page, "Đơn vị", DEPARTMENT)
    return march, april, others


def nothing_is_stored(server: Server) -> None:
    assert [server.rows(table) for table in ("submissions", "figures", "files")] == [0, 0, 0]


def a_good_file_is_still_taken(page: Page, server: Server, march: bytes) -> None:
    name = f"CCHC_{CODE}_2026-03.xlsx"
    upload(page, (name, filled(march)))
    save(page, name)
    expect(verdict(result(page, name))).to_contain_text("Đã lưu số liệu tháng 3/2026.")
    assert server.rows("submissions") == 1
