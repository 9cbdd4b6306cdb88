"""From a figure on any board to its file, sheet, cell, person and moment in two presses."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.e2e.server import Server, running_server
from tests.e2e.steps import NEXT_FRAMES, answered, download, settled, visit
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

INDICATOR, NAME = "II.3-2", "Số hóa thành phần hồ sơ"
FILE = "MAU_TTPVHCC_2026-10.xlsx"
PERIOD = {"thang": "Tháng 10/2026", "ky": "Quý III"}
_PRESSES, _LEFT_MS = 3, 5_000


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    copy_sample_record(tmp_path_factory, tmp_path / "record.sqlite3")
    with running_server(tmp_path, CCHC_TODAY=SAMPLE_DAY) as started:
        yield started


@pytest.mark.parametrize(
    ("board", "query"),
    [("", {}), ("linh-vuc", {"linh-vuc": "3. Cải cách thủ tục hành chính"})],
    ids=["heat map", "bullets of an area"],
)
def test_a_name_on_a_chart_leads_to_the_figures_and_from_there_to_the_file(
    page: Page, server: Server, board: str, query: dict[str, str]
) -> None:
    visit(page, server, board, **PERIOD, **query)
    press_in_chart(page, NAME)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nguồn số liệu")
    settled(page)
    figure_is_traced(page)


def test_a_lagging_indicator_leads_to_its_figures(page: Page, server: Server) -> None:
    visit(page, server, "cham", **PERIOD)
    with answered(page):
        page.get_by_role("link", name="Nguồn số liệu").nth(2).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nguồn số liệu")
    expect(page.get_by_role("combobox", name="Kỳ báo cáo")).to_have_value("Quý III")
    figure_is_traced(page)


def press_in_chart(page: Page, name: str) -> None:
    """Press a name where it stands, again where the chart moved meanwhile.

    By its place on the screen: Playwright itself looks beside links within SVG text.
    """
    link = page.locator(".js-plotly-plot svg a").filter(has_text=name).first
    for _ in range(_PRESSES):
        link.evaluate("name => name.scrollIntoView({block: 'center'})")
        page.evaluate(NEXT_FRAMES)  # a chart is drawn once more when its width is known
        box = link.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        with suppress(TimeoutError):
            page.wait_for_url("**/nguon-so-lieu?**", timeout=_LEFT_MS)
            return


def figure_is_traced(page: Page) -> None:
    """File, cells, person and moment stand beside the figure; the file holds the same numbers."""
    expect(page.get_by_role("combobox", name="Chỉ tiêu", exact=True)).to_have_value(
        f"{INDICATOR} · {NAME}"
    )
    october = page.get_by_role("row").filter(has_text="tháng 10/2026")
    for said in (FILE, "Số liệu, ô D10/F10", "Số liệu mẫu – Trung tâm PVHCC", "ngày 18/10/2026"):
        expect(october).to_contain_text(said)
    name, content = download(page, FILE)
    assert name == FILE
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Số liệu"]
    numerator, denominator = sheet["D10"].value, sheet["F10"].value
    expect(october).to_contain_text(f"({numerator}/{denominator})")
