"""What becomes of uploaded files: let go, gone on reload, compared anew, saved once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.uploads import read_upload, save_upload, template
from tests.e2e.server import TODAY, Server
from tests.e2e.signing_in import office_of
from tests.e2e.steps import SAVE, answered, choose, result, settled, upload, verdict, visit
from tests.ui.office import CODE, DEPARTMENT, INDICATOR, NUMERATOR, filled

MARCH = ReportingMonth(2026, 3)
NAME = f"CCHC_{CODE}_2026-03.xlsx"
NOT_EXCEL = ("bản quét.pdf", b"%PDF-1.7 ")
NOT_ARRIVED = {
    413: "Tệp quá lớn, hoặc vừa tải lên quá nhiều. Bỏ tệp này, chờ 10 phút rồi tải lại.",
    429: "Vừa tải lên quá nhiều tệp. Bỏ tệp này, chờ 10 phút rồi tải lại.",
    500: "Máy chủ chưa nhận được tệp (mã 500). Bỏ tệp này rồi tải lại.",
    0: "Mất kết nối khi đang tải lên. Bỏ tệp này rồi tải lại.",
}
# So often Streamlit counts anew what it holds in memory.
COUNTED_EVERY_SECONDS = 5


def sheet(server: Server, numerator: int) -> bytes:
    with office_of(server) as office:
        return filled(template(office, CODE, MARCH), {(INDICATOR, NUMERATOR): numerator})


@pytest.mark.expected_errors(r"status of (413|429|500)|error on file upload|CONNECTION_RESET")
def test_files_on_their_way_into_the_record(page: Page, server: Server) -> None:
    visit(page, server, "nop-so-lieu")
    choose(page, "Đơn vị", DEPARTMENT)
    choose(page, "Kỳ số liệu", "Tháng 3/2026")
    uploaded_files_are_held_by_the_server_until_they_are_read(page, server)
    why_a_file_did_not_arrive_is_said_in_vietnamese(page)
    nothing_is_half_done_on_a_reloaded_page(page, server)
    what_was_saved_meanwhile_is_compared_before_it_is_replaced(page, server)
    a_double_click_saves_once_and_shows_the_success(page, server)
    nothing_of_them_is_held_any_more(page, server)


def uploaded_files_are_held_by_the_server_until_they_are_read(page: Page, server: Server) -> None:
    held = []

    def note(route: Route) -> None:
        answer = route.fetch()
        held.append(are_files_held(page, server))
        route.fulfill(response=answer)

    page.route("**/_stcore/upload_file/**", note)
    upload(page, (NAME, sheet(server, 120)), NOT_EXCEL)
    page.unroute("**/_stcore/upload_file/**")
    assert held == [True, True]
    expect(verdict(result(page, NAME))).to_contain_text("sẵn sàng lưu tháng 3/2026")
    expect(verdict(result(page, NOT_EXCEL[0]))).to_contain_text("Tệp là PDF")


def why_a_file_did_not_arrive_is_said_in_vietnamese(page: Page) -> None:
    dropzone = page.get_by_test_id("stFileUploaderDropzoneInput")
    for status, says in NOT_ARRIVED.items():
        with refused_uploads(page, status):
            dropzone.set_input_files({"name": f"lỗi {status}.xlsx", "mimeType": "", "buffer": b"x"})
            chip = page.get_by_test_id("stFileChip").filter(has_text=f"lỗi {status}.xlsx")
            expect(chip.get_by_role("alert")).to_have_text(f"Lỗi: {says}")
    chip.hover()
    expect(page.get_by_test_id("stTooltipErrorContent")).to_have_text(says)


@contextmanager
def refused_uploads(page: Page, status: int) -> Iterator[None]:
    """Answer uploads in the server's place, as proxies do, or break the connection (0)."""
    page.route(
        "**/_stcore/upload_file/**",
        lambda route: route.fulfill(status=status) if status else route.abort("connectionreset"),
    )
    yield
    page.unroute("**/_stcore/upload_file/**")


def nothing_is_half_done_on_a_reloaded_page(page: Page, server: Server) -> None:
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", name="3. Kiểm tra và lưu")).to_have_count(0)
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)
    assert [server.rows(table) for table in ("submissions", "files")] == [0, 0]


def what_was_saved_meanwhile_is_compared_before_it_is_replaced(page: Page, server: Server) -> None:
    upload(page, (NAME, sheet(server, 120)))
    with office_of(server) as office:
        content, colleague = sheet(server, 129), taken_at_word("Vàng Seo Páo")
        expected, day = Expected(CODE, MARCH), date.fromisoformat(TODAY)
        sent = read_upload(office, NAME, content, expected, colleague, day)
        save_upload(office, sent, colleague, "", office.now())
    shown = result(page, NAME)
    with answered(page):
        shown.get_by_role("button", name=SAVE).click()
    expect(shown).to_contain_text("Vàng Seo Páo đã lưu bản khác")
    changed = shown.get_by_role("row").filter(has_text="thay đổi")
    expect(changed).to_contain_text("86% (129/150)")
    expect(changed).to_contain_text("80% (120/150)")
    assert server.rows("submissions") == 1


def a_double_click_saves_once_and_shows_the_success(page: Page, server: Server) -> None:
    shown = result(page, NAME)
    shown.get_by_role("button", name=SAVE).dblclick()
    expect(verdict(shown)).to_have_count(1)
    expect(verdict(shown)).to_contain_text("Đã lưu số liệu tháng 3/2026.")
    settled(page)
    assert server.rows("submissions") == 2


def nothing_of_them_is_held_any_more(page: Page, server: Server) -> None:
    deadline = time.monotonic() + COUNTED_EVERY_SECONDS + 10
    while are_files_held(page, server) and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    assert not are_files_held(page, server)


def are_files_held(page: Page, server: Server) -> bool:
    answer = page.request.get(f"{server.url}/_stcore/metrics")
    assert "cache_memory_bytes" in answer.text()
    return "UploadedFileManager" in answer.text()
