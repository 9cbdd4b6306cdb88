"""A target holds from its day on; the one in force on the window's last day judges."""

from datetime import date

import pytest

from cchc_metrics.plan.model import Target
from tests.builders import make_target
from tests.spec.judging import figures_of, judged, scored
from tests.spec.tables import as_float, rows

# 80% from 15/12/2025, above 95% from 10/5/2026; month 5 runs from 15/4 to 14/5.
CHANGES: tuple[Target, ...] = (
    make_target(80),
    make_target(95, strict=True, holds_from=date(2026, 5, 10)),
)
IN_FORCE = """
    Kỳ | Đến tháng | Chỉ tiêu | Trạng thái
    ---|-----------|----------|-------------------
    M  | 4         | 80%      | ACHIEVED
    M  | 5         | 95%      | NEEDS_ACCELERATION
    Q1 | 9         | 80%      | ACHIEVED
    H1 | 4         | 80%      | ACHIEVED
    H1 | 9         | 95%      | NEEDS_ACCELERATION
    Y  | 12        | 95%      | NEEDS_ACCELERATION
"""
EVERY_MONTH = " ".join(f"{m}:85/100" for m in range(1, 13))


@pytest.mark.parametrize(("period", "at", "target", "status"), rows(IN_FORCE))
def test_the_target_of_the_last_day_judges(period, at, target, status):
    row = judged(EVERY_MONTH, period=period, as_of=int(at), targets=CHANGES)
    assert (row["target"], row["status"]) == (as_float(target), status)
    assert row["strict"] is (target == "95%")


# Month 5 ends on 14 May.
@pytest.mark.parametrize(
    ("day", "status"), [(date(2026, 5, 14), "ACHIEVED"), (date(2026, 5, 15), "NO_TARGET")]
)
def test_a_target_holds_from_its_very_day(day, status):
    row = judged("5:85/100", period="M", as_of=5, targets=(make_target(80, holds_from=day),))
    assert row["status"] == status


# Month 6 runs from 15/5 to 14/6: what holds from 15/6 on judges from month 7.
JUNE = """
    Áp dụng từ | Tháng | Mức giao | Trạng thái
    -----------|-------|----------|-------------------
    14/6       | 5     | 80%      | ACHIEVED
    14/6       | 6     | 90%      | NEEDS_ACCELERATION
    15/6       | 6     | 80%      | ACHIEVED
    15/6       | 7     | 90%      | NEEDS_ACCELERATION
    30/6       | 7     | 90%      | NEEDS_ACCELERATION
"""


@pytest.mark.parametrize(("start", "at", "target", "status"), rows(JUNE))
def test_a_target_raised_in_june_judges_from_the_month_whose_last_day_it_reaches(
    start, at, target, status
):
    day, of = (int(part) for part in start.split("/"))
    raised = make_target(90, holds_from=date(2026, of, day))
    row = judged(EVERY_MONTH, as_of=int(at), targets=(make_target(80), raised))
    assert (row["target"], row["status"]) == (as_float(target), status)


def test_months_before_the_change_keep_the_status_they_had():
    """In heat map and trend every month stands under the target of its own last day."""
    raised = make_target(90, holds_from=date(2026, 6, 15))
    card = scored(figures_of(EVERY_MONTH), "Y", 12, targets=(make_target(80), raised))
    months = card.monthly.set_index("month")
    assert months["target"].tolist() == [0.8] * 6 + [0.9] * 6
    assert set(months.loc[:6, "status"]) == {"ACHIEVED"}
    assert set(months.loc[7:, "status"]) == {"NEEDS_ACCELERATION"}
