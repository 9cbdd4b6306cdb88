"""What a result is held against: the month before, the same window last year, other departments."""

import pytest

from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.comparing import Basis
from cchc_metrics.scoring.scorecard import score
from tests.builders import YEAR, make_figure, make_indicator, make_plan, month
from tests.spec.judging import CODE, YEAR_END, figures_of
from tests.spec.tables import NOTHING, rows

# Each cell is numerator/denominator; the month is the last one judged.
COMPARED = """
    Năm trước          | Năm nay         | Kỳ | Đến | Loại  | Tháng | Trước | Kỳ này | Cùng kỳ
    -------------------|-----------------|----|-----|-------|-------|-------|--------|--------
    1:4/10 2:5/10      | 1:6/10 2:9/10   | Y  | 2   | flow  | 9/10  | 6/10  | 15/20  | 9/20
    1:4/10 2:5/10      | 1:6/10 2:9/10   | M  | 2   | flow  | 9/10  | 6/10  | 9/10   | 5/10
    12:4/10            | 1:6/10          | Y  | 1   | flow  | 6/10  | 4/10  | 6/10   | –
    –                  | 1:6/10          | Y  | 1   | flow  | 6/10  | –     | 6/10   | –
    1:4/10             | 1:6/10 3:0/0    | Y  | 3   | flow  | 0/0   | –     | 6/10   | 4/10
    7:1/2 8:1/2 10:5/5 | 6:1/9 7:2/4     | Q3 | 10  | flow  | –     | –     | 2/4    | 2/4
    1:2/12 5:5/12      | 1:3/12 2:4/12   | Y  | 3   | stock | –     | 4/12  | 4/12   | 2/12
    1:2/12 5:5/12      | 1:3/12 2:4/12   | Y  | 2   | stock | 4/12  | 3/12  | 4/12   | 2/12
"""


@pytest.mark.parametrize("case", rows(COMPARED))
def test_sums_are_held_against_sums(case):
    last_year, this_year, period, at, kind, *expected = case
    sent = _figures(last_year, kind, YEAR - 1) + _figures(this_year, kind, YEAR)
    plan = make_plan(make_indicator(CODE, kind=Kind(kind)))
    card = score(plan, sent, [], scope(ReportPeriod(period), month(int(at))), YEAR_END)
    found = card.comparison.set_index("basis")
    told = [_cell(found.loc[basis.value]) for basis in Basis]
    assert told == expected


def _figures(line, kind, year):
    return [] if line == NOTHING else figures_of(line, Kind(kind), year)


def _cell(row):
    if row["numerator"] is None or str(row["numerator"]) == "<NA>":
        return NOTHING
    return f"{row['numerator']}/{row['denominator']}"


def test_departments_are_held_against_each_other_by_their_own_sums():
    """50% of 2 and 90% of 100 are 91/102 for the commune, not 70%."""
    plan = make_plan(make_indicator(departments=("VPHDND", "PVHXH")))
    sent = [make_figure(1, 2, department="VPHDND"), make_figure(90, 100)]
    card = score(plan, sent, [], scope(ReportPeriod.YEAR, month(1)), YEAR_END)
    parts = card.by_department.set_index("department")
    assert parts.loc["VPHDND", "value"] == 0.5 and parts.loc["PVHXH", "value"] == 0.9
    assert card.rows.loc[0, "value"] == 91 / 102
