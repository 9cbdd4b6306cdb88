"""Figures past their due day, who lags, and the order for the meeting (contract, point 7).

A flow needs every month of its window; a stock only the latest month that is due, since a later
state replaces an earlier one. A row without any figure lags once one of them is due.
"""

from datetime import date

import numpy as np
import pandas as pd

from cchc_metrics.plan.periods import MONTHS_A_YEAR, Calendar, ReportingMonth
from cchc_metrics.scoring.exact import Booleans, Integers
from cchc_metrics.scoring.status import LAGGING, Status, Statuses
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import MonthSums, Windows

# Worst first. NO_DATA comes first only when it is past its due day (see `meeting_order`).
SEVERITY = {
    Status.MOVING_AWAY: 1,
    Status.BEHIND: 2,
    Status.NEEDS_ACCELERATION: 3,
    Status.ON_TRACK: 4,
    Status.ACHIEVED: 5,
    Status.NO_DATA: 6,
    Status.NOT_ARISEN: 7,
    Status.NO_TARGET: 8,
}
_OVERDUE_FIRST = 0


def due_months(calendar: Calendar, year: int, today: date) -> Booleans:
    """Shape (13,): whether the due day of month 1..12 has passed; month 0 never has."""
    months = (ReportingMonth(year, m) for m in range(1, MONTHS_A_YEAR + 1))
    return np.array([False, *(calendar.due_on(month) < today for month in months)])


def overdue(terms: Terms, sheets: MonthSums, windows: Windows, due: Booleans) -> Booleans:
    """Whether a department still owes a due figure; windows are one an indicator.

    `sheets` are the figures by department, whose running month counts tell who sent what.
    """
    indicator = terms.pair_indicators
    first, last = windows.first[indicator], windows.last[indicator]
    month = np.arange(MONTHS_A_YEAR + 1)
    owed = due & (month >= first[:, None]) & (month <= last[:, None])
    latest_owed = np.where(owed, month, 0).max(axis=1, initial=0)
    sent = np.diff(sheets.months, axis=1, prepend=0) > 0
    gap = (owed & ~sent).any(axis=1)
    pair = np.arange(len(indicator))
    outdated = (latest_owed > 0) & (sheets.latest[pair, np.maximum(last, 0)] < latest_owed)
    owes = np.where(terms.is_stock[indicator], outdated, gap)
    owing: Booleans = np.bincount(indicator, weights=owes, minlength=terms.rows) > 0
    return owing


def lags(status: Statuses, is_overdue: Booleans) -> Booleans:
    behind: Booleans = np.isin(status, [name.value for name in LAGGING])
    owing: Booleans = (status == Status.NO_DATA.value) & is_overdue
    return behind | owing


def meeting_order(status: pd.Series, pace: pd.Series, lagging: pd.Series) -> Integers:
    """Rank from 1, worst first; within one status the lowest pace, then the plan's order.

    A milestone has no pace: past its day it counts as 0, since nothing of it is proved.
    """
    severity = status.map({name.value: rank for name, rank in SEVERITY.items()})
    severity = severity.mask(lagging & (status == Status.NO_DATA.value), _OVERDUE_FIRST)
    ranked = np.lexsort((np.arange(len(status)), pace.fillna(0.0), severity))
    order = np.empty(len(status), dtype=np.int64)
    order[ranked] = np.arange(1, len(status) + 1)
    return order
