"""Will the year make it: a forecast from the months so far, with its interval and a verdict.

For a count, a month's x is what it brought. For a rate it is what it brought above the target,
x = N − T·D, so that months with many cases weigh more and percentages are never averaged: the
year makes its target exactly when these add up to 0 or more. With n months seen and h left,

    total = Σx + h·mean(x) ± t(n−1) · s · √(h·(1 + h/n))

(prediction of a sum of further observations of a normal series; Student's t, because the normal
quantile covers only 67% at n = 3 where 80% is meant). A rate's total becomes a rate again by
T + total / (D + Dr), with Dr as in `required`. Nothing before three months, "preliminary" below
six, 80% between the ends: so the plan's limits say. A stock is a state and not a sum, so it has
none; nor has a target that "must rise", whose value is that of the same months and not of a year.
Exact up to the one square root.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cchc_metrics.plan.periods import MONTHS_A_YEAR
from cchc_metrics.scoring.exact import Booleans, Integers, Rates, choose
from cchc_metrics.scoring.student import quantiles
from cchc_metrics.scoring.targets import Origin, Targets
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import MonthSums, Recorded, Windows

Floats = NDArray[np.float64]


class Verdict(StrEnum):
    """What the interval says of the target: all of it beyond, across it, or all of it short."""

    LIKELY = "LIKELY"
    UNCERTAIN = "UNCERTAIN"
    UNLIKELY = "UNLIKELY"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Verdict.LIKELY: "nhiều khả năng đạt",
    Verdict.UNCERTAIN: "chưa chắc đạt",
    Verdict.UNLIKELY: "khó đạt",
}


@dataclass(frozen=True)
class Forecast:
    """Shape (rows,): the year's value, the ends of its interval (NaN without one), the verdict.

    Rates are 0..1 and kept within it, counts are cases. `verdict` is "" where there is none.
    """

    middle: Floats
    low: Floats
    high: Floats
    months: Integers
    verdict: NDArray[Any]
    firm_from: int

    @property
    def exists(self) -> Booleans:
        found: Booleans = self.verdict != ""
        return found

    @property
    def is_preliminary(self) -> Booleans:
        result: Booleans = self.exists & (self.months < self.firm_from)
        return result


@dataclass(frozen=True)
class _Seen:
    """Σx and Σx² of the months reported, how many these are and how many are left."""

    total: Rates
    squares: Rates
    months: Integers
    left: Integers


def forecast(terms: Terms, record: Recorded, windows: Windows, targets: Targets) -> Forecast:
    """The year's forecast at the judged month of each indicator; windows are one an indicator."""
    limits = terms.plan.limits
    seen = _seen(terms, record.this_year, windows, targets)
    row, aim = windows.indicator, _floats(targets.value)
    is_count = terms.is_count[row]
    so_far = record.this_year.denominator[row, windows.month].astype(np.float64)
    cases = so_far * (1 + seen.left / np.maximum(seen.months, 1))
    begun = (
        (windows.last >= windows.first)
        & (seen.months >= limits.forecast_from_months)
        & (seen.left > 0)
    )
    told = is_count | (terms.is_summed_rate[row] & (cases > 0))
    exists = begun & told & (targets.origin == Origin.DOCUMENT.value)
    middle, half = _interval(seen, limits.forecast_coverage)
    low, high = middle - half, middle + half
    wanted = np.where(is_count, aim, 0.0)
    verdict = _verdicts(low - wanted, high - wanted, targets, terms.lower_is_better[row])

    def read(total: Floats) -> Floats:
        """A total as people read it: cases, or the rate of the whole year."""
        rate = np.clip(aim + total / np.where(cases > 0, cases, 1.0), 0.0, 1.0)
        return np.where(exists, np.where(is_count, np.maximum(total, 0.0), rate), np.nan)

    said = np.where(exists, verdict, "")
    firm_from = limits.forecast_firm_from_months
    return Forecast(read(middle), read(low), read(high), seen.months, said, firm_from)


def _interval(seen: _Seen, coverage: int) -> tuple[Floats, Floats]:
    """The forecast total and half the width of its interval; meaningless below two months."""
    n, h, one = (
        _whole(np.maximum(seen.months, 2)),
        _whole(seen.left),
        _whole(np.ones_like(seen.left)),
    )
    variance = (n * seen.squares - seen.total * seen.total) / (n * (n - one))
    spread = np.maximum(_floats(variance * h * (n + h) / n), 0.0)
    half = quantiles(seen.months, coverage) * np.sqrt(spread)
    return _floats(seen.total * (n + h) / n), half


def _seen(terms: Terms, year: MonthSums, windows: Windows, targets: Targets) -> _Seen:
    row, nothing = windows.indicator, Rates.single(0)
    total = squares = _whole(np.zeros_like(row))
    is_count = terms.is_count[row]
    for month in range(1, MONTHS_A_YEAR + 1):
        alone = year.between(row, np.full_like(row, month), np.full_like(row, month))
        asked = choose(is_count, nothing, targets.value * _whole(alone.denominator))
        counts = (alone.months > 0) & (month <= windows.month)
        x = choose(counts, _whole(alone.numerator) - asked, nothing)
        total, squares = total + x, squares + x * x
    months = year.months[row, windows.month]
    return _Seen(total, squares, months, MONTHS_A_YEAR - windows.month)


def _verdicts(
    low: Floats, high: Floats, targets: Targets, lower_is_better: Booleans
) -> NDArray[Any]:
    """The ends of the interval against the target, already taken off them."""
    worst = np.where(lower_is_better, -high, low)
    best = np.where(lower_is_better, -low, high)
    makes = np.where(targets.strict, worst > 0, worst >= 0)
    fails = np.where(targets.strict, best <= 0, best < 0)
    names = [Verdict.LIKELY.value, Verdict.UNLIKELY.value]
    return np.select([makes, fails], names, Verdict.UNCERTAIN.value)


def _whole(values: Integers) -> Rates:
    return Rates.of(values, np.ones_like(values))


def _floats(rates: Rates) -> Floats:
    return rates.floats().to_numpy(dtype=np.float64, na_value=np.nan)
