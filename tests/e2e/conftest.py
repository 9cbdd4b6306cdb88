"""A server, a real Chromium, and what holds on every page: nothing from outside, no errors."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from cchc_metrics.access.roles import Role
from tests.e2e.server import Server, running_server
from tests.e2e.signing_in import sign_in
from tests.e2e.steps import follow

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# A busy machine may draw slowly; no test waits this long unless it fails.
_PATIENCE_MS = 20_000
# Opened at a deep link, Streamlit first looks for its server under the page's own path.
_KNOWN_404 = re.compile(r"/[^/]+/_stcore/(host-config|health)$")
# Repeats on the console what it says in a dialog; tests look for that dialog.
_NO_SUCH_PAGE = (
    "The page that you have requested does not seem to exist. Running the app's main page."
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """What the server wrote and what the page showed, beside the failure."""
    report: pytest.TestReport = yield  # type: ignore[misc,assignment]
    if report.failed and isinstance(item, pytest.Function):
        for value in item.funcargs.values():
            if isinstance(value, Server):
                report.sections.append(("Server log", value.log))
            if isinstance(value, Page) and not value.is_closed():
                report.sections.append((f"Page {value.url}", value.inner_text("body")))
    return report  # type: ignore[return-value]


def found_browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = found_browser()
    if found is None:
        pytest.skip("Không có Chromium trên máy này (apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        expect.set_options(timeout=_PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has visited yet, on an empty record."""
    with running_server(tmp_path) as started:
        yield started


@pytest.fixture
def stranger(chromium: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An office computer's browser, not signed in. Whatever it meets, it must end without errors.

    The mark `expected_errors` names, as a pattern, what the console may say all the same.
    """
    expected = request.node.get_closest_marker("expected_errors")
    with ExitStack() as open_contexts:
        context = chromium.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768})
        open_contexts.callback(context.close)
        opened = context.new_page()
        follow(opened)
        problems = _watched(opened)
        yield opened
    pattern = expected.args[0] if expected else "(?!)"
    assert [problem for problem in problems if not re.search(pattern, problem)] == []
    assert server.may_log_traceback or "Traceback" not in server.log


@pytest.fixture
def page(stranger: Page, server: Server) -> Page:
    """The same, signed in as one who may hand in figures of every department."""
    sign_in(stranger, server, Role.COORDINATOR)
    return stranger


def _watched(page: Page) -> list[str]:
    """Fills up with every request to another host and every error of the page."""
    problems: list[str] = []

    def note_request(url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            problems.append(f"request to {url}")

    def note_message(message: ConsoleMessage) -> None:
        known = _KNOWN_404.search(message.location.get("url", "")) or message.text == _NO_SUCH_PAGE
        if message.type == "error" and not known:
            problems.append(f"console: {message.text} {message.location}")

    page.on("request", lambda request: note_request(request.url))
    page.on("websocket", lambda socket: note_request(socket.url))
    page.on("console", note_message)
    page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
    return problems
