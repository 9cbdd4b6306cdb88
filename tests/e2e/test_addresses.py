"""An address can be kept, sent to a colleague and opened: it leads to what was looked at."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.server import Server
from tests.e2e.steps import PAGES, choose, go_to, picker, settled, visit

MONTH, PERIOD = "Tháng 2/2026", "Quý I"


def test_an_address_from_a_colleague_opens_on_a_server_that_nobody_has_visited(
    page: Page, server: Server
) -> None:
    visit(page, server, "linh-vuc", thang=MONTH, ky=PERIOD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lĩnh vực")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("stSidebarNavLink")).to_contain_text(list(PAGES))
    period_is(page, MONTH, PERIOD)


def test_the_period_stays_while_pages_change_and_after_a_reload(page: Page, server: Server) -> None:
    visit(page, server)
    choose(page, "Tính đến", MONTH)
    choose(page, "Kỳ báo cáo", PERIOD)
    go_to(page, "Nộp số liệu")
    expect(picker(page, "Kỳ báo cáo")).to_have_count(0)
    for title in ("Lĩnh vực", "Nguồn số liệu", "Chỉ tiêu chậm"):
        go_to(page, title)
        period_is(page, MONTH, PERIOD)
    expect(page.get_by_test_id("stMain")).to_contain_text("Quý I, tính đến tháng 2/2026.")
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Chỉ tiêu chậm")
    period_is(page, MONTH, PERIOD)
    choose(page, "Kỳ báo cáo", "Quý III")
    expect(page.get_by_test_id("stMain")).to_contain_text(
        "Quý III chưa bắt đầu tính đến tháng 2/2026."
    )


def test_an_address_that_leads_nowhere_shows_the_first_page_or_the_usual_period(
    page: Page, server: Server
) -> None:
    visit(page, server, "trang-khong-co")
    expect(page.get_by_role("dialog")).to_contain_text("Không có trang này")
    page.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")
    visit(page, server, "cham", thang="Tháng 13/2026", ky="Quý VII")
    period_is(page, "Tháng 4/2026", "Năm (lũy kế)")


def period_is(page: Page, month: str, period: str) -> None:
    """In the pickers; in the address too where it is not the usual one."""
    expect(picker(page, "Tính đến")).to_have_value(month)
    expect(picker(page, "Kỳ báo cáo")).to_have_value(period)
    if (month, period) == (MONTH, PERIOD):
        expect(page).to_have_url(re.compile(r"thang=Th%C3%A1ng\+2%2F2026"))
        expect(page).to_have_url(re.compile(r"ky=Qu%C3%BD\+I(&|$)"))
