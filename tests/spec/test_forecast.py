"""Will the year make it: interval and verdict from the months so far."""

import math
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

from cchc_metrics.plan.limits import Limits
from cchc_metrics.plan.model import Direction, Kind
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.communes import score_communes
from cchc_metrics.scoring.student import QUANTILES
from tests.builders import make_indicator, make_plan, make_target, month
from tests.spec.judging import CODE, YEAR_END, figures_of, scored
from tests.spec.tables import rows, share, whole, yes


def row_of(line, at, *, period="Y", kind=Kind.FLOW, target=None, **indicator):
    targets = () if target is None else (target,)
    card = scored(figures_of(line, kind), period, at, targets=targets, kind=kind, **indicator)
    return card.rows.iloc[0]


# Against 80%, x is N − 80: three months of +10 make the year certain, since they do not vary.
# Of 9, 10, 11 cases a month the mean is 10 and s = 1; nine are left: 30 + 90 ± 1,886·√(9·4) =
# 120 ± 11,3. With 95% to make and months of 90 and 100 by turns (x = −5, +5) all is open.
VERDICTS = """
    Số liệu                                       | Đến tháng | Chỉ tiêu | Kết luận
    ----------------------------------------------|-----------|----------|----------
    1:90/100 2:90/100                             | 2         | 80%      | –
    1:90/100 2:90/100 3:90/100                    | 3         | 80%      | LIKELY
    1:80/100 2:80/100 3:80/100                    | 3         | 80%      | LIKELY
    1:70/100 2:70/100 3:70/100                    | 3         | 80%      | UNLIKELY
    1:90/100 2:100/100 3:90/100 4:100/100         | 4         | 95%      | UNCERTAIN
    1:99/100 2:100/100 3:100/100                  | 3         | 100%     | UNCERTAIN
    1:90/100 2:90/100 3:90/100                    | 3         | –        | –
    1:0/0 2:0/0 3:0/0                             | 3         | 80%      | –
    10:90/100 11:90/100 12:90/100                 | 12        | 80%      | –
"""


@pytest.mark.parametrize(("line", "at", "target", "verdict"), rows(VERDICTS))
def test_a_verdict_says_where_the_interval_lies(line, at, target, verdict):
    given = None if share(target) is None else make_target(value=share(target))
    found = row_of(line, whole(at), target=given)
    assert found["forecast_verdict"] == verdict.replace("–", "")


STRICT = """
    Chỉ tiêu | Phải vượt | Càng thấp càng tốt | Kết luận
    ---------|-----------|--------------------|----------
    90%      | không     | không              | LIKELY
    90%      | có        | không              | UNLIKELY
    90%      | không     | có                 | LIKELY
    90%      | có        | có                 | UNLIKELY
    91%      | không     | có                 | LIKELY
    89%      | không     | có                 | UNLIKELY
"""


@pytest.mark.parametrize(("target", "strict", "lower", "verdict"), rows(STRICT))
def test_at_the_target_itself_strictness_decides(target, strict, lower, verdict):
    found = row_of(
        "1:90/100 2:90/100 3:90/100",
        3,
        target=make_target(value=share(target), strict=yes(strict)),
        direction=Direction.LOWER if yes(lower) else Direction.HIGHER,
    )
    assert found["forecast_verdict"] == verdict


def test_a_count_is_forecast_by_the_published_formula():
    found = row_of("1:9 2:10 3:11", 3, kind=Kind.COUNT, target=make_target(value=100))
    half = 1.886 * 1 * math.sqrt(9 * (1 + 9 / 3))
    assert found["forecast"] == 120.0
    assert found["forecast_low"] == pytest.approx(120 - half)
    assert found["forecast_high"] == pytest.approx(120 + half)
    assert found["forecast_verdict"] == "LIKELY"


def test_a_month_with_many_cases_weighs_more_than_one_with_few():
    """Percentages are not averaged: 1/1 and 1/1 do not make up for 0/98."""
    found = row_of("1:1/1 2:1/1 3:0/98", 3, target=make_target(50))
    assert found["forecast"] == pytest.approx(2 / 100)


def test_a_rate_stays_within_0_and_100_percent():
    found = row_of("1:100/100 2:60/100 3:100/100", 3, target=make_target(95))
    assert (found["forecast_high"], found["forecast_low"] >= 0) == (1.0, True)


def test_months_of_q3_are_forecast_from_the_year_so_far():
    line = "1:70/100 2:75/100 3:80/100 7:90/100 8:90/100"
    whole_year = row_of(line, 8, target=make_target(90))
    quarter = row_of(line, 8, period="Q3", target=make_target(90))
    for column in ("forecast", "forecast_low", "forecast_high", "forecast_verdict"):
        assert whole_year[column] == quarter[column]


