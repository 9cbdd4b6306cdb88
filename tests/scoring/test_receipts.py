"""A sheet is on time up to and on its due day, and missing only once that day has passed."""

from datetime import date, timedelta

import pytest

from cchc_metrics.scoring.receipts import SubmissionState, submission_state, submission_states
from tests.builders import make_indicator, make_plan, make_receipt, month

DUE = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("sent_on", "today", "state"),
    [
        (date(2026, 3, 17), DUE, SubmissionState.ON_TIME),
        (DUE, DUE, SubmissionState.ON_TIME),
        (date(2026, 3, 19), date(2026, 3, 20), SubmissionState.LATE),
        (None, DUE, SubmissionState.NOT_DUE),
        (None, date(2026, 3, 19), SubmissionState.MISSING),
    ],
)
def test_the_due_day_itself_is_still_in_time(sent_on, today, state):
    assert submission_state(DUE, sent_on, today) is state


def test_each_reporting_department_has_twelve_months_with_their_due_days():
    plan = make_plan(make_indicator(departments=("PVHXH", "VPHDND")))
    frame = submission_states(plan, [], date(2026, 1, 1))
    assert list(frame.columns) == ["department", "month", "due_on", "sent_on", "state"]
    assert frame["department"].unique().tolist() == ["VPHDND", "PVHXH"]
    assert frame["month"].tolist() == [*range(1, 13)] * 2
    assert set(frame["state"]) == {"NOT_DUE"}
    assert frame["due_on"].tolist()[:12] == [
        plan.calendar.due_on(month(number)) for number in range(1, 13)
    ]


def test_departments_that_type_no_figures_are_not_expected():
    frame = submission_states(make_plan(), [], date(2026, 6, 1))
    assert frame["department"].unique().tolist() == ["PVHXH"]


def test_the_first_of_several_receipts_counts():
    plan = make_plan()
    due_on = plan.calendar.due_on(month(2))
    late = make_receipt(2, due_on + timedelta(days=3))
    frame = submission_states(plan, [late, make_receipt(2, due_on)], date(2026, 12, 31))
    february = frame[frame["month"] == 2].iloc[0]
    assert (february["state"], february["sent_on"]) == ("ON_TIME", due_on)


def test_what_was_sent_later_than_today_is_not_known_yet():
    plan = make_plan()
    due_on = plan.calendar.due_on(month(1))
    sent_later = make_receipt(1, due_on + timedelta(days=5))
    frame = submission_states(plan, [sent_later], due_on + timedelta(days=1))
    assert frame.iloc[0]["state"] == "MISSING"
    assert frame.iloc[0]["sent_on"] is None


def test_receipts_of_another_year_do_not_count():
    plan = make_plan()
    other = make_receipt(1, date(2025, 1, 10))
    other = type(other)(other.department, month(1, 2025), other.sent_on)
    frame = submission_states(plan, [other], date(2026, 12, 31))
    assert set(frame["state"]) == {"MISSING"}


def test_every_state_has_a_vietnamese_label():
    assert [state.label for state in SubmissionState] == [
        "Đúng hạn",
        "Trễ hạn",
        "Chưa gửi",
        "Chưa đến hạn",
    ]
