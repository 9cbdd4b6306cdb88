"""When a month's value says something, and when it is the ordinary up and down."""

import pytest

from cchc_metrics.plan.limits import Limits
from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.run_chart import Signal, mean_and_reach
from cchc_metrics.scoring.run_chart import run_chart as chart_of
from cchc_metrics.scoring.scorecard import score
from cchc_metrics.scoring.ups_and_downs import comment, ups_and_downs
from tests.builders import YEAR, make_indicator, make_plan, month
from tests.spec.judging import CODE, YEAR_END, figures_of
from tests.spec.tables import rows

# Limits of the first line by hand: moving ranges are all 2, so 50 ± 2,66 · 2.
CALM = [49, 51] * 6


def run_chart(values, limits=None):
    return chart_of(values, limits or Limits())


def test_limits_are_the_mean_and_2_66_moving_ranges():
    chart = run_chart(CALM)
    assert (chart.mean, chart.low, chart.high) == (50, 50 - 5.32, 50 + 5.32)
    assert chart.signals == {}


def test_below_twelve_points_nothing_is_said():
    assert run_chart(CALM[:11]) is None


def test_limits_agree_with_a_published_table():
    """Flow rates of ten batches: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2."""
    batches = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    mean, reach = mean_and_reach(batches)
    assert mean == pytest.approx(50.81)
    assert (mean + reach, mean - reach) == pytest.approx((55.8041, 45.8159), abs=1e-3)


SIGNALS = """
    Giá trị                                           | Nơi | Dấu hiệu
    --------------------------------------------------|-----|-----------
    49 51 49 51 49 51 49 51 49 51 49 80               | 11  | OUTSIDE
    49 51 49 51 49 51 49 51 49 51 49 20               | 11  | OUTSIDE
    10 11 10 11 10 20 21 20 21 20 21 20               | 11  | ONE_SIDE
    10 20 11 20 10 11 12 13 14 15 16 17               | 10  | TREND
    40 60 40 60 40 60 40 60 40 60 39 39               | –   | –
"""


@pytest.mark.parametrize(("line", "place", "signal"), rows(SIGNALS))
def test_special_causes(line, place, signal):
    chart = run_chart([float(value) for value in line.split()])
    if signal == "–":
        assert chart.signals == {}
    else:
        assert chart.signals[int(place)] is Signal[signal]


def test_two_of_three_near_one_limit():
    chart = run_chart([50.2, 50.8] * 5 + [51.8, 51.9])
    near = chart.mean + (chart.high - chart.mean) * 2 / 3
    assert near < 51.8 and 51.9 < chart.high
    assert chart.signals == {11: Signal.NEAR_LIMIT}


def test_lower_than_last_month_is_no_signal():
    assert run_chart([51, 49] * 7).signals == {}


def test_the_plan_says_how_many_in_a_row_and_from_how_many_points():
    line = [10, 11, 10, 11, 10, 20, 21, 20, 21, 20, 21, 20]
    assert run_chart(line).signals[11] is Signal.ONE_SIDE
    assert run_chart(line, Limits(run_length=8)).signals[11] is not Signal.ONE_SIDE
    assert run_chart(line, Limits(run_chart_from_points=13)) is None


def commented(last_year, this_year, at, kind=Kind.FLOW):
    """What is said of an indicator whose months these are; None where nothing ever is."""
    sent = figures_of(last_year, kind, YEAR - 1) + figures_of(this_year, kind)
    plan = make_plan(make_indicator(CODE, kind=kind))
    card = score(plan, sent, [], scope(ReportPeriod.MONTH, month(at)), YEAR_END)
    found = ups_and_downs(card, CODE)
    return None if found is None else comment(plan, found)


def monthly(cells, first=1):
    return " ".join(f"{at}:{cell}" for at, cell in enumerate(cells, start=first))


CALM_YEAR = monthly(["49/100", "51/100"] * 6)


def test_months_of_both_years_make_the_series():
    """By hand: nine neighbours and eleven, moving ranges all 2%, so 50% ± 2,66 · 2%."""
    said = commented(CALM_YEAR, "1:49/100 2:51/100", 2)
    assert said == (
        "Dao động của 14 tháng có số liệu: đường giữa 50%, giới hạn 44,7% đến 55,3%; năm nay chưa"
        " có dấu hiệu khác thường."
    )


def test_a_month_outside_the_limits_is_named():
    said = commented(CALM_YEAR, "1:49/100 2:80/100", 2)
    assert said.endswith("; tháng 2/2026 vượt ra ngoài giới hạn.")
    # What was out of the ordinary last year is history.
    early = commented(monthly(["90/100", *["48/100", "56/100"] * 5, "48/100"]), "1:56/100", 1)
    assert early.endswith("; năm nay chưa có dấu hiệu khác thường.")


def test_below_twelve_months_it_is_said_how_many_are_needed():
    said = commented("", monthly(["49/100"] * 10), 10)
    assert said == ("Dao động từng tháng: mới có 10 tháng có số liệu, từ 12 tháng mới nhận xét.")


def test_a_month_without_cases_is_no_point():
    cells = ["49/100", "51/100"] * 5 + ["0/0", "49/100"]
    assert "mới có 11 tháng" in commented("", monthly(cells), 12)


def test_what_is_judged_is_each_month_and_never_the_running_sum():
    """The running rate of this year climbs month after month; its months do not."""
    cells = ["40/100"] * 5 + ["60/100", "59/100"] * 3 + ["60/100"]
    said = commented("", monthly(cells), 12)
    assert "liền trở lên cùng tăng" not in said


def test_months_of_one_signal_are_told_together():
    said = commented(CALM_YEAR, "1:80/100 2:50/100 3:81/100", 3)
    assert said.endswith("; tháng 1 và 3/2026 vượt ra ngoài giới hạn.")


def test_a_stock_hangs_together_and_is_never_commented():
    assert commented("", monthly([f"{at}/12" for at in range(1, 13)]), 12, Kind.STOCK) is None


def test_a_count_is_commented_in_its_own_unit():
    line = monthly(["4", "6"] * 6)
    said = commented("", line, 12, Kind.COUNT)
    assert "đường giữa 5 hồ sơ, giới hạn 0 hồ sơ đến 10,3 hồ sơ" in said
