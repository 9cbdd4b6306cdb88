"""Every page with a year's figures: fits old screens and phones, speaks Vietnamese, can be used by
everybody. That nothing comes from another host, the browser of every test watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cchc_metrics.access.roles import Role
from tests.e2e.server import Server, running_server
from tests.e2e.signing_in import sign_in
from tests.e2e.steps import NEXT_FRAMES, settled, upload, visit
from tests.e2e.vietnamese import foreign_words
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
# How far the page and its main part are wider than the window.
TOO_WIDE = """
() => [document.documentElement, document.querySelector("[data-testid=stMain]") || document.body]
  .map(element => element.scrollWidth - element.clientWidth)
"""
# Colours fade over from one look to the next; what is judged is where they arrive.
AT_REST = (
    "() => document.getAnimations().forEach(animation => animation.effect && "
    "animation.effect.getComputedTiming().endTime !== Infinity && animation.finish())"
)
# Names of the accounts that the sign-in page of a demonstration offers.
DEMONSTRATION = ("canbo", "daumoi", "lanhdao", "quantri")
GRAVE = ("serious", "critical")
# What axe-core calls moderate: readers of a screen go from heading to heading.
ALSO = ("heading-order",)
# How a phone names itself; it is shown charts that fit its width.
PHONE_BROWSER = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0.0.0 Mobile Safari/537.36"
NOTHING_TO_SWIPE = """
() => [...document.querySelectorAll(
    "[data-testid=stTable] > div, [data-testid=stElementContainer]:has(.js-plotly-plot)"
  )].every(box => box.scrollWidth <= box.clientWidth + 1)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the record of the samples."""
    folder = tmp_path_factory.mktemp("every-page")
    copy_sample_record(tmp_path_factory, folder / "record.sqlite3")
    with running_server(folder, CCHC_TODAY=SAMPLE_DAY) as started:
        yield started


def test_every_page_of_the_menu(stranger: Page, server: Server, subtests: pytest.Subtests) -> None:
    page, walked = stranger, set[tuple[str, str]]()
    for role in (Role.COORDINATOR, Role.ADMIN):
        sign_in(page, server, role)
        visit(page, server)
        for title, address in menu(page).items() - walked:
            with subtests.test(title):
                walked.add((title, address))
                page.goto(address)
                settled(page)
                expect(page).to_have_title(f"{title} · Theo dõi CCHC")
                assert foreign_words(page) == []
                fits(page)
                can_be_used_by_everybody(page)
        if role is Role.COORDINATOR:
            what_comes_up_while_handing_in_is_vietnamese(page, server)
        else:
            what_comes_up_while_administering_is_vietnamese(page, server)
    assert page.locator("html").get_attribute("lang") == "vi"


def test_the_pages_before_the_board(stranger: Page, server: Server) -> None:
    stranger.goto(f"{server.url}/login")
    expect(stranger).to_have_title("Đăng nhập · Theo dõi CCHC")
    the_plain_page_is_well(stranger)
    sign_in(stranger, server, Role.LEADER)
    stranger.goto(f"{server.url}/doi-mat-khau")
    expect(stranger).to_have_title("Đổi mật khẩu · Theo dõi CCHC")
    the_plain_page_is_well(stranger)


def what_comes_up_while_handing_in_is_vietnamese(page: Page, server: Server) -> None:
    visit(page, server, "nop-so-lieu")
    upload(page, ("trống.xlsx", b"x"))
    assert foreign_words(page, "CSV") == []


def what_comes_up_while_administering_is_vietnamese(page: Page, server: Server) -> None:
    visit(page, server, "nhat-ky")
    the_calendar_is_vietnamese(page)
    with another_browser(page, locale="en-US") as english:
        english.goto(page.url)
        settled(english)
        the_calendar_is_vietnamese(english)
    visit(page, server, "tai-khoan")
    page.get_by_test_id("stTooltipIcon").locator("visible=true").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert foreign_words(page) == []
    page.goto(f"{server.url}/khong-co-trang-nay")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert foreign_words(page) == []


def the_calendar_is_vietnamese(page: Page) -> None:
    page.get_by_test_id("stDateInput").get_by_role("button").first.click()
    expect(page.get_by_role("grid")).to_be_visible()
    assert foreign_words(page) == []
    page.keyboard.press("Escape")


@contextmanager
def another_browser(page: Page, **how: Any) -> Iterator[Page]:
    """Signed in as the same account."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(storage_state=page.context.storage_state(), **how)
    yield context.new_page()
    context.close()


def menu(page: Page) -> dict[str, str]:
    """Addresses by title."""
    links = page.get_by_test_id("stSidebarNavLink").all()
    # Above a title stands the name of its icon.
    return {link.inner_text().split("\n")[-1]: str(link.get_attribute("href")) for link in links}


def test_boards_and_tables_fit_a_phone(stranger: Page, server: Server) -> None:
    """Each cell stands on a line of its own below the name of its column."""
    sign_in(stranger, server, Role.LEADER)
    with another_browser(stranger, user_agent=PHONE_BROWSER, viewport=PHONE) as phone:
        for path in ("", "tinh-hinh-nop"):
            visit(phone, server, path)
            expect(phone.locator(".js-plotly-plot").last).to_be_visible()
            phone.wait_for_function(NOTHING_TO_SWIPE)
        cells = phone.get_by_test_id("stTable").locator("tbody tr").first.locator("td")
        expect(cells.nth(1)).to_have_attribute("data-cot", "Đến hạn")
        first, second = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
        assert first and second and second["y"] >= first["y"] + first["height"]


def test_the_look_is_chosen_in_the_sidebar_and_stays(stranger: Page, server: Server) -> None:
    page = stranger
    sign_in(page, server, Role.OFFICER)
    visit(page, server)
    the_keyboard_reaches_the_content_first(page)
    page.get_by_label("Giao diện").select_option("tương phản cao")
    expect(page.locator("html")).to_have_attribute("data-look", "contrast")
    page.get_by_label("Giao diện").select_option("tối")
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    visit(page, server, "ke-hoach")
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    expect(page.get_by_label("Giao diện")).to_have_value("dark")


def the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()


def the_plain_page_is_well(page: Page) -> None:
    assert foreign_words(page, *DEMONSTRATION) == []
    for size in (PHONE, OFFICE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate(TOO_WIDE) == [0, 0]
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert findings(page) == []
    page.emulate_media(contrast="more")
    assert findings(page) == []


def fits(page: Page) -> None:
    """Nothing has to be pushed sideways; boxes of their own may scroll."""
    for size in (PHONE, OFFICE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.evaluate(NEXT_FRAMES)
        assert page.evaluate(TOO_WIDE) == [0, 0], size


def can_be_used_by_everybody(page: Page) -> None:
    """axe-core finds nothing serious, in each of the three looks."""
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    assert findings(page, "color-contrast") == []
    page.emulate_media(color_scheme="light", contrast="more")
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "light")
    expect(page.locator("html")).to_have_attribute("data-look", "contrast")
    assert findings(page, "color-contrast") == []
    page.emulate_media(contrast="no-preference")


def findings(page: Page, *rules: str) -> list[str]:
    """What axe-core (of the npm registry) finds that keeps people out."""
    page.evaluate(AT_REST)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{finding['id']}: {node['html'][:200]} {node['failureSummary']}"
        for finding in found
        if finding["impact"] in GRAVE or finding["id"] in ALSO
        for node in finding["nodes"]
    ]
