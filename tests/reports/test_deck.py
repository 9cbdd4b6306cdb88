"""What is said on slides: which come first, how many lines stand on one, whose numbers."""

from datetime import UTC, date, datetime

import pytest

from cchc_metrics.plan.model import Area
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.reports import deck
from cchc_metrics.reports.content import compose
from cchc_metrics.reports.deck import MOST_LINES, area_slides
from cchc_metrics.reports.said import Report
from cchc_metrics.scoring.scorecard import Scorecard, score
from tests.builders import make_figure, make_indicator, make_plan, month
from tests.charts import cards

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)


def said(card: Scorecard) -> Report:
    return compose(card, MADE_AT)


@pytest.fixture(scope="module")
def report() -> Report:
    return said(cards.make_scorecard())


def crowded(indicators: int) -> Report:
    """An area with many indicators, of which the last one lags."""
    codes = [f"II.3-{number}" for number in range(1, indicators + 1)]
    plan = make_plan(*(make_indicator(code) for code in codes))
    figures = [make_figure(3, 10, indicator=codes[-1])]
    # January is not due yet.
    return said(score(plan, figures, [], scope(ReportPeriod.YEAR, month(1)), date(2026, 1, 10)))


def test_areas_come_by_their_worst_and_so_do_their_lines(report: Report) -> None:
    slides = area_slides(report)
    worst = [min(result.order for result in slide.results) for slide in slides]
    lagging = [order for order, slide in zip(worst, slides, strict=True) if slide.area.lagging]
    assert len(lagging) > 1 and lagging == sorted(lagging) == worst[: len(lagging)]
    for slide in slides:
        orders = [result.order for result in slide.results]
        assert orders == sorted(orders)


def test_no_result_is_lost_or_said_twice(report: Report) -> None:
    told = [result.code for slide in area_slides(report) for result in slide.results]
    assert sorted(told) == sorted(result.code for result in report.results)


def test_areas_in_which_nothing_lags_keep_the_plans_order() -> None:
    codes = ("II.1-1", "II.2-1", "II.3-1")
    plan = make_plan(*(make_indicator(code, area=code[:4]) for code in codes))
    late = [make_figure(3, 10, indicator="II.3-1")]
    card = score(plan, late, [], scope(ReportPeriod.YEAR, month(1)), date(2026, 1, 10))
    assert [area.code for area in deck.worst_first(said(card))] == ["II.3", "II.1", "II.2"]


def test_figures_are_said_with_their_parts(report: Report) -> None:
    told = {result.code: (deck.large(result), *deck.beside(result)) for result in report.results}
    assert told[cards.FALLING_SHORT] == ("70%", "42/60 hồ sơ", "chỉ tiêu 100%")
    assert told[cards.STRICT] == ("99,96%", "2.499/2.500 hồ sơ", "chỉ tiêu trên 95%")
    assert told[cards.COUNTED] == ("6", "hồ sơ", "chỉ tiêu 12")
    assert told[cards.NOT_ARISEN] == ("", "0/0 hồ sơ", "chỉ tiêu 100%")
    assert told[cards.SILENT] == ("", "chỉ tiêu 100%")
    assert told[cards.UNTARGETED] == ("70%", "21/30 hồ sơ", "chưa giao chỉ tiêu")
    assert told[cards.GROWING] == ("33,3%", "20/60 hồ sơ", "chỉ tiêu 100%, nay cần 33,3%")
    assert told["II.4-1"] == ("",)


@pytest.mark.parametrize(
    ("indicators", "lines"), [(1, [1]), (MOST_LINES, [7]), (8, [4, 4]), (15, [5, 5, 5])]
)
def test_an_area_has_as_many_slides_as_it_needs(indicators: int, lines: list[int]) -> None:
    slides = area_slides(crowded(indicators))
    assert [len(slide.results) for slide in slides] == lines
    assert slides[0].results[0].code == f"II.3-{indicators}"
    if len(lines) > 1:
        assert slides[1].title.endswith(f"(2/{len(lines)})")


def test_an_area_without_indicators_still_has_its_slide() -> None:
    plan = make_plan()
    wider = make_plan(areas=(*plan.areas, Area("II.9", 9, "Lĩnh vực mới")))
    card = score(wider, [], [], scope(ReportPeriod.YEAR, month(1)), date(2026, 1, 20))
    assert [len(slide.results) for slide in area_slides(said(card))] == [1, 0]


def test_progress_is_never_said_without_its_coverage(report: Report) -> None:
    covered, total = report.overall.covered, report.overall.total
    assert deck.coverage(report.overall) == f"{covered}/{total} chỉ tiêu"
    empty = said(cards.make_empty_scorecard())
    assert deck.progress_words(empty.overall) == "chưa chấm được"
    assert deck.coverage(empty.overall) == "0/2 chỉ tiêu"


def test_good_ones_are_counted_among_those_with_a_target(report: Report) -> None:
    rows = cards.make_scorecard().rows
    with_target = rows[rows["target"].notna()]
    good = with_target["status"].isin(["ACHIEVED", "ON_TRACK"]).sum()
    assert deck.good_of_judged(report) == (good, len(with_target))


@pytest.mark.parametrize(
    ("period", "said_of_it"),
    [
        (
            ReportPeriod.YEAR,
            "Năm 2026, từ ngày 15/12/2025 đến ngày 14/4/2026, tính đến tháng 4/2026",
        ),
        (ReportPeriod.Q3, "Quý III năm 2026, kỳ chưa bắt đầu, tính đến tháng 4/2026"),
    ],
)
def test_slides_say_until_when_figures_are_known(period: ReportPeriod, said_of_it: str) -> None:
    assert deck.known_until(said(cards.make_scorecard(period))) == said_of_it
