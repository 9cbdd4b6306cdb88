"""XmR run chart: whether a month's value differs from the ordinary ups and downs of its series.

Limits are mean ± 2.66 × mean moving range (Shewhart's individuals chart; Wheeler's constant).
Special causes, as NHS England's Making Data Count names them: a point outside a limit, seven in a
row on one side of the mean, seven in a row rising or falling, two of three near one limit.
Only for monthly values, never for a running sum or a state, whose points hang together; no comment
before twelve points. "Lower than last month" is no signal: half of all months are. Twelve and
seven stand in the plan's limits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from cchc_metrics.plan.limits import Limits

_LIMIT = 2.66  # 3 / 1.128, where 1.128 turns a mean moving range of two into a deviation
_NEAR = 2 / 3  # of the way from the mean to a limit


class Signal(StrEnum):
    """A special cause."""

    OUTSIDE = "OUTSIDE"
    ONE_SIDE = "ONE_SIDE"
    TREND = "TREND"
    NEAR_LIMIT = "NEAR_LIMIT"

    def in_words(self, limits: Limits) -> str:
        return _WORDS[self].format(run=limits.run_length)


_WORDS = {
    Signal.OUTSIDE: "vượt ra ngoài giới hạn",
    Signal.ONE_SIDE: "nối dài chuỗi từ {run} tháng liền trở lên ở cùng một phía của đường giữa",
    Signal.TREND: "nối dài chuỗi từ {run} tháng liền trở lên cùng tăng hoặc cùng giảm",
    Signal.NEAR_LIMIT: "thuộc hai trong ba tháng liền ở sát cùng một giới hạn",
}


@dataclass(frozen=True)
class RunChart:
    """Limits of a series, and by place in it the signals that end there, the strongest first."""

    mean: float
    low: float
    high: float
    signals: dict[int, Signal]


def run_chart(values: Sequence[float], limits: Limits) -> RunChart | None:
    """The chart of monthly values one after the other; None below twelve."""
    if len(values) < limits.run_chart_from_points:
        return None
    mean, reach = mean_and_reach(values)
    found: dict[int, Signal] = {}
    for end in range(len(values)):
        signal = _signal_at(values[: end + 1], mean, reach, limits.run_length)
        if signal is not None:
            found[end] = signal
    return RunChart(mean, mean - reach, mean + reach, found)


def mean_and_reach(values: Sequence[float]) -> tuple[float, float]:
    """The mean of two values or more, and how far the limits stand from it."""
    moves = [abs(after - before) for before, after in pairwise(values)]
    return sum(values) / len(values), _LIMIT * sum(moves) / len(moves)


def _signal_at(seen: Sequence[float], mean: float, reach: float, run: int) -> Signal | None:
    """The special cause that the last of the values completes."""
    if abs(seen[-1] - mean) > reach:
        return Signal.OUTSIDE
    last = seen[-run:]
    if len(last) == run:
        if all(value > mean for value in last) or all(value < mean for value in last):
            return Signal.ONE_SIDE
        steps = [after - before for before, after in pairwise(last)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            return Signal.TREND
    return Signal.NEAR_LIMIT if _two_of_three_near(seen[-3:], mean, reach * _NEAR) else None


def _two_of_three_near(last: Sequence[float], mean: float, near: float) -> bool:
    """Whether the last value makes two of three beyond two thirds of the way, on one side."""
    if len(last) < 3 or abs(last[-1] - mean) <= near:
        return False
    is_above = last[-1] > mean
    beyond = [value for value in last if abs(value - mean) > near and (value > mean) == is_above]
    return len(beyond) >= 2
