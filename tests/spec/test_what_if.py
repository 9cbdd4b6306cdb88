"""If the months left reach so much, where does the year end; the answer shows its steps."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_metrics.plan.model import Direction, Kind
from cchc_metrics.scoring.what_if import answer, arithmetic, year_so_far
from tests.builders import make_target
from tests.spec.judging import CODE, figures_of, scored
from tests.spec.tables import rows, share, whole, yes


def asked(line, at, *, period="Y", kind=Kind.FLOW, **indicator):
    return year_so_far(scored(figures_of(line, kind), period, at, kind=kind, **indicator), CODE)


# Dr = D / months reported × months left, as for the required rate. First line: 2 months of 125
# leave 2 × 125 = 250: (190 + 0,95 · 250) / 500 = 85,5%.
YEARS = """
    Số liệu              | Đến tháng | Kỳ | Các tháng còn lại | Cả năm
    ---------------------|-----------|----|-------------------|---------
    9:95/125 10:95/125   | 10        | Y  | 95%               | 855/1000
    6:60/60              | 6         | Y  | 0%                | 1/7
    6:60/60              | 6         | Y  | 100%              | 1
    1:1/3                | 11        | Y  | 100%              | 2/3
    1:9/10 7:0/10        | 9         | Q3 | 50%               | 24/50
    1:9/10 4:5/10        | 4         | M  | 80%               | 78/100
    1:0/0                | 6         | Y  | 80%               | –
    –                    | 6         | Y  | 80%               | –
    1:9/10               | 12        | Y  | 80%               | –
"""


@pytest.mark.parametrize(("line", "at", "period", "reached", "year"), rows(YEARS))
def test_the_year_ends_at_the_sums_of_what_is_and_what_may_come(line, at, period, reached, year):
    so_far = asked(line, whole(at), period=period)
    found = None if so_far is None else so_far.ends_at(share(reached))
    assert found == share(year)


# At the target itself strictness decides; one month of 10 is left after one of 10.
TARGETS = """
    Số liệu | Chỉ tiêu | Phải vượt | Càng thấp càng tốt | Còn lại | Cả năm đạt
    --------|----------|-----------|--------------------|---------|-----------
    6:9/10  | 95%      | không     | không              | 100%    | có
    6:9/10  | 95%      | có        | không              | 100%    | không
    6:9/10  | 95%      | không     | không              | 99%     | không
    6:1/10  | 5%       | không     | có                 | 0%      | có
    6:1/10  | 5%       | có        | có                 | 0%      | không
    6:1/10  | 5%       | không     | có                 | 1%      | không
"""


@pytest.mark.parametrize(("line", "target", "strict", "lower", "reached", "meets"), rows(TARGETS))
def test_whether_the_year_makes_its_target(line, target, strict, lower, reached, meets):
    so_far = asked(
        line,
        11,
        targets=(make_target(value=share(target), strict=yes(strict)),),
        direction=Direction.LOWER if yes(lower) else Direction.HIGHER,
    )
    assert so_far.meets_target(share(reached)) is yes(meets)


@given(st.integers(0, 50), st.integers(1, 50), st.integers(1, 11), st.integers(0, 100))
@settings(deadline=None, max_examples=50)
def test_at_the_required_rate_the_year_ends_at_its_target_exactly(n, d, at, percent):
    """What `required` asks and what is answered here are one equation, read from both ends."""
    target = Fraction(percent, 100)
    so_far = asked(f"1:{min(n, d)}/{d}", at, targets=(make_target(value=target),))
    ahead = so_far.expected_cases
    required = (target * (d + ahead) - min(n, d)) / ahead
    assert so_far.ends_at(required) == target


def test_a_rate_is_answered_with_its_steps():
    line = " ".join(f"{month}:19/25" for month in range(1, 11))
    so_far = asked(line, 10, targets=(make_target(95),))
    assert answer(so_far, Fraction(95, 100)) == (
        "Nếu 2 tháng còn lại đạt 95% thì cả năm đạt 79,2%, chưa đạt chỉ tiêu 95%."
    )
    assert arithmetic(so_far, Fraction(95, 100)) == (
        "(190 + 95% × 50) / (250 + 50) = 237,5/300 = 79,2%. Dự kiến còn 50 hồ sơ: 250 hồ sơ /"
        " 10 tháng có số liệu × 2 tháng còn lại."
    )


def test_a_count_is_answered_by_the_month():
    so_far = asked("1:2 2:1 6:3", 6, kind=Kind.COUNT, targets=(make_target(1200),))
    assert answer(so_far, Fraction(1)) == (
        "Nếu 6 tháng còn lại mỗi tháng thêm 1 hồ sơ thì cả năm có 12 hồ sơ, đạt chỉ tiêu 12."
    )
    assert arithmetic(so_far, Fraction(1)) == "6 + 6 × 1 = 12."


def test_without_a_target_only_the_year_is_told():
    assert answer(asked("6:9/10", 11, targets=()), Fraction(1)) == (
        "Nếu 1 tháng còn lại đạt 100% thì cả năm đạt 95%."
    )


def test_a_target_that_must_rise_is_that_of_the_same_months_and_not_of_a_year():
    line = "1:4/10 2:4/10 3:4/10 4:9/10"
    assert asked(line, 4, targets=(make_target(None),)).target is None


def test_nearly_there_is_not_told_as_there():
    so_far = asked("6:9999/10000", 11, targets=(make_target(100),))
    assert "cả năm đạt 99,995%, chưa đạt chỉ tiêu 100%" in answer(so_far, Fraction(1))


def test_a_stock_is_no_sum():
    assert asked("6:9/10", 6, kind=Kind.STOCK) is None
