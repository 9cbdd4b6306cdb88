"""Findings -> the frames that charts and reports draw from. NA stands for what does not exist."""

from typing import Any

import numpy as np
import pandas as pd

from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import Scope
from cchc_metrics.scoring.exact import Booleans, Integers, Rates, nullable
from cchc_metrics.scoring.judge import Judged
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import (
    MonthSums,
    Recorded,
    Windows,
    counted,
    has_figures,
    month_windows,
)

MILESTONE = "milestone"


def plan_columns(plan: Plan) -> pd.DataFrame:
    """[indicator, area, name, kind]: indicators, then milestones, in the plan's order."""
    indicators = [(i.code, i.area, i.name, i.kind.value) for i in plan.indicators]
    milestones = [(m.code, m.area, m.name, MILESTONE) for m in plan.milestones]
    return pd.DataFrame(indicators + milestones, columns=["indicator", "area", "name", "kind"])


def judged_columns(terms: Terms, judged: Judged) -> pd.DataFrame:
    """What is found of each indicator in its window."""
    known = has_figures(judged.sums)
    divided = known & ~terms.is_count[judged.windows.indicator]
    exists = judged.targets.value.known
    return pd.DataFrame(
        {
            "numerator": nullable(judged.sums.numerator, known),
            "denominator": nullable(judged.sums.denominator, divided),
            "value": judged.value.floats(),
            "target": judged.targets.value.floats(),
            "strict": pd.arrays.BooleanArray(judged.targets.strict, ~exists),
            "expected": judged.path.expected.floats(),
            "pace": judged.pace.floats(),
            "status": pd.Series(judged.status, dtype="str"),
            "target_origin": pd.Series(judged.targets.origin, dtype="str"),
        }
    )


def reporting_columns(terms: Terms, record: Recorded, windows: Windows) -> pd.DataFrame:
    """How many months and departments stand behind each value."""
    months = record.this_year.between(windows.indicator, windows.first, windows.last).months
    within = counted(terms, record.this_year, windows)
    sheets = _by_pair(terms, within)
    sent = record.by_department.between(sheets.indicator, sheets.first, sheets.last).months > 0
    pairs = terms.pair_indicators
    return pd.DataFrame(
        {
            "months_reported": months,
            "departments_reported": np.bincount(pairs[sent], minlength=terms.rows),
            "departments_expected": np.bincount(pairs, minlength=terms.rows),
        },
        dtype="Int64",
    )


def monthly_frame(terms: Terms, record: Recorded, judged: Judged, scope: Scope) -> pd.DataFrame:
    """One row an indicator and month 1..12: the month alone, the year so far and its status."""
    windows = month_windows(terms)
    alone = month_columns(terms, record.this_year, windows.indicator, windows.month)
    is_count = terms.is_count[windows.indicator]
    come = windows.month <= scope.as_of
    so_far = has_figures(judged.sums) & come
    return pd.DataFrame(
        {
            "indicator": codes(terms, windows.indicator),
            "month": windows.month,
            **alone,
            "cum_numerator": nullable(judged.sums.numerator, so_far),
            "cum_denominator": nullable(judged.sums.denominator, so_far & ~is_count),
            "cum_value": judged.value.only(come).floats(),
            "expected": judged.path.expected.floats(),
            "target": judged.targets.value.floats(),
            "status": _where_known(judged.status, come),
            "reported": alone["numerator"].notna(),
        }
    )


def department_frame(terms: Terms, record: Recorded, windows: Windows) -> pd.DataFrame:
    """Each department's share of the commune's figure over the scope; shares add up to it.

    Of a stock the month is the commune's latest, so a department that has not sent that month
    has none.
    """
    sheets = _by_pair(terms, counted(terms, record.this_year, windows))
    found = record.by_department.between(sheets.indicator, sheets.first, sheets.last)
    whole = _by_pair(terms, windows)
    months = record.by_department.between(whole.indicator, whole.first, whole.last).months
    is_count, known = terms.is_count[terms.pair_indicators], found.months > 0
    divisor = np.where(is_count, 1, found.denominator)
    return pd.DataFrame(
        {
            "indicator": codes(terms, terms.pair_indicators),
            "department": pd.Series(terms.pair_departments, dtype="str"),
            "numerator": nullable(found.numerator, known),
            "denominator": nullable(found.denominator, known & ~is_count),
            "value": Rates.of(found.numerator, divisor, known).floats(),
            "months_reported": months,
            "months_expected": np.maximum(whole.last - whole.first + 1, 0),
        }
    )


def history_frame(terms: Terms, record: Recorded, scope: Scope) -> pd.DataFrame:
    """One row an indicator and month that was reported, of last year and up to `as_of`.

    [indicator, year, month, numerator, denominator, value], each month alone, the oldest first.
    """
    windows = month_windows(terms)
    years = ((scope.year - 1, record.last_year), (scope.year, record.this_year))
    of_years = [
        month_columns(terms, months, windows.indicator, windows.month).assign(
            indicator=codes(terms, windows.indicator), year=year, month=windows.month
        )
        for year, months in years
    ]
    found = pd.concat(of_years, ignore_index=True)
    return found[found["numerator"].notna()].reset_index(drop=True)


def month_columns(terms: Terms, months: MonthSums, row: Integers, month: Integers) -> pd.DataFrame:
    """[numerator, denominator, value] of single months; NA where nobody reported."""
    alone = months.between(row, month, month)
    is_count, reported = terms.is_count[row], alone.months > 0
    divisor = np.where(is_count, 1, alone.denominator)
    return pd.DataFrame(
        {
            "numerator": nullable(alone.numerator, reported),
            "denominator": nullable(alone.denominator, reported & ~is_count),
            "value": Rates.of(alone.numerator, divisor, reported).floats(),
        }
    )


def _by_pair(terms: Terms, windows: Windows) -> Windows:
    """Windows of indicators as windows of their (indicator, department) pairs."""
    of = terms.pair_indicators
    return Windows(np.arange(len(of)), windows.month[of], windows.first[of], windows.last[of])


def codes(terms: Terms, positions: Integers) -> pd.Series:
    """The indicators' codes at these rows of the terms."""
    listed = pd.Series([indicator.code for indicator in terms.plan.indicators], dtype="str")
    return listed.take(positions % max(len(listed), 1)).reset_index(drop=True)


def _where_known(values: Any, known: Booleans) -> pd.Series:
    return pd.Series(values, dtype="str").where(known)
