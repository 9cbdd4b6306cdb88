"""The slides of the meeting page without a browser: all of them, in order, with the figures."""

import re
from html import unescape
from pathlib import Path

import pytest

from cchc_metrics.access.roles import PUBLIC
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.content import compose
from cchc_metrics.reports.deck import area_slides, beside, large
from cchc_metrics.reports.said import Report
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE
from cchc_metrics.ui import cached
from cchc_metrics.workflow.office import Office
from tests.ui.hostile_text import HOSTILE, hostile_plan
from tests.ui.opening import html, open_page

SLIDE = re.compile(r'<section class="trang" data-tang="([^"]+)" data-ma="([^"]+)"')


def slides(text: str, level: str) -> dict[str, str]:
    """The words of each slide of a level, by its code, in the order of the page."""
    starts = list(SLIDE.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return {
        start[2]: unescape(re.sub(r"<[^>]+>", " ", text[start.start() : end]))
        for start, end in zip(starts, ends, strict=True)
        if start[1] == level
    }


@pytest.fixture
def report(sample_record: Office) -> Report:
    card = cached.scorecard(ReportPeriod.YEAR, cached.first_shown_month())
    return compose(card, sample_record.now())


def test_an_area_a_slide_behind_the_overview_what_lags_first(report: Report) -> None:
    areas = slides(html(open_page("meeting")), "linh-vuc")
    assert list(areas) == ["tong-quan", *(slide.area.code for slide in area_slides(report))]
    assert report.lagging[0].name in list(areas.values())[1]


def test_every_number_is_the_reports(report: Report) -> None:
    text = html(open_page("meeting"))
    areas, details = slides(text, "linh-vuc"), slides(text, "chi-tieu")
    assert list(details) == [r.code for slide in area_slides(report) for r in slide.results]
    for result in report.results:
        for said in (areas[result.area], details[result.code]):
            assert all(words in said for words in (large(result), *beside(result)))
        assert result.reason in details[result.code]


def test_a_departments_month_leads_to_its_file(sample_record: Office) -> None:
    text = unescape(html(open_page("meeting")))
    assert "nguon-chi-tieu=II.3-2&nguon-don-vi=TTPVHCC&nguon-thang=2026-05" in text
    page = open_page(
        "sources",
        **{"nguon-chi-tieu": "II.3-2", "nguon-don-vi": "TTPVHCC", "nguon-thang": "2026-05"},
    )
    assert set(page.table[0].value["Tháng"]) == {"tháng 5/2026"}
    assert len(page.table[0].value) == 2  # as corrected, and as first sent


def test_a_public_board_shows_figures_and_names_nobody(
    sample_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Chưa có giải trình" in html(open_page("meeting"))
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: PUBLIC)
    monkeypatch.setattr("cchc_metrics.workflow.permissions.is_public_board", lambda _office: True)
    text = html(open_page("meeting"))
    assert "551/736" in text
    assert "Nguyên nhân" not in text and "giải trình" not in text


def test_sample_figures_are_called_so(sample_record: Office) -> None:
    assert "Số liệu mẫu" in html(open_page("meeting"))


def test_an_empty_record_says_so_on_the_first_slide(empty_record: Office) -> None:
    text = html(open_page("meeting"))
    areas = slides(text, "linh-vuc")
    assert NO_FIGURES_NOTE in areas["tong-quan"]
    assert "7 chỉ tiêu chậm" in areas["II.3"] and "0/7 chỉ tiêu" in areas["II.3"]
    assert "Số liệu mẫu" not in text


def test_a_period_that_has_not_begun_says_so(empty_record: Office) -> None:
    text = html(open_page("meeting", ky="Quý III", thang="Tháng 2/2026"))
    assert "Quý III năm 2026, kỳ chưa bắt đầu, tính đến tháng 2/2026" in text


@pytest.fixture
def plan_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_PLAN", str(hostile_plan(tmp_path)))


def test_a_hostile_name_stays_text(plan_file: None, empty_record: Office) -> None:
    text = html(open_page("meeting"))
    assert "<img" not in text and "<b>đậm" not in text
    assert HOSTILE in slides(text, "chi-tieu")["II.3-2"]
