"""Pictures of pages: who looks, on how large a screen, in which look."""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from cchc_metrics.access.roles import Role
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.uploads import template
from tests.e2e.conftest import BROWSERS, found_browser
from tests.e2e.server import Server
from tests.e2e.signing_in import office_of, sign_in
from tests.e2e.steps import NEXT_FRAMES, follow, settled, upload, visit
from tests.ui.office import CODE, DENOMINATOR, INDICATOR, NUMERATOR, filled

OFFICE, MEETING, PHONE = (1366, 768), (1920, 1080), (390, 844)
LIGHT, DARK, CONTRAST = "light", "dark", "contrast"
SIZES, LOOKS = (OFFICE, MEETING, PHONE), (LIGHT, DARK)
# No pages of Streamlit's: they are complete as soon as they are there.
LOGIN, PLAIN = "login", ("login", "doi-mat-khau")
# A phone is shown charts that fit its width.
PHONE_BROWSER = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0.0.0 Mobile Safari/537.36"
# A browser takes no picture that is higher; a page of the plan would be.
HIGHEST = 2400
GAP = 16
# Charts draw themselves anew for a new size, and say nowhere that they have.
DRAWN_MS = 800


@dataclass(frozen=True)
class View:
    """A page as somebody sees it; `height` 0 is the whole page."""

    path: str
    role: Role = Role.COORDINATOR
    size: tuple[int, int] = OFFICE
    look: str = LIGHT
    height: int = 0
    is_upload: bool = False


def variants(views: Mapping[str, View]) -> list[tuple[str, View]]:
    """Each at every size, light and dark, with the name of its file."""
    return [
        (f"{name}-{size[0]}-{look}", replace(view, size=size, look=look))
        for name, view in views.items()
        for size in SIZES
        for look in LOOKS
    ]


@contextmanager
def opened_browser() -> Iterator[Browser]:
    found = found_browser()
    if found is None:
        raise SystemExit(f"None of {', '.join(BROWSERS)} is on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        expect.set_options(timeout=60_000)
        yield browser
        browser.close()


class Album:
    """Browsers that are signed in, one a role, size and look."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._browser, self._server = browser, server
        self._cookies: dict[Role, list[object]] = {}

    def __enter__(self) -> "Album":
        for role in Role:
            with self._page(OFFICE, LIGHT) as page:
                sign_in(page, self._server, role)
                self._cookies[role] = list(page.context.cookies())
        return self

    def __exit__(self, *_failure: object) -> None:
        self._cookies.clear()

    def view(self, view: View) -> Image.Image:
        role = None if view.path == LOGIN else view.role
        with self._page(view.size, view.look, role) as page:
            return self._picture(page, view)

    def keep_all(self, folder: Path, views: Iterable[tuple[str, View]]) -> list[str]:
        """A file for each view; answers with those that could not be taken, and why."""
        failed = []
        for name, view in views:
            try:
                self.view(view).save(folder / f"{name}.png")
            except (AssertionError, Error) as problem:
                failed.append(f"{name} ({str(problem).splitlines()[0]})")
        return failed

    def menu(self) -> list[tuple[str, View]]:
        """Every page of the menu, as the coordinator sees it, or the administrator."""
        found: dict[str, View] = {}
        for role in (Role.COORDINATOR, Role.ADMIN):
            with self._page(OFFICE, LIGHT, role) as page:
                visit(page, self._server)
                for link in page.get_by_test_id("stSidebarNavLink").all():
                    path = str(link.get_attribute("href")).rpartition("/")[2]
                    found.setdefault(path or "tong-quan", View(path, role))
        return variants(found)

    @contextmanager
    def _page(self, size: tuple[int, int], look: str, role: Role | None = None) -> Iterator[Page]:
        context = self._browser.new_context(
            locale="vi-VN",
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if look == DARK else "light",
            contrast="more" if look == CONTRAST else "no-preference",
            user_agent=PHONE_BROWSER if size == PHONE else None,
        )
        if role:
            context.add_cookies(self._cookies[role])  # type: ignore[arg-type]
        page = context.new_page()
        follow(page)
        try:
            yield page
        finally:
            context.close()

    def _picture(self, page: Page, view: View) -> Image.Image:
        width, height = view.size
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{self._server.url}/{view.path}")
        if view.path in PLAIN:
            return Image.open(io.BytesIO(page.screenshot(full_page=True)))
        settled(page)
        if view.is_upload:
            upload(page, (f"CCHC_{CODE}_2026-10.xlsx", _wrong_sheet(self._server)))
        scrolled = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        whole = min(max(scrolled, height), HIGHEST)
        page.set_viewport_size({"width": width, "height": view.height or whole})
        page.evaluate(NEXT_FRAMES)
        page.wait_for_timeout(DRAWN_MS)
        return Image.open(io.BytesIO(page.screenshot()))


def _wrong_sheet(server: Server) -> bytes:
    """October's sheet with a word for a number, and more digitised than there was."""
    with office_of(server) as office:
        sheet = template(office, CODE, ReportingMonth(2026, 10))
    return filled(sheet, {(INDICATOR, NUMERATOR): 175, ("II.3-1", DENOMINATOR): "khoảng 150"})


def keep(path: Path, parts: list[Image.Image]) -> None:
    """Side by side in one file of at most 256 colours, a third of its size."""
    width = sum(part.width for part in parts) + GAP * (len(parts) - 1)
    joined = Image.new("RGB", (width, max(part.height for part in parts)), "#8090a0")
    left = 0
    for part in parts:
        joined.paste(part.convert("RGB"), (left, 0))
        left += part.width + GAP
    few = joined.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
