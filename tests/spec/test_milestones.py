"""A milestone is done or not done; its day decides the rest."""

from datetime import date

import pytest

from cchc_metrics.plan.model import Milestone
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import RECORD_FIELDS, score
from tests.builders import make_plan, month
from tests.spec.tables import NOTHING, rows, yes

# Today is 30/6/2026.
TODAY = date(2026, 6, 30)
MILESTONES = """
    Hạn       | Xong      | Trạng thái | Chậm  | Vì sao
    ----------|-----------|------------|-------|-------
    30/6/2026 | –         | ON_TRACK   | không | Đúng tiến độ: hạn hoàn thành 30/6/2026.
    29/6/2026 | –         | BEHIND     | có    | Chậm: quá hạn 29/6/2026, chưa hoàn thành.
    29/6/2026 | 30/6/2026 | ACHIEVED   | không | Đạt: hoàn thành ngày 30/6/2026.
    29/6/2026 | 1/7/2026  | BEHIND     | có    | Chậm: quá hạn 29/6/2026, chưa hoàn thành.
    –         | 5/3/2026  | ACHIEVED   | không | Đạt: hoàn thành ngày 5/3/2026.
    –         | –         | NO_TARGET  | không | Chưa giao chỉ tiêu: chưa đặt ngày hoàn thành.
"""


def _day(cell):
    if cell == NOTHING:
        return None
    at, in_month, year = (int(part) for part in cell.split("/"))
    return date(year, in_month, at)


@pytest.mark.parametrize(("due_on", "done_on", "status", "lagging", "reason"), rows(MILESTONES))
def test_a_milestone_by_its_day(due_on, done_on, status, lagging, reason):
    milestone = Milestone("II.4-1", "II.4", "", "", "Sắp xếp", "PVHXH", _day(due_on), _day(done_on))
    plan = make_plan(milestones=(milestone,))
    card = score(plan, [], [], scope(ReportPeriod.YEAR, month(6)), TODAY)
    row = card.rows.iloc[-1]
    assert (row["indicator"], row["kind"], row["status"]) == ("II.4-1", "milestone", status)
    assert (row["lagging"], row["reason"]) == (yes(lagging), reason)
    nothing = set(RECORD_FIELDS) - {"indicator", "area", "status"}
    assert {card.records()[-1][field] for field in nothing} == {None}
