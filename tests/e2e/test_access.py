"""Who gets in and who does not, in a real browser and on servers that nobody has visited yet."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cchc_metrics.access.roles import Role
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts.console import CONSOLE
from tests.e2e.server import ROOT, Server
from tests.e2e.signing_in import (
    NAMES,
    OWN_PASSWORD,
    make_account,
    make_settled_account,
    office_of,
    sign_in,
    sign_in_by_hand,
)
from tests.e2e.steps import SAVE, open_list, picker, settled, upload, visit
from tests.ui.office import DEPARTMENT

WRONG = "Sai tên đăng nhập hoặc mật khẩu."
LOCKED = "Đã nhập sai quá nhiều lần nên tạm dừng đăng nhập 15 phút. Hãy chờ rồi thử lại."
# What another department has sent, and how a file says itself whose it is.
OTHERS = ROOT / "data" / "samples" / "MAU_PKT_2026-03.xlsx"
BY_FILE = "Theo kỳ ghi trong từng tệp"
# Refusals, which browsers and Streamlit repeat on the console.
REFUSED = pytest.mark.expected_errors(r"status (of )?(401|403|422|429)|code: 403")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def menu(page: Page) -> list[str]:
    """The names of the pages at the left, without their icons."""
    return [
        entry.split("\n")[-1] for entry in page.get_by_test_id("stSidebarNavLink").all_inner_texts()
    ]


def test_a_deep_link_leads_through_signing_in_back_to_itself(
    stranger: Page, server: Server
) -> None:
    make_settled_account(server, Role.LEADER)
    stranger.goto(f"{server.url}/linh-vuc?{urlencode({'thang': 'Tháng 3/2026'})}")
    sign_in_by_hand(stranger, NAMES[Role.LEADER][0], OWN_PASSWORD)
    settled(stranger)
    heading(stranger, "Lĩnh vực")
    assert stranger.url == f"{server.url}/linh-vuc?thang=Th%C3%A1ng+3%2F2026"
    expect(picker(stranger, "Tính đến")).to_have_value("Tháng 3/2026")
    expect(stranger.get_by_text(NAMES[Role.LEADER][1])).to_be_visible()

    stranger.reload()
    settled(stranger)
    heading(stranger, "Lĩnh vực")
    cookies = {cookie["name"]: cookie for cookie in stranger.context.cookies()}
    assert cookies["cchc_session"]["httpOnly"]
    assert "cchc_session" not in stranger.evaluate("document.cookie")


@REFUSED
def test_wrong_passwords_lock_without_telling_whether_the_account_exists(
    stranger: Page, server: Server
) -> None:
    make_settled_account(server, Role.OFFICER)
    for name in (NAMES[Role.OFFICER][0], "khong-co-ai"):
        stranger.goto(f"{server.url}/login")
        for _ in range(5):
            sign_in_by_hand(stranger, name, "sai mật khẩu")
            expect(stranger.get_by_role("alert")).to_have_text(WRONG)
        sign_in_by_hand(stranger, name, OWN_PASSWORD)
        expect(stranger.get_by_role("alert")).to_have_text(LOCKED)
    assert [cookie for cookie in stranger.context.cookies() if "cchc" in cookie["name"]] == []


@REFUSED
def test_signing_out_in_one_tab_ends_the_other(stranger: Page, server: Server) -> None:
    sign_in(stranger, server, Role.COORDINATOR)
    visit(stranger, server, "cham")
    other = stranger.context.new_page()
    visit(other, server)
    other.get_by_role("button", name="Đăng xuất").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Đăng nhập")

    heading(stranger, "Đăng nhập")  # by itself: nobody touches this tab
    assert stranger.url.endswith("/login?next=%2Fcham")


@REFUSED
def test_a_disabled_account_sees_nothing_more(stranger: Page, server: Server) -> None:
    sign_in(stranger, server, Role.LEADER)
    visit(stranger, server)
    with office_of(server) as office:
        accounts.disable_account(office, CONSOLE, NAMES[Role.LEADER][0], office.real_now())
    stranger.get_by_test_id("stSidebarNavLink").filter(has_text="Kế hoạch").click()
    # Either the page says so, or it has been left already for the sign-in page.
    expect(stranger.get_by_role("heading", level=1)).to_have_text(re.compile("^(Cần đ|Đ)ăng nhập$"))
    stranger.reload()
    heading(stranger, "Đăng nhập")


def test_a_leader_who_asks_first_for_the_page_of_accounts_is_refused(
    stranger: Page, server: Server
) -> None:
    sign_in(stranger, server, Role.LEADER)
    visit(stranger, server, "tai-khoan")
    heading(stranger, "Không xem được trang này")
    expect(stranger.get_by_text("không được quản lý tài khoản")).to_be_visible()
    expect(stranger.get_by_role("button", name="Tạo tài khoản")).to_have_count(0)
    visit(stranger, server, "nop-so-lieu")
    heading(stranger, "Không xem được trang này")
    visit(stranger, server)
    assert menu(stranger) == [
        "Tổng quan",
        "Lĩnh vực",
        "Chỉ tiêu chậm",
        "Biện pháp",
        "Nhiệm vụ",
        "Trình chiếu",
        "Báo cáo",
        "Tình hình nộp",
        "Lần nộp",
        "Nguồn số liệu",
        "Kế hoạch",
        "Cách tính",
    ]


def test_an_officer_hands_in_for_the_own_department_only(stranger: Page, server: Server) -> None:
    sign_in(stranger, server, Role.OFFICER)
    visit(stranger, server, "nop-so-lieu", **{"don-vi": "Phòng Kinh tế"})
    heading(stranger, "Nộp số liệu")
    expect(picker(stranger, "Đơn vị")).to_have_value(DEPARTMENT)
    picker(stranger, "Đơn vị").click()
    expect(stranger.get_by_role("option")).to_have_text([DEPARTMENT])
    expect(stranger.get_by_label("Người gửi")).to_have_value(NAMES[Role.OFFICER][1])
    assert "Tài khoản" not in menu(stranger)

    stranger.get_by_text(BY_FILE).click()
    upload(stranger, (OTHERS.name, OTHERS.read_bytes()))
    expect(stranger.get_by_text("Tệp phải là mẫu của đơn vị đang nộp")).to_be_visible()
    expect(stranger.get_by_role("button", name=SAVE)).to_have_count(0)
    assert server.rows("submissions") == 0


@REFUSED
def test_a_given_password_must_be_changed_first(stranger: Page, server: Server) -> None:
    given = make_account(server, Role.OFFICER)
    stranger.goto(f"{server.url}/cham")
    sign_in_by_hand(stranger, NAMES[Role.OFFICER][0], given)
    heading(stranger, "Đổi mật khẩu")
    stranger.goto(f"{server.url}/nop-so-lieu")
    heading(stranger, "Đổi mật khẩu")

    change_password(stranger, given, "ngắn")
    expect(stranger.get_by_role("alert")).to_have_text("Mật khẩu phải có ít nhất 10 ký tự.")
    change_password(stranger, given, OWN_PASSWORD)
    settled(stranger)
    heading(stranger, "Tổng quan")


def change_password(page: Page, old: str, new: str) -> None:
    page.get_by_label("Mật khẩu đang dùng").fill(old)
    page.get_by_label("Mật khẩu mới", exact=True).fill(new)
    page.get_by_label("Nhập lại mật khẩu mới").fill(new)
    page.get_by_role("button", name="Đổi mật khẩu").click()


@REFUSED
def test_the_first_administrator_comes_by_a_link_that_works_once(
    stranger: Page, server: Server, chromium: Browser
) -> None:
    with office_of(server) as office:
        token = accounts.first_admin_token(office, office.real_now())
    stranger.goto(f"{server.url}/bat-dau?ma={token}")
    be_first(stranger)
    settled(stranger)
    heading(stranger, "Tổng quan")
    assert "Tài khoản" in menu(stranger)

    second = chromium.new_page()
    second.goto(f"{server.url}/bat-dau?ma={token}")
    be_first(second)
    expect(second.get_by_role("alert")).to_contain_text("không còn dùng được")
    second.close()


def be_first(page: Page) -> None:
    page.get_by_label("Họ và tên").fill("Giàng A Tuấn")
    page.get_by_label("Tên đăng nhập").fill("tuan")
    page.get_by_label("Mật khẩu mới", exact=True).fill(OWN_PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Tạo tài khoản").click()


def test_the_administrator_makes_changes_and_locks_an_account(
    stranger: Page, server: Server
) -> None:
    sign_in(stranger, server, Role.ADMIN)
    visit(stranger, server, "tai-khoan")
    form = form_with(stranger, "Tạo tài khoản")
    form.get_by_label("Tên đăng nhập").fill("hoa")
    form.get_by_label("Họ và tên").fill("Lò Thị Hoa")
    form.get_by_label("Thư điện tử", exact=True).fill("hoa@laichau.gov.vn")
    form.get_by_role("button", name="Tạo tài khoản").click()
    expect(stranger.get_by_text("phải gắn với một đơn vị")).to_be_visible()

    choose_in(form, "Vai trò", "Lãnh đạo")
    form.get_by_role("button", name="Tạo tài khoản").click()
    expect(stranger.get_by_text("Đã tạo tài khoản “hoa”.")).to_be_visible()
    expect(stranger.get_by_test_id("stCode")).to_have_text(re.compile(r"\w{4}-\w{4}-\w{4}"))
    expect(account_row(stranger, "hoa")).to_contain_text("Chờ đổi mật khẩu tạm")

    choose_in(stranger, "Tài khoản", "hoa")
    expect(stranger.get_by_test_id("stCode")).to_have_count(0)
    settled(stranger)
    stranger.get_by_text("Sửa thông tin tài khoản").click()
    form = form_with(stranger, "Lưu thay đổi")
    expect(form.get_by_label("Thư điện tử", exact=True)).to_have_value("hoa@laichau.gov.vn")
    form.get_by_label("Họ và tên").fill("Lò Thị Hòa")
    choose_in(form, "Vai trò", "Đầu mối tổng hợp")
    form.get_by_role("button", name="Lưu thay đổi").click()
    expect(account_row(stranger, "hoa")).to_contain_text("Lò Thị Hòa")
    expect(account_row(stranger, "hoa")).to_contain_text("Đầu mối tổng hợp")
    expect(picker(stranger, "Tài khoản")).to_have_value("hoa")

    stranger.get_by_role("button", name="Khóa tài khoản").click()
    expect(account_row(stranger, "hoa")).to_contain_text("Đã khóa")


def form_with(page: Page, button: str) -> Locator:
    return page.get_by_test_id("stForm").filter(has=page.get_by_role("button", name=button))


def account_row(page: Page, name: str) -> Locator:
    return page.get_by_role("table").first.get_by_role("row").filter(has_text=name)


def choose_in(place: Page | Locator, label: str, option: str) -> None:
    field = place.get_by_role("combobox", name=label, exact=True)
    page = place if isinstance(place, Page) else place.page
    open_list(page, field, option).click()
    expect(field).to_have_value(option)


def test_a_public_board_is_seen_without_an_account_and_no_more(
    stranger: Page, server: Server
) -> None:
    with office_of(server) as office:
        accounts.set_public_board(office, CONSOLE, True, office.real_now())
    visit(stranger, server)
    heading(stranger, "Tổng quan")
    assert "Nộp số liệu" not in menu(stranger)
    for path in ("nop-so-lieu", "tai-khoan"):
        visit(stranger, server, path)
        heading(stranger, "Cần đăng nhập")
    expect(
        stranger.get_by_test_id("stSidebar").get_by_role("link", name="Đăng nhập")
    ).to_be_visible()
