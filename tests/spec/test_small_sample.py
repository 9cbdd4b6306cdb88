"""A rate of few cases proves little: Wilson's interval, and the mark "mẫu nhỏ"."""

import numpy as np
import pytest

from cchc_metrics.scoring.small_sample import wilson_interval
from tests.builders import make_target
from tests.spec.judging import judged
from tests.spec.tables import rows, share, whole, yes

# Newcombe 1998 (Statistics in Medicine 17:857-872), table I, method 3: score, no correction.
PUBLISHED = """
    Tử số | Mẫu số | Dưới   | Trên
    ------|--------|--------|-------
    81    | 263    | 0,2553 | 0,3662
    15    | 148    | 0,0624 | 0,1605
    0     | 20     | 0,0000 | 0,1611
    1     | 29     | 0,0061 | 0,1718
"""


@pytest.mark.parametrize(("n", "d", "low", "high"), rows(PUBLISHED))
def test_the_interval_is_the_published_one(n, d, low, high):
    found = wilson_interval(np.array([whole(n)]), np.array([whole(d)]))
    ends = [round(float(end[0]), 4) for end in found]
    assert ends == [float(share(low)), float(share(high))]


def test_nine_of_ten_proves_nothing_against_95_percent():
    low, high = wilson_interval(np.array([9]), np.array([10]))
    assert (round(float(low[0]), 3), round(float(high[0]), 3)) == (0.596, 0.982)


MARKS = """
    Tử số | Mẫu số | Chỉ tiêu | Mẫu nhỏ
    ------|--------|----------|--------
    19    | 19     | 100%     | có
    20    | 20     | 100%     | không
    0     | 20     | 100%     | không
    0     | 20     | 0%       | không
    19    | 20     | 95%      | có
    93    | 100    | 95%      | có
    80    | 100    | 95%      | không
    999   | 1000   | 100%     | không
    940   | 1000   | 95%      | có
    937   | 1000   | 95%      | có
    936   | 1000   | 95%      | không
    5     | 19     | –        | có
    5     | 20     | –        | không
"""


@pytest.mark.parametrize(("n", "d", "target", "small"), rows(MARKS))
def test_the_mark_stands_below_20_cases_or_where_the_target_lies_inside(n, d, target, small):
    targets = () if share(target) is None else (make_target(value=share(target)),)
    row = judged(f"1:{n}/{d}", targets=targets)
    assert row["small_sample"] is yes(small)


@pytest.mark.parametrize("line", ["", "1:0/0"])
def test_without_a_rate_there_is_no_mark(line):
    assert judged(line)["small_sample"] is None


def test_a_share_above_1_has_no_interval():
    assert judged("1:30/25")["small_sample"] is False
