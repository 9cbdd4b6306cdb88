"""When a month's value says something, and when it is the ordinary up and down."""

import pytest

from cchc_metrics.scoring.run_chart import Signal, mean_and_reach, run_chart
from tests.spec.tables import rows

# Limits of the first line by hand: moving ranges are all 2, so 50 ± 2,66 · 2.
CALM = [49, 51] * 6


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
