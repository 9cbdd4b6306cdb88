"""`make pictures`: the pictures of README and guide, made anew from the sample figures. Those of
slides are taken by the test that turns them (`test_meeting`).

`python -m tests.e2e.pictures --all FOLDER` takes every page of the menu at three sizes, light and
dark, to be looked at.
"""

import argparse
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from cchc_metrics.access.roles import Role
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.office import open_office
from cchc_metrics.workflow.sample_acts import load_sample_acts
from cchc_metrics.workflow.samples import load_samples
from cchc_metrics.workflow.uploads import template
from tests.e2e.conftest import BROWSERS, found_browser
from tests.e2e.server import ROOT, Server, running_server
from tests.e2e.signing_in import office_of, sign_in
from tests.e2e.steps import NEXT_FRAMES, follow, settled, upload, visit
from tests.ui.office import CODE, DENOMINATOR, INDICATOR, NUMERATOR, filled
from tests.ui.sample_record import SAMPLE_DAY

FOLDER = ROOT / "docs" / "anh"
OFFICE, MEETING, PHONE = (1366, 768), (1920, 1080), (390, 844)
LIGHT, DARK, CONTRAST = "light", "dark", "contrast"
# A browser takes no picture that is higher; a page of the plan would be.
HIGHEST = 2400


@dataclass(frozen=True)
class View:
    """A page as somebody sees it; `height` 0 is the whole page."""

    path: str
    role: Role = Role.COORDINATOR
    size: tuple[int, int] = OFFICE
    look: str = LIGHT
    height: int = 0


# File -> what stands in it, side by side.
PICTURES: dict[str, tuple[View, ...]] = {
    "tong-quan": (View("", Role.LEADER),),
    "linh-vuc": (View("linh-vuc?linh-vuc=2. Cải cách thể chế", Role.LEADER, height=1500),),
    "cham": (View("cham", Role.LEADER, height=1250),),
    "tinh-hinh-nop": (View("tinh-hinh-nop", height=1000),),
    "nop-so-lieu": (View("nop-so-lieu", Role.OFFICER, height=1500),),
    "nguon-so-lieu": (View("nguon-so-lieu", Role.LEADER, height=900),),
    "lan-nop": (View("lan-nop", height=1200),),
    "bien-phap": (View("bien-phap", height=1100),),
    "nhiem-vu": (View("nhiem-vu", height=900),),
    "bao-cao": (View("bao-cao", height=1100),),
    "cach-tinh": (View("cach-tinh", Role.LEADER, height=1000),),
    "tai-khoan": (View("tai-khoan", Role.ADMIN, height=1100),),
    "dien-thoai": (
        View("", Role.LEADER, PHONE, height=844),
        View("linh-vuc", Role.LEADER, PHONE, height=844),
        View("cham", Role.LEADER, PHONE, height=844),
    ),
    "toi-va-tuong-phan": (
        View("", Role.LEADER, look=DARK, height=768),
        View("", Role.LEADER, look=CONTRAST, height=768),
    ),
}
GAP = 16
# Charts draw themselves anew for a new size, and say nowhere that they have.
DRAWN_MS = 800


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", default=sorted(PICTURES))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _demonstration(Path(folder)) as server:
        with _browser() as browser, Album(browser, server) as album:
            if asked.all:
                album.every_page(asked.all)
                return
            for name in asked.only:
                keep(FOLDER / f"{name}.png", [album.view(view) for view in PICTURES[name]])


@contextmanager
def _demonstration(folder: Path) -> Iterator[Server]:
    office = open_office({"CCHC_DATABASE_URL": f"sqlite:///{folder / 'record.sqlite3'}"})
    for _ in load_samples(office):
        pass
    load_sample_acts(office)
    office.engine.dispose()
    with running_server(folder, CCHC_TODAY=SAMPLE_DAY) as server:
        yield server


@contextmanager
def _browser() -> Iterator[Browser]:
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
        with self._page(view.size, view.look, view.role) as page:
            return self._picture(page, view)

    def every_page(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        done: set[str] = set()
        for role in (Role.COORDINATOR, Role.ADMIN):
            with self._page(OFFICE, LIGHT, role) as page:
                visit(page, self._server)
                links = page.get_by_test_id("stSidebarNavLink").all()
                paths = [str(link.get_attribute("href")).rpartition("/")[2] for link in links]
            new = [path for path in paths if path not in done]
            done.update(new)
            for size in (OFFICE, MEETING, PHONE):
                for look in (LIGHT, DARK):
                    with self._page(size, look, role) as page:
                        for path in new:
                            name = f"{path or 'tong-quan'}-{size[0]}-{look}.png"
                            view = View(path, role, size, look)
                            self._picture(page, view).save(folder / name)

    @contextmanager
    def _page(self, size: tuple[int, int], look: str, role: Role | None = None) -> Iterator[Page]:
        context = self._browser.new_context(
            locale="vi-VN",
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if look == DARK else "light",
            contrast="more" if look == CONTRAST else "no-preference",
        )
        if role:
            context.add_cookies(self._cookies[role])  # type: ignore[arg-type]
        page = context.new_page()
        follow(page)
        yield page
        context.close()

    def _picture(self, page: Page, view: View) -> Image.Image:
        width, height = view.size
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{self._server.url}/{view.path}")
        settled(page)
        if view.role is Role.OFFICER:
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


if __name__ == "__main__":
    main()
