"""The target in force on a window's last day (contract, point 3).

"Must rise" (II.7: "tăng tỷ lệ") takes its value from the past and is always strict: the rate of
the same window last year where that year has one, else the rate of the first months reported
this year (three, says the plan's `base_months`). The second choice judges only windows that reach
beyond those months: months compared with themselves prove nothing. Until then, and for a plain
count (whose sum over three months says nothing about a longer window), there is no target yet.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import MONTHS_A_YEAR, ReportingMonth
from cchc_metrics.scoring.exact import Booleans, Integers, Rates, choose
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import Recorded, Windows, value_of, window_sums


class Origin(StrEnum):
    """Where a target's value comes from."""

    NONE = "none"
    DOCUMENT = "document"
    LAST_YEAR = "last_year"
    FIRST_MONTHS = "first_months"
    AWAITED = "awaited"  # must rise, but there is no past to rise above yet


def origin_words(plan: Plan, origin: Origin) -> str:
    """Where the level of a target that must rise comes from; "" where a document sets it."""
    first = f"mức {plan.limits.base_months} tháng đầu có số liệu"
    said = {Origin.LAST_YEAR: "mức cùng kỳ năm trước", Origin.FIRST_MONTHS: first}
    return said.get(origin, "")


@dataclass(frozen=True)
class Targets:
    """Shape (rows,); `strict` is False and `value` unknown where there is no target."""

    value: Rates
    strict: Booleans
    origin: NDArray[Any]  # names of Origin


def targets_at(terms: Terms, record: Recorded, windows: Windows, year: int) -> Targets:
    found = terms.targets_in_force(windows.indicator, _last_days(terms.plan, windows, year))
    dated = found >= 0
    must_rise = dated & _of(terms.target_must_rise, found)
    last_year = value_of(window_sums(terms, record.last_year, windows))
    past = choose(last_year.known, last_year, _first_months(terms, record, windows))
    set_by_document = _values(terms, found).only(dated)
    value = choose(must_rise, past, set_by_document)
    strict = value.known & (must_rise | _of(terms.target_strict, found))
    origins = [
        (must_rise & last_year.known, Origin.LAST_YEAR),
        (must_rise & past.known, Origin.FIRST_MONTHS),
        (must_rise, Origin.AWAITED),
        (value.known, Origin.DOCUMENT),
    ]
    holds, names = zip(*origins, strict=True)
    return Targets(value, strict, np.select(holds, [name.value for name in names], Origin.NONE))


def _first_months(terms: Terms, record: Recorded, windows: Windows) -> Rates:
    """The rate of the first months reported this year, for windows that end after them."""
    wanted = terms.plan.limits.base_months
    reached = (record.this_year.months < wanted).sum(axis=1)  # columns are months 0..12
    third = reached[windows.indicator]
    beyond = (windows.last > third) & ~terms.is_count[windows.indicator]
    end = np.minimum(third, MONTHS_A_YEAR)
    baseline = Windows(windows.indicator, end, np.ones_like(end), end)
    return value_of(window_sums(terms, record.this_year, baseline)).only(beyond)


def _last_days(plan: Plan, windows: Windows, year: int) -> Integers:
    ends = [_end(plan, ReportingMonth(year, m)).toordinal() for m in range(1, MONTHS_A_YEAR + 1)]
    days: Integers = np.array(ends)[windows.month - 1]
    return days


def _end(plan: Plan, month: ReportingMonth) -> date:
    return plan.calendar.window(month).end


def _values(terms: Terms, found: Integers) -> Rates:
    """The targets at these positions, anything where there is none (-1)."""
    if not len(terms.target_keys):
        return Rates.of_fractions([None] * len(found))
    return terms.target_values.take(found)


def _of(claims: Booleans, found: Integers) -> Booleans:
    """The claim of the target at each position; False where there is none (-1)."""
    return np.append(claims, False)[found]
