""" "Tăng tỷ lệ": above the same window last year, else above the first three months reported."""

import pytest

from cchc_metrics.plan.limits import Limits
from cchc_metrics.plan.model import Direction, Kind
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import score
from tests.builders import make_indicator, make_plan, make_target, month
from tests.spec.judging import CODE, YEAR_END, figures_of, judged
from tests.spec.tables import as_float, rows

RISES = """
    Năm trước         | Năm nay                        | Kỳ | Đến tháng | Phải vượt | Trạng thái
    ------------------|--------------------------------|----|-----------|-----------|-----------
    1:4/10 2:4/10     | 1:5/10 2:4/10                  | Y  | 2         | 40%       | ACHIEVED
    1:4/10 2:4/10     | 1:4/10 2:4/10                  | Y  | 2         | 40%       | ON_TRACK
    1:4/10 2:4/10     | 1:4/10 2:0/10                  | Y  | 2         | 40%       | BEHIND
    1:9/10 2:4/10     | 1:1/10 2:5/10                  | M  | 2         | 40%       | ACHIEVED
    1:9/10 8:2/10     | 7:3/10                         | Q3 | 9         | 20%       | ACHIEVED
    12:9/10           | 1:5/10                         | Y  | 1         | –         | NO_TARGET
    1:0/0             | 1:5/10                         | Y  | 1         | –         | NO_TARGET
    –                 | 1:5/10 2:5/10 3:5/10           | Y  | 3         | –         | NO_TARGET
    –                 | 1:4/10 2:5/10 3:6/10 4:9/10    | Y  | 4         | 50%       | ACHIEVED
    –                 | 1:4/10 2:5/10 3:6/10 4:5/10    | M  | 4         | 50%       | ON_TRACK
    –                 | 1:4/10 2:5/10 3:6/10 4:5/10    | Q1 | 4         | –         | NO_TARGET
    –                 | 2:4/10 5:5/10 6:6/10 7:6/10    | M  | 7         | 50%       | ACHIEVED
    –                 | 2:4/10 5:5/10 6:6/10 7:6/10    | H1 | 7         | –         | NO_TARGET
    –                 | 1:0/0 2:0/0 3:0/0 4:6/10       | M  | 4         | –         | NO_TARGET
    –                 | 1:0/10 2:0/10 3:0/10 4:0/10    | M  | 4         | 0%        | ON_TRACK
    –                 | 1:0/10 2:0/10 3:0/10 4:1/10    | M  | 4         | 0%        | ACHIEVED
"""


@pytest.mark.parametrize(("before", "now", "period", "at", "target", "status"), rows(RISES))
def test_a_rate_must_rise_above_its_past(before, now, period, at, target, status):
    row = judged(now, last_year=before, period=period, as_of=int(at), targets=(make_target(None),))
    assert (row["target"], row["status"]) == (as_float(target), status)
    assert row["strict"] == (None if row["target"] is None else True)


def test_a_stock_rises_above_the_third_month_reported():
    line = "1:1/10 2:2/10 3:3/10 4:3/10"
    row = judged(line, as_of=4, kind=Kind.STOCK, targets=(make_target(None),))
    assert (row["target"], row["status"]) == (0.3, "ON_TRACK")


@pytest.mark.parametrize(("base_months", "target"), [(1, 0.4), (2, 0.45), (3, 0.5)])
def test_the_plan_says_how_many_first_months_are_the_base(base_months, target):
    plan = make_plan(
        make_indicator(CODE, targets=(make_target(None),)), limits=Limits(base_months=base_months)
    )
    sent = figures_of("1:4/10 2:5/10 3:6/10 4:9/10")
    card = score(plan, sent, [], scope(ReportPeriod.MONTH, month(4)), YEAR_END)
    row = card.rows.iloc[0]
    assert (row["target"], row["target_origin"]) == (target, "first_months")
    assert f"(mức {base_months} tháng đầu có số liệu)" in row["reason"]


def test_where_lower_is_better_it_must_fall():
    changes = {"direction": Direction.LOWER, "targets": (make_target(None),)}
    row = judged("1:3/10", last_year="1:4/10", as_of=1, **changes)
    assert (row["target"], row["status"]) == (0.4, "ACHIEVED")


def test_a_count_rises_above_last_year_only():
    changes = {"kind": Kind.COUNT, "targets": (make_target(None),)}
    assert judged("1:3 2:3", last_year="1:2 2:3", as_of=2, **changes)["target"] == 5.0
    assert judged("1:1 2:1 3:1 4:9", as_of=4, **changes)["status"] == "NO_TARGET"
