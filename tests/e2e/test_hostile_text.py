"""A plan and a record whose texts are meant to do harm: a browser shows them and nothing more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cchc_metrics.workflow.office import open_office
from tests.e2e.server import TODAY, Server, running_server
from tests.e2e.steps import chart_text, choose, go_to, visit
from tests.ui.hostile_text import HOSTILE, MARKUP, hostile_plan, send_hostile_file
from tests.ui.office import DEPARTMENT, INDICATOR

# Whatever the texts would become if a page took them for more than text.
ALIVE = "a[href*='outside.invalid'], img[src*='outside.invalid'], img[src='x'], b:text('đậm')"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server on the hostile plan, whose record holds a file with hostile texts."""
    settings = {
        "CCHC_PLAN": str(hostile_plan(tmp_path)),
        "CCHC_DATABASE_URL": f"sqlite:///{tmp_path / 'record.sqlite3'}",
        "CCHC_TODAY": TODAY,
    }
    office = open_office(settings)
    send_hostile_file(office)
    office.engine.dispose()
    with running_server(tmp_path, **settings) as started:
        yield started


def test_hostile_texts_are_shown_as_they_stand_and_nothing_is_fetched(
    page: Page, server: Server
) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"A script ran: {dialog.message}"))
    visit(page, server, "nop-so-lieu")
    choose(page, "Đơn vị", DEPARTMENT)
    sent = page.get_by_role("row").filter(has_text="đang dùng")
    expect(sent).to_contain_text(MARKUP)
    expect(sent).to_contain_text("[bấm vào đây]")
    expect(sent).to_contain_text(f"{MARKUP}.xlsx")
    expect(page.locator(ALIVE)).to_have_count(0)

    go_to(page, "Lĩnh vực")
    choose(page, "Lĩnh vực", "3. Cải cách thủ tục hành chính")
    expect(chart_text(page, "<b>đậm</b>")).to_be_visible()
    for title in ("Lĩnh vực", "Tổng quan", "Chỉ tiêu chậm", "Nguồn số liệu", "Kế hoạch"):
        go_to(page, title)
        if title == "Nguồn số liệu":
            choose(page, "Chỉ tiêu", f"{INDICATOR} · {HOSTILE}")
        expect(page.get_by_test_id("stMain")).to_contain_text("<b>đậm")
        expect(page.locator(ALIVE)).to_have_count(0)
