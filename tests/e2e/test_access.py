"""Who gets in and who does not, in a real browser and on servers that nobody has visited yet."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.e2e.office import DEPARTMENT

from cchc_metrics.access.roles import Role
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts.console import CONSOLE
from tests.e2e.server import Server
from tests.e2e.signing_in import (
    NAMES,
    OWN_PASSWORD,
    make_account,
    make_settled_account,
    office_of,
    sign_in,
    sign_in_by_hand,
)
from tests.e2e.steps import picker, settled, visit

WRONG = "Sai tên đăng nhập hoặc mật khẩu."
LOCKED = "Đã nhập sai quá nhiều lần nên tạm dừng đăng nhập 15 phút. Hãy chờ rồi thử lại."
# The sign-in page answers wrong tries with a status that browsers repeat on their console.
REFUSED = pytest.mark.expected_errors(r"status of (401|422|429)")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def menu(page: Page) -> list[str]:
    return page.get_by_test_id("stSidebarNavLink").all_inner_texts()


def test_a_deep_link_leads_through_signing_in_back_to_itself(page: Page, server: Server) -> None:
    make_settled_account(server, Role.LEADER)
    page.goto(f"{server.url}/linh-vuc?thang=2026-03&ky=H1")
    sign_in_by_hand(page, NAMES[Role.LEADER][0], OWN_PASSWORD)
    settled(page)
    heading(page, "Lĩnh vực")
    assert "/linh-vuc?" in page.url and "thang=2026-03" in page.url
    expect(picker(page, "Tính đến")).to_have_value("Tháng 3/2026")
    expect(page.get_by_text(NAMES[Role.LEADER][1])).to_be_visible()

    page.reload()
    settled(page)
    heading(page, "Lĩnh vực")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["cchc_session"]["httpOnly"]
    assert "cchc_session" not in page.evaluate("document.cookie")


@REFUSED
def test_wrong_passwords_lock_without_telling_whether_the_account_exists(
    page: Page, server: Server
) -> None:
    make_settled_account(server, Role.OFFICER)
    for name in (NAMES[Role.OFFICER][0], "khong-co-ai"):
        page.goto(f"{server.url}/login")
        for _ in range(5):
            sign_in_by_hand(page, name, "sai mật khẩu")
            expect(page.get_by_role("alert")).to_have_text(WRONG)
        sign_in_by_hand(page, name, OWN_PASSWORD)
        expect(page.get_by_role("alert")).to_have_text(LOCKED)
    assert [cookie for cookie in page.context.cookies() if "cchc" in cookie["name"]] == []


def test_signing_out_in_one_tab_ends_the_other(page: Page, server: Server) -> None:
    sign_in(page, server, Role.COORDINATOR)
    visit(page, server, "cham")
    other = page.context.new_page()
    visit(other, server)
    other.get_by_role("button", name="Đăng xuất").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Đăng nhập")

    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    heading(page, "Đăng nhập")
    assert page.url.endswith("/login?next=%2Fcham")


def test_a_disabled_account_sees_nothing_more(page: Page, server: Server) -> None:
    sign_in(page, server, Role.LEADER)
    visit(page, server)
    with office_of(server) as office:
        accounts.disable_account(office, CONSOLE, NAMES[Role.LEADER][0], office.real_now())
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Kế hoạch").click()
    heading(page, "Cần đăng nhập")
    page.get_by_role("link", name="Đăng nhập").click()
    heading(page, "Đăng nhập")


def test_a_leader_who_asks_first_for_the_page_of_accounts_is_refused(
    page: Page, server: Server
) -> None:
    sign_in(page, server, Role.LEADER)
    visit(page, server, "tai-khoan")
    heading(page, "Không xem được trang này")
    expect(page.get_by_text("không được quản lý tài khoản")).to_be_visible()
    expect(page.get_by_role("button", name="Tạo tài khoản")).to_have_count(0)
    visit(page, server, "nop-so-lieu")
    heading(page, "Không xem được trang này")
    visit(page, server)
    assert menu(page) == ["Tổng quan", "Lĩnh vực", "Chỉ tiêu chậm", "Tình hình nộp", "Kế hoạch"]


def test_an_officer_hands_in_for_the_own_department_only(page: Page, server: Server) -> None:
    sign_in(page, server, Role.OFFICER)
    visit(page, server, "nop-so-lieu", **{"don-vi": "Phòng Kinh tế"})
    heading(page, "Nộp số liệu")
    expect(picker(page, "Đơn vị")).to_have_value(DEPARTMENT)
    picker(page, "Đơn vị").click()
    expect(page.get_by_role("option")).to_have_text([DEPARTMENT])
    expect(page.get_by_label("Người gửi")).to_have_value(NAMES[Role.OFFICER][1])
    assert "Tài khoản" not in menu(page)


@REFUSED
def test_a_given_password_must_be_changed_first(page: Page, server: Server) -> None:
    given = make_account(server, Role.OFFICER)
    page.goto(f"{server.url}/cham")
    sign_in_by_hand(page, NAMES[Role.OFFICER][0], given)
    heading(page, "Đổi mật khẩu")
    page.goto(f"{server.url}/nop-so-lieu")
    heading(page, "Đổi mật khẩu")

    change_password(page, given, "ngắn")
    expect(page.get_by_role("alert")).to_have_text("Mật khẩu phải có ít nhất 10 ký tự.")
    change_password(page, given, OWN_PASSWORD)
    settled(page)
    heading(page, "Tổng quan")


def change_password(page: Page, old: str, new: str) -> None:
    page.get_by_label("Mật khẩu đang dùng").fill(old)
    page.get_by_label("Mật khẩu mới", exact=True).fill(new)
    page.get_by_label("Nhập lại mật khẩu mới").fill(new)
    page.get_by_role("button", name="Đổi mật khẩu").click()


@REFUSED
def test_the_first_administrator_comes_by_a_link_that_works_once(
    page: Page, server: Server, chromium: Browser
) -> None:
    with office_of(server) as office:
        token = accounts.first_admin_token(office, office.real_now())
    page.goto(f"{server.url}/bat-dau?ma={token}")
    be_first(page)
    settled(page)
    heading(page, "Tổng quan")
    assert "Tài khoản" in menu(page)

    stranger = chromium.new_page()
    stranger.goto(f"{server.url}/bat-dau?ma={token}")
    be_first(stranger)
    expect(stranger.get_by_role("alert")).to_contain_text("không còn dùng được")
    stranger.close()


def be_first(page: Page) -> None:
    page.get_by_label("Họ và tên").fill("Giàng A Tuấn")
    page.get_by_label("Tên đăng nhập").fill("tuan")
    page.get_by_label("Mật khẩu mới", exact=True).fill(OWN_PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Tạo tài khoản").click()


def test_the_administrator_makes_and_locks_an_account(page: Page, server: Server) -> None:
    sign_in(page, server, Role.ADMIN)
    visit(page, server, "tai-khoan")
    form = page.get_by_test_id("stForm")
    form.get_by_label("Tên đăng nhập").fill("hoa")
    form.get_by_label("Họ và tên").fill("Lò Thị Hoa")
    form.get_by_role("button", name="Tạo tài khoản").click()
    expect(page.get_by_text("phải gắn với một đơn vị")).to_be_visible()

    choose_in(page, "Vai trò", "Lãnh đạo")
    form.get_by_role("button", name="Tạo tài khoản").click()
    expect(page.get_by_text("Đã tạo tài khoản “hoa”.")).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_have_text(re.compile(r"\w{4}-\w{4}-\w{4}"))
    expect(page.get_by_role("table")).to_contain_text("Chờ đổi mật khẩu tạm")

    choose_in(page, "Tài khoản", "hoa · Lò Thị Hoa")
    expect(page.get_by_test_id("stCode")).to_have_count(0)
    page.get_by_role("button", name="Khóa tài khoản").click()
    expect(page.get_by_role("table")).to_contain_text("Đã khóa")


def choose_in(page: Page, label: str, option: str) -> None:
    picker(page, label).click()
    page.get_by_role("option", name=option, exact=True).click()
    expect(picker(page, label)).to_have_value(option)


def test_a_public_board_is_seen_without_an_account_and_no_more(page: Page, server: Server) -> None:
    with office_of(server) as office:
        accounts.set_public_board(office, CONSOLE, True, office.real_now())
    visit(page, server)
    heading(page, "Tổng quan")
    assert "Nộp số liệu" not in menu(page)
    for path in ("nop-so-lieu", "tai-khoan"):
        visit(page, server, path)
        heading(page, "Cần đăng nhập")
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name="Đăng nhập")).to_be_visible()
