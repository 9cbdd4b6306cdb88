"""Reports sent in time, counted by the record itself (contract, point 1).

A department owes one sheet for each month whose due day has passed (denominator); it counts
(numerator) when it came by that day. Each such sheet becomes a figure of 0/1 or 1/1, so that
the sums are those of any other flow.
"""

from collections.abc import Iterable
from datetime import date

import numpy as np

from cchc_metrics.plan.figures import Figure, Receipt
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.scoring.receipts import SubmissionState, submission_states
from cchc_metrics.scoring.terms import expected

_IN_TIME = SubmissionState.ON_TIME.value


def on_time_figures(plan: Plan, receipts: Iterable[Receipt], today: date) -> list[Figure]:
    """One figure for each such indicator, department and month of the plan's year that is due."""
    indicators = [indicator for indicator in plan.indicators if not indicator.is_reported]
    if not indicators:
        return []
    states = submission_states(plan, receipts, today)
    due = states[np.array([day < today for day in states["due_on"]], dtype=bool)]
    sheets = list(zip(due["department"], due["month"], due["state"], strict=True))
    year = plan.calendar.year
    return [
        Figure(department, indicator.code, ReportingMonth(year, month), int(state == _IN_TIME), 1)
        for indicator in indicators
        for department, month, state in sheets
        if department in expected(plan, indicator)
    ]
