"""A board that stands open shows what another browser has saved, without anybody touching it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from cchc_metrics.access.roles import Role
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.uploads import template
from tests.e2e.server import TODAY, Server
from tests.e2e.signing_in import office_of, sign_in
from tests.e2e.steps import chart_text, choose, follow, picker, save, upload, visit
from tests.ui.office import (
    CODE,
    DEPARTMENT,
    INDICATOR,
    filled,
    send_march,
)

AREA = "3. Cải cách thủ tục hành chính"
MARCH = f"CCHC_{CODE}_2026-03.xlsx"


@pytest.fixture
def wall(chromium: Browser, server: Server) -> Iterator[Page]:
    """A second computer: the leader's, whose board stands open on the wall."""
    context = chromium.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    follow(opened)
    sign_in(opened, server, Role.LEADER)
    yield opened
    context.close()


def sent_by(page: Page) -> list[bytes | str]:
    """Fills up with what a page says to the server from now on."""
    said: list[bytes | str] = []
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda content: said.append(content))
    )
    return said


def test_what_one_saves_stands_on_the_open_board_of_another(
    page: Page, wall: Page, server: Server
) -> None:
    said = sent_by(wall)
    visit(wall, server, "linh-vuc")
    choose(wall, "Lĩnh vực", AREA)
    choose(wall, "Xem chi tiết chỉ tiêu", f"{INDICATOR} · Số hóa thành phần hồ sơ")
    address = wall.url
    wall.evaluate("window.neverReloaded = true")
    said.clear()

    visit(page, server, "nop-so-lieu")
    choose(page, "Đơn vị", DEPARTMENT)
    choose(page, "Kỳ số liệu", "Tháng 3/2026")
    upload(page, (MARCH, march_sheet(server)))
    save(page, MARCH)

    expect(chart_text(wall, "120/150 = 80%")).to_be_visible()
    # What was chosen stands as it was; the page was not loaded again, and has asked for nothing:
    # only what a browser sends keeps a session awake.
    assert wall.url == address and AREA in unquote(address).replace("+", " ")
    expect(picker(wall, "Lĩnh vực")).to_have_value(AREA)
    assert wall.evaluate("window.neverReloaded") is True
    assert said == []


def march_sheet(server: Server) -> bytes:
    with office_of(server) as office:
        return filled(template(office, CODE, ReportingMonth(2026, 3)))


def a_colleague_sends(server: Server) -> None:
    """With a command, beside the server."""
    with office_of(server) as office:
        send_march(replace(office, pretended_day=date.fromisoformat(TODAY)), 120)


def test_nobody_is_disturbed_in_choosing_or_handing_in(
    page: Page, wall: Page, server: Server
) -> None:
    visit(page, server, "nop-so-lieu")
    page.evaluate(MARK_THE_PAGE)
    visit(wall, server)
    expect(wall.get_by_text("Chưa có số liệu nào.")).to_be_visible()
    picker(wall, "Kỳ báo cáo").click()
    option = wall.get_by_role("option", name="Quý I", exact=True)
    expect(option).to_be_visible()
    a_colleague_sends(server)
    expect(wall.get_by_text("Chưa có số liệu nào.")).to_have_count(0)
    option.click()
    expect(picker(wall, "Kỳ báo cáo")).to_have_value("Quý I")
    assert page.evaluate("window.changed") is False


def test_what_is_being_typed_beside_a_board_stays(page: Page, server: Server) -> None:
    visit(page, server, "tinh-hinh-nop")
    counts = page.get_by_role("row").filter(has_text=DEPARTMENT)
    before = counts.inner_text()
    remark = page.get_by_label("Ghi chú (không bắt buộc)")
    remark.press_sequentially("Đã đối chiếu với")
    a_colleague_sends(server)
    expect(counts).not_to_have_text(before)
    remark.press_sequentially(" sổ theo dõi")
    expect(remark).to_have_value("Đã đối chiếu với sổ theo dõi")


# What stands on the page from now on; what is only restyled does not count.
MARK_THE_PAGE = """
() => {
  window.changed = false;
  new MutationObserver(() => { window.changed = true; })
    .observe(document.querySelector("[data-testid=stMain]"), { childList: true, subtree: true });
}
"""
