"""What a person does on the pages, one step a function. Playwright waits; nothing sleeps."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlencode
from weakref import WeakKeyDictionary

from playwright.sync_api import Download, Locator, Page, TimeoutError, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.e2e.server import Server

# An uploaded file: its name and its bytes.
SentFile = tuple[str, bytes]

PAGES = (
    "Tổng quan",
    "Lĩnh vực",
    "Chỉ tiêu chậm",
    "Biện pháp",
    "Nhiệm vụ",
    "Trình chiếu",
    "Báo cáo",
    "Nộp số liệu",
    "Tình hình nộp",
    "Lần nộp",
    "Nguồn số liệu",
    "Kế hoạch",
    "Cách tính",
)
SAVE = "Lưu số liệu"
_OPENINGS, _OPEN_MS = 3, 5_000


def visit(page: Page, server: Server, path: str = "", **query: str) -> None:
    """Type an address into the browser."""
    page.goto(f"{server.url}/{quote(path)}" + (f"?{urlencode(query)}" if query else ""))
    settled(page)


def settled(page: Page) -> None:
    """Wait until the page stands complete."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def follow(page: Page) -> None:
    """Keep hold of the connection over which the server answers; to be called before a visit."""
    page.on("websocket", lambda socket: _CONNECTIONS.update({page: socket}))


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """Wait until the server has run the page again for what is done meanwhile.

    Without it the page as it was before looks complete.
    """
    with _CONNECTIONS[page].expect_event("framereceived", _is_end_of_run):
        yield
    page.evaluate(NEXT_FRAMES)
    settled(page)


_CONNECTIONS: WeakKeyDictionary[Page, WebSocket] = WeakKeyDictionary()


def _is_end_of_run(frame: bytes | str) -> bool:
    message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
    ended: bool = message.WhichOneof("type") == "script_finished"
    return ended and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


NEXT_FRAMES = """
() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
"""


def go_to(page: Page, title: str) -> None:
    """Press a page's name at the left; slides that cover it are left first."""
    if page.locator(".trinh-chieu").count():
        with page.expect_navigation():
            page.keyboard.press("Escape")
        settled(page)
    with answered(page):
        page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(title, re.IGNORECASE))


def picker(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def choose(page: Page, label: str, option: str) -> None:
    """Choose another entry of a list."""
    entry = open_list(page, picker(page, label), option)
    with answered(page):
        entry.click()
    expect(picker(page, label)).to_have_value(option)


def open_list(page: Page, field: Locator, option: str) -> Locator:
    """Open a list, and once more where it has closed because the page still moved; its entry."""
    entry = page.get_by_role("option", name=option, exact=True)
    for _ in range(_OPENINGS):
        field.scroll_into_view_if_needed()
        page.evaluate(NEXT_FRAMES)
        field.click()
        with suppress(TimeoutError):
            entry.wait_for(timeout=_OPEN_MS)
            return entry
    return entry


def download(page: Page, button: str) -> tuple[str, bytes]:
    """Press a download button; the file's name and its bytes."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    found: Download = waiting.value
    return found.suggested_filename, Path(found.path()).read_bytes()


def upload(page: Page, *files: SentFile) -> None:
    """Hand in files, all at once."""
    with answered(page):
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
            [
                {"name": name, "mimeType": "application/octet-stream", "buffer": content}
                for name, content in files
            ]
        )


def take_back(page: Page, name: str) -> None:
    """Take an uploaded file off the page."""
    with answered(page):
        page.get_by_role("button", name=f"Bỏ {name}").click()
    expect(result(page, name)).to_have_count(0)


def result(page: Page, name: str) -> Locator:
    """What the page says of an uploaded file."""
    title = page.get_by_role("heading", level=3).filter(has_text=name)
    return page.get_by_test_id("stVerticalBlock").filter(has=title).last


def verdict(shown: Locator) -> Locator:
    """The one sentence on top of a file's result."""
    return shown.get_by_test_id("stAlert")


def issue_rows(shown: Locator) -> Locator:
    return shown.get_by_role("table").first.locator("tbody tr")


def save(page: Page, name: str) -> None:
    """Press the save button of one file."""
    with answered(page):
        result(page, name).get_by_role("button", name=SAVE).click()


def sign(page: Page, name: str) -> None:
    """See under whose name the figures are sent: the account's."""
    expect(page.get_by_label("Người gửi")).to_have_value(name)


def chart_text(page: Page, text: str) -> Locator:
    """Words drawn in a chart."""
    return page.locator(".js-plotly-plot svg text").filter(has_text=text).first
