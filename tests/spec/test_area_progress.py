"""Progress of an area: the mean of min(1, result / target), always with its coverage."""

from datetime import date
from fractions import Fraction

import pytest

from cchc_metrics.plan.model import Direction, Milestone
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import score
from tests.builders import make_figure, make_indicator, make_plan, make_target, month
from tests.spec.tables import NOTHING, rows, share, yes

# The share that one indicator brings to its area; "–" where it is left out of the mean.
SHARES = """
    Kết quả | Chỉ tiêu | Càng thấp càng tốt | Phần góp
    --------|----------|--------------------|---------
    50/100  | 80%      | không              | 5/8
    90/100  | 80%      | không              | 1
    0/100   | 80%      | không              | 0
    0/100   | 0%       | không              | 1
    10/100  | 5%       | có                 | 1/2
    1/100   | 5%       | có                 | 1
    0/100   | 5%       | có                 | 1
    1/100   | 0%       | có                 | 0
    0/100   | 0%       | có                 | 1
    0/0     | 80%      | không              | –
    50/100  | –        | không              | –
    –       | 80%      | không              | –
"""


def _scored(plan, figures):
    return score(plan, figures, [], scope(ReportPeriod.YEAR, month(12)), date(2026, 12, 31))


def _figure(parts, code="II.3-2"):
    if parts == NOTHING:
        return []
    n, d = (int(part) for part in parts.split("/"))
    return [make_figure(n, d, indicator=code)]


def _targets(cell):
    return () if share(cell) is None else (make_target(value=share(cell)),)


@pytest.mark.parametrize(("parts", "target", "lower", "part"), rows(SHARES))
def test_what_one_indicator_brings(parts, target, lower, part):
    direction = Direction.LOWER if yes(lower) else Direction.HIGHER
    card = _scored(
        make_plan(make_indicator(targets=_targets(target), direction=direction)), _figure(parts)
    )
    expected = share(part)
    assert card.overall.progress == (None if expected is None else float(expected))
    assert (card.overall.covered, card.overall.total) == (0 if expected is None else 1, 1)


# Milestones: done, past its day, still to come, without a day.
AREAS = """
    Lĩnh vực | Phần góp      | Tiến độ | Tính được | Tổng | Chậm
    ---------|---------------|---------|-----------|------|-----
    II.1     | 5/10 10/10    | 3/4     | 2         | 2    | 1
    II.2     | 9/10 0/0      | 9/10    | 1         | 2    | 1
    II.3     | 0/0           | –       | 0         | 1    | 0
    II.4     | xong          | 1       | 1         | 1    | 0
    II.5     | 1/2 muộn      | 1/4     | 2         | 2    | 2
    II.6     | chờ           | –       | 0         | 1    | 0
"""
MILESTONE_DAYS = {
    "xong": (None, date(2026, 3, 1)),
    "muộn": (date(2026, 3, 1), None),
    "chờ": (date(2027, 3, 1), None),
}


def _plan_of_areas():
    indicators, milestones, figures = [], [], []
    for area, parts, *_ in rows(AREAS):
        for n, part in enumerate(parts.split(), start=1):
            code = f"{area}-{n}"
            if part in MILESTONE_DAYS:
                days = MILESTONE_DAYS[part]
                milestones.append(Milestone(code, area, "", "", "Việc", "PVHXH", *days))
            else:
                indicators.append(make_indicator(code))
                figures += _figure(part, code)
    return make_plan(*indicators, milestones=tuple(milestones)), figures


def test_areas_say_their_progress_with_its_coverage():
    areas = _scored(*_plan_of_areas()).areas.sort_values("area")
    found = areas[["area", "progress", "covered", "total", "lagging"]]
    told = [
        (area, None if str(mean) == "<NA>" else Fraction(mean).limit_denominator(100), *counts)
        for area, mean, *counts in found.itertuples(index=False)
    ]
    assert told == [
        (area, share(mean), *(int(count) for count in counts))
        for area, _, mean, *counts in rows(AREAS)
    ]


def test_the_plan_counts_every_indicator_alike():
    overall = _scored(*_plan_of_areas()).overall
    assert (overall.covered, overall.total) == (6, 9)
    assert overall.progress == pytest.approx((0.5 + 1 + 0.9 + 1 + 0.5 + 0) / 6)
