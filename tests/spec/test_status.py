"""How a result becomes a status: the boundaries of each band, said with plain cases."""

import pytest

from cchc_metrics.plan.model import Direction, Kind, Trajectory
from cchc_metrics.scoring.status import LAGGING, Status
from tests.builders import make_target
from tests.spec.judging import judged
from tests.spec.tables import as_float, rows, share, whole, yes

# Judged at the end of the year; pace = result / target. 0.95 and 0.60 belong to the better band.
FLAT = """
    Tử số  | Mẫu số | Chỉ tiêu | Phải vượt | Mức đạt | Trạng thái
    -------|--------|----------|-----------|---------|-------------------
    80     | 100    | 80%      | không     | 1       | ACHIEVED
    79     | 100    | 80%      | không     | 79/80   | ON_TRACK
    76     | 100    | 80%      | không     | 19/20   | ON_TRACK
    7599   | 10000  | 80%      | không     | 7599/8000 | NEEDS_ACCELERATION
    48     | 100    | 80%      | không     | 3/5     | NEEDS_ACCELERATION
    4799   | 10000  | 80%      | không     | 4799/8000 | BEHIND
    0      | 100    | 80%      | không     | 0       | BEHIND
    95     | 100    | 95%      | có        | 1       | ON_TRACK
    9501   | 10000  | 95%      | có        | 9501/9500 | ACHIEVED
    95     | 100    | 95%      | không     | 1       | ACHIEVED
    100    | 100    | 100%     | không     | 1       | ACHIEVED
    99     | 100    | 100%     | không     | 99/100  | ON_TRACK
    9999999 | 10000000 | 100%  | không     | 9999999/10000000 | ON_TRACK
    1      | 3      | 1/3      | không     | 1       | ACHIEVED
    0      | 5      | 0%       | không     | –       | ACHIEVED
    0      | 5      | 0%       | có        | –       | ON_TRACK
    0      | 0      | 80%      | không     | –       | NOT_ARISEN
    0      | 0      | –        | không     | –       | NOT_ARISEN
    50     | 100    | –        | không     | –       | NO_TARGET
"""

# Lower is better: pace = target / result.
LOWER = """
    Tử số | Mẫu số | Chỉ tiêu | Phải vượt | Mức đạt | Trạng thái
    ------|--------|----------|-----------|---------|-------------------
    5     | 100    | 5%       | không     | 1       | ACHIEVED
    5     | 100    | 5%       | có        | 1       | ON_TRACK
    0     | 100    | 5%       | không     | –       | ACHIEVED
    20    | 100    | 19%      | không     | 19/20   | ON_TRACK
    2001  | 10000  | 19%      | không     | 1900/2001 | NEEDS_ACCELERATION
    10    | 100    | 6%       | không     | 3/5     | NEEDS_ACCELERATION
    1001  | 10000  | 6%       | không     | 600/1001 | BEHIND
    1     | 100    | 0%       | không     | 0       | BEHIND
"""

# A straight line from the base to the target, judged at month 6: half of the way is expected.
LINEAR = """
    Tử số | Mẫu số | Từ  | Chỉ tiêu | Phải có | Mức đạt | Trạng thái
    ------|--------|-----|----------|---------|---------|-------------------
    100   | 100    | 20% | 100%     | 60%     | 2       | ACHIEVED
    99    | 100    | 20% | 100%     | 60%     | 79/40   | ON_TRACK
    58    | 100    | 20% | 100%     | 60%     | 19/20   | ON_TRACK
    57    | 100    | 20% | 100%     | 60%     | 37/40   | NEEDS_ACCELERATION
    44    | 100    | 20% | 100%     | 60%     | 3/5     | NEEDS_ACCELERATION
    43    | 100    | 20% | 100%     | 60%     | 23/40   | BEHIND
    20    | 100    | 20% | 100%     | 60%     | 0       | BEHIND
    19    | 100    | 20% | 100%     | 60%     | -1/40   | MOVING_AWAY
    40    | 100    | 40% | 40%      | 40%     | –       | ACHIEVED
    39    | 100    | 40% | 40%      | 40%     | –       | MOVING_AWAY
"""

# The same downwards, where lower is better: from 60% to 20%, 40% expected at month 6.
FALLING = """
    Tử số | Mẫu số | Từ  | Chỉ tiêu | Phải có | Mức đạt | Trạng thái
    ------|--------|-----|----------|---------|---------|-------------------
    20    | 100    | 60% | 20%      | 40%     | 2       | ACHIEVED
    41    | 100    | 60% | 20%      | 40%     | 19/20   | ON_TRACK
    48    | 100    | 60% | 20%      | 40%     | 3/5     | NEEDS_ACCELERATION
    60    | 100    | 60% | 20%      | 40%     | 0       | BEHIND
    61    | 100    | 60% | 20%      | 40%     | -1/20   | MOVING_AWAY
"""


