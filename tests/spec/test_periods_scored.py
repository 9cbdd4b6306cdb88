"""Which months count in which report (581/BNV-CCHC): only Quý III starts anew."""

import pytest

from cchc_metrics.plan.model import Kind, Trajectory
from tests.builders import make_target
from tests.spec.judging import judged
from tests.spec.tables import as_float, rows, whole

# Every month m of 2026 has m of 20 cases.
EVERY_MONTH = " ".join(f"{m}:{m}/20" for m in range(1, 13))

PERIODS = """
    Cách cộng | Kỳ | Đến tháng | Tử số | Mẫu số | Số tháng | Phải có
    ----------|----|-----------|-------|--------|----------|--------
    flow      | M  | 8         | 8     | 20     | 1        | 100%
    flow      | Q1 | 3         | 6     | 60     | 3        | 100%
    flow      | Q1 | 2         | 3     | 40     | 2        | 100%
    flow      | Q1 | 10        | 6     | 60     | 3        | 100%
    flow      | H1 | 6         | 21    | 120    | 6        | 100%
    flow      | Q3 | 9         | 24    | 60     | 3        | 100%
    flow      | Q3 | 8         | 15    | 40     | 2        | 100%
    flow      | Y  | 12        | 78    | 240    | 12       | 100%
    flow      | Y  | 10        | 55    | 200    | 10       | 100%
    stock     | M  | 8         | 8     | 20     | 8        | 100%
    stock     | Q1 | 10        | 3     | 20     | 3        | 100%
    stock     | Q3 | 9         | 9     | 20     | 9        | 100%
    stock     | Y  | 12        | 12    | 20     | 12       | 100%
    linear    | M  | 8         | 36    | 160    | 8        | 2/3
    linear    | Q1 | 3         | 6     | 60     | 3        | 25%
    linear    | Q3 | 9         | 45    | 180    | 9        | 75%
    linear    | Y  | 12        | 78    | 240    | 12       | 100%
"""
CHANGES = {
    "flow": {},
    "stock": {"kind": Kind.STOCK},
    "linear": {"trajectory": Trajectory.LINEAR},
}


@pytest.mark.parametrize(("way", "period", "as_of", "n", "d", "months", "expected"), rows(PERIODS))
def test_months_that_count_in_a_report(way, period, as_of, n, d, months, expected):
    row = judged(EVERY_MONTH, period=period, as_of=int(as_of), **CHANGES[way])
    assert (row["numerator"], row["denominator"]) == (whole(n), whole(d))
    assert row["value"] == whole(n) / whole(d)
    assert (row["months_reported"], row["expected"]) == (whole(months), as_float(expected))


def test_a_stock_is_the_latest_month_that_has_a_figure():
    row = judged("2:5/20 4:9/20", kind=Kind.STOCK, period="Q3", as_of=9)
    assert (row["numerator"], row["denominator"], row["months_reported"]) == (9, 20, 2)


def test_percentages_are_never_averaged():
    # 1/1 and 50/100 would average to 75%.
    assert judged("1:1/1 2:50/100")["value"] == 51 / 101


def test_plan_steps_say_what_is_expected():
    steps = tuple(make_target(percent).value for percent in (0, 0, 10, 20, 30, 40) + (100,) * 6)
    row = judged("5:6/20", as_of=5, trajectory=Trajectory.STEPS, steps=steps)
    assert (row["expected"], row["pace"], row["status"]) == (0.3, 1.0, "ON_TRACK")
    nothing_yet = judged("2:0/20", as_of=2, trajectory=Trajectory.STEPS, steps=steps)
    assert (nothing_yet["pace"], nothing_yet["status"]) == (None, "ON_TRACK")


@pytest.mark.parametrize("kind", [Kind.FLOW, Kind.STOCK])
def test_a_period_that_has_not_begun_has_no_data(kind):
    row = judged(EVERY_MONTH, period="Q3", as_of=5, kind=kind)
    assert (row["status"], row["numerator"], row["months_reported"]) == ("NO_DATA", None, 0)
    assert row["required_rate"] is None
