"""Reports in time are counted from the receipts: departments × months that are due."""

from datetime import date, timedelta

import pytest

from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import score
from tests.builders import make_figure, make_indicator, make_plan, make_receipt, month
from tests.spec.tables import rows, whole

BOTH = ("VPHDND", "PVHXH")
PLAN = make_plan(
    make_indicator("II.1-3", kind=Kind.ON_TIME_REPORTS, departments=(*BOTH, "PKT")),
    make_indicator("II.3-2", departments=BOTH),
)

# Days after each month's due day on which the sheet came; months 1, 2, 3 of two departments.
# The due days are 19/1, 18/2 and 18/3/2026 (18/1 is a Sunday).
SENT = """
    VPHDND   | PVHXH    | Hôm nay   | Kỳ | Đúng hạn | Phải nộp | Số tháng
    ---------|----------|-----------|----|----------|----------|---------
    0 0 0    | 0 0 0    | 19/3/2026 | Q1 | 6        | 6        | 3
    0 0 0    | 0 0 0    | 18/3/2026 | Q1 | 4        | 4        | 2
    0 1 0    | -3 0 0   | 19/3/2026 | Q1 | 5        | 6        | 3
    0 x 0    | 0 0 x    | 19/3/2026 | Q1 | 4        | 6        | 3
    x x x    | x x x    | 19/3/2026 | Q1 | 0        | 6        | 3
    0 0 0    | 1 0 1    | 19/3/2026 | M  | 1        | 2        | 1
    0 0 0    | 0 0 0    | 19/1/2026 | Q1 | –        | –        | 0
    0 0 0    | 0 0 0    | 20/1/2026 | Q1 | 2        | 2        | 1
"""


def _receipts(department, cells):
    for number, late in enumerate(cells.split(), start=1):
        if late != "x":
            due_on = PLAN.calendar.due_on(month(number))
            yield make_receipt(number, due_on + timedelta(days=int(late)), department)


def _scored(receipts, period, today, figures=()):
    card = score(PLAN, figures, receipts, scope(ReportPeriod(period), month(3)), today)
    return card.records()[0]


@pytest.mark.parametrize(("first", "second", "today", "period", "n", "d", "months"), rows(SENT))
def test_sheets_in_time_of_sheets_due(first, second, today, period, n, d, months):
    day, at, year = (int(part) for part in today.split("/"))
    receipts = [*_receipts("VPHDND", first), *_receipts("PVHXH", second)]
    row = _scored(receipts, period, date(year, at, day))
    assert (row["numerator"], row["denominator"]) == (whole(n), whole(d))
    assert row["months_reported"] == whole(months)
    assert row["departments_expected"] == 2  # PKT has nothing to type, so it owes no sheet
    assert row["status"] == ("NO_DATA" if whole(n) is None else row["status"])


def test_typed_figures_of_a_computed_indicator_do_not_count():
    typed = [make_figure(9, 9, indicator="II.1-3")]
    assert _scored([], "Q1", date(2026, 3, 19), typed)["numerator"] == 0