@pytest.mark.parametrize("kind", [Kind.STOCK])
def test_a_state_is_no_sum_and_has_no_forecast(kind):
    found = row_of("1:1/9 2:2/9 3:3/9 4:4/9", 4, kind=kind, target=make_target(95))
    assert (found["forecast_verdict"], found["forecast_text"]) == ("", "")


def test_the_sentence_says_what_it_rests_on():
    few = row_of("1:90/100 2:90/100 3:90/100", 3, target=make_target(80))
    assert few["forecast_text"] == (
        "Dự báo cả năm (sơ bộ): nhiều khả năng đạt, 90% (khoảng tin cậy 80%: 90% đến 90%), tính"
        " từ 3 tháng có số liệu."
    )
    six = " ".join(f"{month}:90/100" for month in range(1, 7))
    assert "sơ bộ" not in row_of(six, 6, target=make_target(80))["forecast_text"]


@pytest.mark.parametrize(("seen", "coverage"), [(3, 80), (3, 95), (8, 80)])
def test_so_many_years_end_within_their_interval(seen, coverage):
    """5,000 communes whose months come from a normal distribution; the year is then looked up."""
    months = np.random.default_rng(seen).normal(10**6, 10**5, (5_000, 12)).round().astype(np.int64)
    indicator = make_indicator(kind=Kind.COUNT, targets=(make_target(value=10**7),))
    plan = make_plan(indicator, limits=Limits(forecast_coverage=coverage))
    known_by_then = scope(ReportPeriod.YEAR, month(seen))
    rows = score_communes(plan, _counts(months), known_by_then, YEAR_END).rows
    year = months.sum(axis=1)
    inside = (rows["forecast_low"] <= year) & (year <= rows["forecast_high"])
    # Three standard errors of a share counted on 5,000: 1.7 points at most.
    assert inside.mean() == pytest.approx(coverage / 100, abs=0.017)
    if (seen, coverage) == (3, 80):
        assert _inside_by_the_normal_quantile(rows, year) == pytest.approx(0.67, abs=0.02)


def _counts(months):
    communes, wide = months.shape
    return pd.DataFrame(
        {
            "commune": np.repeat(np.arange(communes), wide),
            "department": "PVHXH",
            "indicator": CODE,
            "year": 2026,
            "month": np.tile(np.arange(1, wide + 1), communes),
            "numerator": months.ravel(),
            "denominator": pd.array([pd.NA] * months.size, dtype="Int64"),
        }
    )


def _inside_by_the_normal_quantile(rows, year):
    """What is covered where z = 1,282 stands in the place of t(2) = 1,886."""
    half = (rows["forecast_high"] - rows["forecast"]) * NormalDist().inv_cdf(0.9) / 1.886
    return ((rows["forecast"] - year).abs() <= half).mean()


# NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, "Critical Values of the Student's t
# Distribution": columns 0.90, 0.95 and 0.975.
PUBLISHED_T = """
    Bậc tự do | 80%   | 90%   | 95%
    ----------|-------|-------|-------
    1         | 3,078 | 6,314 | 12,706
    2         | 1,886 | 2,920 | 4,303
    3         | 1,638 | 2,353 | 3,182
    5         | 1,476 | 2,015 | 2,571
    10        | 1,372 | 1,812 | 2,228
"""


@pytest.mark.parametrize(("freedom", "of_80", "of_90", "of_95"), rows(PUBLISHED_T))
def test_student_s_quantiles_are_the_published_ones(freedom, of_80, of_90, of_95):
    found = [QUANTILES[coverage][whole(freedom) - 1] for coverage in (80, 90, 95)]
    assert found == [float(share(cell)) for cell in (of_80, of_90, of_95)]


@pytest.mark.parametrize("coverage", QUANTILES)
@pytest.mark.parametrize("freedom", range(1, 11))
def test_student_s_quantiles_are_those_of_the_distribution(freedom, coverage):
    """So much of the density lies between −t and t, by Simpson's rule."""
    published = QUANTILES[coverage][freedom - 1]
    top = math.gamma((freedom + 1) / 2)
    scale = top / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))

    def density(x):
        return scale * (1 + x * x / freedom) ** (-(freedom + 1) / 2)

    steps = 2000
    width = published / steps
    inner = sum(density(i * width) * (4 if i % 2 else 2) for i in range(1, steps))
    area = width / 3 * (density(0) + inner + density(published))
    assert 2 * area == pytest.approx(coverage / 100, abs=1e-4)
