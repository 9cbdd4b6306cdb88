"""The meeting page on a projector: keys, turning by itself, down to the file, and without network.

With CCHC_PICTURES=1 (`make pictures`) the slides are saved in docs/anh as well.
"""

import io
import os
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from cchc_metrics.workflow.office import open_office
from cchc_metrics.workflow.sample_acts import load_sample_acts
from tests.e2e.album import keep
from tests.e2e.pictures import FOLDER
from tests.e2e.server import Server, running_server
from tests.e2e.steps import settled, visit
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

SMALL: ViewportSize = {"width": 1366, "height": 768}
LARGE: ViewportSize = {"width": 1920, "height": 1080}
OLDER: ViewportSize = {"width": 1024, "height": 768}
# Letters of 24 pixels on 768 lines are read at 5 m; of the window's height, so on any screen.
READABLE = 24 / 768
OVERVIEW = "Tiến độ cải cách hành chính năm 2026"
LAST = "7. Xây dựng và phát triển Chính phủ điện tử, Chính quyền số"
SHOWN = ".trang:not([hidden])"
# What sticks out of the slide that is shown, or of a line of it, by more than a pixel.
CUT_OFF = """
() => [...document.querySelectorAll(".trang:not([hidden]), .trang:not([hidden]) li > a")]
  .filter(box => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
  .map(box => box.textContent)
"""
SMALLEST_LETTERS = """
() => {
  const words = document.createTreeWalker(
    document.querySelector(".trang:not([hidden])"), NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (words.nextNode()) {
    const around = words.currentNode.parentElement;
    if (around.getClientRects().length) sizes.push(parseFloat(getComputedStyle(around).fontSize));
  }
  return Math.min(...sizes);
}
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the record of the samples, with what people have said about what lags."""
    folder = tmp_path_factory.mktemp("meeting")
    database = folder / "record.sqlite3"
    copy_sample_record(tmp_path_factory, database)
    office = open_office({"CCHC_DATABASE_URL": f"sqlite:///{database}", "CCHC_TODAY": SAMPLE_DAY})
    load_sample_acts(office)
    office.engine.dispose()
    with running_server(folder, CCHC_TODAY=SAMPLE_DAY) as started:
        yield started


def open_meeting(page: Page, server: Server) -> None:
    visit(page, server, "trinh-chieu")
    expect(page.locator(".vi-tri")).to_have_text("1/8")


def at(page: Page, place: str, title: str) -> None:
    expect(page.locator(".vi-tri")).to_have_text(place)
    expect(page.locator(f"{SHOWN} h2")).to_have_text(title)
    expect(page.locator(f"{SHOWN} h2")).to_be_focused()


def each_slide(page: Page) -> Iterator[int]:
    """From the first slide to the last, each while it is shown."""
    for number in range(1, 9):
        expect(page.locator(".vi-tri")).to_have_text(f"{number}/8")
        yield number
        page.keyboard.press("ArrowRight")