def _targets(target, strict):
    if share(target) is None:
        return ()
    return (make_target(value=share(target), strict=yes(strict)),)


@pytest.mark.parametrize(("n", "d", "target", "strict", "pace", "status"), rows(FLAT))
def test_flat_target_is_judged_by_value_over_target(n, d, target, strict, pace, status):
    row = judged(f"1:{n}/{d}", targets=_targets(target, strict))
    assert (row["status"], row["pace"]) == (status, as_float(pace))


@pytest.mark.parametrize(("n", "d", "target", "strict", "pace", "status"), rows(LOWER))
def test_where_lower_is_better_the_pace_is_turned_round(n, d, target, strict, pace, status):
    row = judged(f"1:{n}/{d}", targets=_targets(target, strict), direction=Direction.LOWER)
    assert (row["status"], row["pace"]) == (status, as_float(pace))


@pytest.mark.parametrize(
    ("direction", "case"),
    [(Direction.HIGHER, case) for case in rows(LINEAR)]
    + [(Direction.LOWER, case) for case in rows(FALLING)],
)
def test_linear_path_is_judged_by_the_way_that_lies_behind(direction, case):
    n, d, base, target, expected, pace, status = case
    row = judged(
        f"6:{n}/{d}",
        as_of=6,
        direction=direction,
        trajectory=Trajectory.LINEAR,
        base=share(base),
        targets=_targets(target, "không"),
    )
    found = (row["expected"], row["pace"], row["status"])
    assert found == (as_float(expected), as_float(pace), status)


def test_no_figure_is_no_data_and_never_zero():
    row = judged("")
    assert row["status"] == "NO_DATA"
    assert (row["numerator"], row["denominator"], row["value"]) == (None, None, None)


def test_a_target_whose_value_is_not_known_is_no_target():
    row = judged("1:50/100", targets=(make_target(value=None),))
    assert (row["status"], row["target"], row["strict"]) == ("NO_TARGET", None, None)


def test_one_miss_puts_a_100_percent_year_out_of_reach_but_stays_on_track():
    row = judged("1:99/100 2:100/100", as_of=2, targets=(make_target(100),))
    assert row["status"] == "ON_TRACK"
    assert row["required_rate"] > 1


# A count is a number set against a number; it has no denominator.
COUNTS = """
    Số liệu       | Tháng | Chỉ tiêu | Kết quả | Phải có | Mức đạt | Còn thiếu | Trạng thái
    --------------|-------|----------|---------|---------|---------|-----------|-----------
    1:2 2:1 6:3   | 6     | 12       | 6       | 6       | 1       | 6         | ON_TRACK
    1:2 2:1       | 6     | 12       | 3       | 6       | 1/2     | 9         | BEHIND
    1:12          | 6     | 12       | 12      | 6       | 2       | 0         | ACHIEVED
    1:0           | 6     | 12       | 0       | 6       | 0       | 12        | BEHIND
"""


@pytest.mark.parametrize("case", rows(COUNTS))
def test_a_count_is_set_against_a_number(case):
    line, at, target, value, expected, pace, missing, status = case
    row = judged(
        line,
        as_of=int(at),
        kind=Kind.COUNT,
        trajectory=Trajectory.LINEAR,
        targets=(make_target(value=share(target)),),
    )
    assert (row["value"], row["expected"], row["pace"]) == tuple(
        as_float(cell) for cell in (value, expected, pace)
    )
    assert (row["missing_cases"], row["status"]) == (whole(missing), status)
    assert (row["denominator"], row["small_sample"], row["required_rate"]) == (None, None, None)


LABELS = """
    Mã                 | Đọc là             | Chậm vì mức đạt
    -------------------|--------------------|----------------
    ACHIEVED           | Đạt                | không
    ON_TRACK           | Đúng tiến độ       | không
    NEEDS_ACCELERATION | Cần đẩy nhanh      | có
    BEHIND             | Chậm               | có
    MOVING_AWAY        | Đi lùi             | có
    NOT_ARISEN         | Không phát sinh    | không
    NO_DATA            | Chưa có số liệu    | không
    NO_TARGET          | Chưa giao chỉ tiêu | không
"""


def test_every_status_has_its_words():
    said = [(status.name, status.label, status in LAGGING) for status in Status]
    assert said == [(code, label, yes(lagging)) for code, label, lagging in rows(LABELS)]
