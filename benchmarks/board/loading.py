"""What a browser fetches on its first visit, with and without gzip; it asks nobody else."""

import asyncio
import shutil
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
from playwright.async_api import Page, async_playwright

from benchmarks.board.record import Prepared
from benchmarks.board.tab import Tab
from benchmarks.load.browser import HOST
from benchmarks.load.server import running_server
from cchc_metrics.access.cookies import PLAIN_NAME
from cchc_metrics.access.roles import Role

_COMPLETE = "[data-testid=stApp][data-test-script-state=notRunning] .js-plotly-plot .main-svg"
_PATIENCE_MS = 60_000


@dataclass(frozen=True)
class FirstVisit:
    """How many files the first page needs, and bytes: of files either way, of the page itself."""

    files: int
    plain: int
    packed: int
    page: int


def first_visit(record: Prepared) -> FirstVisit:
    """A real browser says which files it needs; they are then fetched both ways and counted."""
    with running_server(record.folder, record.settings) as server:
        cookie = record.cookies[Role.LEADER]
        return asyncio.run(_visit(f"http://{HOST}:{server.port}", server.port, cookie))


async def _visit(address: str, port: int, cookie: str) -> FirstVisit:
    files = await _needed(address, cookie.removeprefix(f"{PLAIN_NAME}="))
    tab = await Tab.open(port, cookie)
    page = (await tab.run()).received
    await tab.close()
    plain = await _bytes(files, cookie, "identity")
    return FirstVisit(len(files), plain, await _bytes(files, cookie, "gzip"), page)


async def _needed(address: str, token: str) -> list[str]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        context = await browser.new_context(locale="vi-VN")
        await context.add_cookies([{"name": PLAIN_NAME, "value": token, "url": address}])
        page: Page = await context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(address)
        await page.wait_for_selector(_COMPLETE, timeout=_PATIENCE_MS)
        await page.wait_for_load_state("networkidle")
        await browser.close()
    return [url for url in dict.fromkeys(asked) if urlsplit(url).scheme == "http"]


async def _bytes(files: list[str], cookie: str, encoding: str) -> int:
    """As they come over the line, without headers."""
    taken = 0
    headers = {"cookie": cookie, "accept-encoding": encoding}
    async with httpx.AsyncClient(headers=headers, trust_env=False) as browser:
        for file in files:
            async with browser.stream("GET", file) as answer:
                answer.raise_for_status()
                taken += sum([len(part) async for part in answer.aiter_raw()])
    return taken
