"""What the months left must reach, what the year can still reach, and the cases missing."""

import pytest

from cchc_metrics.plan.model import Direction, Kind
from tests.builders import make_target
from tests.spec.judging import CODE, figures_of, judged, scored
from tests.spec.tables import as_float, rows, share, whole, yes

# Dr = D / months × months left. First line: 2 months of 125 leave 2 × 125 = 250;
# (0,95·500 − 200) / 250 = 1,1; (200 + 250) / 500 = 90%.
RATES = """
    Số liệu              | Đến tháng | Kỳ | Chỉ tiêu | Cần đạt   | Cao nhất  | Hết khả năng
    ---------------------|-----------|----|----------|-----------|-----------|-------------
    9:100/125 10:100/125 | 10        | Y  | 95%      | 110%      | 90%       | có
    9:118/125 10:118/125 | 10        | Y  | 95%      | 239/250   | 486/500   | không
    1:50/100 2:60/100    | 2         | Y  | 50%      | 49%       | 111/120   | không
    1:99/100             | 1         | Y  | 100%     | 1101/1100 | 1199/1200 | có
    1:100/100            | 1         | Y  | 100%     | 100%      | 100%      | không
    5:0/60 6:0/60        | 6         | Y  | 75%      | 100%      | 75%       | không
    6:100/120            | 6         | Y  | 10%      | -1/45     | 41/42     | không
    1:9/10 4:5/10        | 4         | M  | 80%      | 33/40     | 94%       | không
    1:9/10 4:5/10        | 4         | Q1 | 80%      | 71/90     | 99%       | không
    8:9/10               | 9         | Q3 | 80%      | 23/30     | 39/40     | không
    1:9/10               | 12        | Y  | 100%     | –         | –         | không
    1:0/0                | 6         | Y  | 100%     | –         | –         | không
    –                    | 6         | Y  | 100%     | –         | –         | không
    1:9/10               | 6         | Y  | –        | –         | –         | không
"""


def _targets(cell):
    return () if share(cell) is None else (make_target(value=share(cell)),)


@pytest.mark.parametrize(("line", "at", "period", "target", "need", "best", "out"), rows(RATES))
def test_required_rate_is_always_that_of_the_year_so_far(line, at, period, target, need, best, out):
    card = scored(figures_of(line), period, int(at), targets=_targets(target))
    row = card.records()[0]
    assert row["required_rate"] == as_float(need)
    assert row["best_reachable"] == as_float(best)
    assert card.rows.loc[0, "out_of_reach"] == yes(out)


def test_above_95_percent_is_out_of_reach_when_exactly_95_is_the_best():
    # 6 months of 120 are left: 78 + 720 of 840 is 95% to the case.
    line = "6:78/120"
    at_least = scored(figures_of(line), "Y", 6, targets=(make_target(95),))
    above = scored(figures_of(line), "Y", 6, targets=(make_target(95, strict=True),))
    assert at_least.records()[0]["required_rate"] == above.records()[0]["required_rate"] == 1.0
    assert [card.rows.loc[0, "out_of_reach"] for card in (at_least, above)] == [False, True]


@pytest.mark.parametrize(
    "changes", [{"kind": Kind.STOCK}, {"direction": Direction.LOWER}], ids=["stock", "lower"]
)
def test_only_rates_that_add_up_towards_a_high_target_have_one(changes):
    row = judged("6:50/100", as_of=6, **changes)
    assert (row["required_rate"], row["best_reachable"]) == (None, None)


# ceil(T·D) − N, one more where the target must be passed and T·D is a whole number.
MISSING = """
    Tử số | Mẫu số | Chỉ tiêu | Phải vượt | Càng thấp càng tốt | Còn thiếu
    ------|--------|----------|-----------|--------------------|----------
    191   | 250    | 95%      | không     | không              | 47
    95    | 100    | 95%      | không     | không              | 0
    95    | 100    | 95%      | có        | không              | 1
    96    | 101    | 95%      | có        | không              | 0
    95    | 101    | 95%      | có        | không              | 1
    95    | 101    | 95%      | không     | không              | 1
    100   | 100    | 80%      | không     | không              | 0
    12    | 100    | 5%       | không     | có                 | 7
    12    | 100    | 5%       | có        | có                 | 8
    6     | 110    | 5%       | có        | có                 | 1
    5     | 110    | 5%       | có        | có                 | 0
    0     | 0      | 95%      | không     | không              | –
    5     | 10     | –        | không     | không              | –
"""


@pytest.mark.parametrize(("n", "d", "target", "strict", "lower", "missing"), rows(MISSING))
def test_missing_cases_are_whole_cases(n, d, target, strict, lower, missing):
    targets = tuple(make_target(value=t.value, strict=yes(strict)) for t in _targets(target))
    direction = Direction.LOWER if yes(lower) else Direction.HIGHER
    row = judged(f"1:{n}/{d}", targets=targets, direction=direction)
    assert row["missing_cases"] == whole(missing)


def test_missing_cases_are_those_of_the_period():
    row = judged("1:5/10 7:1/10", period="Q3", as_of=9, targets=(make_target(80),))
    assert (row["indicator"], row["missing_cases"]) == (CODE, 7)
