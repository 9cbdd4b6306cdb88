"""Who sent which month, and whether in time: plan + receipts -> one row a department and month."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

import pandas as pd

from cchc_metrics.plan.figures import Receipt
from cchc_metrics.plan.model import Plan

COLUMNS = ("department", "month", "due_on", "sent_on", "state")


class SubmissionState(StrEnum):
    """Where a department stands with one month's sheet."""

    ON_TIME = "ON_TIME"
    LATE = "LATE"
    MISSING = "MISSING"
    NOT_DUE = "NOT_DUE"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    SubmissionState.ON_TIME: "Đúng hạn",
    SubmissionState.LATE: "Trễ hạn",
    SubmissionState.MISSING: "Chưa gửi",
    SubmissionState.NOT_DUE: "Chưa đến hạn",
}


def submission_states(plan: Plan, receipts: Iterable[Receipt], today: date) -> pd.DataFrame:
    """[department, month (1..12), due_on, sent_on, state], in the plan's order of departments.

    What was sent after `today` is not known yet. `sent_on` is None where nothing was sent.
    """
    sent = _first_sent(plan, receipts, today)
    rows = []
    for department in plan.reporting_departments:
        for month in plan.calendar.months:
            due_on = plan.calendar.due_on(month)
            sent_on = sent.get((department.code, month.month))
            state = submission_state(due_on, sent_on, today)
            rows.append((department.code, month.month, due_on, sent_on, state.value))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def submission_state(due_on: date, sent_on: date | None, today: date) -> SubmissionState:
    """On time up to and on the due day itself; missing only once that day has passed."""
    if sent_on is not None:
        return SubmissionState.ON_TIME if sent_on <= due_on else SubmissionState.LATE
    return SubmissionState.MISSING if today > due_on else SubmissionState.NOT_DUE


def _first_sent(
    plan: Plan, receipts: Iterable[Receipt], today: date
) -> Mapping[tuple[str, int], date]:
    first: dict[tuple[str, int], date] = {}
    for receipt in receipts:
        if receipt.month.year != plan.calendar.year or receipt.sent_on > today:
            continue
        key = (receipt.department, receipt.month.month)
        first[key] = min(receipt.sent_on, first.get(key, receipt.sent_on))
    return first
