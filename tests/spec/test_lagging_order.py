"""Who lags, and in what order the meeting hears it: worst first."""

from datetime import date, timedelta

import pytest

from cchc_metrics.plan.model import Kind, Milestone, Trajectory
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import score
from tests.builders import make_figure, make_indicator, make_plan, make_target, month
from tests.spec.tables import NOTHING, rows, yes

# Judged at month 6. "linear" starts from 50% and should be at 75% by then.
ORDER = """
    Chỉ tiêu | Lộ trình | Kết quả | Trạng thái         | Chậm  | Thứ tự
    ---------|----------|---------|--------------------|-------|-------
    A-1      | flat     | 100/100 | ACHIEVED           | không | 10
    A-2      | flat     | 94/100  | NEEDS_ACCELERATION | có    | 7
    A-3      | flat     | 61/100  | NEEDS_ACCELERATION | có    | 6
    A-4      | flat     | 10/100  | BEHIND             | có    | 4
    A-5      | linear   | 49/100  | MOVING_AWAY        | có    | 3
    A-6      | linear   | 40/100  | MOVING_AWAY        | có    | 2
    A-7      | flat     | –       | NO_DATA            | có    | 1
    A-8      | flat     | 59/100  | BEHIND             | có    | 5
    A-9      | flat     | 96/100  | ON_TRACK           | không | 8
    A-10     | flat     | 0/0     | NOT_ARISEN         | không | 11
    A-11     | none     | 1/100   | NO_TARGET          | không | 12
    A-12     | linear   | 75/100  | ON_TRACK           | không | 9
"""


def _indicator(code, way):
    return make_indicator(
        code,
        trajectory=Trajectory.LINEAR if way == "linear" else Trajectory.FLAT,
        base=make_target(50).value,
        targets=() if way == "none" else (make_target(100),),
    )


def _figures(code, parts):
    if parts != NOTHING:
        n, d = (int(part) for part in parts.split("/"))
        yield from (make_figure(0, 0, at, indicator=code) for at in range(1, 6))
        yield make_figure(n, d, 6, indicator=code)


def _card():
    table = rows(ORDER)
    plan = make_plan(*(_indicator(code, way) for code, way, *_ in table))
    sent = [figure for code, _, parts, *_ in table for figure in _figures(code, parts)]
    return score(plan, sent, [], scope(ReportPeriod.YEAR, month(6)), date(2026, 7, 1))


def test_overdue_then_moving_away_then_behind_then_needs_acceleration():
    found = _card().rows[["indicator", "status", "lagging", "order"]]
    expected = [
        (code, status, yes(lagging), int(order))
        for code, _, _, status, lagging, order in rows(ORDER)
    ]
    assert [tuple(row) for row in found.itertuples(index=False)] == expected


def test_the_lagging_list_is_read_from_the_worst():
    lagging = _card().lagging["indicator"].tolist()
    assert lagging == ["A-7", "A-6", "A-5", "A-4", "A-8", "A-3", "A-2"]


def test_a_milestone_past_its_day_stands_with_the_slowest_of_those_behind():
    late = Milestone("B-1", "B", "", "", "Việc", "PVHXH", due_on=date(2026, 6, 30))
    plan = make_plan(make_indicator("A-1"), milestones=(late,))
    sent = [make_figure(1, 100, 6, indicator="A-1")]
    card = score(plan, sent, [], scope(ReportPeriod.MONTH, month(6)), date(2026, 7, 1))
    assert card.lagging["indicator"].tolist() == ["B-1", "A-1"]


DUE = make_plan().calendar.due_on(month(2))  # 18/2/2026
# What has come in of months 1 and 2 (of a year-so-far report as of month 2), and the day it is.
DUE_DAYS = """
    Đã gửi | Cách cộng | Ngày sau hạn tháng 2 | Quá hạn | Chậm vì chưa có số liệu
    -------|-----------|----------------------|---------|------------------------
    –      | flow      | 1                    | có      | có
    –      | flow      | 0                    | có      | có
    –      | flow      | -60                  | không   | không
    1      | flow      | 0                    | không   | không
    1      | flow      | 1                    | có      | không
    2      | flow      | 0                    | có      | không
    1 2    | flow      | 1                    | không   | không
    2      | stock     | 1                    | không   | không
    1      | stock     | 0                    | không   | không
    1      | stock     | 1                    | có      | không
    –      | stock     | 1                    | có      | có
"""


@pytest.mark.parametrize(("sent", "way", "late", "overdue", "no_data"), rows(DUE_DAYS))
def test_a_figure_is_overdue_only_after_its_due_day(sent, way, late, overdue, no_data):
    plan = make_plan(make_indicator(kind=Kind(way)))
    figures = [make_figure(1, 1, int(at)) for at in sent.replace(NOTHING, "").split()]
    today = DUE + timedelta(days=int(late))
    card = score(plan, figures, [], scope(ReportPeriod.YEAR, month(2)), today)
    row = card.rows.iloc[0]
    assert row["overdue"] == yes(overdue)
    assert (row["lagging"] and row["status"] == "NO_DATA") == yes(no_data)


def test_one_department_missing_makes_the_figure_overdue():
    plan = make_plan(make_indicator(departments=("VPHDND", "PVHXH")))
    card = score(
        plan, [make_figure(1, 1)], [], scope(ReportPeriod.MONTH, month(1)), date(2026, 2, 1)
    )
    row = card.rows.iloc[0]
    assert (row["overdue"], row["lagging"]) == (True, False)
    assert (row["departments_reported"], row["departments_expected"]) == (1, 2)
