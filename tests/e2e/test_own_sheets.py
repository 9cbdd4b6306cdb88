"""An officer sends the office's own sheets in a real browser: confirmed once, put right, kept."""

import pytest
from playwright.sync_api import Locator, Page, expect

from cchc_metrics.access.roles import Role
from cchc_metrics.workflow.verify import verify
from tests.e2e.server import Server
from tests.e2e.signing_in import office_of, sign_in
from tests.e2e.steps import SAVE, answered, choose, go_to, result, settled, upload, verdict, visit
from tests.e2e.test_every_page import findings
from tests.e2e.vietnamese import foreign_words
from tests.workflow.own_sheets import NEAR, default_rows, own_sheet, own_xls

# By then months 1 to 4 are over; the latest of them is chosen at first.
OLD, NEW, LATEST = "biểu tháng 2.xls", "biểu tháng 3.xlsx", "biểu tháng 4.xlsx"
CONFIRM, AGAIN = "Xác nhận các dòng", "Kiểm tra lại với số đã sửa"


@pytest.fixture
def officer_page(stranger: Page, server: Server) -> Page:
    sign_in(stranger, server, Role.OFFICER)
    return stranger


def test_an_office_sends_its_own_sheets(officer_page: Page, server: Server) -> None:
    page = officer_page
    visit(page, server, "nop-so-lieu")
    an_old_file_is_asked_about_in_place(page, server)
    a_double_click_saves_it_once(page, server)
    the_second_month_is_not_asked_and_a_slip_is_put_right(page, server)
    everything_leads_back_to_the_cells(page)
    a_name_is_forgotten_and_asked_again(page, server)
    with office_of(server) as office:
        assert verify(office).findings == ()


def an_old_file_is_asked_about_in_place(page: Page, server: Server) -> None:
    choose(page, "Kỳ số liệu", "Tháng 2/2026")
    upload(page, (OLD, own_xls(2, default_rows("-"))))
    shown = result(page, OLD)
    expect(verdict(shown)).to_contain_text("Biểu của đơn vị còn 2 điều phải xác nhận")
    expect(shown).to_contain_text("kỳ số liệu: “Tháng 2 năm 2026” ở đầu trang (ô A2)")
    expect(shown).to_contain_text(f"B7 · {NEAR}")
    assert findings(page) == []
    assert foreign_words(page) == []
    press(page, shown, "“-” là không phát sinh (số 0)")
    expect(shown.get_by_role("button", name=SAVE)).to_have_count(0)
    press(page, shown, CONFIRM)
    expect(shown.get_by_role("row").filter(has_text="II.3-1")).to_contain_text("0% (0/150)")
    assert [server.rows(table) for table in ("submissions", "files", "mappings")] == [0, 0, 0]


def a_double_click_saves_it_once(page: Page, server: Server) -> None:
    shown = result(page, OLD)
    state_the_reason(page, shown)
    shown.get_by_role("button", name=SAVE).dblclick()
    expect(verdict(shown)).to_contain_text("Đã lưu số liệu tháng 2/2026.")
    settled(page)
    assert [server.rows(table) for table in ("submissions", "mappings")] == [1, 1]


def the_second_month_is_not_asked_and_a_slip_is_put_right(page: Page, server: Server) -> None:
    choose(page, "Kỳ số liệu", "Tháng 3/2026")
    upload(page, (NEW, own_sheet(3, default_rows(900))))
    shown = result(page, NEW)
    expect(verdict(shown)).to_contain_text("Tệp có 1 lỗi")
    expect(shown).to_contain_text("đã xác nhận trước đây")
    shown.get_by_role("textbox", name="Tử số (ô C5)").fill("90")
    shown.get_by_label("Lý do sửa (bắt buộc)").fill("gõ thừa số 0")
    press(page, shown, AGAIN)
    expect(verdict(shown)).to_contain_text("Tệp hợp lệ, sẵn sàng lưu tháng 3/2026")
    state_the_reason(page, shown)
    press(page, shown, SAVE)
    expect(verdict(shown)).to_contain_text("Đã lưu số liệu tháng 3/2026.")
    assert [server.rows(table) for table in ("submissions", "mappings")] == [2, 1]


def everything_leads_back_to_the_cells(page: Page) -> None:
    go_to(page, "Nguồn số liệu")
    choose(page, "Chỉ tiêu", "II.3-1 · Hồ sơ trực tuyến")
    table = page.get_by_role("table").first
    expect(table).to_contain_text("trong tệp là “900”, sửa tại chỗ thành 90, lý do: gõ thừa số 0")
    expect(table).to_contain_text("trong tệp là “-”, người gửi chọn đọc là 0")
    expect(table).to_contain_text(OLD)


def a_name_is_forgotten_and_asked_again(page: Page, server: Server) -> None:
    go_to(page, "Tên đã ghi nhớ")
    expect(page.get_by_role("table")).to_contain_text(NEAR)
    page.get_by_label("Lý do (bắt buộc)").fill("hiểu nhầm")
    press(page, page.locator("body"), "Bỏ ghi nhớ tên này")
    expect(page.get_by_text("Chưa ghi nhớ tên nào.")).to_be_visible()
    visit(page, server, "nop-so-lieu")
    upload(page, (LATEST, own_sheet(4, default_rows(91))))
    expect(verdict(result(page, LATEST))).to_contain_text("còn 1 điều phải xác nhận")


def state_the_reason(page: Page, shown: Locator) -> None:
    with answered(page):
        shown.get_by_label("Lý do vẫn nộp khi có cảnh báo").fill("Chưa có số khác.")
        shown.get_by_label("Lý do vẫn nộp khi có cảnh báo").blur()


def press(page: Page, shown: Locator, name: str) -> None:
    with answered(page):
        shown.get_by_role("button", name=name, exact=True).click()
