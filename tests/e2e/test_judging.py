"""What leaders ask of an indicator in the meeting: if we reach so much, and how is it computed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.server import Server, running_server
from tests.e2e.steps import answered, visit
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

AREA, INDICATOR = "3. Cải cách thủ tục hành chính", "II.3-2 · Số hóa thành phần hồ sơ"


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    copy_sample_record(tmp_path_factory, tmp_path / "record.sqlite3")
    with running_server(tmp_path, CCHC_TODAY=SAMPLE_DAY) as started:
        yield started


def test_keys_turn_the_slider_and_the_way_leads_to_the_rules(page: Page, server: Server) -> None:
    visit(page, server, "linh-vuc", **{"linh-vuc": AREA, "chi-tieu": INDICATOR})
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("End")
    said = "Nếu 2 tháng còn lại đạt 100% thì cả năm đạt 79,1%, chưa đạt chỉ tiêu 100%."
    expect(page.get_by_text(said)).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Nếu 2 tháng còn lại đạt 99%")).to_be_visible()

    with answered(page):
        page.get_by_role("link", name="Cách tính").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cách tính")
    page.get_by_role("link", name="Nếu các tháng còn lại đạt x%").click()
    rule = page.get_by_role("heading", name="12. Nếu các tháng còn lại đạt x%")
    expect(rule).to_be_in_viewport()
