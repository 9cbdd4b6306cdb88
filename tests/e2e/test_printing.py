"""Pages on paper: A4 without the frame, no word cut off, dark on white also from a dark screen."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.server import Server, running_server
from tests.e2e.steps import PAGES, go_to, visit
from tests.reports.libreoffice import printed_pages
from tests.ui.sample_record import SAMPLE_DAY, copy_sample_record

A4_LANDSCAPE = (841.9, 595.0)  # points
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
WORD = re.compile(r'xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">([^<]*)<')
# Words of the frame and of what can be pressed.
FRAME = ("Theo dõi\n", "Đăng xuất", "Mật khẩu và phiên", "Tải bảng tổng hợp")
# The widest things on these pages, each drawn for a screen of 1920 pixels.
AT_THE_EDGE = {
    "Tổng quan": ("T1", "T12", "Tiến độ bảy lĩnh vực", "Xây dựng và phát triển Chính phủ"),
    "Lĩnh vực": ("T12", "Chỉ tiêu 100%", "12/12 = 100%"),
    "Chỉ tiêu chậm": ("8/18 = 44,4%",),
    "Tình hình nộp": ("T1", "T12", "Đúng hạn"),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the record of the samples."""
    folder = tmp_path_factory.mktemp("printing")
    copy_sample_record(tmp_path_factory, folder / "record.sqlite3")
    with running_server(folder, CCHC_TODAY=SAMPLE_DAY) as started:
        yield started


def printed(page: Page, folder: Path) -> Path:
    path = folder / "page.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    return path


def drawn(page: Page) -> None:
    """Wait until every chart has its words."""
    for place in range(page.get_by_test_id("stPlotlyChart").count()):
        chart = page.get_by_test_id("stPlotlyChart").nth(place)
        expect(chart.locator("svg text").first).to_be_attached()


def beyond_the_paper(pdf: Path) -> list[str]:
    """Words that lie beyond an edge of the paper; fail where a page is not A4."""
    read = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True).stdout
    sizes = {(float(width), float(height)) for width, height in PAGE.findall(read)}
    assert sizes and all(size == pytest.approx(A4_LANDSCAPE, abs=1) for size in sizes)
    width = A4_LANDSCAPE[0]
    return [
        word for left, right, word in WORD.findall(read) if float(left) < 0 or float(right) > width
    ]


def test_every_page_prints_whole_and_without_the_frame(
    page: Page, server: Server, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit(page, server)
    for title in (*PAGES[1:], PAGES[0]):
        with subtests.test(title):
            go_to(page, title)
            drawn(page)
            pdf = printed(page, tmp_path)
            said = "\n".join(printed_pages(pdf))
            assert beyond_the_paper(pdf) == []
            assert [words for words in FRAME if words in said] == []
            assert [words for words in AT_THE_EDGE.get(title, ()) if words not in said] == []


def test_charts_are_on_the_screen_afterwards_as_before(
    page: Page, server: Server, tmp_path: Path
) -> None:
    visit(page, server)
    drawn(page)
    chart = page.locator(".js-plotly-plot .svg-container").first
    before = chart.bounding_box()
    printed(page, tmp_path)
    assert chart.bounding_box() == before
    expect(chart.locator("svg.main-svg[viewBox]")).to_have_count(0)


def test_slides_print_a_page_each(page: Page, server: Server, tmp_path: Path) -> None:
    visit(page, server, "trinh-chieu")
    expect(page.locator(".vi-tri")).to_have_text("1/8")
    page.keyboard.press("End")
    pages = printed_pages(printed(page, tmp_path))
    assert len(pages) == 8
    assert "3. Cải cách thủ tục hành chính" in pages[2] and "Số hóa thành phần hồ sơ" in pages[2]
    assert all("tính đến tháng 10/2026" in text for text in pages)


def test_a_dark_screen_prints_dark_words_on_white(
    page: Page, server: Server, tmp_path: Path
) -> None:
    page.emulate_media(color_scheme="dark")
    visit(page, server, "cham")
    drawn(page)
    pdf = printed(page, tmp_path)
    picture = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "20", "-gray", "-singlefile", pdf, picture], check=True)
    header, _, _, grey = picture.with_suffix(".pgm").read_bytes().split(b"\n", 3)
    assert header == b"P5"
    # Nearly all of a page of words is paper.
    assert sum(value > 200 for value in grey) > 0.8 * len(grey)
