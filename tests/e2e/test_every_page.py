"""Every page with a year's figures, as it stands on an office's small screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.server import Server, running_server
from tests.e2e.steps import PAGES, go_to, visit
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

# What Streamlit says by itself. Names of its icons are written in small letters.
ENGLISH = re.compile(
    r"\b(Upload|Browse files|Drag and drop|Limit|per file|Running|Stop|Deploy|Settings|Rerun|Print"
    r"|Loading|Connecting|Choose an option|Press Enter|Download|Close|Open|Search|Fullscreen"
    r"|Sidebar|Collapse|Expand|View|Link to heading|Skip to)\b"
)
# All that is read or heard: text, names of buttons, hints.
ALL_WORDS = """
() => [document.body.innerText, ...["aria-label", "title", "placeholder"].flatMap(name =>
  [...document.querySelectorAll(`[${name}]`)].map(element => element.getAttribute(name)))]
"""
# How far the page and its main part are wider than the window.
TOO_WIDE = """
() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map(element => element.scrollWidth - element.clientWidth)
"""


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the record of the samples."""
    copy_sample_record(tmp_path_factory, tmp_path / "record.sqlite3")
    with running_server(tmp_path, CCHC_TODAY=SAMPLE_DAY) as started:
        yield started


def test_every_page_fits_a_small_screen_and_speaks_vietnamese(
    page: Page, server: Server, subtests: pytest.Subtests
) -> None:
    visit(page, server)
    for title in (*PAGES[1:], PAGES[0]):
        with subtests.test(title):
            go_to(page, title)
            expect(page.get_by_test_id("stAlert").first).to_contain_text("Số liệu mẫu")
            assert page.evaluate(TOO_WIDE) == [0, 0]
            words = "\n".join(page.evaluate(ALL_WORDS))
            assert ENGLISH.findall(words) == []
    assert page.locator("html").get_attribute("lang") == "vi"