def photograph(page: Page, name: str, only: bool = True) -> None:
    if only and os.environ.get("CCHC_PICTURES") == "1":
        keep(FOLDER / f"{name}.png", [Image.open(io.BytesIO(page.screenshot()))])


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: str(size["width"]))
def test_keys_turn_slides_that_fill_the_window_and_are_read_from_afar(
    page: Page, server: Server, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    open_meeting(page, server)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    assert page.locator(".trinh-chieu").bounding_box() == {"x": 0, "y": 0, **size}
    for key, place, title in (
        ("ArrowRight", "2/8", "2. Cải cách thể chế"),
        ("PageDown", "3/8", "3. Cải cách thủ tục hành chính"),
        ("ArrowLeft", "2/8", "2. Cải cách thể chế"),
        ("PageUp", "1/8", OVERVIEW),
        ("ArrowLeft", "1/8", OVERVIEW),
        ("End", "8/8", LAST),
        ("ArrowRight", "8/8", LAST),
        ("Escape", "1/8", OVERVIEW),
        ("End", "8/8", LAST),
        ("Home", "1/8", OVERVIEW),
    ):
        page.keyboard.press(key)
        at(page, place, title)
    for number in each_slide(page):
        assert page.evaluate(CUT_OFF) == []
        assert page.evaluate(SMALLEST_LETTERS) >= READABLE * size["height"] - 0.1
        photograph(page, f"trinh-chieu-{size['width']}-{number}", only=number in (1, 3))
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement === null")
    if size == SMALL:
        page.set_viewport_size(OLDER)
        page.keyboard.press("Home")
        assert [number for number in each_slide(page) if page.evaluate(CUT_OFF)] == []


def test_slides_turn_by_themselves_until_somebody_stops_them(page: Page, server: Server) -> None:
    page.clock.install()
    open_meeting(page, server)
    page.keyboard.press("a")
    expect(page.locator(".nhip")).to_have_text("20 giây")
    for place in ("2/8", "3/8"):
        page.clock.run_for(20_000)
        expect(page.locator(".vi-tri")).to_have_text(place)
    page.keyboard.press("+")
    expect(page.locator(".nhip")).to_have_text("15 giây")
    page.clock.run_for(15_000)
    expect(page.locator(".vi-tri")).to_have_text("4/8")
    page.keyboard.press("a")
    page.clock.run_for(120_000)
    expect(page.locator(".vi-tri")).to_have_text("4/8")
    # A session ends when nobody asks the server; whoever presses something is there, and says so.
    with page.expect_request(lambda request: request.method == "HEAD"):
        page.get_by_role("button", name="Tự chuyển").click()
    page.keyboard.press("End")
    page.clock.run_for(15_000)
    expect(page.locator(".vi-tri")).to_have_text("1/8")
    # Who looks at details is not turned away from them.
    page.keyboard.press("ArrowRight")
    page.locator(f"{SHOWN} .dong a").first.click()
    page.clock.run_for(120_000)
    expect(page.locator(".vi-tri")).to_have_text("1/23")


def test_a_click_leads_down_to_indicator_department_month_and_file(
    page: Page, server: Server
) -> None:
    open_meeting(page, server)
    page.locator(f"{SHOWN} .dong a").filter(has_text="Cải cách thủ tục hành chính").click()
    at(page, "3/8", "3. Cải cách thủ tục hành chính")
    page.locator(f"{SHOWN} .dong a").filter(has_text="Số hóa thành phần hồ sơ").click()
    expect(page.locator(f"{SHOWN} h2")).to_have_text("Số hóa thành phần hồ sơ")
    expect(page.locator(SHOWN)).to_contain_text("Nguyên nhân:")
    photograph(page, "trinh-chieu-chi-tieu")
    page.keyboard.press("Home")
    for number in range(1, 24):
        expect(page.locator(".vi-tri")).to_have_text(f"{number}/23")
        assert page.evaluate(CUT_OFF) == []
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(f"{SHOWN} .dong a").filter(has_text="Cải cách thủ tục hành chính").click()
    page.locator(f"{SHOWN} .dong a").filter(has_text="Số hóa thành phần hồ sơ").click()
    page.locator(f"{SHOWN} .thang a").nth(4).click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nguồn số liệu")
    rows = page.get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("tháng 5/2026")
    expect(page.get_by_role("button", name="MAU_TTPVHCC_2026-05_sua.xlsx")).to_be_visible()
    page.get_by_role("link", name="Quay lại trình chiếu").click()
    expect(page.locator(f"{SHOWN} h2")).to_have_text("Số hóa thành phần hồ sơ")
    page.keyboard.press("Escape")
    at(page, "3/8", "3. Cải cách thủ tục hành chính")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("Escape")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")


@pytest.mark.expected_errors("ERR_INTERNET_DISCONNECTED")
def test_slides_go_on_without_network(page: Page, server: Server) -> None:
    open_meeting(page, server)
    page.context.set_offline(True)
    assert list(each_slide(page)) == list(range(1, 9))
    page.locator(f"{SHOWN} .dong a").first.click()
    expect(page.locator(".vi-tri")).to_have_text(re.compile(r"\d+/23"))
