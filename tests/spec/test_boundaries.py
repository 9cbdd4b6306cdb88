"""The boundaries that decide an argument in a meeting, one line each."""

import pytest

from cchc_metrics.plan.model import Kind, Trajectory
from tests.builders import make_target
from tests.spec.judging import judged
from tests.spec.tables import as_float, rows, share, whole, yes

# Judged as the year's report of a month. A line on each side of every boundary. At the target
# itself Wilson's interval always spans it, so the mark stands whatever the size.
FLAT = """
    Ranh giới               | Số liệu       | Tháng | Mức  | Trên  | Mẫu nhỏ | Trạng thái
    ------------------------|---------------|-------|------|-------|---------|-------------------
    0,95 đúng bằng          | 1:95/100      | 12    | 100% | không | không   | ON_TRACK
    0,95 thiếu một hồ sơ    | 1:94/100      | 12    | 100% | không | không   | NEEDS_ACCELERATION
    0,60 đúng bằng          | 1:60/100      | 12    | 100% | không | không   | NEEDS_ACCELERATION
    0,60 thiếu một hồ sơ    | 1:59/100      | 12    | 100% | không | không   | BEHIND
    0 hồ sơ nào đạt         | 1:0/100       | 12    | 100% | không | không   | BEHIND
    trên 95%, đúng 95%      | 1:950/1000    | 12    | 95%  | có    | có      | ON_TRACK
    trên 95%, hơn một hồ sơ | 1:951/1000    | 12    | 95%  | có    | có      | ACHIEVED
    tối thiểu 95%, đúng 95% | 1:950/1000    | 12    | 95%  | không | có      | ACHIEVED
    mẫu 19                  | 1:19/19       | 12    | 100% | không | có      | ACHIEVED
    mẫu 20                  | 1:20/20       | 12    | 100% | không | không   | ACHIEVED
    100%, trượt một hồ sơ   | 1:999/1000    | 1     | 100% | không | không   | ON_TRACK
    0/0 cả kỳ               | 1:0/0 2:0/0   | 2     | 100% | không | –       | NOT_ARISEN
    0/0 một tháng           | 1:50/50 2:0/0 | 2     | 100% | không | không   | ACHIEVED
    chưa có tháng nào       | –             | 2     | 100% | không | –       | NO_DATA
    chưa giao mức           | 1:50/100      | 1     | –    | không | không   | NO_TARGET
    chưa giao mức, 0/0      | 1:0/0         | 1     | –    | không | –       | NOT_ARISEN
"""


@pytest.mark.parametrize("case", rows(FLAT), ids=lambda case: case[0])
def test_a_level_that_holds_all_year(case):
    _, line, at, target, strict, small, status = case
    given = make_target(value=share(target), strict=yes(strict))
    targets = () if share(target) is None else (given,)
    row = judged(line, as_of=whole(at), targets=targets)
    assert row["status"] == status
    assert row["small_sample"] == (None if small == "–" else yes(small))


# A straight line from 20% to 80%: 5 points a month. Pace 0 is the base itself.
LINEAR = """
    Ranh giới             | Số liệu     | Tháng | Phải có | Tiến độ | Trạng thái
    ----------------------|-------------|-------|---------|---------|-------------------
    tháng đầu, đúng       | 1:25/100    | 1     | 25%     | 1       | ON_TRACK
    tháng đầu, chưa đi    | 1:20/100    | 1     | 25%     | 0       | BEHIND
    tháng đầu, lùi        | 1:19/100    | 1     | 25%     | -1/5    | MOVING_AWAY
    giữa năm, 0,95        | 6:485/1000  | 6     | 50%     | 19/20   | ON_TRACK
    giữa năm, dưới 0,95   | 6:484/1000  | 6     | 50%     | 71/75   | NEEDS_ACCELERATION
    giữa năm, 0,60        | 6:380/1000  | 6     | 50%     | 3/5     | NEEDS_ACCELERATION
    giữa năm, dưới 0,60   | 6:379/1000  | 6     | 50%     | 179/300 | BEHIND
    giữa năm, đúng gốc    | 6:200/1000  | 6     | 50%     | 0       | BEHIND
    giữa năm, dưới gốc    | 6:199/1000  | 6     | 50%     | -1/300  | MOVING_AWAY
    tháng cuối, đúng đích | 12:80/100   | 12    | 80%     | 1       | ACHIEVED
    tháng cuối, thiếu một | 12:79/100   | 12    | 80%     | 59/60   | ON_TRACK
    đạt sớm               | 3:80/100    | 3     | 35%     | 4       | ACHIEVED
"""


@pytest.mark.parametrize("case", rows(LINEAR), ids=lambda case: case[0])
def test_a_level_that_builds_up(case):
    _, line, at, expected, pace, status = case
    row = judged(
        line,
        as_of=whole(at),
        kind=Kind.STOCK,
        trajectory=Trajectory.LINEAR,
        base=share("20%"),
        targets=(make_target(80),),
    )
    found = (row["expected"], row["pace"], row["status"])
    assert found == (as_float(expected), as_float(pace), status)


# What the year still asks in its first month and in its last.
AHEAD = """
    Ranh giới                    | Số liệu   | Tháng | Cần đạt   | Cao nhất
    -----------------------------|-----------|-------|-----------|----------
    tháng đầu, trượt một hồ sơ   | 1:24/25   | 1     | 276/275   | 299/300
    tháng đầu, không trượt       | 1:25/25   | 1     | 100%      | 100%
    tháng 11, còn một tháng      | 11:24/25  | 11    | 104%      | 98%
    tháng cuối, không còn tháng  | 12:24/25  | 12    | –         | –
"""


@pytest.mark.parametrize("case", rows(AHEAD), ids=lambda case: case[0])
def test_after_one_miss_100_percent_of_the_year_is_out_of_reach_for_good(case):
    _, line, at, required, best = case
    row = judged(line, as_of=whole(at), targets=(make_target(100),))
    assert (row["required_rate"], row["best_reachable"]) == (as_float(required), as_float(best))
